//! One-time codes: sent at most so often, checked at most so many times (PRODUCT 1.2).
//!
//! A number nobody has registered is treated the same, down to the rows that are written; only
//! the message itself is left out.

use montaj_domain::{
    code::{self, CodeError, CodePurpose},
    ids::OperationId,
    phone::Phone,
    timestamp::Timestamp,
};
use montaj_store::{Tx, codes, phone_guards};

use crate::{app::App, http::error::ApiError, jobs::send_sms, limits::Client};

/// What asking for a code came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issued {
    Sent,
    /// One went out a moment ago, or too many did within the hour.
    Wait {
        secs: i64,
    },
    /// Too many went to neighbouring numbers: somebody may be pumping messages.
    Crowded {
        secs: i64,
    },
}

/// Who asks for a code, and whether there is anybody to get it.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    pub by: Client,
    pub for_somebody: bool,
}

/// Makes a code for the number; the message goes out only if somebody is to get it.
pub async fn issue(
    app: &App,
    tx: &mut Tx,
    phone: &Phone,
    purpose: CodePurpose,
    asked: Asked,
    now: Timestamp,
) -> Result<Issued, ApiError> {
    phone_guards::take(tx, phone, now).await?;
    let sent = codes::sent_since(tx, phone, now.plus_secs(-3600)).await?;
    if let Some(secs) = code::wait_before_next_secs(&sent, now) {
        return Ok(Issued::Wait { secs });
    }
    if let Some(secs) = wait_for_neighbours(app, tx, phone, asked.by, now).await? {
        return Ok(Issued::Crowded { secs });
    }
    let code = code::generate(&*app.entropy);
    let id = OperationId::new(now, &*app.entropy);
    codes::add(tx, id, phone, purpose, &hash(app, phone, purpose, &code), now).await?;
    if asked.for_somebody {
        let sms = send_sms::SendSms {
            phone: phone.clone(),
            text: wording(purpose, &code),
            not_after: now.plus_secs(code::LIFETIME_SECS),
        };
        send_sms::add(app, tx, &sms, now).await?;
    }
    Ok(Issued::Sent)
}

/// Seconds until a code may go to this range of numbers again, if it has had its share.
async fn wait_for_neighbours(
    app: &App,
    tx: &mut Tx,
    phone: &Phone,
    client: Client,
    now: Timestamp,
) -> Result<Option<i64>, ApiError> {
    if client.is_exempt {
        return Ok(None);
    }
    let share = app.config.limits.prefix_codes_per_hour;
    let sent = codes::sent_nearby_since(tx, phone, now.plus_secs(-3600), share).await?;
    let is_used_up = sent.len() >= usize::try_from(share).unwrap_or(usize::MAX);
    let oldest = sent.last().filter(|_| is_used_up);
    Ok(oldest.map(|oldest| (oldest.plus_secs(3600).millis_since(now) + 999) / 1000))
}

/// For how many seconds the last code for the purpose is awaited at the number.
pub async fn awaited_secs(
    tx: &mut Tx,
    phone: &Phone,
    purpose: CodePurpose,
    now: Timestamp,
) -> Result<Option<i64>, ApiError> {
    let stored = codes::lock_newest(tx, phone, purpose).await?;
    Ok(stored.and_then(|stored| stored.issued.awaited_secs(now)))
}

/// Checks a code that somebody typed and uses it up. `for_somebody` is false where no account
/// could take it: then every code is wrong.
///
/// A wrong try is counted in the transaction: commit it, whatever the verdict.
pub async fn check(
    app: &App,
    tx: &mut Tx,
    phone: &Phone,
    purpose: CodePurpose,
    typed: &str,
    for_somebody: bool,
    now: Timestamp,
) -> Result<Result<(), CodeError>, ApiError> {
    let Some(stored) = codes::lock_newest(tx, phone, purpose).await? else {
        return Ok(Err(CodeError::Expired));
    };
    if let Err(error) = stored.issued.check_open(now) {
        return Ok(Err(error));
    }
    // Both sides are keyed hashes, so how long the comparison takes tells nothing.
    if !for_somebody || stored.hash != hash(app, phone, purpose, typed.trim()) {
        codes::count_wrong_try(tx, stored.id).await?;
        return Ok(Err(stored.issued.after_wrong_try()));
    }
    codes::set_used(tx, stored.id, now).await?;
    Ok(Ok(()))
}

/// The phone number of a form, or the refusal of the form.
pub fn parse_phone(text: &str) -> Result<Phone, ApiError> {
    Phone::parse(text).map_err(|_| {
        ApiError::invalid_field("phone", "invalid_phone", "Укажите российский номер телефона")
    })
}

fn hash(app: &App, phone: &Phone, purpose: CodePurpose, code: &str) -> String {
    app.tokens.code_hash(phone.as_str(), purpose_name(purpose), code)
}

const fn purpose_name(purpose: CodePurpose) -> &'static str {
    match purpose {
        CodePurpose::VerifyPhone => "verify",
        CodePurpose::ResetPassword => "reset",
    }
}

fn wording(purpose: CodePurpose, code: &str) -> String {
    match purpose {
        CodePurpose::VerifyPhone => format!("Montaj: код {code}. Никому его не сообщайте."),
        CodePurpose::ResetPassword => {
            format!("Montaj: код для нового пароля {code}. Никому его не сообщайте.")
        }
    }
}
