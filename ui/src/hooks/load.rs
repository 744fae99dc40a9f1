//! Loading with what was there before kept on screen: while it loads again, and when that fails.

use std::{
    cell::{Cell, RefCell},
    future::Future,
    rc::Rc,
};

use futures::{FutureExt as _, future::LocalBoxFuture};
use montaj_client::{calls::Backend, error::ClientError, views::Change};
use yew::{platform::spawn_local, prelude::*};

use super::use_services;

/// What is known of something that is loaded.
#[derive(Debug, PartialEq)]
pub struct LoadState<T> {
    data: Option<Rc<T>>,
    error: Option<ClientError>,
    loading: bool,
}

#[derive(Debug)]
pub enum LoadStep<T> {
    /// Something else is to be loaded: what was there does not belong to it.
    Reset,
    Started,
    Finished(Result<T, ClientError>),
}

impl<T> Default for LoadState<T> {
    fn default() -> Self {
        Self { data: None, error: None, loading: true }
    }
}

impl<T> Reducible for LoadState<T> {
    type Action = LoadStep<T>;

    fn reduce(self: Rc<Self>, step: LoadStep<T>) -> Rc<Self> {
        let data = self.data.clone();
        Rc::new(match step {
            LoadStep::Reset => Self::default(),
            LoadStep::Started => Self { data, error: self.error.clone(), loading: true },
            LoadStep::Finished(Ok(fresh)) => {
                Self { data: Some(Rc::new(fresh)), error: None, loading: false }
            }
            LoadStep::Finished(Err(error)) => Self { data, error: Some(error), loading: false },
        })
    }
}

/// A load as a component sees it.
#[derive(Debug)]
pub struct Load<T> {
    state: UseReducerHandle<LoadState<T>>,
    pub reload: Callback<()>,
}

impl<T: 'static> Load<T> {
    pub fn data(&self) -> Option<Rc<T>> {
        self.state.data.clone()
    }

    /// The failure of the last attempt.
    pub fn error(&self) -> Option<ClientError> {
        self.state.error.clone()
    }

    pub fn is_loading(&self) -> bool {
        self.state.loading
    }
}

/// One subject's loads: never two at once, and one more if something changed meanwhile.
#[derive(Debug, Default)]
struct Flight {
    busy: Cell<bool>,
    again: Cell<bool>,
    ended: Cell<bool>,
}

/// Loads now, when `deps` become others, and on every change that is `relevant`.
#[hook]
pub fn use_load<D, T, F, Fut>(deps: D, relevant: fn(&D, Change) -> bool, load: F) -> Load<T>
where
    D: Clone + PartialEq + 'static,
    T: 'static,
    F: Fn(Backend, D) -> Fut + 'static,
    Fut: Future<Output = Result<T, ClientError>> + 'static,
{
    let services = use_services();
    let state = use_reducer(LoadState::<T>::default);
    let start = use_mut_ref(Callback::<()>::noop);
    let dispatcher = state.dispatcher();
    let current = start.clone();
    use_effect_with((services.backend, deps), move |(backend, deps)| {
        let flight = Rc::new(Flight::default());
        let once = {
            let (backend, deps, dispatcher) = (backend.clone(), deps.clone(), dispatcher.clone());
            move || {
                dispatcher.dispatch(LoadStep::Started);
                let (work, dispatcher) = (load(backend.clone(), deps.clone()), dispatcher.clone());
                let finished = async move {
                    let result = work.await;
                    let tell = move || dispatcher.dispatch(LoadStep::Finished(result));
                    Box::new(tell) as Box<dyn FnOnce()>
                };
                finished.boxed_local()
            }
        };
        let begin = begin_callback(flight.clone(), Rc::new(once));
        dispatcher.dispatch(LoadStep::Reset);
        begin.emit(());
        *current.borrow_mut() = begin.clone();
        let deps = deps.clone();
        let on_change = move |change| {
            if change == Change::All || relevant(&deps, change) {
                begin.emit(());
            }
        };
        let subscription = services.changes.subscribe(Callback::from(on_change));
        move || {
            flight.ended.set(true);
            drop(subscription);
        }
    });
    let reload = use_callback((), move |(), ()| {
        let start = Callback::clone(&RefCell::borrow(&start));
        start.emit(());
    });
    Load { state, reload }
}

/// Loads once; what it answers tells the page of the outcome.
type Once = dyn Fn() -> LocalBoxFuture<'static, Box<dyn FnOnce()>>;

/// Not generic: a browser loads it once, not once for every kind of data.
fn begin_callback(flight: Rc<Flight>, once: Rc<Once>) -> Callback<()> {
    Callback::from(move |()| {
        if flight.busy.replace(true) {
            flight.again.set(true);
            return;
        }
        let (flight, once) = (flight.clone(), once.clone());
        // Its first step is taken now, so that the page says at once that it loads.
        let mut work = once();
        spawn_local(async move {
            loop {
                flight.again.set(false);
                let tell = work.await;
                if flight.ended.get() {
                    return;
                }
                tell();
                if !flight.again.get() {
                    break;
                }
                work = once();
            }
            flight.busy.set(false);
        });
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(steps: Vec<LoadStep<u8>>) -> Rc<LoadState<u8>> {
        steps.into_iter().fold(Rc::default(), LoadState::reduce)
    }

    #[test]
    fn a_failed_reload_keeps_what_was_there() {
        let state = after(vec![
            LoadStep::Finished(Ok(7)),
            LoadStep::Started,
            LoadStep::Finished(Err(ClientError::Offline)),
        ]);
        assert_eq!(state.data.as_deref(), Some(&7));
        assert_eq!(state.error, Some(ClientError::Offline));
        assert!(!state.loading);
    }

    #[test]
    fn a_success_clears_the_failure() {
        let state = after(vec![
            LoadStep::Finished(Err(ClientError::Offline)),
            LoadStep::Started,
            LoadStep::Finished(Ok(8)),
        ]);
        assert_eq!((state.data.as_deref(), &state.error), (Some(&8), &None));
    }

    #[test]
    fn another_subject_starts_from_nothing() {
        let state = after(vec![LoadStep::Finished(Ok(7)), LoadStep::Reset]);
        assert_eq!(*state, LoadState { data: None, error: None, loading: true });
    }
}
