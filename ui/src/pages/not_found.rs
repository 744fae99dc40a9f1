//! An address that leads nowhere.

use yew::prelude::*;

use crate::{
    components::{ButtonKind, LinkButton, Shape, empty_state},
    routes::Route,
};

pub fn not_found_page() -> Html {
    html! {
        <div class="page">
            { empty_state(Shape::Search, tr!("not-found-title"), tr!("not-found-text"), html! {
                <LinkButton to={Route::Home} label={tr!("not-found-home")} kind={ButtonKind::Secondary} />
            }) }
        </div>
    }
}
