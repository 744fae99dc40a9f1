//! `GET /api/settings/public`: what clients need to know of the platform.

use axum::extract::State;
use montaj_domain::region::REGIONS;
use montaj_store::settings;
use montaj_wire::account::PublicSettings;

use crate::{
    app::App,
    http::{error::ApiError, json::Json},
};

/// The platform's numbers and the regions to choose from. Open to everybody.
#[utoipa::path(
    get, path = "/api/settings/public", tag = "settings", operation_id = "show_public_settings",
    responses((status = 200, body = PublicSettings)),
)]
pub async fn show(State(app): State<App>) -> Result<Json<PublicSettings>, ApiError> {
    let mut tx = app.db.read().await?;
    let platform = settings::load(&mut tx).await?;
    let regions = REGIONS.iter().map(|region| (*region).to_owned()).collect();
    Ok(Json(PublicSettings { platform, regions }))
}
