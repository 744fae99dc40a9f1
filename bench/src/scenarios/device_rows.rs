//! Rows that a device comes to find: events while it was away, and a replica full of chats.

use std::path::Path;

use montaj_domain::{chat::MessageKind, ids::MessageId, timestamp::Timestamp};
use montaj_wire::{chat::MessageView, order::OrderView};
use serde::Serialize;

use super::device::message_id;
use crate::{
    dataset::{
        Chat, Dice,
        bulk::Bulk,
        tables::{Event, EventHead, Message, Table},
        texts::Texts,
    },
    server::now,
};

/// The executor writes so many messages while the customer is away. Answers the seq of the
/// customer's log after them.
pub async fn while_away(url: &str, chat: &Chat, count: usize) -> anyhow::Result<i64> {
    let (dice, texts) = (Dice::new(2), Texts::load()?);
    let (mut messages, mut events) = (Vec::new(), Vec::new());
    let last = i64::try_from(count)?;
    for seq in 1..=last {
        let id = MessageId::new(now(), dice.entropy());
        let view = MessageView {
            id,
            order_id: chat.order_id,
            seq: chat.messages + seq,
            kind: MessageKind::Text,
            sender_id: Some(chat.executor.id),
            content: texts.line(&dice),
            reply_to_id: None,
            created_at: now(),
            delivered_at: None,
            read_at: None,
            edited_at: None,
            deleted_at: None,
        };
        events.push(Event {
            user_id: chat.customer.id.to_string(),
            seq,
            kind: "message.created",
            subject_id: id.to_string(),
            payload: serde_json::to_string(&view)?,
            at: now().as_millis(),
        });
        messages.push(Message {
            id: id.to_string(),
            order_id: chat.order_id.to_string(),
            seq: view.seq,
            kind: "TEXT",
            sender_id: chat.executor.id.to_string(),
            content: view.content,
            created_at: view.created_at.as_millis(),
            delivered_at: None,
            read_at: None,
        });
    }
    let head = EventHead { user_id: chat.customer.id.to_string(), last_seq: last, acked_seq: 0 };
    let mut bulk = Bulk::begin(url).await?;
    bulk.put(&messages).await?;
    bulk.put(&events).await?;
    bulk.put(&[head]).await?;
    bulk.finish().await?;
    Ok(last)
}

/// An order as a replica keeps it.
#[derive(Serialize)]
struct ReplicaOrder {
    id: String,
    created_at: i64,
    seq: i64,
    view: String,
}

impl Table for ReplicaOrder {
    const NAME: &str = "orders";
    const COLUMNS: &[(&str, &str)] =
        &[("id", "text"), ("created_at", "bigint"), ("seq", "bigint"), ("view", "text")];
}

/// A replica that is being filled.
pub struct Filled(Bulk);

impl Filled {
    pub async fn begin(replica: &Path) -> anyhow::Result<Self> {
        Ok(Self(Bulk::begin(&format!("sqlite:{}", replica.display())).await?))
    }

    /// Adds an order with so many messages, the newest few unread.
    pub async fn chat(
        &mut self,
        order: &OrderView,
        messages: usize,
        texts: &Texts,
        dice: &Dice,
    ) -> anyhow::Result<()> {
        let order_id = order.id.to_string();
        let sides = [Some(order.customer_id), order.executor_id];
        let sides: Vec<String> = sides.into_iter().flatten().map(|id| id.to_string()).collect();
        let last = i64::try_from(messages)?;
        let at = |seq: i64| Timestamp::from_millis(now().as_millis() - (last - seq) * 60_000);
        let rows: Vec<Message> = (1..=last)
            .map(|seq| Message {
                id: message_id(dice),
                order_id: order_id.clone(),
                seq,
                kind: "TEXT",
                sender_id: dice.pick(&sides).clone(),
                content: texts.line(dice),
                created_at: at(seq).as_millis(),
                delivered_at: Some(at(seq).as_millis()),
                read_at: (seq + 5 < last).then(|| at(seq).as_millis()),
            })
            .collect();
        let view = serde_json::to_string(order)?;
        let created_at = order.created_at.as_millis();
        self.0.put(&[ReplicaOrder { id: order_id, created_at, seq: 0, view }]).await?;
        self.0.put(&rows).await
    }

    pub async fn finish(self) -> anyhow::Result<()> {
        self.0.finish().await
    }
}
