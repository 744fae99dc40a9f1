//! `balance.php`: the money left on the account.

use std::sync::Arc;

use axum::{
    Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use serde::Deserialize;
use serde_json::{Map, json};

use crate::sandbox::Desk;

use super::{
    account::{Credentials, roubles},
    answer::{Format, Refusal},
};

#[derive(Debug, Default, Deserialize)]
pub(super) struct BalanceForm {
    fmt: Option<String>,
    #[serde(flatten)]
    credentials: Credentials,
}

pub(super) async fn balance(
    State(desk): State<Arc<Desk>>,
    form: Result<Form<BalanceForm>, FormRejection>,
) -> Response {
    let Ok(Form(form)) = form else { return Format::JSON.refuse(Refusal::Parameters, None) };
    let format = Format::of(form.fmt.as_deref());
    if let Err(refusal) = desk.smsc.admit(&form.credentials) {
        return format.refuse(refusal, None);
    }
    let balance = roubles(desk.smsc.balance_kopecks());
    let fields = Map::from_iter([
        ("balance".to_owned(), json!(balance)),
        ("currency".to_owned(), json!("RUR")),
    ]);
    format.answer(fields, || balance)
}
