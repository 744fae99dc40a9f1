//! Online and last seen: told to the other side of orders in progress, and to nobody else
//! (PRODUCT 5.3).

use montaj_domain::ids::UserId;
use montaj_store::{messages, users};
use montaj_wire::socket::ServerFrame;

use crate::{app::App, chat::ChatAccess, http::error::ApiError};

/// Tells the partners of a person that they came or went.
pub async fn announce(app: &App, user_id: UserId) -> Result<(), ApiError> {
    let online = app.hub.is_online(user_id);
    let now = app.now();
    let mut tx = if online {
        app.db.look().await?
    } else {
        let mut tx = app.db.write().await?;
        users::set_last_seen(&mut tx, user_id, now).await?;
        tx
    };
    let partners = messages::partners(&mut tx, user_id).await?;
    tx.commit(now).await?;
    // Who came back before the commit was told of already, and must not seem gone after that.
    if app.hub.is_online(user_id) != online {
        return Ok(());
    }
    for (order_id, partner) in partners {
        let last_seen = (!online).then_some(now);
        app.hub.pass(partner, &ServerFrame::Presence { order_id, user_id, online, last_seen });
    }
    Ok(())
}

/// The presence of the other side of a chat, for somebody who opens it.
pub async fn of_other(app: &App, access: &ChatAccess) -> Result<ServerFrame, ApiError> {
    let mut tx = app.db.look().await?;
    let other = users::find(&mut tx, access.other_id).await?.ok_or_else(ApiError::not_found)?;
    let online = app.hub.is_online(other.id);
    let last_seen = other.last_seen_at.filter(|_| !online);
    let order_id = access.order_id;
    Ok(ServerFrame::Presence { order_id, user_id: other.id, online, last_seen })
}
