//! A word across the page: on the connection, on what waits, on what went wrong.

use yew::prelude::*;

use super::{Shape, icon};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BannerKind {
    #[default]
    Calm,
    Warn,
    Bad,
    Good,
}

impl BannerKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Calm => "banner banner--calm",
            Self::Warn => "banner banner--warn",
            Self::Bad => "banner banner--bad",
            Self::Good => "banner banner--good",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct BannerProps {
    pub shape: Shape,
    #[prop_or_default]
    pub kind: BannerKind,
    #[prop_or_default]
    pub title: Option<AttrValue>,
    #[prop_or_default]
    pub text: Option<AttrValue>,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    /// What can be done about it.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn Banner(props: &BannerProps) -> Html {
    html! {
        <div class={props.kind.class()} role="status" data-testid={props.testid.clone()}>
            { icon(props.shape) }
            <span class="banner__text">
                if let Some(title) = &props.title {
                    <strong>{ title }</strong>
                }
                if let Some(text) = &props.text {
                    <span>{ text }</span>
                }
            </span>
            { props.children.clone() }
        </div>
    }
}
