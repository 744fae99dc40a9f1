//! What every home of the replica does, told once and run on each.

mod samples;

use std::sync::Arc;

use montaj_domain::{
    ids::{MessageId, OperationId},
    response::ResponseStatus,
};
use montaj_wire::{
    chat::MessageView,
    event::MessagesReached,
    problem::{ErrorCode, Problem},
    response::ResponseView,
};
use samples::*;
use serde_json::json;

use super::{Basis, Kept, MemoryReplica, Replica, ResponsesOf, Write};
use crate::{
    outbox::{Action, Lane, OutboxItem, OutboxState, Step},
    views::{DraftKey, Unread},
};

macro_rules! on_every_home {
    ($($name:ident)*) => {$(
        #[tokio::test]
        async fn $name() {
            stories::$name(Arc::new(MemoryReplica::default())).await;
            #[cfg(feature = "native")]
            {
                let folder = tempfile::tempdir().unwrap();
                let path = folder.path().join("replica.db");
                let replica = super::SqliteReplica::open(&path).await.unwrap();
                stories::$name(Arc::new(replica)).await;
            }
        }
    )*};
}

on_every_home! {
    an_event_replaces_a_view_and_a_late_answer_does_not
    orders_are_listed_from_the_newest
    responses_are_found_by_order_and_by_executor
    the_newest_messages_come_oldest_first
    ticks_never_go_back
    nothing_said_to_another_is_ticked
    a_change_does_not_go_back_and_brings_no_message
    what_was_deleted_is_not_unread
    only_what_has_not_left_is_amended
    an_answer_stays_only_behind_earlier_messages
    reading_counts_only_the_others_messages
    notifications_are_read_one_by_one_or_all
    the_outbox_keeps_its_order_and_its_states
    only_what_has_had_no_effect_can_be_taken_back
    what_only_this_device_knows_outlives_what_is_derived
    a_dropped_chat_leaves_nothing
    the_devices_own_settings_outlive_its_people
}

mod stories {
    use super::*;

    type Home = Arc<dyn Replica>;

    pub(super) async fn the_devices_own_settings_outlive_its_people(home: Home) {
        assert_eq!(home.local().await.unwrap(), None);
        for theme in ["light", "dark"] {
            home.write(vec![Write::Local(json!({ "theme": theme }))]).await.unwrap();
        }
        home.write(vec![Write::ForgetDerived, Write::ForgetAll]).await.unwrap();
        assert_eq!(home.local().await.unwrap(), Some(json!({ "theme": "dark" })));
    }

    pub(super) async fn an_event_replaces_a_view_and_a_late_answer_does_not(home: Home) {
        let steps = [
            ("asked first", Basis::Answer(3), "asked first"),
            ("told", Basis::Event(5), "told"),
            ("asked before it was told", Basis::Answer(4), "told"),
            ("asked since", Basis::Answer(5), "asked since"),
            ("told later", Basis::Event(6), "told later"),
        ];
        for (title, basis, seen) in steps {
            home.write(vec![Write::Order(order(10, title), basis)]).await.unwrap();
            assert_eq!(home.order(order_id(10)).await.unwrap().unwrap().title, seen);
        }
        let accepted = |status| ResponseView { status, ..*response(20, order_id(10), boris()) };
        let write = |status, basis| Write::Response(Box::new(accepted(status)), basis);
        home.write(vec![
            write(ResponseStatus::Accepted, Basis::Event(8)),
            write(ResponseStatus::Pending, Basis::Answer(7)),
        ])
        .await
        .unwrap();
        let responses = home.responses(ResponsesOf::Executor(boris())).await.unwrap();
        assert_eq!(responses, [accepted(ResponseStatus::Accepted)]);
    }

