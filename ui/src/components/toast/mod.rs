//! Short words on what was done; they go by themselves.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

const SHOWN_MS: u32 = 4_000;
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

#[component]
pub fn Toasts(props: &ToastsProps) -> Html {
    html! {
        <div class="toasts" role="status" aria-live="polite">
            for toast in props.state.shown.clone() {
                <ToastView key={toast.id} id={toast.id} kind={toast.kind}
                    text={toast.text.clone()} onclose={props.onclose.clone()} />
            }
        </div>
    }
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
