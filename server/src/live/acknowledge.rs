//! A device has stored its log up to a seq: this makes the second tick of others' messages.

use std::collections::{BTreeMap, BTreeSet};

use montaj_domain::{
    ids::{OrderId, UserId},
    timestamp::Timestamp,
};
use montaj_store::{
    StoreError, Tx,
    events::{self, LogHead, Stored},
    messages::{self, Arrival},
};
use montaj_wire::event::{EventBody, MessagesReached};

use super::publish;
use crate::{app::App, chat::Work, http::error::ApiError};

pub const MESSAGE_CREATED: &str = "message.created";
/// How far an acknowledgement without messages may run ahead of the one kept.
pub const LAZY_EVENTS: i64 = 200;

/// Takes note that `user_id` has everything up to `up_to`; `head` as it was read a moment ago.
pub async fn acknowledge(
    app: &App,
    user_id: UserId,
    up_to: i64,
    head: &LogHead,
) -> Result<(), ApiError> {
    if up_to <= head.acked_seq || up_to > head.last_seq {
        return Ok(());
    }
    app.desk.done(Work::Store(Stored { user_id, up_to })).await.map(drop)
}

/// What devices of many people have stored since, as it is to be written.
#[derive(Debug, Default)]
pub struct Arrived {
    /// How far each of them got, where that is to be kept.
    reached: Vec<Stored>,
    arrivals: Vec<Arrival>,
}

/// Looks what is new in what the devices have stored. What goes back, or beyond the log, is left
/// out.
pub async fn look(tx: &mut Tx, stored: &BTreeMap<UserId, i64>) -> Result<Arrived, StoreError> {
    if stored.is_empty() {
        return Ok(Arrived::default());
    }
    let heads = events::heads(tx, stored.keys().copied()).await?;
    let ahead = |(user_id, up_to): (&UserId, &i64)| {
        let head = heads.get(user_id)?;
        (*up_to > head.acked_seq && *up_to <= head.last_seq)
            .then_some((Stored { user_id: *user_id, up_to: *up_to }, *up_to - head.acked_seq))
    };
    let ahead: Vec<(Stored, i64)> = stored.iter().filter_map(ahead).collect();
    if ahead.is_empty() {
        return Ok(Arrived::default());
    }
    let given: Vec<Stored> = ahead.iter().map(|(stored, _)| *stored).collect();
    let mut arrived = events::newly_stored(tx, &given, MESSAGE_CREATED).await?;
    for &Stored { user_id, up_to } in &given {
        let has_lost = |head: &LogHead| head.acked_seq < head.trimmed_seq;
        if heads.get(&user_id).is_some_and(has_lost) {
            // It was a snapshot that brought them: the log no longer tells of them.
            let others = messages::undelivered_up_to(tx, user_id, up_to, MESSAGE_CREATED).await?;
            arrived.extend(others.into_iter().map(|id| (user_id, id)));
        }
    }
    let with_messages: BTreeSet<UserId> = arrived.iter().map(|(user_id, _)| *user_id).collect();
    let is_kept = |(stored, by): &(Stored, i64)| {
        *by >= LAZY_EVENTS || with_messages.contains(&stored.user_id)
    };
    Ok(Arrived {
        reached: ahead.into_iter().filter(is_kept).map(|(stored, _)| stored).collect(),
        arrivals: arrived.into_iter().map(|(person_id, id)| Arrival { id, person_id }).collect(),
    })
}

/// The chats in which that makes second ticks. They are to be locked before it is written: who
/// leaves an order meanwhile hears of them before, or not at all.
pub async fn chats_of(tx: &mut Tx, arrived: &Arrived) -> Result<Vec<OrderId>, StoreError> {
    messages::chats_of(tx, &arrived.arrivals).await
}

/// Writes it.
pub async fn write(tx: &mut Tx, arrived: &Arrived, now: Timestamp) -> Result<(), ApiError> {
    for stored in &arrived.reached {
        tx.acknowledge(stored.user_id, stored.up_to);
    }
    for reached in messages::mark_delivered(tx, &arrived.arrivals, now).await? {
        let body = EventBody::MessageDelivered(MessagesReached {
            order_id: reached.order_id,
            person_id: reached.person_id,
            from_seq: reached.from_seq,
            up_to_seq: reached.up_to_seq,
            at: now,
        });
        publish::append(tx, reached.sender_id, reached.order_id, &body)?;
    }
    Ok(())
}
