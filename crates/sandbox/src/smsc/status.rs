//! `status.php`: what became of a message. Here every accepted message is delivered at once.

use std::sync::Arc;

use axum::{
    Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use montaj_domain::phone::Phone;
use serde::Deserialize;
use serde_json::{Map, json};
use time::macros::{format_description, offset};

use crate::sandbox::Desk;

use super::{
    account::Credentials,
    answer::{Format, Refusal},
};

const DELIVERED: i32 = 1;
/// `status.php` has an error table of its own: there 3 means «message not found».
const NOT_FOUND: Refusal = Refusal::NoMoney;

#[derive(Debug, Default, Deserialize)]
pub(super) struct StatusForm {
    fmt: Option<String>,
    phone: Option<String>,
    id: Option<String>,
    #[serde(flatten)]
    credentials: Credentials,
}

pub(super) async fn status(
    State(desk): State<Arc<Desk>>,
    form: Result<Form<StatusForm>, FormRejection>,
) -> Response {
    let Ok(Form(form)) = form else { return Format::JSON.refuse(Refusal::Parameters, None) };
    let format = Format::of(form.fmt.as_deref());
    if let Err(refusal) = desk.smsc.admit(&form.credentials) {
        return format.refuse(refusal, None);
    }
    let (Some(phone), Some(id)) = (form.phone, form.id) else {
        return format.refuse(Refusal::Parameters, None);
    };
    let sent = Phone::parse(&phone).map(|phone| desk.journal.sent(Some(&phone), 0));
    let found = sent.unwrap_or_default().into_iter().rfind(|sent| sent.id == id);
    let Some(found) = found else { return format.refuse(NOT_FOUND, None) };
    let seconds = found.at.as_millis().div_euclid(1000);
    let layout = format_description!("[day].[month].[year] [hour]:[minute]:[second]");
    let date = found.at.to_utc().to_offset(offset!(+3)).format(&layout).unwrap_or_default();
    let fields = Map::from_iter([
        ("status".to_owned(), json!(DELIVERED)),
        ("last_date".to_owned(), json!(date)),
        ("last_timestamp".to_owned(), json!(seconds)),
    ]);
    format.answer(fields, || format!("Status = {DELIVERED}, check_time = {date}"))
}
