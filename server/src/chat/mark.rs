//! Marks of what happened to the order, as lines of its chat (PRODUCT 5.5).

use montaj_domain::{chat::MessageKind, ids::MessageId, order::Order, timestamp::Timestamp};
use montaj_store::{
    Tx,
    messages::{self, Message},
};

use super::publish_created;
use crate::{app::App, http::error::ApiError};

/// Who gets the line at once. (Who may read it later, the chat's access decides.)
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    Both,
    /// The executor has just lost the chat.
    CustomerOnly,
}

/// Adds a line to the chat of an order. `order` is in the state whose assignment sees it.
pub async fn mark(
    app: &App,
    tx: &mut Tx,
    order: &Order,
    kind: MessageKind,
    audience: Audience,
    now: Timestamp,
) -> Result<(), ApiError> {
    let message = Message {
        id: MessageId::new(now, &*app.entropy),
        order_id: order.id,
        seq: messages::next_seq(tx, order.id).await?,
        kind,
        sender_id: None,
        content: words(kind).to_owned(),
        reply_to_id: None,
        created_at: now,
        delivered_at: None,
        read_at: None,
        edited_at: None,
        deleted_at: None,
    };
    messages::insert(tx, &message).await?;
    let executor = order
        .state
        .assignment()
        .map(|assignment| assignment.executor_id)
        .filter(|_| audience == Audience::Both);
    publish_created(tx, &message, std::iter::once(order.customer_id).chain(executor))
}

/// What older clients show; newer ones word the kind themselves.
pub const fn words(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Text => "",
        MessageKind::Selected => "Исполнитель выбран",
        MessageKind::Started => "Исполнитель приступил к работе",
        MessageKind::Done => "Исполнитель отметил заказ выполненным",
        MessageKind::Refused => "Исполнитель отказался от заказа",
        MessageKind::Closed => "Заказ закрыт",
    }
}
