//! Chats (PRODUCT 5): read from the replica, written through the outbox.

use montaj_domain::{
    ids::{MessageId, OrderId, UserId},
    text::{self, InvalidText},
};
use montaj_wire::{
    chat::{MessageView, MessagesQuery},
    event::MessagesReached,
    order::{OrderView, PartyView},
    page::{MAX_LIMIT, Page},
    problem::{ErrorCode, FieldError, Problem},
    socket::ClientFrame,
};

use crate::{
    engine::Engine,
    error::ClientError,
    outbox::{Action, Lane, OutboxItem, OutboxState},
    pending,
    replica::{ChatFacts, Write},
    session::refused,
    transport::Request,
    views::{Change, ChatLine, ChatSummary, ChatView, DeliveryMark},
};

impl Engine {
    pub async fn chats(&self) -> Result<Vec<ChatSummary>, ClientError> {
        let core = self.core();
        let me = core.session.me()?;
        let mut chats = Vec::new();
        for order in core.replica().orders().await? {
            let Some(other) = self.other_side(&order)? else { continue };
            let ChatFacts { last, unread, .. } = core.replica().chat(order.id, me).await?;
            chats.push(ChatSummary { order, other, last_message: last, unread });
        }
        chats.sort_by_key(|chat| {
            let last = chat.last_message.as_ref().map(|message| message.created_at);
            std::cmp::Reverse(last.or(chat.order.selected_at))
        });
        Ok(chats)
    }

    pub async fn chat(&self, order_id: OrderId, limit: u32) -> Result<ChatView, ClientError> {
        let core = self.core();
        let me = core.session.me()?;
        // Before the messages: what leaves it meanwhile is then seen twice rather than never.
        let outbox = core.replica().outbox().await?;
        let order = self.order(order_id).await?;
        let other = self.other_side(&order)?.ok_or_else(|| refused(ErrorCode::NotFound))?;
        let facts = core.replica().chat(order_id, me).await?;
        let messages = core.replica().messages(order_id, limit).await?;
        let viewer = core.session.viewer(&order)?;
        // Behind a step that ends one's part in the order nothing can be written.
        let expected = pending::expected(&order, me, &pending::of(&outbox));
        let has_older = has_older(&order, &facts, messages.first());
        let queued = queued(outbox, order_id, &messages);
        let lines = messages.into_iter().map(|message| line(message, me)).chain(queued).collect();
        Ok(ChatView {
            can_write: expected.is_some_and(|facts| facts.may_write(&viewer)),
            other,
            lines,
            has_older,
            unread: facts.unread,
            presence: core.present.presence(order_id),
            typing: core.present.types(order_id),
            order,
        })
    }

    /// The other side, if the chat is open to this person.
    fn other_side(&self, order: &OrderView) -> Result<Option<PartyView>, ClientError> {
        let viewer = self.core().session.viewer(order)?;
        let open = order.facts().is_some_and(|facts| facts.opens_chat_to(&viewer));
        if !open {
            return Ok(None);
        }
        let is_customer = order.customer_id == viewer.id;
        Ok(if is_customer { order.executor.clone() } else { Some(order.customer.clone()) })
    }

    pub async fn load_older(&self, order_id: OrderId) -> Result<bool, ClientError> {
        let core = self.core();
        let me = core.session.me()?;
        let order = self.order(order_id).await?;
        let facts = core.replica().chat(order_id, me).await?;
        if !has_older(&order, &facts, None) {
            return Ok(false);
        }
        let query = MessagesQuery { before: facts.lowest, limit: Some(MAX_LIMIT / 2) };
        let request = Request::get(format!("/api/chat/{order_id}/messages")).query(&query)?;
        let page: Page<MessageView> = core.ask(request).await?;
        let found = !page.items.is_empty();
        core.write(page.items.into_iter().map(Write::Message).collect()).await?;
        core.changed(Change::Chat { order_id });
        Ok(found)
    }

