//! Whether the subject of a pop-up was read meanwhile, here or on another device.

use montaj_client::engine::Engine;
use montaj_domain::ids::OrderId;

use super::subject::Subject;

/// Among how many of the newest notifications one that popped up is looked for.
const LOOKED_THROUGH: u32 = 50;

/// Whoever has signed out has nothing left to read.
pub async fn is_read(engine: &Engine, subject: Subject) -> bool {
    match subject {
        Subject::Chat(order_id) => engine.chats().await.is_ok_and(|chats| {
            chats.iter().all(|chat| chat.order.id != order_id || chat.unread == 0)
        }),
        Subject::Order(order_id) => {
            are_notifications_read(engine, order_id).await
                && engine.pending().await.is_ok_and(|waits| {
                    // What was refused is for the person to decide, and no notification.
                    waits.iter().all(|it| it.order_id != order_id || it.refusal().is_none())
                })
        }
        Subject::Chats => engine.unread().await.is_ok_and(|unread| unread.messages == 0),
        Subject::Notifications => {
            engine.unread().await.is_ok_and(|unread| unread.notifications == 0)
        }
    }
}

async fn are_notifications_read(engine: &Engine, order_id: OrderId) -> bool {
    engine.notifications(LOOKED_THROUGH).await.is_ok_and(|told| {
        told.iter().all(|it| it.order_id != Some(order_id) || it.read_at.is_some())
    })
}
