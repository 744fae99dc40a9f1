//! The steps of the main job as an actor takes them, each one call of the public API.

use montaj_domain::ids::{MessageId, OrderId};
use montaj_wire::event::ArrivedEvent;
use montaj_wire::{
    account::{PublicProfile, UserAnswer, UserView},
    chat::{MarkRead, MessageAnswer, MessageView, SendMessage},
    event::Event,
    notification::NotificationView,
    order::{CancelWork, OrderAnswer, OrderDraft, OrderView, SelectExecutor},
    page::{Count, Page},
    response::{Respond, ResponseAnswer, ResponseView},
    sync::ArrivedSyncPage,
};

use super::{Actor, Reply};

impl Actor {
    pub async fn me(&self) -> UserView {
        self.get::<UserAnswer>("/api/auth/me").await.ok().user
    }

    pub async fn public_profile(&self, of: &Self) -> Reply<PublicProfile> {
        self.get(&format!("/api/users/{}/public", of.id)).await
    }

    pub async fn post_order(&self, draft: &OrderDraft) -> Reply<OrderAnswer> {
        self.post("/api/orders", draft).await
    }

    pub async fn order(&self, order: OrderId) -> Reply<OrderAnswer> {
        self.get(&format!("/api/orders/{order}")).await
    }

    /// The feed under a query such as `category=WINDOWS`; empty for all of it.
    pub async fn feed(&self, query: &str) -> Reply<Page<OrderView>> {
        self.get(&format!("/api/orders?{query}")).await
    }

    pub async fn my_orders(&self) -> Reply<Page<OrderView>> {
        self.get("/api/orders/my/list").await
    }

    pub async fn respond(&self, order: OrderId, message: &str) -> Reply<ResponseAnswer> {
        let message = Some(message.to_owned());
        self.post("/api/responses", &Respond { order_id: order, message, price_kopecks: None })
            .await
    }

    pub async fn responses_to(&self, order: OrderId) -> Reply<Page<ResponseView>> {
        self.get(&format!("/api/responses/order/{order}")).await
    }

    pub async fn my_responses(&self) -> Reply<Page<ResponseView>> {
        self.get("/api/responses/my").await
    }

    pub async fn select(&self, order: OrderId, executor: &Self) -> Reply<OrderAnswer> {
        let choice = SelectExecutor { executor_id: executor.id };
        self.post(&format!("/api/orders/{order}/select-executor"), &choice).await
    }

    pub async fn start_work(&self, order: OrderId) -> Reply<OrderAnswer> {
        self.step(order, "start-work").await
    }

    /// «Отказаться от заказа».
    pub async fn refuse(&self, order: OrderId, reason: &str) -> Reply<OrderAnswer> {
        let reason = CancelWork { reason: reason.to_owned() };
        self.post(&format!("/api/orders/{order}/cancel-work"), &reason).await
    }

    /// «Заказ выполнен».
    pub async fn complete(&self, order: OrderId) -> Reply<OrderAnswer> {
        self.step(order, "complete").await
    }

    /// «Закрыть заказ».
    pub async fn close(&self, order: OrderId) -> Reply<OrderAnswer> {
        self.step(order, "close").await
    }

    async fn step(&self, order: OrderId, step: &str) -> Reply<OrderAnswer> {
        self.post(&format!("/api/orders/{order}/{step}"), &serde_json::json!({})).await
    }

    /// Cancels one's own order.
    pub async fn cancel(&self, order: OrderId) -> Reply<OrderAnswer> {
        self.delete(&format!("/api/orders/{order}")).await
    }

    /// A message as the device would write it, with an id of its own.
    pub fn message(&self, content: &str) -> SendMessage {
        let id = MessageId::new(self.visitor().clock().now(), self.visitor().entropy());
        SendMessage { id, content: content.to_owned(), reply_to_id: None }
    }

    pub async fn say(&self, order: OrderId, content: &str) -> Reply<MessageAnswer> {
        self.send(order, &self.message(content)).await
    }

    pub async fn send(&self, order: OrderId, message: &SendMessage) -> Reply<MessageAnswer> {
        self.post(&format!("/api/chat/{order}/messages"), message).await
    }

    /// The newest page of a chat, newest first.
    pub async fn chat(&self, order: OrderId) -> Reply<Page<MessageView>> {
        self.get(&format!("/api/chat/{order}/messages")).await
    }

    pub async fn mark_read(&self, order: OrderId, up_to_seq: Option<i64>) -> Reply<()> {
        self.post(&format!("/api/chat/{order}/mark-read"), &MarkRead { up_to_seq }).await
    }

    pub async fn unread_in(&self, order: OrderId) -> i64 {
        let path = format!("/api/chat/{order}/unread-count");
        self.get::<Count>(&path).await.ok().count
    }

    /// The newest notifications, newest first.
    pub async fn notifications(&self) -> Vec<NotificationView> {
        self.get::<Page<NotificationView>>("/api/notifications").await.ok().items
    }

    /// The person's whole event log after `since`, page by page. Saying `since` also tells the
    /// server that everything before it is stored on this device.
    ///
    /// # Panics
    /// The log has a gap or a kind this build does not know.
    pub async fn events(&self, since: i64) -> Vec<Event> {
        let mut events: Vec<Event> = Vec::new();
        let mut cursor = since;
        loop {
            let path = format!("/api/sync?since={cursor}&limit=100");
            let page = self.get::<ArrivedSyncPage>(&path).await.ok();
            for event in page.events {
                let ArrivedEvent::Known(event) = event else { panic!("unknown kind: {event:?}") };
                cursor += 1;
                assert_eq!(event.seq, cursor, "a gap in the log of {}", self.name);
                events.push(*event);
            }
            assert_eq!(page.up_to, cursor, "upTo of {}", self.name);
            if !page.more {
                return events;
            }
        }
    }
}