    pub async fn send_message(
        &self,
        order_id: OrderId,
        content: String,
        reply_to_id: Option<MessageId>,
    ) -> Result<MessageId, ClientError> {
        let core = self.core();
        core.session.me()?;
        let content = text::CHAT_MESSAGE.check(&content).map_err(bad_message)?;
        let id = MessageId::new(core.parts.clock.now(), &*core.parts.entropy);
        let action = Action::SendMessage { id, content, reply_to_id };
        let lane = Lane::Order(order_id);
        core.enqueue(OutboxItem::id_of_message(id), lane, action, Vec::new()).await?;
        core.changed(Change::Chat { order_id });
        Ok(id)
    }

    pub async fn retry_message(&self, message_id: MessageId) -> Result<(), ClientError> {
        self.retry(OutboxItem::id_of_message(message_id)).await
    }

    pub async fn discard_message(&self, message_id: MessageId) -> Result<(), ClientError> {
        self.discard(OutboxItem::id_of_message(message_id)).await
    }

    /// Read here at once, told to the server by the outbox.
    pub async fn mark_read(&self, order_id: OrderId, up_to_seq: i64) -> Result<(), ClientError> {
        let core = self.core();
        let person_id = core.session.me()?;
        if core.replica().chat(order_id, person_id).await?.unread == 0 {
            return Ok(());
        }
        let at = core.parts.clock.now();
        let read = Write::Read(MessagesReached { order_id, person_id, from_seq: 0, up_to_seq, at });
        let action = Action::MarkRead { up_to_seq };
        core.enqueue(core.new_operation(), Lane::Order(order_id), action, vec![read]).await?;
        core.changed(Change::Chat { order_id });
        Ok(())
    }

    /// Told only while the socket lives, and not more often than it means something.
    pub async fn set_typing(&self, order_id: OrderId, on: bool) -> Result<(), ClientError> {
        let core = self.core();
        if core.typing.is_news(order_id, on, core.parts.clock.now())
            && core.send_frame(ClientFrame::Typing { order_id, on }).is_err()
        {
            // Typing is of the moment: without a socket nobody needs to know later.
            core.typing.forget();
        }
        Ok(())
    }
}

/// Whether there are messages before `first` (or before all that are here). A chat that is open to
/// someone has at least the line of their selection, so one that is empty here has more there.
fn has_older(order: &OrderView, facts: &ChatFacts, first: Option<&MessageView>) -> bool {
    let Some(lowest) = facts.lowest else { return order.chat_begins_at_seq.is_some() };
    let more_here = first.is_some_and(|first| first.seq > lowest);
    more_here || order.chat_begins_at_seq.is_some_and(|begins| lowest > begins)
}

fn line(message: MessageView, me: UserId) -> ChatLine {
    let mine = message.sender_id == Some(me);
    let delivery = mine.then(|| DeliveryMark::of(&message));
    ChatLine::Message { message, mine, delivery }
}

/// What waits in the outbox and has not appeared among the messages yet.
fn queued(outbox: Vec<OutboxItem>, order_id: OrderId, messages: &[MessageView]) -> Vec<ChatLine> {
    let lane = Lane::Order(order_id);
    let waiting = outbox.into_iter().filter(|item| item.lane == lane);
    let lines = waiting.filter_map(|item| match item.action {
        Action::SendMessage { id, content, reply_to_id } => {
            let refused = match item.state {
                OutboxState::Wedged(problem) => Some(problem),
                OutboxState::Queued | OutboxState::Sending => None,
            };
            let known = messages.iter().any(|message| message.id == id);
            let created_at = item.created_at;
            (!known).then_some(ChatLine::Queued { id, content, reply_to_id, created_at, refused })
        }
        _ => None,
    });
    lines.collect()
}

fn bad_message(error: InvalidText) -> ClientError {
    let (code, message) = match error {
        InvalidText::TooShort { .. } => ("too_short", "Напишите сообщение".to_owned()),
        InvalidText::TooLong { max } => ("too_long", format!("Не длиннее {max} символов")),
    };
    let field = FieldError { field: "content".into(), code: code.into(), message };
    let problem = Problem { errors: vec![field], ..Problem::new(ErrorCode::InvalidInput) };
    ClientError::Rejected(Box::new(problem))
}
