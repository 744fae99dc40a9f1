//! One socket from its first frame to its end.

mod conversation;
mod end;
mod flood;
mod frames;
mod greeting;

use axum::extract::ws::WebSocket;

use self::{conversation::Conversation, end::End};
use crate::{app::App, limits::Client, live::presence};

/// Greets the device, converses, and says why it ends.
///
/// A task keeps room for the largest of its steps as long as it lives, and twice for whatever is
/// given to a step by value. What takes a moment is boxed here and below, and what stays is lent, so
/// that a task that waits, as most do, takes little.
pub async fn run(app: App, client: Client, mut socket: Box<WebSocket>) {
    let end = match Box::pin(greeting::greet(&app, client, &mut socket)).await {
        Ok(greeted) => converse(&app, client, &mut socket, greeted).await,
        Err(end) => end,
    };
    Box::pin(end::close(&mut socket, end)).await;
}

async fn converse(
    app: &App,
    client: Client,
    socket: &mut WebSocket,
    greeted: greeting::Greeted,
) -> End {
    let caller = greeted.caller;
    let connection = app.hub.enter(caller.user_id, caller.session_id);
    // Whoever was shut out between the greeting and this line was not in the hub yet.
    if let Err(end) = Box::pin(greeting::require_open(app, &caller)).await {
        return end;
    }
    announce(app, caller.user_id).await;
    let mut conversation = Conversation::new(app, client, socket, connection, greeted);
    let end = conversation.hold().await;
    drop(conversation);
    announce(app, caller.user_id).await;
    end
}

async fn announce(app: &App, user_id: montaj_domain::ids::UserId) {
    if let Err(error) = Box::pin(presence::announce(app, user_id)).await {
        tracing::error!(%error, "presence was not announced");
    }
}
