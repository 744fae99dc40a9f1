//! What administrators do.

pub mod orders;
pub mod users;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(users::list))
        .routes(routes!(users::moderate))
        .routes(routes!(orders::list))
        .routes(routes!(orders::moderate))
}
