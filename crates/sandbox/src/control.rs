//! `/sandbox/*`: what tests outside this process and the page use to look and to break things.

use std::{sync::Arc, time::Duration};

use axum::{
    Json, Router,
    extract::{Query, State},
    http::StatusCode,
    routing::get,
};
use montaj_domain::phone::Phone;
use serde::Deserialize;

use crate::{fault::Fault, journal::Sent, sandbox::Desk};

/// The longest a reader may hang on for something new.
const LONGEST_WAIT_MS: u64 = 30_000;

pub(crate) fn routes(desk: &Arc<Desk>) -> Router {
    Router::new()
        .route("/sandbox/sent", get(sent))
        .route("/sandbox/faults", get(faults).post(set_fault).delete(clear_faults))
        .with_state(Arc::clone(desk))
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SentQuery {
    phone: Option<String>,
    /// Only what has a greater `seq`.
    #[serde(default)]
    after: u64,
    /// With nothing to show yet, wait this long for it.
    #[serde(default)]
    wait_ms: u64,
}

async fn sent(
    State(desk): State<Arc<Desk>>,
    Query(query): Query<SentQuery>,
) -> Result<Json<Vec<Sent>>, StatusCode> {
    let phone = query.phone.as_deref().filter(|text| !text.is_empty()).map(parse).transpose()?;
    let patience = Duration::from_millis(query.wait_ms.min(LONGEST_WAIT_MS));
    let looking = async {
        let mut seen = query.after;
        loop {
            let found = desk.journal.sent(phone.as_ref(), query.after);
            if !found.is_empty() {
                return found;
            }
            // What came to other numbers is not worth looking at twice.
            seen = desk.journal.sent(None, seen).last().map_or(seen, |newest| newest.seq);
            desk.journal.wait_past(seen, patience).await;
        }
    };
    let looking = desk.stopping.run_until_cancelled(looking);
    let found = tokio::time::timeout(patience, looking).await.ok().flatten();
    Ok(Json(found.unwrap_or_default()))
}

/// A `+` that came through a query unescaped is a space by now.
fn parse(text: &str) -> Result<Phone, StatusCode> {
    Phone::parse(text).map_err(|_| StatusCode::UNPROCESSABLE_ENTITY)
}

async fn faults(State(desk): State<Arc<Desk>>) -> Json<Vec<Fault>> {
    Json(desk.faults.in_force())
}

async fn set_fault(
    State(desk): State<Arc<Desk>>,
    Json(fault): Json<Fault>,
) -> Result<Json<Vec<Fault>>, StatusCode> {
    if !fault.is_possible() {
        return Err(StatusCode::UNPROCESSABLE_ENTITY);
    }
    desk.faults.set(fault);
    Ok(faults(State(desk)).await)
}

async fn clear_faults(State(desk): State<Arc<Desk>>) -> StatusCode {
    desk.faults.clear();
    StatusCode::NO_CONTENT
}
