//! What floats over the page beside its opener: menus, calendars. It lies in the window's top
//! layer, so no edge cuts it; it closes by Escape, by a press beside it and when its opener goes,
//! and gives the focus back.

use gloo::{
    events::{EventListener, EventListenerOptions},
    utils::{document, window},
};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, KeyboardEvent, Node};
use yew::prelude::*;

use super::area::{Area, px};

/// Between it and its opener, and the window's edges, px.
const GAP: f64 = 6.0;

/// Where it opens.
#[derive(Debug, Clone, PartialEq)]
pub enum Side {
    /// Under it, from its left edge.
    Below(NodeRef),
    /// Under it, up to its right edge.
    BelowEnd(NodeRef),
    /// At a place of the window, where the pointer was.
    At { x: i32, y: i32 },
}

impl Side {
    fn opener(&self) -> Option<Element> {
        match self {
            Self::Below(node) | Self::BelowEnd(node) => node.cast::<Element>(),
            Self::At { .. } => None,
        }
    }

    fn area(&self) -> Option<Area> {
        match self {
            Self::At { x, y } => Some(Area::point(f64::from(*x), f64::from(*y))),
            _ => self.opener().map(|opener| Area::of(&opener)),
        }
    }
}

/// Keeps `node` beside its opener for as long as it is drawn.
#[hook]
pub fn use_float(node: &NodeRef, side: Side, onclose: Callback<()>) {
    let shown = node.clone();
    let had_focus = use_memo((), |()| document().active_element());
    let opener = side.clone();
    // Once: callbacks that are made anew at each drawing must not move the focus.
    use_effect_with((), move |()| {
        let float = shown.cast::<HtmlElement>();
        if let Some(float) = &float {
            raise(float);
        }
        move || {
            if let Some(float) = float {
                give_back(&float, (*had_focus).as_ref(), &opener);
            }
        }
    });
    let node = node.clone();
    use_effect_with((side, onclose), move |(side, onclose)| {
        let float = node.cast::<HtmlElement>();
        if let Some(float) = &float {
            place(float, side);
        }
        let listeners = listeners(float, side.clone(), onclose.clone());
        move || drop(listeners)
    });
}

/// Into the top layer, where the browser knows of it; else it lies over the page by its style.
fn raise(float: &HtmlElement) {
    let _ = float.set_attribute("popover", "manual");
    let show = Reflect::get(float, &JsValue::from_str("showPopover")).ok();
    if let Some(show) = show.and_then(|show| show.dyn_into::<Function>().ok()) {
        // Fails only where it is shown already.
        drop(show.call0(float));
    }
}

fn place(float: &HtmlElement, side: &Side) {
    let Some(opener) = side.area() else { return };
    let own = Area::of(float);
    let size = |length: Result<JsValue, JsValue>| length.ok().and_then(|l| l.as_f64());
    let window = (size(window().inner_width()), size(window().inner_height()));
    let (Some(width), Some(height)) = window else { return };
    let to_end = matches!(side, Side::BelowEnd(_));
    let (left, top) = placed(opener, (own.width(), own.height()), (width, height), to_end);
    let style = float.style();
    // Where it fails the style's own place holds.
    let _ = style.set_property("left", &px(left.round()));
    let _ = style.set_property("top", &px(top.round()));
}

/// Left and top of something of `size` beside `opener`: below where there is room, else above, and
/// always within the window.
fn placed(opener: Area, size: (f64, f64), window: (f64, f64), to_end: bool) -> (f64, f64) {
    let left = if to_end { opener.right - size.0 } else { opener.left };
    let below = opener.bottom + GAP;
    let above = opener.top - GAP - size.1;
    let fits_below = below + size.1 + GAP <= window.1;
    let top = if fits_below || above < GAP { below } else { above };
    let clamp = |at: f64, length: f64, room: f64| at.min(room - length - GAP).max(GAP);
    (clamp(left, size.0, window.0), clamp(top, size.1, window.1))
}

fn listeners(float: Option<HtmlElement>, side: Side, onclose: Callback<()>) -> Vec<EventListener> {
    let capture = EventListenerOptions::run_in_capture_phase();
    let active = EventListenerOptions { passive: false, ..capture };
    let (pressed, opener, close) = (float.clone(), side.opener(), onclose.clone());
    let press =
        EventListener::new_with_options(&document(), "pointerdown", capture, move |event| {
            let at = event.target().and_then(|target| target.dyn_into::<Node>().ok());
            let holds = |element: Option<&Node>| element.is_some_and(|e| e.contains(at.as_ref()));
            // The opener closes it by itself.
            let own = holds(pressed.as_ref().map(AsRef::as_ref))
                || holds(opener.as_ref().map(AsRef::as_ref));
            if !own {
                close.emit(());
            }
        });
    let close = onclose;
    let key = EventListener::new_with_options(&document(), "keydown", active, move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if key.key() == "Escape" {
            // The dialog below it stays open.
            key.prevent_default();
            key.stop_propagation();
            close.emit(());
        }
    });
    let again = move |_: &web_sys::Event| {
        if let Some(float) = &float {
            place(float, &side);
        }
    };
    let scroll = EventListener::new_with_options(&window(), "scroll", capture, again.clone());
    let resize = EventListener::new(&window(), "resize", again);
    vec![press, key, scroll, resize]
}

/// The focus goes back to where it was, unless it has gone elsewhere already.
fn give_back(float: &HtmlElement, had_focus: Option<&Element>, side: &Side) {
    let now = document().active_element();
    let inside =
        now.as_ref().is_none_or(|now| float.contains(Some(now)) || now.tag_name() == "BODY");
    let button = |opener: Element| opener.query_selector("button").ok().flatten().unwrap_or(opener);
    let back = side.opener().map(button).or_else(|| had_focus.cloned());
    if let Some(back) = back.filter(|_| inside).and_then(|back| back.dyn_into::<HtmlElement>().ok())
    {
        // What is gone takes no focus.
        let _ = back.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: (f64, f64) = (390.0, 800.0);
    const SIZE: (f64, f64) = (200.0, 300.0);

    const fn opener(left: f64, top: f64) -> Area {
        Area { left, top, right: left + 40.0, bottom: top + 40.0 }
    }

    #[test]
    fn it_opens_below_its_opener_and_above_where_there_is_no_room() {
        assert_eq!(placed(opener(20.0, 100.0), SIZE, WINDOW, false), (20.0, 146.0));
        assert_eq!(placed(opener(20.0, 700.0), SIZE, WINDOW, false), (20.0, 394.0));
        assert_eq!(placed(opener(300.0, 100.0), SIZE, WINDOW, true), (140.0, 146.0));
    }

    #[test]
    fn it_never_leaves_the_window() {
        assert_eq!(placed(opener(340.0, 100.0), SIZE, WINDOW, false), (184.0, 146.0));
        assert_eq!(placed(opener(0.0, 100.0), SIZE, WINDOW, true), (6.0, 146.0));
        let tall = (200.0, 780.0);
        assert_eq!(placed(opener(20.0, 400.0), tall, WINDOW, false), (20.0, 14.0));
    }
}
