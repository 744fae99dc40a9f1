//! `GET /api/ws`: the door to the socket. Tokens never travel in a URL; the first frame has it.

use axum::{
    extract::{State, WebSocketUpgrade},
    http::{HeaderMap, header::ORIGIN},
    response::Response,
};
use montaj_wire::{problem::ErrorCode, socket::MAX_FRAME_BYTES};

use super::error::ApiError;
use crate::{app::App, limits::Client, live::socket};

/// A socket that says nothing costs its read buffer: small frames are the rule.
const READ_BUFFER_BYTES: usize = 256;
/// Frames gather up to here until they are flushed; the memory is taken when there are some.
const GATHERED_BYTES: usize = 4096;
/// What a slow reader may leave unsent before the socket ends.
const WRITE_BUFFER_BYTES: usize = 1024 * 1024;

/// Lets a client in whose `Origin`, if it sends one, is on the list.
pub async fn upgrade(
    State(app): State<App>,
    client: Client,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, axum::extract::ws::rejection::WebSocketUpgradeRejection>,
) -> Result<Response, ApiError> {
    if let Some(origin) = headers.get(ORIGIN) {
        let allowed = origin.to_str().is_ok_and(|origin| app.config.http.allows_origin(origin));
        if !allowed {
            return Err(ApiError::new(ErrorCode::OriginNotAllowed));
        }
    }
    let upgrade = upgrade
        .map_err(|rejection| ApiError::with_detail(ErrorCode::Malformed, rejection.body_text()))?;
    Ok(upgrade
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(GATHERED_BYTES)
        .max_write_buffer_size(WRITE_BUFFER_BYTES)
        .max_frame_size(MAX_FRAME_BYTES)
        .max_message_size(MAX_FRAME_BYTES)
        .on_upgrade(async move |socket| {
            // A task of its own: that of the upgrade would keep what it needed as long as it lives.
            tokio::spawn(socket::run(app, client, Box::new(socket)));
        }))
}
