//! Effects that run again when what they depend on has become another.

use std::{any::Any, cell::RefCell, rc::Rc};

use upstream::functional::{TearDown, hook, use_effect, use_mut_ref};

/// What an effect leaves to be done at its end.
type End = Box<dyn FnOnce()>;

type Run = Box<dyn FnOnce(&dyn Any) -> End>;

/// What an effect depends on: the last value for which it ran, and its end.
#[derive(Default)]
struct Ran {
    deps: Option<Box<dyn Any>>,
    end: Option<End>,
}

impl Drop for Ran {
    fn drop(&mut self) {
        if let Some(end) = self.end.take() {
            end();
        }
    }
}

/// An effect for values whose type is known to it alone.
struct Effect {
    deps: Box<dyn Any>,
    same: fn(&dyn Any, &dyn Any) -> bool,
    run: Run,
}

/// Runs `effect` after drawing when `deps` are not those of the last time. What it answers runs
/// before the next time and at the end.
#[hook]
pub fn use_effect_with<T, F, D>(deps: T, effect: F)
where
    T: PartialEq + 'static,
    F: FnOnce(&T) -> D + 'static,
    D: TearDown,
{
    use_erased(Effect {
        deps: Box::new(deps),
        same: same::<T>,
        run: Box::new(move |deps| match deps.downcast_ref::<T>() {
            Some(deps) => {
                let end = effect(deps);
                Box::new(move || end.tear_down())
            }
            None => Box::new(|| ()),
        }),
    });
}

fn same<T: PartialEq + 'static>(one: &dyn Any, other: &dyn Any) -> bool {
    match (one.downcast_ref::<T>(), other.downcast_ref::<T>()) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

#[hook]
fn use_erased(effect: Effect) {
    let ran = use_mut_ref(Ran::default);
    let run: Box<dyn FnOnce()> = Box::new(move || run_if_new(&ran, effect));
    use_effect(run);
}

fn run_if_new(ran: &Rc<RefCell<Ran>>, effect: Effect) {
    let Effect { deps, same, run } = effect;
    let mut ran = ran.borrow_mut();
    if ran.deps.as_ref().is_some_and(|last| same(&**last, &*deps)) {
        return;
    }
    if let Some(end) = ran.end.take() {
        end();
    }
    ran.end = Some(run(&*deps));
    ran.deps = Some(deps);
}
