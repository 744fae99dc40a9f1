//! Menus: under a button, or where the pointer asked for one. Arrows, Home, End and first letters
//! lead through it.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{
    Button, ButtonKind, Shape,
    float::{Side, use_float},
    icon,
    roving::{Axis, named, step},
};

/// Letters within this time make one word, ms.
const WORD_MS: f64 = 700.0;

#[derive(Debug, Clone, PartialEq)]
pub struct MenuItem {
    /// What `onchoose` is told; also its `data-testid`.
    pub id: &'static str,
    pub label: AttrValue,
    pub shape: Option<Shape>,
    pub danger: bool,
    pub disabled: bool,
}

impl MenuItem {
    pub fn new(id: &'static str, label: impl Into<AttrValue>, shape: Shape) -> Self {
        let label = label.into();
        Self { id, label, shape: Some(shape), danger: false, disabled: false }
    }

    /// It takes something away.
    #[must_use]
    pub fn danger(self) -> Self {
        Self { danger: true, ..self }
    }

    #[must_use]
    pub fn disabled(self, disabled: bool) -> Self {
        Self { disabled, ..self }
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct MenuListProps {
    pub label: AttrValue,
    pub items: Vec<MenuItem>,
    pub side: Side,
    pub onchoose: Callback<&'static str>,
    pub onclose: Callback<()>,
}

/// An open menu. For one under the pointer draw it with `Side::At`.
#[component]
pub fn MenuList(props: &MenuListProps) -> Html {
    let node = use_node_ref();
    use_float(&node, props.side.clone(), props.onclose.clone());
    let at = use_state_eq(|| 0_usize);
    let focused = node.clone();
    use_effect_with(*at, move |at| focus_item(&focused, *at));
    let typed = use_mut_ref(|| (String::new(), 0.0_f64));
    let onkeydown = {
        let (at, items, onclose) = (at.clone(), props.items.clone(), props.onclose.clone());
        Callback::from(move |event: KeyboardEvent| {
            let key = event.key();
            let next = step(&key, *at, items.len(), Axis::Down).or_else(|| {
                let mut typed = typed.borrow_mut();
                let is_letter = key.chars().count() == 1 && !event.ctrl_key() && !event.meta_key();
                if !is_letter || key == " " {
                    return None;
                }
                if event.time_stamp() - typed.1 > WORD_MS {
                    typed.0.clear();
                }
                typed.0.push_str(&key);
                typed.1 = event.time_stamp();
                let names: Vec<_> = items.iter().map(|item| item.label.to_string()).collect();
                named(&typed.0, *at, &names)
            });
            if let Some(next) = next {
                event.prevent_default();
                at.set(next);
            } else if key == "Tab" {
                event.prevent_default();
                onclose.emit(());
            }
        })
    };
    html! {
        <div ref={node} class="menu float" role="menu" aria-label={props.label.clone()}
            data-testid="menu" {onkeydown}>
            for (index, item) in props.items.iter().enumerate() {
                { item_view(props, item, index == *at) }
            }
        </div>
    }
}

fn item_view(props: &MenuListProps, item: &MenuItem, current: bool) -> Html {
    let (id, disabled) = (item.id, item.disabled);
    let (onchoose, onclose) = (props.onchoose.clone(), props.onclose.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        if !disabled {
            onclose.emit(());
            onchoose.emit(id);
        }
    });
    let class = classes!("menu__item", item.danger.then_some("menu__item--danger"));
    html! {
        <button type="button" role="menuitem" key={id} {class} {onclick} data-testid={id}
            tabindex={if current { "0" } else { "-1" }}
            aria-disabled={disabled.then_some("true")}>
            if let Some(shape) = item.shape {
                { icon(shape) }
            }
            <span>{ &item.label }</span>
        </button>
    }
}

fn focus_item(node: &NodeRef, at: usize) {
    let Some(menu) = node.cast::<HtmlElement>() else { return };
    let Ok(items) = menu.query_selector_all("[role=menuitem]") else { return };
    let item = u32::try_from(at).ok().and_then(|at| items.get(at));
    if let Some(item) = item.and_then(|item| item.dyn_into::<HtmlElement>().ok()) {
        // What cannot take the focus leaves it where it is.
        let _ = item.focus();
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct MenuProps {
    /// Of the button and of the menu.
    pub label: AttrValue,
    pub items: Vec<MenuItem>,
    pub onchoose: Callback<&'static str>,
    #[prop_or(Shape::More)]
    pub shape: Shape,
    #[prop_or(ButtonKind::Ghost)]
    pub kind: ButtonKind,
    /// The button says its label beside the icon.
    #[prop_or_default]
    pub named: bool,
    pub testid: &'static str,
}

/// A button with its menu.
#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let open = use_state_eq(|| false);
    let opener = use_node_ref();
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onclose = use_callback(open.setter(), |(), open| open.set(false));
    let button = Button::new(props.label.to_string()).icon(props.shape).kind(props.kind);
    let button = button.testid(props.testid).popup(*open).onclick(toggle);
    let button = if props.named { button } else { button.icon_only() };
    html! {
        <span class="menu-opener" ref={opener.clone()}>
            { button.view() }
            if *open {
                <MenuList label={props.label.clone()} items={props.items.clone()}
                    side={Side::BelowEnd(opener)} onchoose={props.onchoose.clone()} {onclose} />
            }
        </span>
    }
}
