//! A list of any length of which only the rows near the frame are in the document. Rows may be of
//! any height: they are measured once drawn, and what one reads stays where it is meanwhile.

mod geometry;

use std::{ops::Range, rc::Rc};

use gloo::render::{AnimationFrame, request_animation_frame};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlElement, ResizeObserver};
use yew::prelude::*;

use self::geometry::{Heights, Hold};
use super::area::px;

/// No more rows than this stand in the document.
const MOST_DRAWN: usize = 60;
/// Nearer to the end than this is the end.
const END_PIXELS: f64 = 4.0;
/// Nearer than this one still looks at the end.
const NEAR_END_PIXELS: f64 = 80.0;
/// So many frames a browser may take until it scrolls as far as the rows have grown.
const MOST_TRIES: u32 = 60;
/// Before the frame is known.
const FIRST_FRAME: f64 = 800.0;

/// Where the list should go; once for each number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aim {
    pub number: u32,
    pub at: AimAt,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AimAt {
    End,
    /// The row with this key in the middle of the frame.
    Middle(AttrValue),
    /// The row with this key at the frame's upper edge.
    Top(AttrValue),
}

/// What of the list is before one's eyes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub rows: Range<usize>,
    pub at_end: bool,
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct VirtualListProps {
    /// One for each row; a row keeps its key for as long as it is the same.
    pub keys: Rc<Vec<AttrValue>>,
    /// Draws the row with this number.
    pub row: Callback<usize, Html>,
    /// Whether a list that stands at its end stays there when rows are added.
    #[prop_or(false)]
    pub follows: bool,
    #[prop_or_default]
    pub aim: Option<Aim>,
    /// Told whenever something else is before one's eyes.
    pub onseen: Callback<Seen>,
    /// Told when one scrolls by hand.
    #[prop_or_default]
    pub onmove: Callback<()>,
    #[prop_or_default]
    pub class: Classes,
    pub label: AttrValue,
    #[prop_or("list".into())]
    pub role: AttrValue,
    pub testid: AttrValue,
}

/// What the list knows between two drawings.
struct Inner {
    heights: Heights<AttrValue>,
    hold: Hold<AttrValue>,
    aimed: Option<u32>,
    drawn: Range<usize>,
    frame: f64,
    width: i32,
    /// Where it was scrolled to last by itself.
    scrolled_to: i32,
    /// Not let go where it should stand: how often in a row, and the next try.
    tries: u32,
    again: Option<AnimationFrame>,
}

impl Default for Inner {
    fn default() -> Self {
        Self {
            heights: Heights::default(),
            hold: Hold::Rows(Vec::new()),
            aimed: None,
            drawn: 0..0,
            frame: FIRST_FRAME,
            width: 0,
            scrolled_to: 0,
            tries: 0,
            again: None,
        }
    }
}

impl Inner {
    fn take_aim(&mut self, aim: Option<&Aim>) {
        let Some(aim) = aim.filter(|aim| self.aimed != Some(aim.number)) else { return };
        self.aimed = Some(aim.number);
        self.hold = match &aim.at {
            AimAt::End => Hold::End,
            AimAt::Middle(key) => Hold::Middle(key.clone()),
            AimAt::Top(key) => Hold::Top(key.clone()),
        };
    }

    /// Decides which rows are drawn; answers the space above and below them.
    fn plan(&mut self, keys: &[AttrValue]) -> (f64, f64) {
        let places = self.heights.places(keys);
        let fallback = f64::from(self.scrolled_to);
        let scroll = places.scroll_for(&self.hold, keys, self.frame).unwrap_or(fallback);
        self.drawn = places.drawn(scroll, self.frame, MOST_DRAWN);
        (places.top(self.drawn.start), places.total() - places.top(self.drawn.end))
    }

    /// Measures the list and its drawn rows; true when something is not as it was thought.
    fn measure(&mut self, list: &HtmlElement, keys: &[AttrValue]) -> bool {
        let mut news = false;
        let (frame, width) = (f64::from(list.client_height()), list.client_width());
        if width != self.width {
            self.width = width;
            self.heights.forget();
            news = true;
        }
        if (frame - self.frame).abs() >= 1.0 && frame > 0.0 {
            self.frame = frame;
            news = true;
        }
        let rows = list.children();
        for (at, row) in self.drawn.clone().enumerate() {
            // The first child is the space above.
            let element = u32::try_from(at + 1).ok().and_then(|at| rows.item(at));
            let Some((element, key)) = element.zip(keys.get(row)) else { continue };
            news |= self.heights.measure(key, element.get_bounding_client_rect().height());
        }
        news
    }

