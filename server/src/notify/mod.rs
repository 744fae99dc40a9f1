//! Notifications: their wording and who gets them.
//!
//! A notification is written in the transaction of what it tells of, and reaches devices by the
//! person's event log.

pub mod settings;
mod wording;

use montaj_domain::{
    ambient::Entropy,
    ids::{NotificationId, OrderId, UserId},
    timestamp::Timestamp,
};
use montaj_store::{
    Tx,
    notifications::{self, Notification},
};
use montaj_wire::{event::EventBody, notification::NotificationView};

pub use wording::{Note, OrderNote, account_moderated};

use crate::{app::App, http::error::ApiError, live::publish::append};

/// Tells the person of something that happened to an order, or of nothing in particular.
pub async fn notify(
    app: &App,
    tx: &mut Tx,
    user_id: UserId,
    order_id: Option<OrderId>,
    note: Note,
    now: Timestamp,
) -> Result<(), ApiError> {
    let id = NotificationId::new(now, &*app.entropy as &dyn Entropy);
    let told = Notification { order_id, ..note.told(id, user_id, now) };
    let read_at = notifications::insert(tx, &told).await?;
    let told = view(Notification { read_at, ..told });
    append(tx, user_id, id, &EventBody::NotificationCreated(told))
}

/// [`notify`] of an order, unless the person was told the same before.
pub async fn notify_once(
    app: &App,
    tx: &mut Tx,
    user_id: UserId,
    order_id: OrderId,
    note: Note,
    now: Timestamp,
) -> Result<(), ApiError> {
    if notifications::was_told(tx, user_id, note.kind, order_id).await? {
        return Ok(());
    }
    notify(app, tx, user_id, Some(order_id), note, now).await
}

/// The notification as it travels.
pub fn view(notification: Notification) -> NotificationView {
    let Notification { id, kind, title, body, facts, order_id, created_at, read_at, .. } =
        notification;
    NotificationView { id, kind, title, body, facts, order_id, created_at, read_at }
}
