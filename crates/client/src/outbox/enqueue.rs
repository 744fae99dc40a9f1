//! Putting things into the outbox: saved first, sent by whoever empties it.

use montaj_domain::ids::OperationId;
use montaj_wire::problem::ErrorCode;

use super::{Action, Lane, OutboxItem, OutboxState, plan};
use crate::{core::Core, error::ClientError, replica::Write, session::refused, views::Change};

/// More than anybody writes without network; what overflows is told.
const MOST_ITEMS: usize = 2000;

impl Core {
    /// Saves `action` with `writes`, which show its effect here before the server knows of it.
    pub(crate) async fn enqueue(
        &self,
        id: OperationId,
        lane: Lane,
        action: Action,
        mut writes: Vec<Write>,
    ) -> Result<(), ClientError> {
        let outbox = self.replica().outbox().await?;
        if outbox.len() >= MOST_ITEMS {
            return Err(refused(ErrorCode::RateLimited));
        }
        writes.extend(plan::replaced(&outbox, lane, &action).into_iter().map(Write::Dequeue));
        let created_at = self.parts.clock.now();
        let state = OutboxState::Queued;
        let item = OutboxItem { id, lane, action, state, attempts: 0, created_at };
        writes.push(Write::Enqueue(item));
        self.write(writes).await?;
        self.outbox.ring();
        self.hurry.ring();
        self.changed(Change::Connection);
        Ok(())
    }
}