    /// Puts the list where it should stand, as far as the browser lets it: within a change of the
    /// layout it still goes by the old extent.
    fn settle(&mut self, list: &HtmlElement, keys: &[AttrValue], redraw: &UseForceUpdateHandle) {
        let places = self.heights.places(keys);
        if let Some(scroll) = places.scroll_for(&self.hold, keys, self.frame) {
            #[expect(clippy::cast_possible_truncation, reason = "pixels of a page")]
            let scroll = scroll.round() as i32;
            if (list.scroll_top() - scroll).abs() > 1 {
                list.set_scroll_top(scroll);
            }
            let arrived = (list.scroll_top() - scroll).abs() <= 1;
            self.tries = if arrived { 0 } else { self.tries + 1 };
            self.again = (!arrived && self.tries < MOST_TRIES).then(|| {
                let redraw = redraw.clone();
                request_animation_frame(move |_| redraw.force_update())
            });
        }
        self.scrolled_to = list.scroll_top();
    }

    /// One has scrolled; true when other rows have to be drawn.
    fn moved(&mut self, list: &Element, keys: &[AttrValue], follows: bool) -> bool {
        let scroll = f64::from(list.scroll_top());
        self.scrolled_to = list.scroll_top();
        let places = self.heights.places(keys);
        let at_end = places.total() - self.frame - scroll < END_PIXELS;
        self.hold =
            if follows && at_end { Hold::End } else { places.hold(keys, scroll, self.frame) };
        let seen = places.in_frame(scroll, self.frame);
        let (most, drawn) = (self.heights.places(keys), self.drawn.clone());
        // With room to spare, so that no scrolling shows an empty space.
        let wanted = most.drawn(scroll, self.frame, MOST_DRAWN);
        let spare = (seen.len() / 2).max(2);
        (drawn.start > seen.start.saturating_sub(spare) && wanted.start < drawn.start)
            || (drawn.end < seen.end + spare && wanted.end > drawn.end)
    }

    fn seen(&self, keys: &[AttrValue]) -> Seen {
        let places = self.heights.places(keys);
        let scroll = f64::from(self.scrolled_to);
        let below = places.total() - self.frame - scroll;
        Seen { rows: places.in_frame(scroll, self.frame), at_end: below < NEAR_END_PIXELS }
    }
}

#[component]
pub fn VirtualList(props: &VirtualListProps) -> Html {
    let (list, inner) = (use_node_ref(), use_mut_ref(Inner::default));
    let redraw = use_force_update();
    let (above, below, drawn) = {
        let mut inner = inner.borrow_mut();
        inner.take_aim(props.aim.as_ref());
        let (above, below) = inner.plan(&props.keys);
        (above, below, inner.drawn.clone())
    };
    {
        let (list, inner, redraw) = (list.clone(), inner.clone(), redraw.clone());
        let (keys, onseen) = (props.keys.clone(), props.onseen.clone());
        use_effect(move || {
            let Some(list) = list.cast::<HtmlElement>() else { return };
            let mut inner = inner.borrow_mut();
            if inner.measure(&list, &keys) {
                drop(inner);
                redraw.force_update();
                return;
            }
            inner.settle(&list, &keys, &redraw);
            let seen = inner.seen(&keys);
            drop(inner);
            onseen.emit(seen);
        });
    }
    use_resized(&list, redraw.clone());
    let onscroll = {
        let (list, inner, props) = (list.clone(), inner, props.clone());
        Callback::from(move |_: Event| {
            let Some(list) = list.cast::<Element>() else { return };
            let mut inner = inner.borrow_mut();
            // On its way to where it should stand, it is not one's hand that moves it.
            if (list.scroll_top() - inner.scrolled_to).abs() <= 1 || inner.again.is_some() {
                return;
            }
            let needs_rows = inner.moved(&list, &props.keys, props.follows);
            let seen = inner.seen(&props.keys);
            drop(inner);
            if needs_rows {
                redraw.force_update();
            }
            props.onseen.emit(seen);
            props.onmove.emit(());
        })
    };
    html! {
        <div ref={list} class={classes!("virtual-list", props.class.clone())} role={props.role.clone()}
            data-testid={props.testid.clone()} aria-label={props.label.clone()} tabindex="0" {onscroll}>
            <div key="space-above" class="virtual-list__space" style={format!("height:{}", px(above))} />
            for row in drawn {
                <div key={props.keys[row].to_string()} class="virtual-list__row">
                    { props.row.emit(row) }
                </div>
            }
            <div key="space-below" class="virtual-list__space" style={format!("height:{}", px(below))} />
        </div>
    }
}

/// Draws anew when the list's frame becomes another: a phone's keyboard comes, a field grows.
#[hook]
fn use_resized(list: &NodeRef, redraw: UseForceUpdateHandle) {
    let list = list.clone();
    use_effect_with((), move |()| {
        let resized = Closure::<dyn Fn()>::new(move || redraw.force_update());
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
        if let Some((observer, list)) = observer.as_ref().zip(list.cast::<Element>()) {
            observer.observe(&list);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(resized);
        }
    });
}
