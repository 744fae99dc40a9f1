//! The notifications that the steps of a story leave behind: read, but for those of the last day.

use montaj_domain::{ids::UserId, response::ResponseStatus, timestamp::Timestamp};
use montaj_store::{
    notifications::{self, Notification},
    responses,
};

use super::Story;
use crate::{
    demo::{DemoError, ids},
    notify::{Note, OrderNote},
};

/// How long people took to read a notification.
const READ_AFTER_SECS: i64 = 17 * 60;

impl Story<'_> {
    /// Tells a person of what happened to the order.
    pub(super) async fn note(
        &mut self,
        at: Timestamp,
        user_id: UserId,
        word: impl FnOnce(OrderNote<'_>) -> Note,
    ) -> Result<(), DemoError> {
        let is_old = at <= self.now.plus_days(-1);
        let id = ids::notification(&self.data.key, self.notes);
        let notification = Notification {
            order_id: Some(self.order.id),
            read_at: is_old.then(|| at.plus_secs(READ_AFTER_SECS)),
            ..word(OrderNote(&self.order)).told(id, user_id, at)
        };
        self.notes += 1;
        notifications::insert(self.tx, &notification).await?;
        Ok(())
    }

    /// Tells everybody whose response still waits.
    pub(super) async fn tell_responders(
        &mut self,
        at: Timestamp,
        word: impl Fn(OrderNote<'_>) -> Note,
    ) -> Result<(), DemoError> {
        for response in responses::of_order(self.tx, self.order.id).await? {
            if response.status == ResponseStatus::Pending {
                self.note(at, response.executor_id, &word).await?;
            }
        }
        Ok(())
    }
}
