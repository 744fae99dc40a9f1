//! Reading far back in a chat. The replica holds the newest part of a chat without gaps; pages that
//! are not next to it are kept in memory beside it, for one chat at a time.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use montaj_domain::ids::{MessageId, OrderId, UserId};
use montaj_wire::{
    chat::{MessageAnswer, MessageView, MessagesQuery},
    event::{ArrivedEvent, EventBody, MessagesReached},
    page::{MAX_LIMIT, Page},
};
use parking_lot::Mutex;

use super::{begins_at, has_older};
use crate::{
    core::Core,
    engine::Engine,
    error::ClientError,
    replica::{ChatFacts, Write, joined},
    transport::Request,
    views::{Change, ChatView},
};

/// So far to either side of what is sought, messages are fetched.
const REACH: i64 = 100;
/// So many requests at most for one place.
const MOST_PAGES: usize = 4;
/// So many messages are kept beside the replica.
const MOST_KEPT: usize = 2000;
/// So many changes are remembered, for pages that were asked for before them.
const MOST_CHANGES: usize = 256;

/// What of a chat is here beside the replica.
#[derive(Debug, Default)]
pub(crate) struct History(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// Whose chat the pages are of.
    of: Option<(UserId, OrderId)>,
    messages: BTreeMap<i64, MessageView>,
    /// The newest last.
    changes: VecDeque<MessageView>,
    /// What was delivered or, with the mark, read; the newest last.
    reached: VecDeque<(bool, MessagesReached)>,
}

impl Inner {
    fn put(&mut self, message: MessageView) {
        let joined = match self.messages.get(&message.seq) {
            Some(known) => joined(known, message),
            None => message,
        };
        self.messages.insert(joined.seq, joined);
    }

    /// Ticks what is here of the chat.
    fn tick(&mut self, is_read: bool, reached: &MessagesReached) {
        for (seq, message) in self.messages.range_mut(..=reached.up_to_seq) {
            if *seq >= reached.from_seq && message.sender_id != Some(reached.person_id) {
                message.delivered_at.get_or_insert(reached.at);
                if is_read {
                    message.read_at.get_or_insert(reached.at);
                }
            }
        }
    }
}

/// Keeps only the newest.
fn remember<T>(all: &mut VecDeque<T>, newest: T) {
    if all.len() >= MOST_CHANGES {
        all.pop_front();
    }
    all.push_back(newest);
}

impl History {
    /// Takes note of events; call it before the replica stores them.
    pub(crate) fn hear(&self, events: &[ArrivedEvent]) {
        let mut inner = self.0.lock();
        for event in events {
            let ArrivedEvent::Known(event) = event else { continue };
            match &event.body {
                EventBody::MessageUpdated(message) => {
                    remember(&mut inner.changes, message.clone());
                    if inner.messages.contains_key(&message.seq) && inner.is_of(message.order_id) {
                        inner.put(message.clone());
                    }
                }
                EventBody::MessageRead(reached) | EventBody::MessageDelivered(reached) => {
                    let is_read = matches!(event.body, EventBody::MessageRead(_));
                    remember(&mut inner.reached, (is_read, *reached));
                    if inner.is_of(reached.order_id) {
                        inner.tick(is_read, reached);
                    }
                }
                _ => {}
            }
        }
    }

    /// The changes of a chat that a page which was asked for before may not tell of.
    pub(super) fn changes(&self, order_id: OrderId) -> Vec<Write> {
        let inner = self.0.lock();
        let of_chat = inner.changes.iter().filter(|message| message.order_id == order_id);
        let ticks = inner.reached.iter().filter(|(_, reached)| reached.order_id == order_id);
        let tick = |(is_read, reached): &(bool, MessagesReached)| {
            if *is_read { Write::Read(*reached) } else { Write::Delivered(*reached) }
        };
        of_chat.cloned().map(Write::Updated).chain(ticks.map(tick)).collect()
    }

    fn keep(&self, me: UserId, order_id: OrderId, page: Vec<MessageView>, around: i64) {
        let mut inner = self.0.lock();
        if inner.of != Some((me, order_id)) {
            inner.of = Some((me, order_id));
            inner.messages.clear();
        }
        page.into_iter().for_each(|message| inner.put(message));
        let changes: Vec<_> = inner.changes.iter().cloned().collect();
        for message in changes {
            if message.order_id == order_id && inner.messages.contains_key(&message.seq) {
                inner.put(message);
            }
        }
        let reached: Vec<_> = inner.reached.iter().copied().collect();
        for (is_read, reached) in reached.iter().filter(|(_, one)| one.order_id == order_id) {
            inner.tick(*is_read, reached);
        }
        while inner.messages.len() > MOST_KEPT {
            let ends = (inner.messages.keys().next(), inner.messages.keys().next_back());
            let (Some(&first), Some(&last)) = ends else { break };
            let farthest =
                if around.abs_diff(first) > around.abs_diff(last) { first } else { last };
            inner.messages.remove(&farthest);
        }
    }

