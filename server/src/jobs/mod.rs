//! What transactions left to do: side effects, each tried until it is done or given up.
//!
//! A job may run more than once (a lease can run out, a process can be killed), so each kind does
//! no harm when it runs again.

pub mod announce_order;
mod housekeeping;
pub mod send_sms;
mod worker;

pub use housekeeping::{Tidied, tidy};

use montaj_domain::timestamp::Timestamp;
use montaj_store::{StoreError, jobs::LeasedJob};

use crate::{app::App, http::error::ApiError};

/// Why a job was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JobError {
    /// Another try may succeed.
    #[error("{0}")]
    Passing(String),
    /// No try ever will.
    #[error("{0}")]
    Final(String),
}

impl From<StoreError> for JobError {
    fn from(error: StoreError) -> Self {
        Self::Passing(error.to_string())
    }
}

impl From<ApiError> for JobError {
    fn from(error: ApiError) -> Self {
        Self::Passing(error.to_string())
    }
}

/// Works until the server stops.
pub async fn run(app: App) {
    tokio::join!(worker::run(&app), housekeeping::run(&app));
}

/// Does one job, whatever its kind.
async fn perform(app: &App, job: &LeasedJob) -> Result<(), JobError> {
    match job.kind.as_str() {
        announce_order::KIND => announce_order::run(app, job).await,
        send_sms::KIND => send_sms::run(app, job).await,
        unknown => Err(JobError::Final(format!("no such kind of job: {unknown}"))),
    }
}

/// When the job is of no use to anybody any more.
fn deadline(job: &LeasedJob) -> Option<Timestamp> {
    (job.kind == send_sms::KIND).then(|| send_sms::deadline(job)).flatten()
}

/// What may stay of a job that was given up: no secrets.
fn remains(job: &LeasedJob) -> Option<String> {
    (job.kind == send_sms::KIND).then(|| send_sms::remains(job))
}

/// What the job is about.
fn payload<T: serde::de::DeserializeOwned>(job: &LeasedJob) -> Result<T, JobError> {
    serde_json::from_str(&job.payload)
        .map_err(|error| JobError::Final(format!("the payload cannot be read: {error}")))
}
