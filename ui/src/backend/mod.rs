//! How the interface reaches the engine: through the app's shell, or in this very page.

mod drafts;
mod lane;
mod local;
mod shell;

pub use self::shell::is_present as in_window;

use std::{cell::RefCell, rc::Rc};

use montaj_client::{
    calls::{Backend, Call, Caller},
    error::ClientError,
    views::Change,
};
use serde_json::Value;
use yew::Callback;

/// What the engine tells of itself: changes to show, and pages that a click on a native
/// notification asks to open.
#[derive(Debug, Clone, PartialEq)]
pub struct Listeners {
    pub on_change: Callback<Change>,
    pub on_open: Callback<String>,
}

/// Opens the way to the engine that this page has.
pub async fn connect(listeners: Listeners) -> Result<Backend, ClientError> {
    if shell::is_present() {
        Ok(Backend::new(Reporting(shell::connect(listeners).await?)))
    } else {
        let engine = drafts::KeepingDrafts::new(local::connect(listeners).await?);
        Ok(Backend::new(Reporting(engine)))
    }
}

/// Tells the console of failures on this device: people are shown no more than that there was one.
struct Reporting<C>(C);

#[async_trait::async_trait(?Send)]
impl<C: Caller> Caller for Reporting<C> {
    async fn call(&self, call: Call) -> Result<Value, ClientError> {
        let answer = self.0.call(call).await;
        if let Err(ClientError::Local { message }) = &answer {
            web_sys::console::warn_1(&message.into());
        }
        answer
    }
}

/// Hands every change to whoever is interested at that moment.
#[derive(Debug, Clone, Default)]
pub struct Changes(Rc<RefCell<Subscribers>>);

#[derive(Debug, Default)]
struct Subscribers {
    next: u64,
    all: Vec<(u64, Callback<Change>)>,
}

/// Ends the subscription when dropped.
#[derive(Debug)]
pub struct Subscription {
    id: u64,
    changes: Changes,
}

impl Changes {
    pub fn emit(&self, change: Change) {
        // Copied first: a listener may subscribe or end its subscription.
        let listeners: Vec<_> = self.0.borrow().all.iter().map(|(_, to)| to.clone()).collect();
        for listener in listeners {
            listener.emit(change);
        }
    }

    #[must_use]
    pub fn subscribe(&self, listener: Callback<Change>) -> Subscription {
        let mut subscribers = self.0.borrow_mut();
        let id = subscribers.next;
        subscribers.next += 1;
        subscribers.all.push((id, listener));
        Subscription { id, changes: self.clone() }
    }
}

impl PartialEq for Changes {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.changes.0.borrow_mut().all.retain(|(id, _)| *id != self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listener_hears_changes_until_its_subscription_ends() {
        let heard = Rc::new(RefCell::new(Vec::new()));
        let changes = Changes::default();
        let sink = heard.clone();
        let subscription =
            changes.subscribe(Callback::from(move |change| sink.borrow_mut().push(change)));
        changes.emit(Change::Feed);
        drop(subscription);
        changes.emit(Change::Session);
        assert_eq!(*heard.borrow(), [Change::Feed]);
    }
}
