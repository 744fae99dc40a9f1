//! Notifications in the app (PRODUCT 8).

use montaj_domain::{
    ids::{NotificationId, UserId},
    timestamp::Timestamp,
};
use montaj_wire::{notification::NotificationView, page::Page};
use serde::Serialize;

use crate::{
    engine::Engine,
    error::ClientError,
    outbox::{Action, Lane},
    replica::Write,
    transport::Request,
    views::{Change, Unread},
};

/// How many older ones are fetched at a time.
const PAGE: u32 = 100;

/// How far back the list has been fetched in this run, and whose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Older {
    whose: UserId,
    /// Where the next page begins; `None` when there is none.
    cursor: Option<String>,
}

#[derive(Serialize)]
struct PageQuery {
    limit: u32,
    cursor: Option<String>,
}

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

    /// Fetches what is older than all that is here; false when there is nothing. The server's
    /// pages are walked from the newest on, because what is here came by the log and a snapshot,
    /// which name no page.
    pub async fn load_older_notifications(&self) -> Result<bool, ClientError> {
        let core = self.core();
        let whose = core.session.me()?;
        let here = core.replica().notifications(u32::MAX).await?;
        let oldest = here.last().map(|told| (told.created_at, told.id));
        loop {
            let known = core.older.lock().clone().filter(|older| older.whose == whose);
            let cursor = match known {
                Some(Older { cursor: None, .. }) => return Ok(false),
                Some(Older { cursor, .. }) => cursor,
                None => None,
            };
            let query = PageQuery { limit: PAGE, cursor };
            let request = Request::get("/api/notifications").query(&query)?;
            let page: Page<NotificationView> = core.ask(request).await?;
            let brings_older = page.items.iter().any(|told| is_older(told, oldest));
            let deleted = self.deleted_here().await?;
            let kept = page.items.into_iter().filter(|told| !deleted.contains(&told.id));
            core.write(kept.map(Write::Notification).collect()).await?;
            *core.older.lock() = Some(Older { whose, cursor: page.next_cursor });
            if brings_older {
                core.changed(Change::Notifications);
                return Ok(true);
            }
        }
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

    /// What the server may not know yet to be deleted.
    async fn deleted_here(&self) -> Result<Vec<NotificationId>, ClientError> {
        let outbox = self.core().replica().outbox().await?;
        let deleted = outbox.iter().filter_map(|item| match &item.action {
            Action::DeleteNotification { id } => Some(*id),
            _ => None,
        });
        Ok(deleted.collect())
    }
}

fn is_older(told: &NotificationView, oldest: Option<(Timestamp, NotificationId)>) -> bool {
    oldest.is_none_or(|oldest| (told.created_at, told.id) < oldest)
}
