//! Catching up over REST (API "Live"): the same log that the socket reads.

mod changes;
mod snapshot;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(changes::changes)).routes(routes!(snapshot::snapshot))
}
