//! Sends one text message.

use montaj_domain::{phone::Phone, timestamp::Timestamp};
use montaj_store::{Tx, jobs::LeasedJob};
use serde::{Deserialize, Serialize};

use super::{JobError, payload};
use crate::{app::App, http::error::ApiError};

pub const KIND: &str = "send-sms";

/// The message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendSms {
    pub phone: Phone,
    pub text: String,
    /// From then on it is of no use to anybody.
    pub not_after: Timestamp,
}

/// Adds the job to the transaction; ring the worker after the commit.
pub async fn add(app: &App, tx: &mut Tx, sms: &SendSms, now: Timestamp) -> Result<(), ApiError> {
    let payload = serde_json::to_string(sms).map_err(ApiError::internal)?;
    Ok(app.add_job(tx, KIND, &payload, now).await?)
}

/// From then on the message is too late.
pub(super) fn deadline(job: &LeasedJob) -> Option<Timestamp> {
    payload::<SendSms>(job).ok().map(|sms| sms.not_after)
}

/// The job without the text, which holds a code: to whom it was to go is all an operator needs.
pub(super) fn remains(job: &LeasedJob) -> String {
    let sms = payload::<SendSms>(job).ok().map(|sms| SendSms { text: String::new(), ..sms });
    sms.and_then(|sms| serde_json::to_string(&sms).ok()).unwrap_or_else(|| "{}".to_owned())
}

pub(super) async fn run(app: &App, job: &LeasedJob) -> Result<(), JobError> {
    let sms: SendSms = payload(job)?;
    if app.now() >= sms.not_after {
        return Err(JobError::Final("too late to be of use".to_owned()));
    }
    if sms.text.is_empty() {
        return Err(JobError::Final("given up before, and the text is gone".to_owned()));
    }
    let sent = app.sms.send(&job.id.to_string(), &sms.phone, &sms.text).await;
    sent.map_err(|error| match error.is_passing() {
        true => JobError::Passing(error.to_string()),
        false => JobError::Final(error.to_string()),
    })
}