    pub(super) async fn orders_are_listed_from_the_newest(home: Home) {
        let writes = [11, 13, 12].map(|number| Write::Order(order(number, ""), Basis::Event(1)));
        home.write(writes.to_vec()).await.unwrap();
        let listed: Vec<_> =
            home.orders().await.unwrap().into_iter().map(|order| order.id).collect();
        assert_eq!(listed, [13, 12, 11].map(order_id));
        assert_eq!(home.order(order_id(12)).await.unwrap(), Some(*order(12, "")));
        home.write(vec![Write::DropOrder(order_id(12))]).await.unwrap();
        assert_eq!(home.order(order_id(12)).await.unwrap(), None);
    }

    pub(super) async fn responses_are_found_by_order_and_by_executor(home: Home) {
        let (windows, doors) = (order_id(10), order_id(11));
        let all = [
            response(20, windows, boris()),
            response(21, windows, anna()),
            response(22, doors, boris()),
        ];
        let writes = all.clone().map(|response| Write::Response(response, Basis::Event(1)));
        home.write(writes.to_vec()).await.unwrap();
        let [first, second, third] = all.map(|response| *response);
        let found = home.responses(ResponsesOf::Order(windows)).await.unwrap();
        assert_eq!(found, [second, first.clone()]);
        let found = home.responses(ResponsesOf::Executor(boris())).await.unwrap();
        assert_eq!(found, [third, first]);
    }

    pub(super) async fn the_newest_messages_come_oldest_first(home: Home) {
        let all = [message(4, None), message(6, Some(boris())), message(5, Some(anna()))];
        home.write(all.clone().map(Write::Message).to_vec()).await.unwrap();
        let [selected, theirs, mine] = all;
        let newest = home.messages(order_id(10), 2).await.unwrap();
        assert_eq!(newest, [mine, theirs.clone()]);
        let facts = home.chat(order_id(10), anna()).await.unwrap();
        assert_eq!((facts.last, facts.lowest), (Some(theirs), Some(4)));
        assert_eq!(home.messages(order_id(10), 9).await.unwrap().first(), Some(&selected));
    }

    pub(super) async fn ticks_never_go_back(home: Home) {
        let mine = message(1, Some(anna()));
        home.write(vec![
            Write::Message(mine.clone()),
            Write::Message(message(2, Some(boris()))),
            Write::Delivered(reached(boris(), 2)),
        ])
        .await
        .unwrap();
        let ticks = |seq: usize| {
            let home = home.clone();
            async move {
                let messages = home.messages(order_id(10), 9).await.unwrap();
                (messages[seq - 1].delivered_at, messages[seq - 1].read_at)
            }
        };
        let at = Some(AT.plus_secs(60));
        assert_eq!(ticks(1).await, (at, None));
        assert_eq!(ticks(2).await, (None, None));
        // An answer that was written before the tick does not take it away.
        home.write(vec![Write::Read(reached(boris(), 1)), Write::Message(mine)]).await.unwrap();
        assert_eq!(ticks(1).await, (at, at));
    }

    pub(super) async fn a_change_does_not_go_back_and_brings_no_message(home: Home) {
        let said = message(1, Some(boris()));
        let text = |content: &str, edited_at: i64| MessageView {
            content: content.to_owned(),
            edited_at: Some(AT.plus_secs(edited_at)),
            ..said.clone()
        };
        let seen = || async { home.messages(order_id(10), 9).await.unwrap() };
        home.write(vec![Write::Updated(text("нет такого", 10))]).await.unwrap();
        assert!(seen().await.is_empty());
        let read = Write::Read(reached(anna(), 1));
        home.write(vec![Write::Message(said.clone()), read]).await.unwrap();
        home.write(vec![Write::Updated(text("вторая", 20)), Write::Updated(text("первая", 10))])
            .await
            .unwrap();
        home.write(vec![Write::Message(said.clone())]).await.unwrap();
        assert_eq!(seen().await[0].content, "вторая");
        assert!(seen().await[0].read_at.is_some(), "ticks stay");
        let deleted_at = Some(AT.plus_secs(30));
        let deleted = MessageView { content: String::new(), deleted_at, ..said.clone() };
        home.write(vec![Write::Updated(deleted), Write::Message(text("поздняя", 40))])
            .await
            .unwrap();
        assert_eq!((&*seen().await[0].content, seen().await[0].deleted_at), ("", deleted_at));
        let found = home.messages_of(order_id(10), vec![said.id]).await.unwrap();
        assert_eq!(found, seen().await);
        assert_eq!(home.messages_between(order_id(10), 1, 1).await.unwrap(), found);
        assert!(home.messages_between(order_id(10), 2, 9).await.unwrap().is_empty());
    }

