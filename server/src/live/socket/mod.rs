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
pub async fn run(app: App, client: Client, mut socket: WebSocket) {
    let end = match greeting::greet(&app, &mut socket).await {
        Ok(greeted) => converse(&app, client, &mut socket, greeted).await,
        Err(end) => end,
    };
    end::close(socket, end).await;
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
    if let Err(end) = greeting::require_open(app, &caller).await {
        return end;
    }
    announce(app, caller.user_id).await;
    let end = Conversation::new(app, client, socket, connection, greeted).hold().await;
    announce(app, caller.user_id).await;
    end
}

async fn announce(app: &App, user_id: montaj_domain::ids::UserId) {
    if let Err(error) = presence::announce(app, user_id).await {
        tracing::error!(%error, "presence was not announced");
    }
}
