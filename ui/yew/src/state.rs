//! State: one reducer for values of all types, and handles that know the type.

use std::{any::Any, fmt, marker::PhantomData, ops::Deref, rc::Rc};

use upstream::functional::{
    Hook, HookContext, Reducible, UseReducerDispatcher as Dispatcher, UseReducerHandle as Handle,
    use_reducer_eq as use_upstream,
};

/// Whether two values are drawn as the same.
type Same = fn(&dyn Any, &dyn Any) -> bool;

type Step = Box<dyn FnOnce(&Rc<dyn Any>) -> Rc<dyn Any>>;

struct Held {
    value: Rc<dyn Any>,
    same: Same,
}

impl Reducible for Held {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        Rc::new(Self { value: step(&self.value), same: self.same })
    }
}

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&*self.value, &*other.value)
    }
}

/// The very same value, not one that is equal.
fn identical(one: &dyn Any, other: &dyn Any) -> bool {
    std::ptr::addr_eq(one, other)
}

fn equal<T: PartialEq + 'static>(one: &dyn Any, other: &dyn Any) -> bool {
    known::<T>(one) == known::<T>(other)
}

fn known<T: 'static>(value: &dyn Any) -> &T {
    match value.downcast_ref() {
        Some(value) => value,
        None => unreachable!("a handle is made with a value of its type"),
    }
}

/// Not generic: a browser loads it once, not once for every type.
fn held(
    context: &mut HookContext,
    same: Same,
    first: &mut dyn FnMut() -> Option<Rc<dyn Any>>,
) -> (Handle<Held>, Rc<dyn Any>) {
    let first = || Held { value: first().unwrap_or_else(|| Rc::new(())), same };
    let handle = use_upstream(first).run(context);
    let drawn = handle.value.clone();
    (handle, drawn)
}

/// A hook that makes the first value by `F`, and a handle for it.
struct Use<F, H> {
    first: F,
    same: Same,
    of: PhantomData<H>,
}

impl<T: 'static, F: FnOnce() -> T, H> Hook for Use<F, H>
where
    H: From<Known<T>>,
{
    type Output = H;

    fn run(self, context: &mut HookContext) -> H {
        let mut first = Some(self.first);
        let mut first = || first.take().map(|first| Rc::new(first()) as Rc<dyn Any>);
        let (handle, drawn) = held(context, self.same, &mut first);
        H::from(Known { handle, drawn, of: PhantomData })
    }
}

/// What is held, with its type.
pub struct Known<T> {
    handle: Handle<Held>,
    /// The value when the handle was made.
    drawn: Rc<dyn Any>,
    of: PhantomData<fn() -> T>,
}

impl<T> fmt::Debug for Known<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Known")
    }
}

impl<T> Clone for Known<T> {
    fn clone(&self) -> Self {
        let handle = self.handle.clone();
        let drawn = handle.value.clone();
        Self { handle, drawn, of: PhantomData }
    }
}

impl<T: PartialEq + 'static> PartialEq for Known<T> {
    fn eq(&self, other: &Self) -> bool {
        equal::<T>(&*self.drawn, &*other.drawn)
    }
}

macro_rules! handle {
    ($(#[$doc:meta])* $name:ident, $title:literal) => {
        $(#[$doc])*
        pub struct $name<T>(Known<T>);

        impl<T> From<Known<T>> for $name<T> {
            fn from(known: Known<T>) -> Self {
                Self(known)
            }
        }

        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }

        impl<T: PartialEq + 'static> PartialEq for $name<T> {
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0
            }
        }

        impl<T: 'static> Deref for $name<T> {
            type Target = T;

            /// The value as it is by now.
            fn deref(&self) -> &T {
                known(&*self.0.handle.value)
            }
        }

        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str($title)
            }
        }
    };
}

handle! {
    /// A value that a component keeps.
    UseStateHandle, "UseStateHandle"
}

handle! {
    /// A value that a component keeps, and that changes by steps.
    UseReducerHandle, "UseReducerHandle"
}

macro_rules! setter {
    ($(#[$doc:meta])* $name:ident, $title:literal) => {
        $(#[$doc])*
        pub struct $name<T> {
            inner: Dispatcher<Held>,
            of: PhantomData<fn() -> T>,
        }

        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                Self { inner: self.inner.clone(), of: PhantomData }
            }
        }

        impl<T> PartialEq for $name<T> {
            fn eq(&self, other: &Self) -> bool {
                self.inner == other.inner
            }
        }

        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str($title)
            }
        }
    };
}

setter! {
    /// Puts another value in the place of one that a component keeps.
    UseStateSetter, "UseStateSetter"
}

setter! {
    /// Takes the steps of a reducer.
    UseReducerDispatcher, "UseReducerDispatcher"
}

impl<T: 'static> UseStateHandle<T> {
    pub fn set(&self, value: T) {
        set(&self.0.handle.dispatcher(), value);
    }

    pub fn setter(&self) -> UseStateSetter<T> {
        UseStateSetter { inner: self.0.handle.dispatcher(), of: PhantomData }
    }
}

impl<T: 'static> UseStateSetter<T> {
    pub fn set(&self, value: T) {
        set(&self.inner, value);
    }
}

fn set<T: 'static>(into: &Dispatcher<Held>, value: T) {
    let value: Rc<dyn Any> = Rc::new(value);
    into.dispatch(Box::new(move |_| value));
}

impl<T: Reducible + 'static> UseReducerHandle<T>
where
    T::Action: 'static,
{
    pub fn dispatch(&self, action: T::Action) {
        reduce::<T>(&self.0.handle.dispatcher(), action);
    }

    pub fn dispatcher(&self) -> UseReducerDispatcher<T> {
        UseReducerDispatcher { inner: self.0.handle.dispatcher(), of: PhantomData }
    }
}

impl<T: Reducible + 'static> UseReducerDispatcher<T>
where
    T::Action: 'static,
{
    pub fn dispatch(&self, action: T::Action) {
        reduce::<T>(&self.inner, action);
    }
}

fn reduce<T: Reducible + 'static>(into: &Dispatcher<Held>, action: T::Action)
where
    T::Action: 'static,
{
    into.dispatch(Box::new(move |value| match value.clone().downcast::<T>() {
        Ok(state) => state.reduce(action),
        Err(value) => value,
    }));
}

/// A value that the component is drawn anew for whenever it is set.
pub fn use_state<T: 'static, F: FnOnce() -> T>(first: F) -> impl Hook<Output = UseStateHandle<T>> {
    Use { first, same: identical, of: PhantomData }
}

/// A value that the component is drawn anew for when it becomes another.
pub fn use_state_eq<T: PartialEq + 'static, F: FnOnce() -> T>(
    first: F,
) -> impl Hook<Output = UseStateHandle<T>> {
    Use { first, same: equal::<T>, of: PhantomData }
}

/// A value that changes by steps.
pub fn use_reducer<T: Reducible + 'static, F: FnOnce() -> T>(
    first: F,
) -> impl Hook<Output = UseReducerHandle<T>> {
    Use { first, same: identical, of: PhantomData }
}
