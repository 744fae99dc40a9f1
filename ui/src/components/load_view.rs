//! A load that failed: instead of the content, or as a note above what was there before.

use montaj_client::error::ClientError;
use yew::prelude::*;

use super::{Button, ButtonKind, Icon, Shape};
use crate::i18n::error_text;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct LoadFailureProps {
    pub error: ClientError,
    pub onretry: Callback<()>,
}

/// There is nothing to show.
#[component]
pub fn LoadFailure(props: &LoadFailureProps) -> Html {
    html! {
        <section class="empty empty--error" data-testid="load-error" role="alert">
            <span class="empty__pane" aria-hidden="true"><Icon shape={Shape::Alert} /></span>
            <h2 class="empty__title">{ tr!("load-failed") }</h2>
            <p class="empty__text">{ error_text(&props.error) }</p>
            <div class="empty__next">
                <Button label={tr!("action-retry")} icon={Shape::Retry} testid="load-retry"
                    kind={ButtonKind::Secondary} onclick={props.onretry.reform(|_| ())} />
            </div>
        </section>
    }
}

/// What is shown may be old.
#[component]
pub fn StaleNote(props: &LoadFailureProps) -> Html {
    html! {
        <p class="stale" data-testid="load-error" role="status">
            <Icon shape={Shape::Alert} />
            <span>{ tr!("load-stale") }{ " " }{ error_text(&props.error) }</span>
            <button type="button" class="link" data-testid="load-retry"
                onclick={props.onretry.reform(|_| ())}>{ tr!("action-retry") }</button>
        </p>
    }
}
