//! `send.php`: takes a message for one or more numbers, or a call that speaks a code.

use std::sync::Arc;

use axum::{
    Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use montaj_domain::phone::Phone;
use serde::Deserialize;
use serde_json::{Map, json};

use crate::{
    fault::Service,
    journal::{Kind, NewMessage, code_in},
    sandbox::Desk,
};

use super::{
    account::{Credentials, price, roubles},
    answer::{Format, Refusal, id_value},
};

/// The longest text SMSC takes.
const LONGEST_TEXT: usize = 1000;

#[derive(Debug, Default, Deserialize)]
pub(super) struct SendForm {
    fmt: Option<String>,
    charset: Option<String>,
    phones: Option<String>,
    mes: Option<String>,
    id: Option<String>,
    call: Option<String>,
    cost: Option<String>,
    #[serde(flatten)]
    credentials: Credentials,
}

/// A message that is in order.
struct Message {
    phones: Vec<Phone>,
    text: String,
    kind: Kind,
    code: Option<String>,
    id: String,
    parts: i64,
}

pub(super) async fn send(
    State(desk): State<Arc<Desk>>,
    form: Result<Form<SendForm>, FormRejection>,
) -> Response {
    let Ok(Form(form)) = form else { return Format::JSON.refuse(Refusal::Parameters, None) };
    let format = Format::of(form.fmt.as_deref());
    match accept(&desk, &form) {
        Ok(message) => success(&desk, &form, format, &message),
        Err(refusal) => format.refuse(refusal, form.id.as_deref()),
    }
}

fn accept(desk: &Desk, form: &SendForm) -> Result<Message, Refusal> {
    desk.smsc.admit(&form.credentials)?;
    let message = check(desk, form)?;
    // cost=1 only asks for the price.
    if form.cost.as_deref() == Some("1") {
        return Ok(message);
    }
    desk.smsc.charge(message.parts)?;
    for phone in &message.phones {
        desk.journal.record(NewMessage {
            service: Service::Smsc,
            kind: message.kind,
            id: message.id.clone(),
            phone: phone.clone(),
            text: message.text.clone(),
            code: message.code.clone(),
            at: desk.clock.now(),
        });
    }
    Ok(message)
}

fn check(desk: &Desk, form: &SendForm) -> Result<Message, Refusal> {
    let text = form.mes.clone().filter(|text| !text.trim().is_empty());
    let text = text.ok_or(Refusal::Parameters)?;
    // Without the charset the real service reads Windows-1251 and people get gibberish.
    let readable = text.is_ascii() || form.charset.as_deref() == Some("utf-8");
    if !readable || text.chars().count() > LONGEST_TEXT {
        return Err(Refusal::Parameters);
    }
    let phones = phones(form.phones.as_deref().ok_or(Refusal::Parameters)?)?;
    let id = match &form.id {
        Some(id) if is_client_id(id) => id.clone(),
        Some(_) => return Err(Refusal::Parameters),
        None => desk.smsc.next_id().to_string(),
    };
    let kind = if form.call.as_deref() == Some("1") { Kind::Call } else { Kind::Sms };
    let code = match kind {
        // «mes=code»: the service makes up the code, speaks it and tells it in the answer.
        Kind::Call if text == "code" => Some(spoken_code(desk.smsc.next_id())),
        _ => code_in(&text),
    };
    let count = i64::try_from(phones.len()).unwrap_or(i64::MAX);
    let parts = parts(&text).saturating_mul(count);
    Ok(Message { phones, text, kind, code, id, parts })
}

fn success(desk: &Desk, form: &SendForm, format: Format, message: &Message) -> Response {
    let Message { id, parts, .. } = message;
    let mut fields = Map::from_iter([("cnt".to_owned(), json!(parts))]);
    let cost = form.cost.as_deref();
    if cost != Some("1") {
        fields.insert("id".to_owned(), id_value(id));
    }
    if matches!(cost, Some("1" | "2" | "3")) {
        fields.insert("cost".to_owned(), json!(roubles(price(*parts))));
    }
    if cost == Some("3") {
        fields.insert("balance".to_owned(), json!(roubles(desk.smsc.balance_kopecks())));
    }
    if let (Kind::Call, "code", Some(code)) = (message.kind, &*message.text, &message.code) {
        fields.insert("code".to_owned(), json!(code));
    }
    format.answer(fields, || format!("OK - {parts} SMS, ID - {id}"))
}

/// Numbers parted by commas or semicolons.
fn phones(list: &str) -> Result<Vec<Phone>, Refusal> {
    list.split([',', ';'])
        .map(|text| Phone::parse(text).map_err(|_| Refusal::PhoneFormat))
        .collect()
}

fn is_client_id(id: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    (1..=40).contains(&id.len()) && id.chars().all(allowed)
}

/// Six digits that differ from call to call; nobody's secret depends on them.
fn spoken_code(number: u64) -> String {
    format!("{:06}", number.wrapping_mul(611_953) % 1_000_000)
}

/// How many messages a phone network makes of the text.
fn parts(text: &str) -> i64 {
    let (whole, piece) = if text.is_ascii() { (160, 153) } else { (70, 67) };
    let length = text.encode_utf16().count();
    let count = if length <= whole { 1 } else { length.div_ceil(piece) };
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_costs_more_parts() {
        assert_eq!(parts(&"а".repeat(70)), 1);
        assert_eq!(parts(&"а".repeat(71)), 2);
        assert_eq!(parts(&"a".repeat(160)), 1);
        assert_eq!(parts(&"a".repeat(307)), 3);
    }
}
