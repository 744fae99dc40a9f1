//! Whether the window is wide enough for more beside the page.

use gloo::events::EventListener;
use yew::prelude::*;

/// Whether the window matches the media query, now and whenever that changes.
#[hook]
pub fn use_media(query: &'static str) -> bool {
    let matches = use_state(|| media(query).is_some_and(|list| list.matches()));
    let setter = matches.setter();
    use_effect_with(query, move |query| {
        let listener = media(query).map(|list| {
            let watched = list.clone();
            EventListener::new(&list, "change", move |_| setter.set(watched.matches()))
        });
        move || drop(listener)
    });
    *matches
}

fn media(query: &str) -> Option<web_sys::MediaQueryList> {
    gloo::utils::window().match_media(query).ok().flatten()
}
