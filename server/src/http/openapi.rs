//! The OpenAPI document and a page to browse it.

mod answers;

use axum::{Router, http::header::CONTENT_TYPE, response::Html, routing::get};
use utoipa::{
    Modify, OpenApi as _,
    openapi::{
        OpenApi,
        security::{Http, HttpAuthScheme, SecurityScheme},
    },
};

pub use self::answers::complete;
use crate::app::App;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Montaj",
        description = "Marketplace for installation work. Amounts are integer kopecks, instants \
            RFC 3339 in UTC. Errors are application/problem+json with a stable `code`. The socket \
            at /api/ws is described in docs/socket.md.",
    ),
    components(schemas(
        montaj_wire::problem::Problem,
        montaj_wire::event::Event,
        montaj_wire::order::SortBy,
        montaj_wire::order::SortOrder,
    )),
    modifiers(&BearerScheme),
)]
struct Base;

struct BearerScheme;

impl Modify for BearerScheme {
    fn modify(&self, document: &mut OpenApi) {
        let components = document.components.get_or_insert_default();
        components
            .add_security_scheme("bearer", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
}

/// The document without its operations.
pub fn base() -> OpenApi {
    Base::openapi()
}

/// `/api/openapi.json` and the page at `/api/docs`.
pub fn routes(document: &OpenApi) -> Router<App> {
    let json = document.to_json().unwrap_or_default();
    Router::new()
        .route("/api/openapi.json", get(async move || ([(CONTENT_TYPE, "application/json")], json)))
        .route("/api/docs", get(async || Html(include_str!("openapi.html"))))
        .route(
            "/api/docs.js",
            get(async || ([(CONTENT_TYPE, "text/javascript")], include_str!("openapi.js"))),
        )
}
