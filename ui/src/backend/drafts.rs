//! Drafts of a plain browser: its replica lives in memory, so what was typed is kept in the
//! browser's own storage, too, and outlives a reload.

use std::rc::Rc;

use gloo::storage::{LocalStorage, Storage as _};
use montaj_client::{
    calls::{Backend, Call, Caller},
    error::ClientError,
    views::{DraftKey, SessionState},
};
use montaj_domain::ids::UserId;
use montaj_wire::lean;
use serde_json::Value;

const PREFIX: &str = "montaj.draft.";

/// Answers for drafts by the browser's storage, and leaves the rest to the engine.
pub struct KeepingDrafts<C>(Rc<C>);

impl<C: Caller + 'static> KeepingDrafts<C> {
    pub fn new(engine: C) -> Self {
        Self(Rc::new(engine))
    }

    /// Whose drafts these are; another's that stand here go.
    async fn owner(&self) -> Option<UserId> {
        let session = Backend::new(Shared(self.0.clone())).session().await.ok()?;
        let SessionState::SignedIn { user, .. } = session else { return None };
        let own = prefix(user.id);
        forget(|name| !name.starts_with(&own));
        Some(user.id)
    }
}

#[async_trait::async_trait(?Send)]
impl<C: Caller + 'static> Caller for KeepingDrafts<C> {
    async fn call(&self, call: Call) -> Result<Value, ClientError> {
        match &call {
            Call::Draft { key } => {
                if let Some(owner) = self.owner().await
                    && let Some(draft) = read(&name(owner, *key))
                {
                    return Ok(draft);
                }
                self.0.call(call).await
            }
            Call::SaveDraft { key, content } => {
                if let Some(owner) = self.owner().await {
                    write(&name(owner, *key), content.as_ref());
                }
                self.0.call(call).await
            }
            Call::LogOut {} => {
                let answer = self.0.call(call).await?;
                forget(|_| true);
                Ok(answer)
            }
            _ => self.0.call(call).await,
        }
    }
}

/// The same engine for a second holder.
struct Shared<C>(Rc<C>);

#[async_trait::async_trait(?Send)]
impl<C: Caller> Caller for Shared<C> {
    async fn call(&self, call: Call) -> Result<Value, ClientError> {
        self.0.call(call).await
    }
}

fn prefix(owner: UserId) -> String {
    format!("{PREFIX}{owner}.")
}

fn name(owner: UserId, key: DraftKey) -> String {
    let own = prefix(owner);
    match key {
        DraftKey::NewOrder => format!("{own}new-order"),
        DraftKey::Feed => format!("{own}feed"),
        DraftKey::Chat(order_id) => format!("{own}chat.{order_id}"),
        DraftKey::Response(order_id) => format!("{own}response.{order_id}"),
    }
}

fn read(name: &str) -> Option<Value> {
    let text = LocalStorage::raw().get_item(name).ok().flatten()?;
    lean::from_str(&text).ok()
}

/// A storage that is full or forbidden keeps nothing: the draft lives as long as the page.
fn write(name: &str, content: Option<&Value>) {
    let storage = LocalStorage::raw();
    drop(match content {
        Some(content) => storage.set_item(name, &lean::written(content)),
        None => storage.remove_item(name),
    });
}

/// Removes the drafts whose names are to go.
fn forget(goes: impl Fn(&str) -> bool) {
    let storage = LocalStorage::raw();
    let count = storage.length().unwrap_or_default();
    let names: Vec<_> = (0..count).filter_map(|at| storage.key(at).ok().flatten()).collect();
    for name in names.iter().filter(|name| name.starts_with(PREFIX) && goes(name)) {
        drop(storage.remove_item(name));
    }
}
