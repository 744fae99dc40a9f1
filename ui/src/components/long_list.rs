//! A list of any length of which the document holds what is near the window: rows beyond stand as
//! empty space as high as they were when they were seen.

use std::{collections::HashMap, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::area::px;
use crate::hooks::{use_scrolled, use_shelf};

/// Never more rows than this at once.
const MOST_ROWS: usize = 48;
/// So many rows come with the first drawing, before the window's height is known.
const FIRST_ROWS: usize = 20;
/// A row that has not been seen yet is taken to be this high.
const GUESS: f64 = 168.0;

#[derive(Debug, Clone, Properties)]
pub struct LongListProps {
    /// Each row's own, in order.
    pub keys: Rc<Vec<AttrValue>>,
    /// Draws the row with this place.
    pub row: Callback<usize, Html>,
    /// Under this name the heights are kept while one is elsewhere.
    pub name: &'static str,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    #[prop_or_default]
    pub class: Classes,
    #[prop_or_default]
    pub busy: bool,
}

impl PartialEq for LongListProps {
    /// The page above is drawn again only when something of it changed.
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// Heights of rows by their keys.
type Heights = Rc<std::cell::RefCell<HashMap<AttrValue, f64>>>;

#[component]
pub fn LongList(props: &LongListProps) -> Html {
    let shelf = use_shelf();
    let name = props.name;
    let heights = use_memo(name, |name| {
        let kept = shelf.get::<Heights>(name).map(|kept| (*kept).clone());
        let heights = kept.unwrap_or_default();
        shelf.put(*name, heights.clone());
        heights
    });
    let node = use_node_ref();
    let shown = use_state_eq(|| None::<Span>);
    let place = {
        let (keys, heights, node) = (props.keys.clone(), heights.clone(), node.clone());
        let shown = shown.setter();
        Callback::from(move |()| {
            let Some(list) = node.cast::<Element>() else { return };
            measure(&list, &heights);
            let known = heights.borrow();
            let height = |at: usize| keys.get(at).and_then(|key| known.get(key)).copied();
            let window = gloo::utils::window().inner_height().ok();
            let window = window.and_then(|height| height.as_f64()).unwrap_or(GUESS);
            let top = -list.get_bounding_client_rect().top();
            shown.set(Some(Span::near(keys.len(), height, top, window)));
        })
    };
    let after_drawing = place.clone();
    use_effect_with((props.keys.clone(), *shown), move |_| after_drawing.emit(()));
    use_scrolled(place);
    let count = props.keys.len();
    let first = || {
        let (known, end) = (heights.borrow(), count.min(FIRST_ROWS));
        let height = |key| known.get(key).copied().unwrap_or(GUESS);
        Span { start: 0, end, above: 0.0, below: props.keys[end..].iter().map(height).sum() }
    };
    let span = shown.filter(|span| span.end <= count).unwrap_or_else(first);
    let space = |height: f64| format!("height: {}", px(height.round()));
    html! {
        <div ref={node} class={props.class.clone()} data-testid={props.testid.clone()}
            aria-busy={props.busy.to_string()} data-rows={count.to_string()}>
            if span.above > 0.0 {
                <div key="above" class="long-list__space" aria-hidden="true" style={space(span.above)} />
            }
            for at in span.start..span.end {
                <div key={props.keys[at].to_string()} class="long-list__row" data-row={props.keys[at].clone()}>
                    { props.row.emit(at) }
                </div>
            }
            if span.below > 0.0 {
                <div key="below" class="long-list__space" aria-hidden="true" style={space(span.below)} />
            }
        </div>
    }
}

/// Notes how high the rows in the document are, with the space after them.
fn measure(list: &Element, heights: &Heights) {
    let rows = list.children();
    let rows = (0..rows.length()).filter_map(|at| rows.item(at)?.dyn_into::<HtmlElement>().ok());
    let mut heights = heights.borrow_mut();
    for row in rows {
        if let Some(key) = row.get_attribute("data-row") {
            heights.insert(key.into(), f64::from(row.offset_height()));
        }
    }
}

/// The rows in the document, and how high the ones above and below are.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Span {
    start: usize,
    end: usize,
    above: f64,
    below: f64,
}

impl Span {
    /// What is on screen when `top` of the list's pixels are above the window, and a window's
    /// height on either side of it.
    fn near(count: usize, height: impl Fn(usize) -> Option<f64>, top: f64, window: f64) -> Self {
        let (from, to) = (top - window, top + 2.0 * window);
        let mut span = Self { start: count, end: count, above: 0.0, below: 0.0 };
        let mut y = 0.0;
        for at in 0..count {
            let next = y + height(at).unwrap_or(GUESS);
            if next < from {
                span.above = next;
            } else if span.start == count {
                span.start = at;
            }
            if span.end == count && (y > to || at >= span.start.saturating_add(MOST_ROWS)) {
                span.end = at;
            }
            if at >= span.end {
                span.below += next - y;
            }
            y = next;
        }
        if span.start == count && count > 0 {
            // The window is beyond the end: the last row stays.
            span.start = count - 1;
            span.above -= height(count - 1).unwrap_or(GUESS);
        }
        span
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn even(count: usize, top: f64) -> Span {
        Span::near(count, |_| Some(100.0), top, 800.0)
    }

    #[test]
    fn the_top_begins_with_the_first_row() {
        let span = even(1000, 0.0);
        assert_eq!((span.start, span.end), (0, 17));
        assert!((span.below - 98_300.0).abs() < 0.1, "{span:?}");
    }

    #[test]
    fn in_the_middle_there_is_a_window_on_either_side() {
        let span = even(1000, 50_000.0);
        assert_eq!((span.start, span.end), (491, 517));
        assert!((span.above - 49_100.0).abs() < 0.1, "{span:?}");
        let whole = span.above + span.below + 26.0 * 100.0;
        assert!((whole - 100_000.0).abs() < 0.1, "the page keeps its height");
    }

    #[test]
    fn rows_never_seen_are_guessed_and_their_number_is_bounded() {
        let low = Span::near(1000, |_| Some(1.0), 0.0, 800.0);
        assert_eq!((low.start, low.end), (0, MOST_ROWS));
        let unseen = Span::near(10, |_| None, 0.0, 800.0);
        assert_eq!((unseen.start, unseen.end), (0, 10));
    }

    #[test]
    fn a_short_list_is_there_whole_and_an_empty_one_is_nothing() {
        assert_eq!(even(5, 0.0), Span { start: 0, end: 5, above: 0.0, below: 0.0 });
        assert_eq!(even(0, 0.0), Span { start: 0, end: 0, above: 0.0, below: 0.0 });
        let beyond = even(5, 90_000.0);
        assert_eq!((beyond.start, beyond.end), (4, 5));
        assert!((beyond.above - 400.0).abs() < 0.1, "{beyond:?}");
    }
}
