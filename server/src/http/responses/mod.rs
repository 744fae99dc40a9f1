//! Responses of executors to orders (API "Orders").

mod mine;
mod of_order;
mod respond;

use montaj_domain::{ids::ResponseId, timestamp::Timestamp};
use montaj_store::responses::Response;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(respond::respond))
        .routes(routes!(mine::mine))
        .routes(routes!(of_order::of_order))
}

/// The page that is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    cursor: Option<String>,
    limit: Option<u32>,
}

fn key(response: &Response) -> (Timestamp, ResponseId) {
    (response.created_at, response.id)
}
