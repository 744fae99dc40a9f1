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

/// A button and what it is asked to be, `view` draws it.
#[derive(Debug, Default)]
pub struct Button {
    label: String,
    testid: Option<&'static str>,
    kind: ButtonKind,
    icon: Option<Shape>,
    submit: bool,
    busy: bool,
    disabled: bool,
    wide: bool,
    icon_only: bool,
    small: bool,
    popup: Option<bool>,
    onclick: Option<Callback<MouseEvent>>,
}

impl Button {
    pub fn new(label: String) -> Self {
        Self { label, ..Self::default() }
    }

    pub fn testid(self, testid: &'static str) -> Self {
        Self { testid: Some(testid), ..self }
    }

    pub fn kind(self, kind: ButtonKind) -> Self {
        Self { kind, ..self }
    }

    pub fn icon(self, icon: Shape) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// Sends the form it stands in.
    pub fn submit(self) -> Self {
        Self { submit: true, ..self }
    }

    /// Its work is under way.
    pub fn busy(self, busy: bool) -> Self {
        Self { busy, ..self }
    }

    pub fn disabled(self, disabled: bool) -> Self {
        Self { disabled, ..self }
    }

    /// As wide as what it stands in.
    pub fn wide(self) -> Self {
        Self { wide: true, ..self }
    }

    /// Shows the icon alone; the label is for screen readers.
    pub fn icon_only(self) -> Self {
        Self { icon_only: true, ..self }
    }

    /// Lower, for where room is short.
    pub fn small(self) -> Self {
        Self { small: true, ..self }
    }

    /// It opens a menu: whether that is open.
    pub fn popup(self, open: bool) -> Self {
        Self { popup: Some(open), ..self }
    }

    pub fn onclick(self, onclick: Callback<MouseEvent>) -> Self {
        Self { onclick: Some(onclick), ..self }
    }

    pub fn view(self) -> Html {
        let class = classes!(
            self.kind.class(),
            self.wide.then_some("button--wide"),
            self.busy.then_some("button--busy"),
            self.icon_only.then_some("button--icon"),
            self.small.then_some("button--small"),
        );
        let label = AttrValue::from(self.label);
        let said = self.icon_only.then(|| label.clone());
        html! {
            <button {class} type={if self.submit { "submit" } else { "button" }}
                data-testid={self.testid} disabled={self.disabled || self.busy}
                aria-busy={self.busy.to_string()} onclick={self.onclick}
                aria-haspopup={self.popup.map(|_| "menu")}
                aria-expanded={self.popup.map(|open| open.to_string())}
                aria-label={said.clone()} title={said}>
                if self.busy {
                    <span class="spinner" aria-hidden="true" />
                } else if let Some(shape) = self.icon {
                    { icon(shape) }
                }
                if !self.icon_only {
                    <span>{ label }</span>
                }
            </button>
        }
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
