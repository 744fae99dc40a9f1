//! Nothing here yet: why, and what to do next.

use yew::prelude::*;

use super::{Icon, Shape};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct EmptyStateProps {
    pub shape: Shape,
    pub title: AttrValue,
    pub text: AttrValue,
    /// The next step.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn EmptyState(props: &EmptyStateProps) -> Html {
    html! {
        <section class="empty" data-testid="empty-state">
            <span class="empty__pane" aria-hidden="true"><Icon shape={props.shape} /></span>
            <h2 class="empty__title">{ &props.title }</h2>
            <p class="empty__text">{ &props.text }</p>
            <div class="empty__next">{ props.children.clone() }</div>
        </section>
    }
}
