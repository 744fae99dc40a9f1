//! Notifications in the app (PRODUCT 8).

mod older;

use montaj_domain::{ids::NotificationId, timestamp::Timestamp};
use montaj_wire::notification::NotificationView;

pub(crate) use self::older::Older;
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

    pub async fn unread_notifications(
        &self,
        limit: u32,
    ) -> Result<Vec<NotificationView>, ClientError> {
        let mut all = self.notifications(u32::MAX).await?;
        all.retain(|told| told.read_at.is_none());
        all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(all)
    }

    /// Read here at once, told to the server by the outbox.
    pub async fn mark_notification_read(
        &self,
        notification_id: NotificationId,
    ) -> Result<(), ClientError> {
        let action = Action::MarkNotificationRead { id: notification_id };
        // What is here came with the server's hour, which may be ahead of this device's.
        let newest = self.newest().await?;
        let now = self.core().parts.clock.now();
        let at = newest.map_or(now, |newest| now.max(newest));
        self.mark(Some(vec![notification_id]), at, action).await
    }

    /// Reads all that are here: one that the server makes before it hears of this stays unread.
    pub async fn mark_all_notifications_read(&self) -> Result<(), ClientError> {
        self.core().session.me()?;
        let Some(newest) = self.newest().await? else { return Ok(()) };
        let action = Action::MarkAllNotificationsRead { up_to: Some(newest) };
        self.mark(None, newest, action).await
    }

    /// Gone here at once and for good, told to the server by the outbox.
    pub async fn delete_notification(
        &self,
        notification_id: NotificationId,
    ) -> Result<(), ClientError> {
        let core = self.core();
        core.session.me()?;
        let action = Action::DeleteNotification { id: notification_id };
        let drop = vec![Write::DropNotification(notification_id)];
        core.enqueue(core.new_operation(), Lane::Notifications, action, drop).await?;
        core.changed(Change::Notifications);
        Ok(())
    }

    async fn mark(
        &self,
        ids: Option<Vec<NotificationId>>,
        at: Timestamp,
        action: Action,
    ) -> Result<(), ClientError> {
        let core = self.core();
        core.session.me()?;
        let read = Write::NotificationsRead { ids, at };
        core.enqueue(core.new_operation(), Lane::Notifications, action, vec![read]).await?;
        core.changed(Change::Notifications);
        Ok(())
    }

    /// When the newest notification here was made.
    async fn newest(&self) -> Result<Option<Timestamp>, ClientError> {
        let newest = self.core().replica().notifications(1).await?.pop();
        Ok(newest.map(|newest| newest.created_at))
    }

    pub async fn unread(&self) -> Result<Unread, ClientError> {
        let me = self.core().session.me()?;
        Ok(self.core().replica().unread(me).await?)
    }
}
