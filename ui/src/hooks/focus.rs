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
        if let Some(field) = find(WRONG) {
            // A field that takes no focus is still marked.
            let _ = field.focus();
        }
    });
}

/// A field, or the first card of a choice.
const WRONG: &str = "[aria-invalid=true]:not([role=radiogroup]), [aria-invalid=true] input";

/// Gives the focus to the element at `selector` where what had it has left the page.
pub fn focus_if_lost(selector: &str) {
    let lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
    if let Some(element) = find(selector).filter(|_| lost) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that takes no focus leaves it where it was.
        let _ = element.focus_with_options(&options);
    }
}

/// The first element at `selector`, if it is on the page.
pub fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}
