//! REST and the socket's door: what every request passes through, and the areas' routes.

pub mod accounts;
pub mod admin;
pub mod caller;
pub mod chat;
pub mod error;
pub mod fields;
pub mod json;
pub mod notifications;
pub mod openapi;
pub mod operation;
pub mod operator;
pub mod orders;
pub mod page;
mod replay;
mod request;
pub mod responses;
pub mod sync;
mod ui;
pub mod ws;

use axum::{Router, extract::DefaultBodyLimit, routing::get};
use montaj_wire::problem::ErrorCode;
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, set_header::SetResponseHeaderLayer,
};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use self::error::ApiError;
use crate::{app::App, limits};

/// JSON bodies are small; files have bounds of their own.
const MAX_BODY_BYTES: usize = 128 * 1024;

/// All operations that stand in the OpenAPI document, and the document.
fn operations() -> (Router<App>, OpenApi) {
    let (routes, mut document) = OpenApiRouter::with_openapi(openapi::base())
        .merge(accounts::routes())
        .merge(orders::routes())
        .merge(responses::routes())
        .merge(chat::routes())
        .merge(sync::routes())
        .merge(notifications::routes())
        .merge(admin::routes())
        .split_for_parts();
    limits::document(&mut document);
    openapi::complete(&mut document);
    (routes, document)
}

/// The OpenAPI document, generated from the handlers.
pub fn document() -> OpenApi {
    operations().1
}

/// Everything that clients reach.
pub fn router(app: App) -> Router {
    let (operations, document) = operations();
    let ui_dir = app.config.http.ui_dir.clone();
    let api = operations
        .merge(openapi::routes(&document))
        .route("/api/ws", get(ws::upgrade))
        .route("/api", axum::routing::any(nothing_here))
        .route("/api/", axum::routing::any(nothing_here))
        .route("/api/{*rest}", axum::routing::any(nothing_here))
        .method_not_allowed_fallback(async || ApiError::new(ErrorCode::MethodNotAllowed))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(axum::middleware::from_fn_with_state(app.clone(), limits::watch))
        .merge(operator::probes());
    let no_sniff = SetResponseHeaderLayer::overriding(
        axum::http::header::X_CONTENT_TYPE_OPTIONS,
        axum::http::HeaderValue::from_static("nosniff"),
    );
    ui::serve(api, &ui_dir)
        .layer(CatchPanicLayer::custom(request::panicked))
        .layer(axum::middleware::from_fn(request::observe))
        .layer(CompressionLayer::new())
        .layer(no_sniff)
        .with_state(app)
}

/// Below /api nothing is a page of the interface.
async fn nothing_here() -> ApiError {
    ApiError::not_found()
}
