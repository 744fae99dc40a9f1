//! Editing and deleting one's own message (PRODUCT 5.3), with a network or without: what has not
//! left this device is changed or discarded in its place in the outbox, all else follows it there.

use montaj_domain::{
    ids::{MessageId, OrderId},
    text,
};
use montaj_wire::problem::ErrorCode;

use super::bad_message;
use crate::{
    engine::Engine,
    error::ClientError,
    outbox::{self, Action, Lane, OutboxItem},
    replica::Write,
    views::Change,
};

impl Engine {
    /// Gives one's own message another text.
    pub async fn edit_message(
        &self,
        order_id: OrderId,
        message_id: MessageId,
        content: String,
    ) -> Result<(), ClientError> {
        let core = self.core();
        core.session.me()?;
        let content = text::CHAT_MESSAGE.check(&content).map_err(bad_message)?;
        if self.amend(message_id, &content).await? {
            core.outbox.ring();
            core.hurry.ring();
        } else {
            let action = Action::EditMessage { id: message_id, content };
            core.enqueue(core.new_operation(), Lane::Order(order_id), action, Vec::new()).await?;
        }
        core.changed(Change::Chat { order_id });
        core.changed(Change::Connection);
        Ok(())
    }

    /// Changes the text in the outbox; false when the message is not there, or may have left.
    async fn amend(&self, message_id: MessageId, content: &str) -> Result<bool, ClientError> {
        let core = self.core();
        let id = OutboxItem::id_of_message(message_id);
        let outbox = core.replica().outbox().await?;
        let Some(item) = outbox.iter().find(|item| item.id == id) else { return Ok(false) };
        let Action::SendMessage { reply_to_id, .. } = item.action else { return Ok(false) };
        if !item.is_without_effect() {
            return Ok(false);
        }
        let content = content.to_owned();
        let action = Action::SendMessage { id: message_id, content, reply_to_id };
        let mut writes = vec![Write::Amend { id, action: action.clone() }];
        let resting = outbox.iter().filter(|later| outbox::rests_on(&later.action, &item.action));
        writes.extend(resting.map(|later| Write::Dequeue(later.id)));
        core.write(writes).await?;
        // Should it have left at this very moment, the change has to follow it.
        Ok(core.replica().outbox_item(id).await?.is_some_and(|item| item.action == action))
    }

    /// Takes one's own message back.
    pub async fn delete_message(
        &self,
        order_id: OrderId,
        message_id: MessageId,
    ) -> Result<(), ClientError> {
        let core = self.core();
        core.session.me()?;
        let id = OutboxItem::id_of_message(message_id);
        let item = core.replica().outbox_item(id).await?;
        if item.is_some_and(|item| item.is_without_effect()) {
            match self.discard(id).await {
                // It has left at this very moment.
                Err(error) if error.code() == Some(ErrorCode::NotApplicable) => {}
                done => return done,
            }
        }
        let action = Action::DeleteMessage { id: message_id };
        core.enqueue(core.new_operation(), Lane::Order(order_id), action, Vec::new()).await?;
        core.changed(Change::Chat { order_id });
        Ok(())
    }
}
