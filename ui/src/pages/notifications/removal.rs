//! Deleting with a way back: what is removed stands as a line that offers to undo it, and goes for
//! good when that time has passed or the page is left.

use std::{cell::RefCell, rc::Rc};

use gloo::timers::callback::Timeout;
use montaj_client::calls::Backend;
use montaj_domain::ids::NotificationId;
use yew::{platform::spawn_local, prelude::*};

use crate::hooks::use_backend;

/// How long it can be undone.
const UNDO_MS: u32 = 6_000;

type Waiting = Rc<RefCell<Vec<(NotificationId, Timeout)>>>;

/// What has been removed from the page.
#[derive(Clone)]
pub struct Removal {
    backend: Backend,
    waiting: Waiting,
    shown: UseStateHandle<Vec<NotificationId>>,
}

impl PartialEq for Removal {
    fn eq(&self, other: &Self) -> bool {
        self.backend == other.backend && self.shown == other.shown
    }
}

impl Removal {
    /// Whether the line stands in place of this one.
    pub fn has(&self, id: NotificationId) -> bool {
        self.shown.contains(&id)
    }

    pub fn remove(&self, id: NotificationId) {
        let (backend, waiting) = (self.backend.clone(), self.waiting.clone());
        let timeout = Timeout::new(UNDO_MS, move || {
            waiting.borrow_mut().retain(|(other, _)| *other != id);
            delete(backend, id);
        });
        self.waiting.borrow_mut().push((id, timeout));
        self.show(|shown| shown.push(id));
    }

    pub fn undo(&self, id: NotificationId) {
        // Dropped, a timeout never comes.
        self.waiting.borrow_mut().retain(|(other, _)| *other != id);
        self.show(|shown| shown.retain(|other| *other != id));
    }

    fn show(&self, change: impl FnOnce(&mut Vec<NotificationId>)) {
        let mut shown = (*self.shown).clone();
        change(&mut shown);
        self.shown.set(shown);
    }
}

fn delete(backend: Backend, id: NotificationId) {
    // Kept on this device first: there is no network that it could fail by.
    spawn_local(async move { drop(backend.delete_notification(id).await) });
}

#[hook]
pub fn use_removal() -> Removal {
    let backend = use_backend();
    let waiting = use_memo((), |()| RefCell::new(Vec::new()));
    let shown = use_state(Vec::new);
    let (left, last) = (backend.clone(), waiting.clone());
    use_effect_with((), move |()| {
        move || {
            for (id, timeout) in last.borrow_mut().drain(..) {
                drop(timeout);
                delete(left.clone(), id);
            }
        }
    });
    Removal { backend, waiting, shown }
}
