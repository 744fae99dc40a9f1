//! A load that failed: instead of the content, or as a note above what was there before.

use montaj_client::error::ClientError;
use montaj_wire::problem::ErrorCode;
use yew::prelude::*;

use super::{Button, ButtonKind, LinkButton, Shape, empty_state, icon};
use crate::{i18n::error_text, routes::Route};

/// What the address names is not there: no retry would bring it.
pub fn not_found() -> Html {
    empty_state(
        Shape::Search,
        tr!("not-found-title"),
        tr!("not-found-text"),
        html! {
            <LinkButton to={Route::Home} label={tr!("not-found-home")} kind={ButtonKind::Secondary} />
        },
    )
}

/// There is nothing to show.
pub fn load_failure(error: &ClientError, onretry: &Callback<()>) -> Html {
    if error.code() == Some(ErrorCode::NotFound) {
        return not_found();
    }
    html! {
        <section class="empty empty--error" data-testid="load-error" role="alert">
            <span class="empty__pane" aria-hidden="true">{ icon(Shape::Alert) }</span>
            <h2 class="empty__title">{ tr!("load-failed") }</h2>
            <p class="empty__text">{ error_text(error) }</p>
            <div class="empty__next">
                { Button::new(tr!("action-retry")).icon(Shape::Retry).kind(ButtonKind::Secondary)
                    .testid("load-retry").onclick(onretry.reform(|_| ())).view() }
            </div>
        </section>
    }
}

/// What is shown may be old.
pub fn stale_note(error: &ClientError, onretry: &Callback<()>) -> Html {
    html! {
        <p class="stale" data-testid="load-error" role="status">
            { icon(Shape::Alert) }
            <span>{ tr!("load-stale") }{ " " }{ error_text(error) }</span>
            <button type="button" class="link" data-testid="load-retry"
                onclick={onretry.reform(|_| ())}>{ tr!("action-retry") }</button>
        </p>
    }
}
