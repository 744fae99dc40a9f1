//! What is typed and not sent yet is kept on the device.

use std::{cell::RefCell, rc::Rc};

use gloo::timers::callback::Timeout;
use montaj_client::{calls::Backend, views::DraftKey};
use serde_json::Value;
use yew::{platform::spawn_local, prelude::*};

use super::use_backend;

const PAUSE_MS: u32 = 400;

/// A draft as it stands on the page and on the device.
#[derive(Debug, Clone)]
pub struct KeptDraft {
    backend: Backend,
    key: DraftKey,
    state: Rc<RefCell<State>>,
}

#[derive(Debug, Default)]
struct State {
    newest: Option<Value>,
    /// The device may have another.
    changed: bool,
}

impl KeptDraft {
    /// It became what it was written for.
    pub fn forget(&self) {
        *self.state.borrow_mut() = State { newest: None, changed: true };
        self.keep();
    }

    fn keep(&self) {
        let newest = {
            let mut state = self.state.borrow_mut();
            if !std::mem::take(&mut state.changed) {
                return;
            }
            state.newest.clone()
        };
        let (backend, key) = (self.backend.clone(), self.key);
        // A draft that cannot be kept is not worth a word while one types.
        spawn_local(async move { drop(backend.save_draft(key, newest).await) });
    }
}

/// Keeps `content` when the typing pauses, when it is emptied, and when its page is left; never
/// while `known` is false: then it is being restored, or stands for something else.
#[hook]
pub fn use_kept_draft(key: DraftKey, content: Option<Value>, known: bool) -> KeptDraft {
    let draft = KeptDraft { backend: use_backend(), key, state: use_mut_ref(State::default) };
    let (typed, left) = (draft.clone(), draft.clone());
    use_effect_with((content, known), move |(content, known)| {
        let mut timeout = None;
        if *known {
            {
                let mut state = typed.state.borrow_mut();
                state.changed |= state.newest != *content;
                state.newest.clone_from(content);
            }
            if content.is_some() {
                timeout = Some(Timeout::new(PAUSE_MS, move || typed.keep()));
            } else {
                typed.keep();
            }
        }
        move || drop(timeout)
    });
    use_effect_with((), move |()| move || left.keep());
    draft
}
