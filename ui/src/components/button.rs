//! Buttons, and links that look like them.

use yew::prelude::*;

use super::{Shape, icon};
use crate::{hooks::use_go, routes::Route};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ButtonKind {
    #[default]
    Primary,
    Secondary,
    Ghost,
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button--primary",
            Self::Secondary => "button button--secondary",
            Self::Ghost => "button button--ghost",
            Self::Danger => "button button--danger",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ButtonProps {
    pub label: AttrValue,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    #[prop_or_default]
    pub kind: ButtonKind,
    #[prop_or_default]
    pub icon: Option<Shape>,
    /// Sends the form it stands in.
    #[prop_or_default]
    pub submit: bool,
    /// Its work is under way.
    #[prop_or_default]
    pub busy: bool,
    #[prop_or_default]
    pub disabled: bool,
    /// As wide as what it stands in.
    #[prop_or_default]
    pub wide: bool,
    /// Shows the icon alone; the label is for screen readers.
    #[prop_or_default]
    pub icon_only: bool,
    /// Lower, for where room is short.
    #[prop_or_default]
    pub small: bool,
    /// It opens a menu: whether that is open.
    #[prop_or_default]
    pub popup: Option<bool>,
    #[prop_or_default]
    pub onclick: Callback<MouseEvent>,
}

#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let class = classes!(
        props.kind.class(),
        props.wide.then_some("button--wide"),
        props.busy.then_some("button--busy"),
        props.icon_only.then_some("button--icon"),
        props.small.then_some("button--small"),
    );
    html! {
        <button {class} type={if props.submit { "submit" } else { "button" }}
            data-testid={props.testid.clone()} disabled={props.disabled || props.busy}
            aria-busy={props.busy.to_string()} onclick={props.onclick.clone()}
            aria-haspopup={props.popup.map(|_| "menu")}
            aria-expanded={props.popup.map(|open| open.to_string())}
            aria-label={props.icon_only.then(|| props.label.clone())}
            title={props.icon_only.then(|| props.label.clone())}>
            if props.busy {
                <span class="spinner" aria-hidden="true" />
            } else if let Some(shape) = props.icon {
                { icon(shape) }
            }
            if !props.icon_only {
                <span>{ &props.label }</span>
            }
        </button>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct LinkButtonProps {
    pub label: AttrValue,
    pub to: Route,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    #[prop_or_default]
    pub kind: ButtonKind,
    #[prop_or_default]
    pub icon: Option<Shape>,
    #[prop_or_default]
    pub wide: bool,
}

#[component]
pub fn LinkButton(props: &LinkButtonProps) -> Html {
    let (href, onclick) = use_go().link(props.to);
    let class = classes!(props.kind.class(), props.wide.then_some("button--wide"));
    html! {
        <a {class} {href} {onclick} data-testid={props.testid.clone()}>
            if let Some(shape) = props.icon {
                { icon(shape) }
            }
            <span>{ &props.label }</span>
        </a>
    }
}
