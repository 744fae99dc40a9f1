//! Something a person asks for: busy while it runs, its failure kept until the next try.

use std::{cell::Cell, future::Future, rc::Rc};

use futures::{FutureExt as _, future::LocalBoxFuture};
use montaj_client::error::ClientError;
use yew::{platform::spawn_local, prelude::*};

use crate::i18n::field_error_text;

#[derive(Debug, Clone, PartialEq, Default)]
struct State {
    busy: bool,
    error: Option<ClientError>,
}

#[derive(Debug, Clone)]
pub struct Action {
    state: UseStateHandle<State>,
    /// Beside the state, because a second click may come before the page is drawn again.
    busy: Rc<Cell<bool>>,
}

impl Action {
    pub fn is_busy(&self) -> bool {
        self.state.busy
    }

    pub fn error(&self) -> Option<&ClientError> {
        self.state.error.as_ref()
    }

    /// The server's word on one field of the input.
    pub fn field_error(&self, field: &str) -> Option<String> {
        let Some(ClientError::Rejected(problem)) = self.error() else { return None };
        let wrong = problem.errors.iter().find(|error| error.field == field)?;
        Some(field_error_text(wrong))
    }

    pub fn clear(&self) {
        self.state.set(State::default());
    }

    /// Does `work`, then `done` with what it gave. Does nothing while the last is under way.
    pub fn run<T: 'static>(
        &self,
        work: impl Future<Output = Result<T, ClientError>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        let work = work
            .map(|result| result.map(|answer| Box::new(move || done(answer)) as Box<dyn FnOnce()>));
        self.run_erased(work.boxed_local());
    }

    /// Not generic: a browser loads it once, not once for every kind of answer.
    fn run_erased(&self, work: Work) {
        if self.busy.replace(true) {
            return;
        }
        let (state, busy) = (self.state.clone(), self.busy.clone());
        state.set(State { busy: true, error: None });
        spawn_local(async move {
            let result = work.await;
            busy.set(false);
            match result {
                Ok(done) => {
                    state.set(State::default());
                    done();
                }
                Err(error) => state.set(State { busy: false, error: Some(error) }),
            }
        });
    }
}

/// Work that ends with what is to be done then.
type Work = LocalBoxFuture<'static, Result<Box<dyn FnOnce()>, ClientError>>;

#[hook]
pub fn use_action() -> Action {
    let state = use_state(State::default);
    let busy = use_memo((), |()| Cell::new(false));
    Action { state, busy }
}
