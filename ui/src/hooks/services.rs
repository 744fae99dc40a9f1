//! What every page may need, by context: the engine, its changes, the person, the focus.

use std::rc::Rc;

use montaj_client::{calls::Backend, secrets::SecretsHome, views::Change};
use montaj_wire::account::UserView;
use yew::prelude::*;

use super::ScreenReporter;
use crate::{backend::Changes, components::Toaster};

#[derive(Debug, Clone, PartialEq)]
pub struct Services {
    pub backend: Backend,
    pub changes: Changes,
    pub screen: ScreenReporter,
    pub toaster: Toaster,
}

/// The person who is signed in. Provided to every page but those of guests.
#[derive(Debug, Clone, PartialEq)]
pub struct Me {
    pub user: Rc<UserView>,
    /// What keeps the session, and whether it survives a restart of the app.
    pub kept: SecretsHome,
}

impl std::ops::Deref for Me {
    type Target = UserView;

    fn deref(&self) -> &UserView {
        &self.user
    }
}

/// Whether the window has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Focused(pub bool);

#[hook]
pub fn use_services() -> Services {
    #[expect(clippy::expect_used, reason = "the application's root provides them to all below")]
    use_context::<Services>().expect("services are provided at the root")
}

#[hook]
pub fn use_backend() -> Backend {
    use_services().backend
}

#[hook]
pub fn use_me() -> Me {
    #[expect(clippy::expect_used, reason = "pages of the signed in stand below the provider")]
    use_context::<Me>().expect("a page of the signed in")
}

#[hook]
pub fn use_focused() -> bool {
    use_context::<Focused>().is_none_or(|focused| focused.0)
}

/// Calls `listener` for every change as long as the component lives.
#[hook]
pub fn use_changes(listener: Callback<Change>) {
    let changes = use_services().changes;
    use_effect_with((changes, listener), |(changes, listener)| {
        let subscription = changes.subscribe(listener.clone());
        move || drop(subscription)
    });
}
