//! The hour on the page: «сегодня» turns into «вчера» by itself.

use gloo::timers::callback::Interval;
use yew::prelude::*;

use crate::format::Now;

/// The present, again every `every_secs`.
#[hook]
pub fn use_now(every_secs: u32) -> Now {
    let now = use_state(Now::here);
    let setter = now.setter();
    use_effect_with(every_secs, move |every_secs| {
        let interval = Interval::new(every_secs * 1000, move || setter.set(Now::here()));
        move || drop(interval)
    });
    *now
}
