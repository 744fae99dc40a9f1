//! Chats (PRODUCT 5): read from the replica, written through the outbox.

mod change;
mod history;
mod lines;
mod search;

pub(crate) use history::History;

use std::collections::HashSet;

use montaj_domain::{
    ids::{MessageId, OrderId, UserId},
    text::{self, InvalidText},
};
use montaj_wire::{
    chat::MessageView,
    event::MessagesReached,
    order::{OrderView, PartyView},
    problem::{ErrorCode, FieldError, Problem},
    socket::ClientFrame,
};

use crate::{
    engine::Engine,
    error::ClientError,
    outbox::{Action, Lane, OutboxItem},
    pending,
    replica::{ChatFacts, Write},
    session::refused,
    views::{Change, ChatSummary, ChatView},
};

impl Engine {
    pub async fn chats(&self) -> Result<Vec<ChatSummary>, ClientError> {
        let core = self.core();
        let me = core.session.me()?;
        let outbox = core.replica().outbox().await?;
        let mut chats = Vec::new();
        for order in core.replica().orders().await? {
            let Some(other) = self.other_side(&order)? else { continue };
            let ChatFacts { last, unread, .. } = core.replica().chat(order.id, me).await?;
            let waiting = lines::last_waiting(&outbox, order.id, last.as_ref());
            let typing = core.present.types(order.id);
            chats.push(ChatSummary { order, other, last_message: last, waiting, unread, typing });
        }
        chats.sort_by_key(|chat| {
            let last = chat.last_message.as_ref().map(|message| message.created_at);
            let waiting = chat.waiting.as_ref().map(|waiting| waiting.created_at);
            std::cmp::Reverse(waiting.max(last).or(chat.order.selected_at))
        });
        Ok(chats)
    }

    pub async fn chat(&self, order_id: OrderId, limit: u32) -> Result<ChatView, ClientError> {
        // Before the messages: what leaves it meanwhile is then seen twice rather than never.
        let outbox = self.core().replica().outbox().await?;
        let messages = self.core().replica().messages(order_id, limit).await?;
        self.view_of(order_id, outbox, messages).await
    }

    /// The chat with these of its messages, oldest first.
    async fn view_of(
        &self,
        order_id: OrderId,
        outbox: Vec<OutboxItem>,
        messages: Vec<MessageView>,
    ) -> Result<ChatView, ClientError> {
        let core = self.core();
        let me = core.session.me()?;
        let order = self.order(order_id).await?;
        let other = self.other_side(&order)?.ok_or_else(|| refused(ErrorCode::NotFound))?;
        let facts = core.replica().chat(order_id, me).await?;
        let viewer = core.session.viewer(&order)?;
        // Behind a step that ends one's part in the order nothing can be written.
        let expected = pending::expected(&order, me, &pending::of(&outbox));
        let newest = facts.last.as_ref().map(|last| last.seq);
        let shown = messages.last().map(|last| last.seq);
        let has_newer = newest > shown && shown.is_some();
        let quoted = self.quoted(me, order_id, &messages).await?;
        Ok(ChatView {
            can_write: expected.is_some_and(|facts| facts.may_write(&viewer)),
            other,
            has_older: has_older(&order, &facts, messages.first()),
            has_newer,
            quoted,
            lines: lines::of(messages, outbox, order_id, me, has_newer),
            unread: facts.unread,
            first_unread: facts.first_unread,
            presence: core.present.presence(order_id),
            typing: core.present.types(order_id),
            order,
        })
    }

    /// What these messages answer and is not among them, as far as it is here.
    async fn quoted(
        &self,
        me: UserId,
        order_id: OrderId,
        messages: &[MessageView],
    ) -> Result<Vec<MessageView>, ClientError> {
        let core = self.core();
        let here: HashSet<MessageId> = messages.iter().map(|message| message.id).collect();
        let answered = messages.iter().filter_map(|message| message.reply_to_id);
        let sought: HashSet<MessageId> = answered.filter(|id| !here.contains(id)).collect();
        if sought.is_empty() {
            return Ok(Vec::new());
        }
        let ids = sought.iter().copied().collect();
        let mut found = core.replica().messages_of(order_id, ids).await?;
        let missing = sought.into_iter().filter(|id| found.iter().all(|it| it.id != *id));
        let kept: Vec<_> = missing.filter_map(|id| core.history.find(me, order_id, id)).collect();
        found.extend(kept);
        Ok(found)
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

/// The seq with which the chat begins for this person.
fn begins_at(order: &OrderView) -> i64 {
    order.chat_begins_at_seq.unwrap_or(1)
}

/// Whether there are messages before `first` (or before all that are here). A chat that is open to
/// someone has at least the line of their selection, so one that is empty here has more there.
fn has_older(order: &OrderView, facts: &ChatFacts, first: Option<&MessageView>) -> bool {
    let Some(lowest) = facts.lowest else { return order.chat_begins_at_seq.is_some() };
    let more_here = first.is_some_and(|first| first.seq > lowest);
    more_here || order.chat_begins_at_seq.is_some_and(|begins| lowest > begins)
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
