//! Why a form was not taken, above its button.

use montaj_client::error::ClientError;
use yew::prelude::*;

use crate::i18n::error_text;

pub fn form_error(error: Option<&ClientError>, testid: &'static str) -> Html {
    let Some(error) = error else { return Html::default() };
    html! {
        <p class="form-error" role="alert" data-testid={testid}>
            { error_text(error) }
        </p>
    }
}
