//! The menu of a message: at the pointer, by a long press, or by the menu key on its line.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::components::{Icon, Shape};

#[derive(Debug, Clone, PartialEq)]
pub struct MenuItem {
    pub label: AttrValue,
    pub shape: Shape,
    pub testid: &'static str,
    pub danger: bool,
    pub onpick: Callback<()>,
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct MenuProps {
    /// Where it was asked for, in the window.
    pub at: (i32, i32),
    pub items: Vec<MenuItem>,
    pub onclose: Callback<()>,
}

#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let node = use_node_ref();
    {
        let (node, at) = (node.clone(), props.at);
        use_effect_with((), move |()| {
            let before = gloo::utils::document().active_element();
            if let Some(menu) = node.cast::<HtmlElement>() {
                place(&menu, at);
                focus(&menu, 0);
            }
            move || {
                if let Some(before) = before.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                    // Where one was; it may be gone meanwhile.
                    let _ = before.focus();
                }
            }
        });
    }
    {
        let onclose = props.onclose.clone();
        use_effect_with((), move |()| {
            let resized = EventListener::new(&gloo::utils::window(), "resize", move |_| {
                onclose.emit(());
            });
            move || drop(resized)
        });
    }
    let onkeydown = {
        let (node, onclose) = (node.clone(), props.onclose.clone());
        Callback::from(move |press: KeyboardEvent| {
            let step = match press.key().as_str() {
                "Escape" | "Tab" => return (press.prevent_default(), onclose.emit(())).1,
                "ArrowDown" => 1,
                "ArrowUp" => -1,
                _ => return,
            };
            press.prevent_default();
            if let Some(menu) = node.cast::<HtmlElement>() {
                focus(&menu, step);
            }
        })
    };
    let away = props.onclose.reform(|press: MouseEvent| press.prevent_default());
    html! {
        <>
            <div class="chat-menu__away" onmousedown={away.clone()} oncontextmenu={away} />
            <div ref={node} class="chat-menu" role="menu" data-testid="chat-menu" {onkeydown}
                aria-label={tr!("chat-menu")}>
                for item in props.items.iter() {
                    <button key={item.testid} type="button" role="menuitem" tabindex="-1"
                        class={classes!("chat-menu__item", item.danger.then_some("chat-menu__item--danger"))}
                        data-testid={item.testid} onclick={pick(item, &props.onclose)}>
                        <Icon shape={item.shape} /><span>{ &item.label }</span>
                    </button>
                }
            </div>
        </>
    }
}

fn pick(item: &MenuItem, onclose: &Callback<()>) -> Callback<MouseEvent> {
    let (onpick, onclose) = (item.onpick.clone(), onclose.clone());
    Callback::from(move |_| {
        onclose.emit(());
        onpick.emit(());
    })
}

/// At the point, but within the window.
fn place(menu: &HtmlElement, (x, y): (i32, i32)) {
    let window = gloo::utils::window();
    let size = |size: Result<wasm_bindgen::JsValue, _>| size.ok().and_then(|it| it.as_f64());
    let width = size(window.inner_width()).unwrap_or(f64::MAX);
    let height = size(window.inner_height()).unwrap_or(f64::MAX);
    let (wide, high) = (f64::from(menu.offset_width()), f64::from(menu.offset_height()));
    let left = f64::from(x).min(width - wide - 8.0).max(8.0);
    let top = f64::from(y).min(height - high - 8.0).max(8.0);
    // Without a place of its own it stands in the corner.
    let _ = menu.style().set_property("left", &format!("{left}px"));
    let _ = menu.style().set_property("top", &format!("{top}px"));
}

/// To the item `step` from the one with the focus, or to the first.
fn focus(menu: &HtmlElement, step: i32) {
    let items = menu.children();
    let count = i32::try_from(items.length()).unwrap_or(0);
    if count == 0 {
        return;
    }
    let active = gloo::utils::document().active_element();
    let here = (0..count).find(|at| {
        let item = u32::try_from(*at).ok().and_then(|at| items.item(at));
        item.is_some() && item == active
    });
    let next = here.map_or(0, |here| (here + step).rem_euclid(count));
    let item = u32::try_from(next).ok().and_then(|at| items.item(at));
    if let Some(item) = item.and_then(|item| item.dyn_into::<HtmlElement>().ok()) {
        // What cannot take the focus can still be pressed.
        let _ = item.focus();
    }
}
