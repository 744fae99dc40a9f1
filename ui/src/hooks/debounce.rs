//! A value that has settled: what was typed, once the typing pauses.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// `value` as it was when it last stayed the same for `pause_ms`.
#[hook]
pub fn use_debounced<T: Clone + PartialEq + 'static>(value: T, pause_ms: u32) -> T {
    let settled = use_state(|| value.clone());
    let setter = settled.setter();
    use_effect_with(value, move |value| {
        let value = value.clone();
        let timeout = Timeout::new(pause_ms, move || setter.set(value));
        move || drop(timeout)
    });
    (*settled).clone()
}
