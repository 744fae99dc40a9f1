//! Reading far back in one's notifications: the server's pages, walked from the newest on.

use std::collections::VecDeque;

use montaj_domain::{
    ids::{NotificationId, UserId},
    timestamp::Timestamp,
};
use montaj_wire::{notification::NotificationView, page::Page};
use parking_lot::Mutex;
use serde::Serialize;

use crate::{
    engine::Engine, error::ClientError, outbox::Action, replica::Write, transport::Request,
    views::Change,
};

/// How many older ones are fetched at a time.
const PAGE: u32 = 100;
/// So many changes are remembered, for pages that were asked for before them.
const MOST_CHANGES: usize = 256;

/// How far back notifications were fetched, and what the log said of them meanwhile.
#[derive(Debug, Default)]
pub(crate) struct Older {
    walked: Mutex<Option<Walked>>,
    /// What was read and what was deleted, and whose; the newest last.
    changes: Mutex<VecDeque<(UserId, Write)>>,
}

/// How far back the list has been fetched in this run, and whose.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Walked {
    whose: UserId,
    /// Where the next page begins; `None` when there is none.
    cursor: Option<String>,
}

#[derive(Serialize)]
struct PageQuery {
    limit: u32,
    cursor: Option<String>,
}

impl Older {
    /// Takes note of what events mean in the log of `me`; call it before the replica stores them.
    pub(crate) fn hear(&self, me: UserId, writes: &[Write]) {
        let mut changes = self.changes.lock();
        for write in writes {
            if matches!(write, Write::NotificationsRead { .. } | Write::DropNotification(_)) {
                changes.push_back((me, write.clone()));
            }
        }
        let surplus = changes.len().saturating_sub(MOST_CHANGES);
        changes.drain(..surplus);
    }

    /// What is here is a snapshot: the walk begins at its top.
    pub(crate) fn begin_anew(&self) {
        *self.walked.lock() = None;
    }

    fn changes(&self, me: UserId) -> Vec<Write> {
        let changes = self.changes.lock();
        let own = changes.iter().filter(|(whose, _)| *whose == me);
        own.map(|(_, write)| write.clone()).collect()
    }
}

impl Engine {
    /// Fetches what is older than all that is here; false when there is nothing. The server's
    /// pages are walked from the newest on, because what is here came by the log and a snapshot,
    /// which name no page.
    pub async fn load_older_notifications(&self) -> Result<bool, ClientError> {
        let core = self.core();
        let whose = core.session.me()?;
        let here = core.replica().notifications(u32::MAX).await?;
        let oldest = here.last().map(|told| (told.created_at, told.id));
        loop {
            let known = core.older.walked.lock().clone().filter(|walked| walked.whose == whose);
            let cursor = match known {
                Some(Walked { cursor: None, .. }) => return Ok(false),
                Some(Walked { cursor, .. }) => cursor,
                None => None,
            };
            let query = PageQuery { limit: PAGE, cursor };
            let request = Request::get("/api/notifications").query(&query)?;
            let page: Page<NotificationView> = core.ask(request).await?;
            let brings_older = page.items.iter().any(|told| is_older(told, oldest));
            let deleted = self.deleted_here().await?;
            let kept = page.items.into_iter().filter(|told| !deleted.contains(&told.id));
            core.write(kept.map(Write::Notification).collect()).await?;
            // After the page: what the log says from now on finds it here.
            core.write(core.older.changes(whose)).await?;
            *core.older.walked.lock() = Some(Walked { whose, cursor: page.next_cursor });
            if brings_older {
                core.changed(Change::Notifications);
                return Ok(true);
            }
        }
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

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_one_person_read_is_not_read_by_the_next() {
        let [anna, boris] = [1, 2].map(|id| UserId::from_uuid(Uuid::from_u128(id)));
        let id = NotificationId::from_uuid(Uuid::from_u128(3));
        let read = Write::NotificationsRead { ids: None, at: Timestamp::from_millis(7) };
        let older = Older::default();
        older.hear(anna, &[read.clone(), Write::Cursor(7)]);
        older.hear(boris, &[Write::DropNotification(id)]);
        assert_eq!(older.changes(anna), [read]);
        assert_eq!(older.changes(boris), [Write::DropNotification(id)]);
    }

    #[test]
    fn only_the_newest_changes_are_remembered() {
        let me = UserId::from_uuid(Uuid::from_u128(1));
        let older = Older::default();
        for number in 0..MOST_CHANGES + 5 {
            let id = NotificationId::from_uuid(Uuid::from_u128(number.try_into().unwrap()));
            older.hear(me, &[Write::DropNotification(id)]);
        }
        let newest =
            NotificationId::from_uuid(Uuid::from_u128((MOST_CHANGES + 4).try_into().unwrap()));
        let kept = older.changes(me);
        assert_eq!(kept.len(), MOST_CHANGES);
        assert_eq!(kept.last(), Some(&Write::DropNotification(newest)));
    }
}
