//! The focus for a part of a page that is still to come.

use gloo::{timers::future::TimeoutFuture, utils::document};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::platform::spawn_local;

const EVERY_MS: u32 = 50;
/// Five seconds: whoever has waited longer has gone on to something else.
const MOST_LOOKS: u32 = 100;

/// Gives the focus to the first element at `selector` as soon as it is on the page.
pub fn focus_when_there(selector: &'static str) {
    spawn_local(async move {
        for _ in 0..MOST_LOOKS {
            if let Some(element) = find(selector) {
                // An element that takes no focus is still there to be pressed.
                let _ = element.focus();
                return;
            }
            TimeoutFuture::new(EVERY_MS).await;
        }
    });
}

/// Gives the focus to the first field that is said to be wrong, once the page says so.
pub fn focus_first_wrong() {
    spawn_local(async {
        TimeoutFuture::new(EVERY_MS).await;
        if let Some(field) = find("[aria-invalid=true]") {
            // A field that takes no focus is still marked.
            let _ = field.focus();
        }
    });
}

/// The first element at `selector`, if it is on the page.
pub fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}
