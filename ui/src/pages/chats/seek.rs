//! The way from an answer to the message that it answers (PRODUCT 5.3).

use montaj_client::views::ChatView;
use montaj_domain::ids::MessageId;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::outline::Outline;

/// Brings a message before one's eyes: older pages are fetched until it is there.
#[hook]
pub fn use_seek(list: &NodeRef, view: &ChatView, older: &Callback<()>) -> Callback<MessageId> {
    let sought = use_state_eq(|| None::<Sought>);
    let (list, older, has_older) = (list.clone(), older.clone(), view.has_older);
    let setter = sought.setter();
    let seeking = (*sought, Outline::of(&view.lines).oldest);
    use_effect_with(seeking, move |(sought, _)| {
        let (Some(list), Some(Sought { id, .. })) = (list.cast::<Element>(), sought) else {
            return;
        };
        match list.query_selector(&format!("[data-id=\"{id}\"]")).ok().flatten() {
            Some(line) => {
                show(&list, &line);
                setter.set(None);
            }
            None if has_older => older.emit(()),
            None => setter.set(None),
        }
    });
    let times = use_mut_ref(|| 0_u32);
    use_callback(sought.setter(), move |id, sought| {
        *times.borrow_mut() += 1;
        sought.set(Some(Sought { id, times: *times.borrow() }));
    })
}

/// Counted, so that what was not found can be sought again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sought {
    id: MessageId,
    times: u32,
}

/// In the middle of the list, and lit up for a moment.
fn show(list: &Element, line: &Element) {
    let (frame, place) = (list.get_bounding_client_rect(), line.get_bounding_client_rect());
    let off = place.top() - frame.top() - (frame.height() - place.height()) / 2.0;
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a page")]
    list.set_scroll_top(list.scroll_top() + off as i32);
    // Class names change on the element itself: the next drawing of the line takes them off again.
    let classes = line.class_list();
    let lit = classes.remove_1(FOUND).and_then(|()| {
        // An animation begins anew only when the page was laid out without it.
        let _ = line.unchecked_ref::<HtmlElement>().offset_width();
        classes.add_1(FOUND)
    });
    // Without the light it is still in the middle.
    drop(lit);
}

const FOUND: &str = "bubble--found";
