//! Quiet hours as they pass (PRODUCT 8): what would have popped up in them is counted at their
//! end, as far as nobody has read it by then. Counted from the replica, so that a restart in the
//! middle of the night loses nothing.

use std::{pin::pin, sync::Arc};

use futures::future::select;
use montaj_domain::{ids::UserId, notification::Channel, timestamp::Timestamp};
use parking_lot::Mutex;

use crate::{
    core::Core,
    error::ClientError,
    host::{Signal, sleep},
    popups::{self, Rules, Tally, Worthy},
    views::{Screen, Stretch},
};

/// A look at the hour is worth so many polls: quiet hours end on time by half a minute.
const POLLS: u32 = 10;
/// Beyond this nobody counts.
const MOST_COUNTED: u32 = 1000;
const NOTHING: Screen = Screen { chat: None, order: None, notifications: false, focused: false };

#[derive(Debug, Default)]
pub(crate) struct Quiet {
    /// Rings when the hours or other settings have changed.
    pub(crate) changed: Signal,
    /// What has been held back came from then on.
    held_since: Mutex<Option<Timestamp>>,
}

impl Quiet {
    /// Keeps these back until the end of the quiet hours.
    pub(crate) fn hold(&self, worthy: &[Worthy]) {
        let first = worthy.iter().map(Worthy::at).min();
        let mut held = self.held_since.lock();
        *held = match (*held, first) {
            (Some(held), Some(first)) => Some(held.min(first)),
            (held, first) => held.or(first),
        };
    }
}

/// Watches the hour until the engine stops.
pub(crate) async fn run(core: Arc<Core>) {
    let mut quiet: Option<(UserId, Timestamp)> = None;
    let mut has_looked = false;
    loop {
        let (seen, session) = (core.quiet.changed.seen(), core.session.changed.seen());
        let (me, since) = (core.session.me().ok(), quiet_since(&core).await);
        match (quiet, since, me) {
            (Some((whose, _)), Some(_), Some(me)) if whose == me => {}
            (_, Some(since), Some(me)) => {
                // What came before one chose to be quiet has popped up; what came before the
                // program started has not.
                let from = if has_looked { since.max(core.parts.clock.now()) } else { since };
                quiet = Some((me, from));
            }
            (Some((whose, since)), None, Some(me)) if whose == me => {
                quiet = None;
                if let Err(error) = core.sum_up(since).await {
                    tracing::warn!(%error, "the quiet hours could not be summed up");
                }
            }
            _ => {
                quiet = None;
                *core.quiet.held_since.lock() = None;
            }
        }
        has_looked |= me.is_some();
        let look = core.timings.poll * POLLS;
        let changed = async {
            let session = pin!(core.session.changed.after(session));
            select(pin!(core.quiet.changed.after(seen)), session).await;
        };
        select(pin!(sleep(look)), pin!(changed)).await;
    }
}

async fn quiet_since(core: &Core) -> Option<Timestamp> {
    let settings = core.notification_settings().await.ok()?;
    settings.quiet_hours.quiet_since(core.parts.clock.now())
}

impl Core {
    /// One pop-up for what came since then, or was held back, and is still new.
    async fn sum_up(&self, since: Timestamp) -> Result<(), ClientError> {
        let held = self.quiet.held_since.lock().take();
        let since = held.map_or(since, |held| held.min(since));
        let (me, settings) = (self.session.me()?, self.notification_settings().await?);
        let rules =
            Rules { me, screen: &NOTHING, settings: &settings, now: self.parts.clock.now() };
        let mut tally = Tally::default();
        for told in self.replica().notifications(MOST_COUNTED).await? {
            let is_new = told.created_at >= since && told.read_at.is_none();
            if is_new && settings.wants(told.kind, Channel::Push) {
                tally.add_notification(told.kind);
            }
        }
        for order in self.replica().orders().await? {
            if order.executor_id.is_some() && rules.hears_chat(order.id) {
                let count = self.unread_since(order.id, me, since).await?;
                tally.add_messages(order.id, count);
            }
        }
        if tally.all() > 0 {
            self.listeners.popup(&popups::summary(Stretch::QuietHours, &tally));
        }
        Ok(())
    }

    async fn unread_since(
        &self,
        order_id: montaj_domain::ids::OrderId,
        me: UserId,
        since: Timestamp,
    ) -> Result<u32, ClientError> {
        let chat = self.replica().chat(order_id, me).await?;
        if chat.unread == 0 || chat.last.is_none_or(|last| last.created_at < since) {
            return Ok(0);
        }
        let newest = self.replica().messages(order_id, MOST_COUNTED).await?;
        let unread = newest.iter().filter(|message| {
            message.sender_id.is_some_and(|sender| sender != me)
                && message.is_text()
                && message.read_at.is_none()
                && message.created_at >= since
        });
        Ok(u32::try_from(unread.count()).unwrap_or(u32::MAX))
    }
}
