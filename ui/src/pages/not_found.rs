//! An address that leads nowhere.

use yew::prelude::*;

use crate::{
    components::{ButtonKind, EmptyState, LinkButton, Shape},
    routes::Route,
};

#[component]
pub fn NotFoundPage() -> Html {
    html! {
        <div class="page">
            <EmptyState shape={Shape::Search} title={tr!("not-found-title")} text={tr!("not-found-text")}>
                <LinkButton to={Route::Home} label={tr!("not-found-home")} kind={ButtonKind::Secondary} />
            </EmptyState>
        </div>
    }
}
