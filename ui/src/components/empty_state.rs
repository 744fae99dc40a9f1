//! Nothing here yet: why, and what to do next.

use yew::prelude::*;

use super::{Shape, icon};

/// `next` is what to do next, where there is something.
pub fn empty_state(shape: Shape, title: String, text: String, next: Html) -> Html {
    html! {
        <section class="empty" data-testid="empty-state">
            <span class="empty__pane" aria-hidden="true">{ icon(shape) }</span>
            <h2 class="empty__title">{ title }</h2>
            <p class="empty__text">{ text }</p>
            <div class="empty__next">{ next }</div>
        </section>
    }
}
