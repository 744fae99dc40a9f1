//! The first frame: who is there, and from where on they want to hear.

use std::time::Duration;

use axum::extract::ws::{Message, WebSocket};
use montaj_domain::user::may_sign_in;
use montaj_store::{events, sessions};
use montaj_wire::{
    problem::ErrorCode,
    socket::{ClientFrame, HELLO_WITHIN_SECS, ServerFrame},
};
use tokio::time::Instant;

use super::{end::End, flood::Flood};
use crate::{
    app::App,
    http::{caller::Caller, error::ApiError},
    limits::Client,
};

/// A device that has introduced itself.
#[derive(Debug, Clone, Copy)]
pub struct Greeted {
    pub caller: Caller,
    /// The seq up to which the device has stored the log.
    pub since: i64,
}

/// Waits for `hello`, and no longer than the contract says.
pub async fn greet(app: &App, client: Client, socket: &mut WebSocket) -> Result<Greeted, End> {
    let within = Duration::from_secs(HELLO_WITHIN_SECS);
    let (token, since) = tokio::time::timeout(within, first_frame(app, socket))
        .await
        .map_err(|_| End::Violation("hello_expected"))??;
    let caller = match Caller::authenticate(app, &token).await {
        Ok(caller) => caller,
        Err(error) => return Err(refuse(socket, error).await),
    };
    if !client.is_exempt {
        let admitted = app.limits.admit_socket(caller.user_id, app.now());
        if let Err(ApiError::RetryAfter(problem, retry_after_secs)) = admitted {
            say_why(socket, problem.code).await;
            return Err(End::Storm { retry_after_secs });
        }
    }
    let mut tx = app.db.look().await?;
    let head = events::head(&mut tx, caller.user_id).await?;
    if head.reaches(since) { Ok(Greeted { caller, since }) } else { Err(End::SyncReset) }
}

/// The session still is what it was when it was greeted.
pub async fn require_open(app: &App, caller: &Caller) -> Result<(), End> {
    let mut tx = app.db.look().await?;
    let session = sessions::bearer(&mut tx, caller.session_id).await?;
    let is_open = session.is_some_and(|session| {
        !session.ended && may_sign_in(session.status, session.phone_verified).is_ok()
    });
    if is_open { Ok(()) } else { Err(End::SessionEnded) }
}

async fn first_frame(app: &App, socket: &mut WebSocket) -> Result<(String, i64), End> {
    let rate = app.config.limits.socket_frames;
    let mut flood = Flood::new(rate, Instant::now());
    loop {
        let frame = socket.recv().await.ok_or(End::Left)??;
        if !flood.admit(rate, Instant::now()) {
            return Err(End::TooMany);
        }
        match frame {
            Message::Text(text) => {
                return match serde_json::from_str(&text) {
                    Ok(ClientFrame::Hello { token, since }) => Ok((token, since)),
                    _ => Err(End::Violation("hello_expected")),
                };
            }
            Message::Ping(_) | Message::Pong(_) => {}
            Message::Close(_) => return Err(End::Left),
            Message::Binary(_) => return Err(End::Violation("hello_expected")),
        }
    }
}

async fn refuse(socket: &mut WebSocket, error: ApiError) -> End {
    let code = error.code();
    if code == ErrorCode::Internal {
        return error.into();
    }
    say_why(socket, code).await;
    End::Unauthenticated
}

async fn say_why(socket: &mut WebSocket, code: ErrorCode) {
    let title = code.title().to_owned();
    let frame: ServerFrame = ServerFrame::Error { code, title, reference: Some("hello".into()) };
    if let Ok(text) = serde_json::to_string(&frame) {
        // The close code below says it too.
        let _ = socket.send(Message::Text(text.into())).await;
    }
}