    pub(super) async fn what_was_deleted_is_not_unread(home: Home) {
        let all = (1..=3).map(|seq| Write::Message(message(seq, Some(boris()))));
        home.write(all.collect()).await.unwrap();
        let deleted = MessageView { deleted_at: Some(AT), ..message(1, Some(boris())) };
        home.write(vec![Write::Updated(deleted)]).await.unwrap();
        let facts = home.chat(order_id(10), anna()).await.unwrap();
        assert_eq!((facts.unread, facts.first_unread), (2, Some(2)));
        assert_eq!(home.unread(anna()).await.unwrap().messages, 2);
    }

    pub(super) async fn only_what_has_not_left_is_amended(home: Home) {
        let lane = Lane::Order(order_id(10));
        let say = |content: &str| {
            let id = MessageId::from_uuid(id(70));
            Action::SendMessage { id, content: content.to_owned(), reply_to_id: None }
        };
        let amend = |content: &str| Write::Amend {
            id: OperationId::from_uuid(id(70)),
            action: say(content),
        };
        let sending = |state, attempts| Write::SetOutbox {
            id: OperationId::from_uuid(id(70)),
            state,
            attempts,
        };
        let item = || async { home.outbox().await.unwrap().remove(0) };
        home.write(vec![Write::Enqueue(queued(70, lane, say("раз"))), amend("два")]).await.unwrap();
        assert_eq!(item().await.action, say("два"));
        home.write(vec![sending(OutboxState::Sending, 1), amend("три")]).await.unwrap();
        home.write(vec![sending(OutboxState::Queued, 1), amend("три")]).await.unwrap();
        assert_eq!(item().await.action, say("два"));
        let refused = Problem::new(ErrorCode::ChatReadOnly);
        home.write(vec![sending(OutboxState::Wedged(Box::new(refused)), 1), amend("четыре")])
            .await
            .unwrap();
        assert_eq!(item().await, queued(70, lane, say("четыре")), "as if it were new");
    }

    pub(super) async fn nothing_said_to_another_is_ticked(home: Home) {
        let to_boris_then_to_vera = [1, 3].map(|seq| Write::Message(message(seq, Some(anna()))));
        home.write(to_boris_then_to_vera.to_vec()).await.unwrap();
        let by_vera = MessagesReached { from_seq: 2, ..reached(vera(), 3) };
        home.write(vec![Write::Delivered(by_vera), Write::Read(by_vera)]).await.unwrap();
        let messages = home.messages(order_id(10), 9).await.unwrap();
        assert_eq!((messages[0].delivered_at, messages[0].read_at), (None, None));
        assert_eq!(messages[1].read_at, Some(by_vera.at));
    }

    pub(super) async fn an_answer_stays_only_behind_earlier_messages(home: Home) {
        let mine = Write::Sent(message(2, Some(boris())));
        let seqs = || async {
            let messages = home.messages(order_id(10), 9).await.unwrap();
            messages.iter().map(|message| message.seq).collect::<Vec<_>>()
        };
        let drop = Write::DropChat(order_id(10));
        home.write(vec![mine.clone()]).await.unwrap();
        assert!(seqs().await.is_empty(), "a chat that was lost does not come back");
        home.write(vec![Write::Message(message(5, None)), mine.clone()]).await.unwrap();
        assert_eq!(seqs().await, [5], "what lies between would never be asked for");
        home.write(vec![drop, Write::Message(message(1, None)), mine]).await.unwrap();
        assert_eq!(seqs().await, [1, 2]);
    }

