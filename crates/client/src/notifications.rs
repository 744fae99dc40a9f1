//! Notifications in the app (PRODUCT 8).

use montaj_domain::ids::NotificationId;
use montaj_wire::notification::NotificationView;

use crate::{
    engine::Engine,
    error::ClientError,
    outbox::{Action, Lane},
    replica::Write,
    views::{Change, Unread},
};

impl Engine {
    pub async fn notifications(&self, limit: u32) -> Result<Vec<NotificationView>, ClientError> {
        self.core().session.me()?;
        Ok(self.core().replica().notifications(limit).await?)
    }

    /// Read here at once, told to the server by the outbox.
    pub async fn mark_notification_read(
        &self,
        notification_id: NotificationId,
    ) -> Result<(), ClientError> {
        let action = Action::MarkNotificationRead { id: notification_id };
        self.mark(Some(vec![notification_id]), action).await
    }

    pub async fn mark_all_notifications_read(&self) -> Result<(), ClientError> {
        self.mark(None, Action::MarkAllNotificationsRead).await
    }

    async fn mark(
        &self,
        ids: Option<Vec<NotificationId>>,
        action: Action,
    ) -> Result<(), ClientError> {
        let core = self.core();
        core.session.me()?;
        // What is here came with the server's hour, which may be ahead of this device's.
        let newest = core.replica().notifications(1).await?.pop();
        let now = core.parts.clock.now();
        let at = newest.map_or(now, |newest| now.max(newest.created_at));
        let read = Write::NotificationsRead { ids, at };
        core.enqueue(core.new_operation(), Lane::Notifications, action, vec![read]).await?;
        core.changed(Change::Notifications);
        Ok(())
    }

    pub async fn unread(&self) -> Result<Unread, ClientError> {
        let me = self.core().session.me()?;
        Ok(self.core().replica().unread(me).await?)
    }
}
