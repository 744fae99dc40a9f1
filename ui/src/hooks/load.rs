//! Loading with what was there before kept on screen: while it loads again, and when that fails.

use std::{
    any::Any,
    cell::{Cell, RefCell},
    future::Future,
    marker::PhantomData,
    rc::Rc,
};

use futures::{FutureExt as _, future::LocalBoxFuture};
use montaj_client::{calls::Backend, error::ClientError, views::Change};
use yew::{platform::spawn_local, prelude::*};

use super::{Services, use_services};

/// Of whatever kind: so there is one reducer for all loads, and a browser fetches it once.
type Data = Rc<dyn Any>;

/// What is known of something that is loaded.
#[derive(Debug)]
pub struct LoadState {
    data: Option<Data>,
    error: Option<ClientError>,
    loading: bool,
}

#[derive(Debug)]
pub enum LoadStep {
    /// Something else is to be loaded: what was there does not belong to it.
    Reset,
    Started,
    Finished(Result<Data, ClientError>),
}

impl Default for LoadState {
    fn default() -> Self {
        Self { data: None, error: None, loading: true }
    }
}

impl Reducible for LoadState {
    type Action = LoadStep;

    fn reduce(self: Rc<Self>, step: LoadStep) -> Rc<Self> {
        let data = self.data.clone();
        Rc::new(match step {
            LoadStep::Reset => Self::default(),
            LoadStep::Started => Self { data, error: self.error.clone(), loading: true },
            LoadStep::Finished(Ok(fresh)) => {
                Self { data: Some(fresh), error: None, loading: false }
            }
            LoadStep::Finished(Err(error)) => Self { data, error: Some(error), loading: false },
        })
    }
}

/// A load as a component sees it.
#[derive(Debug)]
pub struct Load<T> {
    state: UseReducerHandle<LoadState>,
    pub reload: Callback<()>,
    of: PhantomData<T>,
}

impl<T: 'static> Load<T> {
    pub fn data(&self) -> Option<Rc<T>> {
        self.state.data.clone()?.downcast().ok()
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
    let state = use_reducer(LoadState::default);
    let start = use_mut_ref(Callback::<()>::noop);
    let page = Page { dispatcher: state.dispatcher(), start: start.clone(), services };
    let backend = page.services.backend.clone();
    use_effect_with((backend, deps), move |(backend, deps)| {
        let (backend, subject) = (backend.clone(), deps.clone());
        let once = move || {
            let work = load(backend.clone(), subject.clone());
            work.map(|result| result.map(|data| Rc::new(data) as Data)).boxed_local()
        };
        let deps = deps.clone();
        page.begin(Rc::new(once), Box::new(move |change| relevant(&deps, change)))
    });
    Load { state, reload: use_reload(start), of: PhantomData }
}

/// Stays the same for as long as its component.
#[hook]
fn use_reload(start: Rc<RefCell<Callback<()>>>) -> Callback<()> {
    use_callback((), move |(), ()| {
        let start = Callback::clone(&RefCell::borrow(&start));
        start.emit(());
    })
}

type Once = dyn Fn() -> LocalBoxFuture<'static, Result<Data, ClientError>>;

/// Where a load is shown.
struct Page {
    dispatcher: UseReducerDispatcher<LoadState>,
    /// Loads again what is loaded now.
    start: Rc<RefCell<Callback<()>>>,
    services: Services,
}

impl Page {
    /// Loads, and goes on to with each relevant change until what it answers is called.
    fn begin(
        &self,
        once: Rc<Once>,
        relevant: Box<dyn Fn(Change) -> bool>,
    ) -> impl FnOnce() + use<> {
        let flight = Rc::new(Flight::default());
        let begin = begin_callback(flight.clone(), once, self.dispatcher.clone());
        self.dispatcher.dispatch(LoadStep::Reset);
        begin.emit(());
        *self.start.borrow_mut() = begin.clone();
        let on_change = move |change| {
            if change == Change::All || relevant(change) {
                begin.emit(());
            }
        };
        let subscription = self.services.changes.subscribe(Callback::from(on_change));
        move || {
            flight.ended.set(true);
            drop(subscription);
        }
    }
}

fn begin_callback(
    flight: Rc<Flight>,
    once: Rc<Once>,
    dispatcher: UseReducerDispatcher<LoadState>,
) -> Callback<()> {
    Callback::from(move |()| {
        if flight.busy.replace(true) {
            flight.again.set(true);
            return;
        }
        let (flight, once, dispatcher) = (flight.clone(), once.clone(), dispatcher.clone());
        // Its first step is taken now, so that the page says at once that it loads.
        dispatcher.dispatch(LoadStep::Started);
        let mut work = once();
        spawn_local(async move {
            loop {
                flight.again.set(false);
                let result = work.await;
                if flight.ended.get() {
                    return;
                }
                dispatcher.dispatch(LoadStep::Finished(result));
                if !flight.again.get() {
                    break;
                }
                dispatcher.dispatch(LoadStep::Started);
                work = once();
            }
            flight.busy.set(false);
        });
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(steps: Vec<LoadStep>) -> Rc<LoadState> {
        steps.into_iter().fold(Rc::default(), LoadState::reduce)
    }

    fn finished(data: u8) -> LoadStep {
        LoadStep::Finished(Ok(Rc::new(data)))
    }

    fn data(state: &LoadState) -> Option<u8> {
        state.data.as_ref()?.downcast_ref().copied()
    }

    #[test]
    fn a_failed_reload_keeps_what_was_there() {
        let state = after(vec![
            finished(7),
            LoadStep::Started,
            LoadStep::Finished(Err(ClientError::Offline)),
        ]);
        assert_eq!(data(&state), Some(7));
        assert_eq!(state.error, Some(ClientError::Offline));
        assert!(!state.loading);
    }

    #[test]
    fn a_success_clears_the_failure() {
        let state = after(vec![
            LoadStep::Finished(Err(ClientError::Offline)),
            LoadStep::Started,
            finished(8),
        ]);
        assert_eq!((data(&state), &state.error), (Some(8), &None));
    }

    #[test]
    fn another_subject_starts_from_nothing() {
        let state = after(vec![finished(7), LoadStep::Reset]);
        assert!(data(&state).is_none() && state.error.is_none() && state.loading);
    }
}