    /// The messages that are here with `from <= seq <= to`, oldest first.
    pub(super) fn between(
        &self,
        me: UserId,
        order_id: OrderId,
        from: i64,
        to: i64,
    ) -> Vec<MessageView> {
        let inner = self.0.lock();
        if inner.of != Some((me, order_id)) || from > to {
            return Vec::new();
        }
        inner.messages.range(from..=to).map(|(_, message)| message.clone()).collect()
    }

    pub(super) fn find(&self, me: UserId, order_id: OrderId, id: MessageId) -> Option<MessageView> {
        let inner = self.0.lock();
        let is_of = inner.of == Some((me, order_id));
        is_of.then(|| inner.messages.values().find(|message| message.id == id).cloned()).flatten()
    }
}

impl Inner {
    fn is_of(&self, order_id: OrderId) -> bool {
        self.of.is_some_and(|(_, of)| of == order_id)
    }
}

impl Engine {
    /// As [`Engine::chat`], with the `limit` lines around the message with this seq: as far as
    /// they are here without a gap.
    pub async fn chat_around(
        &self,
        order_id: OrderId,
        seq: i64,
        limit: u32,
    ) -> Result<ChatView, ClientError> {
        let me = self.core().session.me()?;
        let half = i64::from(limit / 2);
        let (from, to) = (seq.saturating_sub(half), seq.saturating_add(half));
        let outbox = self.core().replica().outbox().await?;
        let here = self.core().messages_between(me, order_id, from, to).await?;
        self.view_of(order_id, outbox, run_around(here, seq)).await
    }

    /// Fetches the page of messages before the oldest one of the replica; false when there are
    /// none.
    pub async fn load_older(&self, order_id: OrderId) -> Result<bool, ClientError> {
        let core = self.core();
        let me = core.session.me()?;
        let order = self.order(order_id).await?;
        let facts = core.replica().chat(order_id, me).await?;
        if !has_older(&order, &facts, None) {
            return Ok(false);
        }
        let page = core.page_before(order_id, facts.lowest).await?;
        let found = !page.is_empty();
        core.extend(order_id, page).await?;
        core.changed(Change::Chat { order_id });
        Ok(found)
    }

    /// Fetches what is missing here around the message with this seq; false when nothing was.
    pub async fn load_around(&self, order_id: OrderId, seq: i64) -> Result<bool, ClientError> {
        let core = self.core();
        let me = core.session.me()?;
        let order = self.order(order_id).await?;
        let mut loaded = false;
        for _ in 0..MOST_PAGES {
            let ChatFacts { lowest, last, .. } = core.replica().chat(order_id, me).await?;
            let newest = last.map_or(seq.saturating_add(REACH), |last| last.seq);
            let from = seq.saturating_sub(REACH).max(begins_at(&order));
            let to = seq.saturating_add(REACH).min(newest);
            let here = core.messages_between(me, order_id, from, to).await?;
            let here: BTreeSet<i64> = here.iter().map(|message| message.seq).collect();
            let missing = (from..=to).rev().find(|seq| !here.contains(seq));
            let Some(missing) = missing else { break };
            let page = core.page_before(order_id, Some(missing.saturating_add(1))).await?;
            if !page.iter().any(|message| message.seq == missing) {
                break;
            }
            loaded = true;
            if lowest.is_none_or(|lowest| missing.saturating_add(1) >= lowest) {
                core.extend(order_id, page).await?;
            } else {
                core.history.keep(me, order_id, page, seq);
            }
        }
        if loaded {
            core.changed(Change::Chat { order_id });
        }
        Ok(loaded)
    }

    /// The seq of a message of the chat, which may be far back.
    pub async fn locate_message(
        &self,
        order_id: OrderId,
        message_id: MessageId,
    ) -> Result<i64, ClientError> {
        let core = self.core();
        let me = core.session.me()?;
        let here = core.replica().messages_of(order_id, vec![message_id]).await?.pop();
        let here = here.or_else(|| core.history.find(me, order_id, message_id));
        if let Some(message) = here {
            return Ok(message.seq);
        }
        let path = format!("/api/chat/{order_id}/messages/{message_id}");
        let MessageAnswer { message } = core.ask(Request::get(path)).await?;
        Ok(message.seq)
    }
}

impl Core {
    async fn page_before(
        self: &std::sync::Arc<Self>,
        order_id: OrderId,
        before: Option<i64>,
    ) -> Result<Vec<MessageView>, ClientError> {
        let query = MessagesQuery { before, limit: Some(MAX_LIMIT) };
        let request = Request::get(format!("/api/chat/{order_id}/messages")).query(&query)?;
        let page: Page<MessageView> = self.ask(request).await?;
        Ok(page.items)
    }

    /// Puts a page next to what the replica holds.
    async fn extend(&self, order_id: OrderId, page: Vec<MessageView>) -> Result<(), ClientError> {
        self.write(page.into_iter().map(Write::Message).collect()).await?;
        // What changed while the page travelled.
        let changes = self.history.changes(order_id);
        if changes.is_empty() { Ok(()) } else { self.write(changes).await }
    }

