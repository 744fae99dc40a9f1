//! Short words on what was done; they go by themselves, and stand where no control is.

mod place;

use std::rc::Rc;

use gloo::{
    timers::callback::{Interval, Timeout},
    utils::document,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::area::Area;
use place::lift;

const SHOWN_MS: u32 = 4_000;
/// The page moves under them: it is scrolled, and steps lead to other pages.
const PLACED_EVERY_MS: u32 = 150;
/// What toasts keep away from, the cards of lists included where they can.
const CONTROLS: &str = "button, input, select, textarea, .nav a, a.button, .link, a[href]";
const WITHOUT_CARDS: &str = "button, input, select, textarea, .nav a, a.button, .link";
/// These come only under the pointer.
const ON_DEMAND: &str = ".bubble__tools";
/// More than these at once would cover the page.
const MOST: usize = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToastKind {
    Success,
    Error,
    Info,
}

impl ToastKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Error => "error",
            Self::Info => "info",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Toast {
    id: u32,
    kind: ToastKind,
    text: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToastState {
    next: u32,
    shown: Vec<Toast>,
}

#[derive(Debug)]
pub enum ToastStep {
    Show(ToastKind, String),
    Close(u32),
}

impl Reducible for ToastState {
    type Action = ToastStep;

    fn reduce(self: Rc<Self>, step: ToastStep) -> Rc<Self> {
        let mut state = (*self).clone();
        match step {
            ToastStep::Show(kind, text) => {
                state.shown.retain(|toast| toast.text != text);
                state.shown.push(Toast { id: state.next, kind, text });
                state.next += 1;
                let over = state.shown.len().saturating_sub(MOST);
                state.shown.drain(..over);
            }
            ToastStep::Close(id) => state.shown.retain(|toast| toast.id != id),
        }
        Rc::new(state)
    }
}

/// Shows toasts from anywhere.
#[derive(Clone, PartialEq)]
pub struct Toaster(pub UseReducerDispatcher<ToastState>);

impl std::fmt::Debug for Toaster {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Toaster")
    }
}

impl Toaster {
    pub fn success(&self, text: String) {
        self.0.dispatch(ToastStep::Show(ToastKind::Success, text));
    }

    pub fn error(&self, text: String) {
        self.0.dispatch(ToastStep::Show(ToastKind::Error, text));
    }

    pub fn info(&self, text: String) {
        self.0.dispatch(ToastStep::Show(ToastKind::Info, text));
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ToastsProps {
    pub state: ToastState,
    pub onclose: Callback<u32>,
}

/// Failures are said at once, the rest when the screen reader has a pause. Both regions stand
/// before there is anything to say: what comes together with its region is not said.
#[component]
pub fn Toasts(props: &ToastsProps) -> Html {
    let node = use_node_ref();
    use_free_place(&node, &props.state);
    html! {
        <div ref={node} class="toasts">
            <div role="status" aria-live="polite">{ views(props, |kind| kind != ToastKind::Error) }</div>
            <div role="alert">{ views(props, |kind| kind == ToastKind::Error) }</div>
        </div>
    }
}

fn views(props: &ToastsProps, chosen: fn(ToastKind) -> bool) -> Html {
    let shown = props.state.shown.iter().filter(|toast| chosen(toast.kind));
    shown
        .map(|toast| {
            html! {
                <ToastView key={toast.id} id={toast.id} kind={toast.kind}
                    text={toast.text.clone()} onclose={props.onclose.clone()} />
            }
        })
        .collect()
}

/// Keeps the toasts off the controls for as long as there are any toasts.
#[hook]
fn use_free_place(node: &NodeRef, state: &ToastState) {
    let node = node.clone();
    use_effect_with(state.shown.clone(), move |shown| {
        let timer = (!shown.is_empty()).then(|| {
            place_freely(&node);
            Interval::new(PLACED_EVERY_MS, move || place_freely(&node))
        });
        move || drop(timer)
    });
}

fn place_freely(node: &NodeRef) {
    let Some(toasts) = node.cast::<HtmlElement>() else { return };
    let lifted = toasts.style().get_property_value("--lift").unwrap_or_default();
    let lifted = f64::from(lifted.trim_end_matches("px").parse::<i32>().unwrap_or(0));
    let mut stands = Area::of(&toasts);
    stands.top += lifted;
    stands.bottom += lifted;
    let free = [CONTROLS, WITHOUT_CARDS].into_iter().find_map(|c| lift(stands, &areas(c)));
    let free = format!("{}px", free.unwrap_or(0.0).round() as i32);
    // Where it fails they stand where the style puts them.
    let _ = toasts.style().set_property("--lift", &free);
}

fn areas(selector: &str) -> Vec<Area> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    let elements = (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok());
    elements
        .filter(|element: &Element| !matches!(element.closest(ON_DEMAND), Ok(Some(_))))
        .map(|element: Element| Area::of(&element))
        .filter(|area| area.right > area.left && area.bottom > area.top)
        .collect()
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ToastViewProps {
    id: u32,
    kind: ToastKind,
    text: String,
    onclose: Callback<u32>,
}

#[component]
fn ToastView(props: &ToastViewProps) -> Html {
    let (id, onclose) = (props.id, props.onclose.clone());
    use_effect_with(id, move |id| {
        let id = *id;
        let timeout = Timeout::new(SHOWN_MS, move || onclose.emit(id));
        move || drop(timeout)
    });
    html! {
        <div class={format!("toast toast--{}", props.kind.name())} data-testid="toast"
            data-kind={props.kind.name()}>
            { &props.text }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(state: Rc<ToastState>, text: &str) -> Rc<ToastState> {
        state.reduce(ToastStep::Show(ToastKind::Info, text.to_owned()))
    }

    fn texts(state: &ToastState) -> Vec<&str> {
        state.shown.iter().map(|toast| toast.text.as_str()).collect()
    }

    #[test]
    fn the_oldest_toast_makes_room_and_the_same_is_not_shown_twice() {
        let state = ["a", "b", "c", "d", "c"].into_iter().fold(Rc::default(), show);
        assert_eq!(texts(&state), ["b", "d", "c"]);
        let closed = state.shown[0].id;
        assert_eq!(texts(&state.clone().reduce(ToastStep::Close(closed))), ["d", "c"]);
    }
}
