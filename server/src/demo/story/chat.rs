//! The lines of an order's chat: what people wrote, and the marks of what happened.

use montaj_domain::{
    chat::MessageKind, ids::UserId, policy::OrderFacts, text, timestamp::Timestamp,
};
use montaj_store::messages::{self, Message};
use montaj_wire::event::EventBody;

use super::Story;
use crate::{
    chat,
    demo::{DemoError, ids, people::viewer},
    live::publish,
};

const DELIVERED_AFTER_SECS: i64 = 2;
const READ_AFTER_SECS: i64 = 40;

impl Story<'_> {
    /// A line that somebody wrote, who must have been allowed to at that moment.
    pub(super) async fn say(
        &mut self,
        at: Timestamp,
        line: usize,
        by: &str,
        text: &str,
    ) -> Result<(), DemoError> {
        let sender = self.people.get(by)?;
        let facts = OrderFacts { customer_id: self.order.customer_id, state: self.order.state };
        if !facts.may_write(&viewer(sender)) {
            return Err(self.wrong(format_args!("{by} may not write at {at}")));
        }
        let content = text::CHAT_MESSAGE.check(text).map_err(|error| self.wrong(error))?;
        let left = self.data.chat.len() - line;
        let message = Message {
            delivered_at: (left > self.data.undelivered)
                .then(|| at.plus_secs(DELIVERED_AFTER_SECS)),
            read_at: (left > self.data.unread).then(|| at.plus_secs(READ_AFTER_SECS)),
            edited_at: None,
            deleted_at: None,
            sender_id: Some(sender.id),
            ..self.line(at, MessageKind::Text, content).await?
        };
        messages::insert(self.tx, &message).await?;
        if message.delivered_at.is_none() {
            self.announce(&message, sender.id)?;
        }
        Ok(())
    }

    /// A mark of what happened to the order (PRODUCT 5.5).
    pub(super) async fn mark(&mut self, at: Timestamp, kind: MessageKind) -> Result<(), DemoError> {
        let message = self.line(at, kind, chat::words(kind).to_owned()).await?;
        Ok(messages::insert(self.tx, &message).await?)
    }

    async fn line(
        &mut self,
        at: Timestamp,
        kind: MessageKind,
        content: String,
    ) -> Result<Message, DemoError> {
        let seq = messages::next_seq(self.tx, self.order.id).await?;
        Ok(Message {
            id: ids::message(&self.data.key, seq),
            order_id: self.order.id,
            seq,
            kind,
            sender_id: None,
            content,
            reply_to_id: None,
            created_at: at,
            delivered_at: None,
            read_at: None,
            edited_at: None,
            deleted_at: None,
        })
    }

    /// An event in the other's log: once a device of theirs has stored it, the message counts as
    /// delivered. The rest of the story reaches devices by their first snapshot.
    fn announce(&mut self, message: &Message, sender: UserId) -> Result<(), DemoError> {
        let assigned = self.order.state.assignment().map(|assignment| assignment.executor_id);
        let both = [Some(self.order.customer_id), assigned];
        let event = EventBody::MessageCreated(chat::view(message));
        for recipient in both.into_iter().flatten().filter(|person| *person != sender) {
            publish::append(self.tx, recipient, message.id, &event)
                .map_err(|error| DemoError::Event(Box::new(error)))?;
        }
        Ok(())
    }
}