    /// What is here of the chat with `from <= seq <= to`, oldest first.
    async fn messages_between(
        &self,
        me: UserId,
        order_id: OrderId,
        from: i64,
        to: i64,
    ) -> Result<Vec<MessageView>, ClientError> {
        let mut here: BTreeMap<i64, MessageView> = self
            .history
            .between(me, order_id, from, to)
            .into_iter()
            .map(|message| (message.seq, message))
            .collect();
        for message in self.replica().messages_between(order_id, from, to).await? {
            here.insert(message.seq, message);
        }
        Ok(here.into_values().collect())
    }
}

/// The messages without a gap around the one that is nearest to `seq`.
fn run_around(mut messages: Vec<MessageView>, seq: i64) -> Vec<MessageView> {
    let nearest = (0..messages.len()).min_by_key(|at| messages[*at].seq.abs_diff(seq));
    let Some(nearest) = nearest else { return Vec::new() };
    let follows = |at: usize| messages[at].seq == messages[at - 1].seq + 1;
    let start = (1..=nearest).rev().find(|at| !follows(*at)).unwrap_or(0);
    let end = (nearest + 1..messages.len()).find(|at| !follows(*at)).unwrap_or(messages.len());
    messages.truncate(end);
    messages.drain(..start);
    messages
}

#[cfg(test)]
mod tests {
    use montaj_domain::{chat::MessageKind, timestamp::Timestamp};
    use uuid::Uuid;

    use super::*;

    const ORDER: OrderId = OrderId::from_uuid(Uuid::from_u128(1));
    const ME: UserId = UserId::from_uuid(Uuid::from_u128(2));

    fn message(seq: i64) -> MessageView {
        MessageView {
            id: MessageId::from_uuid(Uuid::from_u128(seq.unsigned_abs().into())),
            order_id: ORDER,
            seq,
            kind: MessageKind::Text,
            sender_id: Some(ME),
            content: format!("№ {seq}"),
            reply_to_id: None,
            created_at: Timestamp::default(),
            delivered_at: None,
            read_at: None,
            edited_at: None,
            deleted_at: None,
        }
    }

    #[test]
    fn what_is_shown_around_a_place_has_no_gaps() {
        let seqs = |around: i64, here: &[i64]| -> Vec<i64> {
            let here = here.iter().copied().map(message).collect();
            run_around(here, around).into_iter().map(|message| message.seq).collect()
        };
        assert_eq!(seqs(5, &[1, 2, 4, 5, 6, 9]), [4, 5, 6]);
        assert_eq!(seqs(1, &[1, 2, 4, 5]), [1, 2]);
        assert_eq!(seqs(9, &[1, 2, 4, 5]), [4, 5]);
        assert!(seqs(9, &[]).is_empty());
    }

    fn heard(body: EventBody) -> ArrivedEvent {
        let event = montaj_wire::event::Event { seq: 1, body, at: Timestamp::from_millis(7) };
        ArrivedEvent::Known(Box::new(event))
    }

    #[test]
    fn a_page_that_was_asked_for_before_a_change_tells_it_all_the_same() {
        let history = History::default();
        let deleted = MessageView {
            content: String::new(),
            deleted_at: Some(Timestamp::from_millis(7)),
            ..message(3)
        };
        history.hear(&[heard(EventBody::MessageUpdated(deleted.clone()))]);
        history.keep(ME, ORDER, vec![message(4), message(3), message(2)], 3);
        let here = history.between(ME, ORDER, 0, 9);
        assert_eq!(here, [message(2), deleted.clone(), message(4)]);
        assert_eq!(history.changes(ORDER), [Write::Updated(deleted)]);
    }

    #[test]
    fn a_page_that_was_asked_for_before_a_tick_bears_it_all_the_same() {
        let history = History::default();
        let at = Timestamp::from_millis(7);
        let person_id = UserId::from_uuid(Uuid::from_u128(3));
        let reached = MessagesReached { order_id: ORDER, person_id, from_seq: 2, up_to_seq: 3, at };
        history.hear(&[heard(EventBody::MessageRead(reached))]);
        history.keep(ME, ORDER, vec![message(4), message(3), message(2)], 3);
        let read = |message: MessageView| message.read_at.is_some();
        let here = history.between(ME, ORDER, 0, 9);
        assert_eq!(here.into_iter().map(read).collect::<Vec<_>>(), [true, true, false]);
        assert_eq!(history.changes(ORDER), [Write::Read(reached)]);
    }

    #[test]
    fn what_is_kept_is_bounded_and_near_to_what_is_read() {
        let history = History::default();
        let most = i64::try_from(MOST_KEPT).unwrap();
        history.keep(ME, ORDER, (1..=most + 500).map(message).collect(), most + 400);
        let here = history.between(ME, ORDER, 0, i64::MAX);
        assert_eq!(here.len(), MOST_KEPT);
        assert_eq!(here[MOST_KEPT - 1].seq, most + 500);
    }
}
