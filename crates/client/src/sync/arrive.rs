//! Events arrive: stored with the cursor, then told.

use std::sync::atomic::Ordering;

use montaj_wire::event::{ArrivedEvent, EventBody};

use super::{SyncFailure, apply, log};
use crate::{
    core::Core,
    error::ClientError,
    popups::{self, Group, Plan, Rules},
    views::{Popup, Stretch},
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
        self.older.hear(me, &writes);
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
                EventBody::SettingsUpdated(_) => self.quiet.changed.ring(),
                _ => {}
            }
        }
        for change in apply::changes(events) {
            self.changed(change);
        }
    }

    async fn pop_up(&self, events: &[ArrivedEvent], absent: bool) {
        if popups::may_pop_up(events)
            && let Err(error) = self.decide_on_pop_ups(events, absent).await
        {
            tracing::warn!(%error, "no pop-ups for what has arrived");
        }
    }

    async fn decide_on_pop_ups(
        &self,
        events: &[ArrivedEvent],
        absent: bool,
    ) -> Result<(), ClientError> {
        let (me, settings) = (self.session.me()?, self.notification_settings().await?);
        let screen = *self.screen.lock();
        let now = self.parts.clock.now();
        let rules = Rules { me, screen: &screen, settings: &settings, now };
        let worthy = rules.worthy(events);
        if worthy.is_empty() {
            return Ok(());
        }
        if rules.is_quiet() {
            self.quiet.hold(&worthy);
            return Ok(());
        }
        match popups::plan(worthy, absent) {
            Plan::Summary(tally) => {
                self.listeners.popup(&popups::summary(Stretch::Absence, &tally));
            }
            Plan::Each(groups) => {
                for group in &groups {
                    let popup = self.popup_of(group).await?;
                    self.listeners.popup(&popup);
                }
            }
        }
        Ok(())
    }

    async fn popup_of(&self, group: &Group) -> Result<Popup, ClientError> {
        match group {
            Group::Notification(told) => Ok(popups::of_notification(told)),
            Group::Chat { last, count } => {
                let order = self.replica().order(last.order_id).await?;
                let parties =
                    order.into_iter().flat_map(|order| [Some(order.customer), order.executor]);
                let mut parties = parties.flatten();
                let sender = parties.find(|party| Some(party.id) == last.sender_id);
                let sender = sender.map(|party| party.full_name);
                Ok(popups::of_chat(last, *count, sender))
            }
        }
    }

    pub(crate) async fn is_quiet(&self) -> bool {
        let now = self.parts.clock.now();
        let settings = self.notification_settings().await;
        settings.is_ok_and(|settings| settings.quiet_hours.quiet_since(now).is_some())
    }
}
