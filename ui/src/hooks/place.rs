//! Comes back to where one stood on a page, and tells it of scrolling, once a frame.

use std::{cell::Cell, rc::Rc};

use gloo::{events::EventListener, render::request_animation_frame, utils::window};
use yew::prelude::*;

use super::{go::use_returned, use_shelf};

/// Of the feed.
pub const FEED_PLACE: &str = "feed-place";
/// Of one's own orders.
pub const MINE_PLACE: &str = "mine-place";

/// Keeps how far the page under `name` is scrolled while one is elsewhere, and goes there again
/// when `ready` says that the page has its height: `always`, or only by «back».
#[hook]
pub fn use_kept_place(name: AttrValue, ready: bool, always: bool) {
    let (shelf, returned) = (use_shelf(), use_returned());
    let last = use_mut_ref(|| Cell::new(None::<f64>));
    {
        let (shelf, last, name) = (shelf.clone(), last.clone(), name.clone());
        use_effect_with((), move |()| {
            let seen = last.clone();
            let listener = EventListener::new(&window(), "scroll", move |_| {
                seen.borrow().set(window().scroll_y().ok());
            });
            move || {
                drop(listener);
                if let Some(top) = last.borrow().get() {
                    shelf.put(name, top);
                }
            }
        });
    }
    use_effect_with(ready, move |ready| {
        let may = *ready && (always || returned);
        let kept = shelf.get::<f64>(&name).map(|top| *top).filter(|_| may);
        let top = if always && *ready { Some(kept.unwrap_or(0.0)) } else { kept };
        // After the frame has put the page to its top.
        let frame = top
            .map(|top| request_animation_frame(move |_| window().scroll_to_with_x_and_y(0.0, top)));
        move || drop(frame)
    });
}

/// Calls `on_scroll` when the window was scrolled or got another size, at most once a frame.
#[hook]
pub fn use_scrolled(on_scroll: Callback<()>) {
    use_effect_with(on_scroll, |on_scroll| {
        let waiting = Rc::new(Cell::new(None));
        let listeners = ["scroll", "resize"].map(|event| {
            let (on_scroll, waiting) = (on_scroll.clone(), waiting.clone());
            EventListener::new(&window(), event, move |_| {
                let (on_scroll, done) = (on_scroll.clone(), waiting.clone());
                let frame = request_animation_frame(move |_| {
                    drop(done.take());
                    on_scroll.emit(());
                });
                drop(waiting.replace(Some(frame)));
            })
        });
        move || drop(listeners)
    });
}
