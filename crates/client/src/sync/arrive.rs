//! Events arrive: stored with the cursor, then told.

use std::sync::atomic::Ordering;

use montaj_wire::event::{ArrivedEvent, EventBody};

use super::{SyncFailure, apply, log};
use crate::{
    core::Core,
    popups::{self, Worthy},
};

/// What became of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arrived {
    /// Up to where the log is stored now.
    pub(super) cursor: i64,
    /// Whether some are missing in between.
    pub(super) gap: bool,
}

/// A stretch of the log that is caught up with in several batches: its pop-ups wait for the end,
/// where it is known what of it was read elsewhere and whether it needs a summary.
#[derive(Debug, Default)]
pub(super) struct CatchUp(Vec<ArrivedEvent>);

/// Beyond this a stretch is only counted, its last part by itself.
const MOST_REMEMBERED: usize = 2000;

impl Core {
    /// Stores a batch and tells the listeners; its pop-ups go to `catch_up`, if there is one.
    pub(super) async fn arrive(
        &self,
        events: Vec<ArrivedEvent>,
        catch_up: Option<&mut CatchUp>,
    ) -> Result<Arrived, SyncFailure> {
        let me = self.session.me()?;
        let cursor = self.replica().cursor().await?.ok_or(SyncFailure::Reset)?;
        let plan = log::plan(cursor, events);
        let arrived = Arrived { cursor: plan.cursor, gap: plan.gap };
        if plan.next.is_empty() {
            return Ok(arrived);
        }
        let known = plan.next.iter().filter_map(|event| match event {
            ArrivedEvent::Known(event) => Some(&**event),
            ArrivedEvent::Unknown { .. } => None,
        });
        let mut writes: Vec<_> = known.flat_map(|event| apply::writes(event, me)).collect();
        writes.push(crate::replica::Write::Cursor(plan.cursor));
        self.history.hear(&plan.next);
        self.replica().write(writes).await?;
        self.tell(&plan.next);
        match catch_up {
            Some(CatchUp(remembered)) => {
                remembered.extend(plan.next);
                let surplus = remembered.len().saturating_sub(MOST_REMEMBERED);
                remembered.drain(..surplus);
            }
            None => self.pop_up(&plan.next, false).await,
        }
        Ok(arrived)
    }

    /// The stretch has been caught up with.
    pub(super) async fn finish(&self, CatchUp(events): CatchUp) {
        let absent = !self.caught_up.swap(true, Ordering::SeqCst);
        self.pop_up(&events, absent).await;
    }

    fn tell(&self, events: &[ArrivedEvent]) {
        for event in events {
            let ArrivedEvent::Known(event) = event else { continue };
            match &event.body {
                EventBody::MessageCreated(message) => self.present.has_written(message.order_id),
                EventBody::ProfileUpdated(user) => self.session.set_user((**user).clone()),
                _ => {}
            }
        }
        for change in apply::changes(events) {
            self.changed(change);
        }
    }

    async fn pop_up(&self, events: &[ArrivedEvent], absent: bool) {
        let Ok(me) = self.session.me() else { return };
        let screen = *self.screen.lock();
        let worthy = popups::worthy(events, me, &screen);
        if popups::needs_summary(&worthy, absent) {
            self.listeners.popup(&popups::summary(&worthy));
            return;
        }
        for item in &worthy {
            let popup = match item {
                Worthy::Notification(notification) => popups::of_notification(notification),
                Worthy::Message(message) => {
                    let order = self.replica().order(message.order_id).await.ok().flatten();
                    let sender = order.and_then(|order| {
                        let parties = [Some(order.customer), order.executor];
                        parties
                            .into_iter()
                            .flatten()
                            .find(|party| Some(party.id) == message.sender_id)
                    });
                    let name = sender
                        .map_or_else(|| "Новое сообщение".to_owned(), |party| party.full_name);
                    popups::of_message(message, name)
                }
            };
            self.listeners.popup(&popup);
        }
    }
}
