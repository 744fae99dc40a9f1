//! Why a form was not taken, above its button.

use montaj_client::error::ClientError;
use yew::prelude::*;

use crate::i18n::error_text;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FormErrorProps {
    pub error: Option<ClientError>,
    pub testid: AttrValue,
}

#[component]
pub fn FormError(props: &FormErrorProps) -> Html {
    let Some(error) = &props.error else { return Html::default() };
    html! {
        <p class="form-error" role="alert" data-testid={props.testid.clone()}>
            { error_text(error) }
        </p>
    }
}
