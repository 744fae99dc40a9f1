//! What the operator asks: is it alive, is it ready, how is it doing.

use std::time::Duration;

use axum::{Router, extract::State, http::StatusCode, response::IntoResponse, routing::get};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use montaj_wire::problem::ErrorCode;
use serde::Serialize;
use tokio_util::sync::CancellationToken;

use super::{error::ApiError, json::Json};
use crate::app::App;

const SUMMED_UP_EVERY: Duration = Duration::from_secs(5);

#[derive(Debug, Serialize)]
struct Status {
    status: &'static str,
    /// By which an app tells that it speaks to one of ours.
    version: &'static str,
}

impl Status {
    const OK: Self = Self { status: "ok", version: env!("CARGO_PKG_VERSION") };
}

/// `/health` and `/ready`, on the clients' port.
pub fn probes() -> Router<App> {
    Router::new().route("/health", get(health)).route("/ready", get(ready))
}

/// The process is alive.
async fn health() -> Json<Status> {
    Json(Status::OK)
}

/// The database answers and the server is not stopping.
async fn ready(State(app): State<App>) -> Result<Json<Status>, ApiError> {
    if app.stopping.is_cancelled() {
        return Err(ApiError::new(ErrorCode::Unavailable));
    }
    match app.db.ping().await {
        Ok(()) => Ok(Json(Status::OK)),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            Err(ApiError::new(ErrorCode::Unavailable))
        }
    }
}

/// Starts collecting figures; a second server in the process (tests) shares the first's.
pub fn install_metrics() -> Option<PrometheusHandle> {
    PrometheusBuilder::new().install_recorder().ok()
}

/// Sums up what was measured, until the server stops. Else every request would keep some bytes until
/// somebody asks for the figures, and nobody has to.
pub async fn sum_up(handle: PrometheusHandle, stopping: CancellationToken) {
    let mut every = tokio::time::interval(SUMMED_UP_EVERY);
    while stopping.run_until_cancelled(every.tick()).await.is_some() {
        handle.run_upkeep();
    }
}

/// `/metrics`, on the operator's port.
pub fn metrics(handle: PrometheusHandle, app: App) -> Router {
    let scrape = move || {
        let handle = handle.clone();
        let app = app.clone();
        async move {
            #[expect(clippy::cast_precision_loss, reason = "a count of sockets")]
            metrics::gauge!("sockets_open").set(app.hub.sockets() as f64);
            (StatusCode::OK, handle.render()).into_response()
        }
    };
    Router::new().route("/metrics", get(scrape))
}
