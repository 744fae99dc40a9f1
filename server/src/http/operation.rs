//! A mutation: one transaction, done once however often its request comes.
//!
//! The device makes an id for each mutation and sends it as `Idempotency-Key`. The key and the
//! answer are kept in the transaction of the effect, so a retry gets the same answer.

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use montaj_domain::timestamp::Timestamp;
use montaj_store::{
    Tx,
    idempotency::{self, Claim},
};
use montaj_wire::problem::ErrorCode;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{caller::Caller, error::ApiError, replay};
use crate::app::App;

const MAX_KEY_CHARS: usize = 64;

/// The `Idempotency-Key` header, if one was sent.
#[derive(Debug, Clone)]
pub struct OperationKey(Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for OperationKey {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let Some(key) = parts.headers.get("idempotency-key") else { return Ok(Self(None)) };
        // A key that were dropped because it cannot be read would let its request count twice.
        let key = key.to_str().map_err(|_| bad_key())?;
        if key.is_empty() || key.chars().count() > MAX_KEY_CHARS {
            return Err(bad_key());
        }
        Ok(Self(Some(key.to_owned())))
    }
}

fn bad_key() -> ApiError {
    let detail = format!("Idempotency-Key: от 1 до {MAX_KEY_CHARS} видимых символов ASCII");
    ApiError::with_detail(ErrorCode::Malformed, detail)
}

/// A JSON answer with its status; the same bytes for the first request and every retry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    status: StatusCode,
    json: String,
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        if self.status == StatusCode::NO_CONTENT {
            return self.status.into_response();
        }
        (self.status, [(header::CONTENT_TYPE, "application/json")], self.json).into_response()
    }
}

/// What beginning a mutation turns out to be.
#[derive(Debug)]
pub enum Begun {
    New(Operation),
    /// Done before; this was the answer.
    Done(Answer),
}

/// A mutation under way.
#[derive(Debug)]
pub struct Operation {
    pub tx: Tx,
    pub now: Timestamp,
    app: App,
    claimed: Option<(Caller, String)>,
}

impl Operation {
    /// Begins the mutation `name` with that input. The same key with another input is refused.
    pub async fn begin(
        app: &App,
        caller: &Caller,
        key: OperationKey,
        name: &str,
        input: &(impl Serialize + Sync),
    ) -> Result<Begun, ApiError> {
        let now = app.now();
        let mut tx = app.db.write().await?;
        let Some(key) = key.0 else {
            return Ok(Begun::New(Self { tx, now, app: app.clone(), claimed: None }));
        };
        let fingerprint = fingerprint(name, input)?;
        match idempotency::claim(&mut tx, caller.user_id, &key, &fingerprint, now).await? {
            Claim::Fresh => {
                let claimed = Some((*caller, key));
                Ok(Begun::New(Self { tx, now, app: app.clone(), claimed }))
            }
            Claim::Answered { status, answer } => {
                let answer = replay::as_seen_now(&mut tx, caller, answer).await?;
                // The first may share this group's commit: only then its answer is true.
                tx.commit(now).await?;
                let status = StatusCode::from_u16(status).map_err(ApiError::internal)?;
                Ok(Begun::Done(Answer { status, json: answer }))
            }
            Claim::Mismatch => Err(ApiError::new(ErrorCode::IdempotencyMismatch)),
        }
    }

    /// Keeps the answer with the effect and commits both.
    pub async fn finish(
        mut self,
        status: StatusCode,
        answer: &(impl Serialize + Sync),
    ) -> Result<Answer, ApiError> {
        let json = serde_json::to_string(answer).map_err(ApiError::internal)?;
        if let Some((caller, key)) = &self.claimed {
            idempotency::record(&mut self.tx, caller.user_id, key, status.as_u16(), &json).await?;
        }
        self.tx.commit(self.now).await?;
        self.app.ring_jobs();
        Ok(Answer { status, json })
    }
}

fn fingerprint(name: &str, input: &impl Serialize) -> Result<String, ApiError> {
    let mut hash = Sha256::new();
    hash.update(name.as_bytes());
    hash.update([0]);
    hash.update(serde_json::to_vec(input).map_err(ApiError::internal)?);
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