    pub(super) async fn reading_counts_only_the_others_messages(home: Home) {
        let senders = [None, Some(anna()), Some(boris()), Some(boris())];
        let all = (1..).zip(senders).map(|(seq, sender)| Write::Message(message(seq, sender)));
        home.write(all.collect()).await.unwrap();
        let unread = || async { home.chat(order_id(10), anna()).await.unwrap().unread };
        assert_eq!(unread().await, 2);
        assert_eq!(home.unread(boris()).await.unwrap(), Unread { messages: 1, notifications: 0 });
        let waits_for_another = order(10, "Окна");
        home.write(vec![Write::Order(waits_for_another, Basis::Event(5))]).await.unwrap();
        assert_eq!(home.unread(boris()).await.unwrap().messages, 0, "a chat that is not shown");
        home.write(vec![Write::Read(reached(anna(), 3))]).await.unwrap();
        assert_eq!(unread().await, 1);
        let messages = home.messages(order_id(10), 9).await.unwrap();
        assert_eq!(messages[1].read_at, None, "one's own is not read by oneself");
    }

    pub(super) async fn notifications_are_read_one_by_one_or_all(home: Home) {
        let all = [30, 32, 31].map(|number| Write::Notification(notification(number)));
        home.write(all.to_vec()).await.unwrap();
        let unread = || async {
            let all = home.notifications(9).await.unwrap();
            let unread = all.into_iter().filter(|one| one.read_at.is_none());
            unread.map(|one| one.id.as_uuid().as_u128()).collect::<Vec<_>>()
        };
        assert_eq!(unread().await, [32, 31, 30]);
        assert_eq!(home.notifications(1).await.unwrap(), [notification(32)]);
        let ids = Some(vec![notification(31).id]);
        home.write(vec![Write::NotificationsRead { ids, at: AT }]).await.unwrap();
        // The same again, as it was first written, stays read.
        home.write(vec![Write::Notification(notification(31))]).await.unwrap();
        assert_eq!(unread().await, [32, 30]);
        assert_eq!(home.unread(anna()).await.unwrap().notifications, 2);
        let up_to = notification(30).created_at;
        home.write(vec![Write::NotificationsRead { ids: None, at: up_to }]).await.unwrap();
        assert_eq!(unread().await, [32]);
    }

    pub(super) async fn the_outbox_keeps_its_order_and_its_states(home: Home) {
        let lane = Lane::Order(order_id(10));
        let content = "Добрый день".to_owned();
        let reply_to_id = Some(MessageId::from_uuid(id(41)));
        let send = Action::SendMessage { id: MessageId::from_uuid(id(40)), content, reply_to_id };
        let first = queued(41, lane, send);
        let second = queued(39, lane, Action::MarkRead { up_to_seq: 3 });
        let third =
            queued(40, Lane::Notifications, Action::MarkAllNotificationsRead { up_to: Some(AT) });
        let all = [&first, &second, &third];
        home.write(all.map(|item| Write::Enqueue(item.clone())).to_vec()).await.unwrap();
        assert_eq!(home.outbox().await.unwrap(), all.map(Clone::clone));
        let state = OutboxState::Wedged(Box::new(Problem::new(ErrorCode::ChatReadOnly)));
        let set = Write::SetOutbox { id: first.id, state: state.clone(), attempts: 2 };
        home.write(vec![set, Write::Dequeue(second.id)]).await.unwrap();
        let wedged = OutboxItem { state, attempts: 2, ..first };
        assert_eq!(home.outbox().await.unwrap(), [wedged, third]);
    }

