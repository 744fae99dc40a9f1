//! The fields of a form that somebody has been in and left: only of these it is said what is wrong.

use gloo::timers::future::TimeoutFuture;
use web_sys::HtmlElement;
use yew::{platform::spawn_local, prelude::*};

use super::steps::field_of_id;
use crate::hooks::find;

const EVERY_MS: u32 = 20;

/// The fields left so far, and what the form calls when the focus leaves one.
///
/// A field that is left by a press elsewhere counts when the press has ended: its error would move
/// the page, and with it, from under the pointer, what is being pressed.
#[hook]
pub fn use_left_fields() -> (Vec<&'static str>, Callback<FocusEvent>) {
    let left = use_mut_ref(Vec::new);
    let redraw = use_force_update();
    let fields = left.borrow().clone();
    let onfocusout = Callback::from(move |event: FocusEvent| {
        let id = event.target_dyn_into::<HtmlElement>().map(|element| element.id());
        let Some(field) = id.as_deref().and_then(field_of_id) else { return };
        let (left, redraw) = (left.clone(), redraw.clone());
        spawn_local(async move {
            while find(":active").is_some() {
                TimeoutFuture::new(EVERY_MS).await;
            }
            if !left.borrow().contains(&field) {
                left.borrow_mut().push(field);
                redraw.force_update();
            }
        });
    });
    (fields, onfocusout)
}