    pub(super) async fn only_what_has_had_no_effect_can_be_taken_back(home: Home) {
        let lane = Lane::Order(order_id(10));
        let reason = "Заболел".to_owned();
        let steps = [Step::StartWork, Step::Complete, Step::CancelWork { reason }, Step::Close];
        let items: Vec<_> =
            (60..).zip(steps).map(|(at, step)| queued(at, lane, Action::Step(step))).collect();
        let [waiting, sending, tried, refused] = items.as_slice() else { panic!("four items") };
        let mut writes: Vec<_> = items.iter().cloned().map(Write::Enqueue).collect();
        let set = |item: &OutboxItem, state| Write::SetOutbox { id: item.id, state, attempts: 1 };
        let wedged = OutboxState::Wedged(Box::new(Problem::new(ErrorCode::AlreadyDone)));
        writes.push(set(sending, OutboxState::Sending));
        writes.push(set(tried, OutboxState::Queued));
        writes.push(set(refused, wedged));
        home.write(writes).await.unwrap();
        let stored = home.outbox_item(tried.id).await.unwrap().unwrap();
        assert_eq!(stored, OutboxItem { attempts: 1, ..tried.clone() });
        let all = items.iter().map(|item| Write::Withdraw(item.id));
        home.write(all.collect()).await.unwrap();
        let left: Vec<_> = home.outbox().await.unwrap().into_iter().map(|item| item.id).collect();
        assert_eq!(left, [sending.id, tried.id]);
        assert_eq!(home.outbox_item(waiting.id).await.unwrap(), None);
    }

    pub(super) async fn what_only_this_device_knows_outlives_what_is_derived(home: Home) {
        let item =
            queued(41, Lane::Notifications, Action::MarkAllNotificationsRead { up_to: Some(AT) });
        let (draft, fingerprint) = (json!({"title": "Окно"}), "POST /api/orders {}".to_owned());
        let begun = (OperationId::from_uuid(id(50)), AT);
        home.write(vec![
            Write::Cursor(7),
            Write::Keep(Kept::User, json!("anna")),
            Write::Order(order(10, ""), Basis::Event(7)),
            Write::Message(message(1, None)),
            Write::Notification(notification(30)),
            Write::Enqueue(item.clone()),
            Write::Draft(DraftKey::NewOrder, Some(draft.clone())),
            Write::Draft(DraftKey::Chat(order_id(10)), Some(json!("…"))),
            Write::Draft(DraftKey::Chat(order_id(10)), None),
            Write::BeginOperation { fingerprint: fingerprint.clone(), id: begun.0, at: begun.1 },
        ])
        .await
        .unwrap();
        assert_eq!(home.cursor().await.unwrap(), Some(7));
        assert_eq!(home.kept(Kept::User).await.unwrap(), Some(json!("anna")));
        home.write(vec![Write::ForgetDerived]).await.unwrap();
        assert_eq!(home.cursor().await.unwrap(), None);
        assert_eq!(home.kept(Kept::User).await.unwrap(), None);
        assert!(home.orders().await.unwrap().is_empty());
        assert!(home.messages(order_id(10), 9).await.unwrap().is_empty());
        assert!(home.notifications(9).await.unwrap().is_empty());
        assert_eq!(home.outbox().await.unwrap(), [item]);
        assert_eq!(home.draft(DraftKey::NewOrder).await.unwrap(), Some(draft));
        assert_eq!(home.draft(DraftKey::Chat(order_id(10))).await.unwrap(), None);
        assert_eq!(home.operation(&fingerprint).await.unwrap(), Some(begun));
        home.write(vec![Write::EndOperation { fingerprint: fingerprint.clone() }]).await.unwrap();
        assert_eq!(home.operation(&fingerprint).await.unwrap(), None);
        home.write(vec![Write::ForgetAll]).await.unwrap();
        assert!(home.outbox().await.unwrap().is_empty());
        assert_eq!(home.draft(DraftKey::NewOrder).await.unwrap(), None);
    }

    pub(super) async fn a_dropped_chat_leaves_nothing(home: Home) {
        home.write(vec![Write::Message(message(1, Some(boris()))), Write::DropChat(order_id(10))])
            .await
            .unwrap();
        assert_eq!(
            home.chat(order_id(10), anna()).await.unwrap(),
            super::super::ChatFacts::default()
        );
        assert_eq!(home.unread(anna()).await.unwrap(), Unread::default());
    }
}

#[cfg(feature = "native")]
#[tokio::test]
async fn the_file_remembers_over_a_restart_and_writes_all_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("replica.db");
    let item =
        queued(41, Lane::Notifications, Action::MarkAllNotificationsRead { up_to: Some(AT) });
    {
        let replica = super::SqliteReplica::open(&path).await.unwrap();
        replica.write(vec![Write::Cursor(3), Write::Enqueue(item.clone())]).await.unwrap();
        // The second of the same id cannot be: nothing of this batch is there.
        let batch = vec![Write::Cursor(4), Write::Enqueue(item.clone())];
        assert!(replica.write(batch).await.is_err());
    }
    let replica = super::SqliteReplica::open(&path).await.unwrap();
    assert_eq!(replica.cursor().await.unwrap(), Some(3));
    assert_eq!(replica.outbox().await.unwrap(), [item]);
}

#[cfg(feature = "native")]
#[tokio::test]
async fn a_build_that_keeps_views_in_another_shape_fetches_them_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("replica.db");
    let replica = super::SqliteReplica::open(&path).await.unwrap();
    let draft = Write::Draft(DraftKey::NewOrder, Some(json!("Балкон")));
    let owner = Write::Keep(Kept::Owner, json!(anna()));
    replica.write(vec![Write::Cursor(3), owner, draft]).await.unwrap();
    let older = sqlx::SqlitePool::connect(&format!("sqlite:{}", path.display())).await.unwrap();
    sqlx::query("update kept set value = '0' where name = 'shape'").execute(&older).await.unwrap();
    let replica = super::SqliteReplica::open(&path).await.unwrap();
    assert_eq!(replica.cursor().await.unwrap(), None);
    assert_eq!(replica.kept(Kept::Owner).await.unwrap(), Some(json!(anna())));
    assert_eq!(replica.draft(DraftKey::NewOrder).await.unwrap(), Some(json!("Балкон")));
}

/// Rows as the build before the steps of the work wrote them; the oldest knew of no answers.
#[cfg(feature = "native")]
#[tokio::test]
async fn what_former_builds_left_in_the_outbox_is_understood() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("replica.db");
    super::SqliteReplica::open(&path).await.unwrap();
    let former = sqlx::SqlitePool::connect(&format!("sqlite:{}", path.display())).await.unwrap();
    let (order, message) = (order_id(10), MessageId::from_uuid(id(40)));
    let lane = format!(r#"{{"lane":"order","order":"{order}"}}"#);
    let problem = serde_json::to_string(&Problem::new(ErrorCode::ChatReadOnly)).unwrap();
    let rows = [
        (
            40,
            lane.clone(),
            format!(r#"{{"action":"send_message","id":"{message}","content":"Да"}}"#),
            r#"{"state":"sending"}"#.to_owned(),
        ),
        (
            41,
            lane,
            r#"{"action":"mark_read","up_to_seq":3}"#.to_owned(),
            format!(r#"{{"state":"wedged","reason":{problem}}}"#),
        ),
        (
            42,
            r#"{"lane":"notifications"}"#.to_owned(),
            r#"{"action":"mark_all_notifications_read"}"#.to_owned(),
            r#"{"state":"queued"}"#.to_owned(),
        ),
    ];
    for (number, lane, action, state) in rows {
        sqlx::query(
            "insert into outbox (id, lane, action, state, attempts, created_at) \
             values ($1, $2, $3, $4, 1, 0)",
        )
        .bind(OperationId::from_uuid(id(number)).to_string())
        .bind(lane)
        .bind(action)
        .bind(state)
        .execute(&former)
        .await
        .unwrap();
    }
    former.close().await;
    let outbox = super::SqliteReplica::open(&path).await.unwrap().outbox().await.unwrap();
    let actions: Vec<_> = outbox.iter().map(|item| item.action.clone()).collect();
    let content = "Да".to_owned();
    let expected = [
        Action::SendMessage { id: message, content, reply_to_id: None },
        Action::MarkRead { up_to_seq: 3 },
        Action::MarkAllNotificationsRead { up_to: None },
    ];
    assert_eq!(actions, expected);
    assert!(outbox[1].refusal().is_some());
}
