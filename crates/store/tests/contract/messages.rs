use std::collections::HashMap;

use montaj_domain::{
    chat::MessageKind,
    ids::{MessageId, OrderId, UserId},
    user::Role,
};
use montaj_store::{
    StoreError,
    events::{self, NewEvent},
    messages::{self, Arrival, Message, Reading, Text},
    orders,
};

use crate::engines::{NOW, Store, contract};

async fn write(store: &Store, order_id: OrderId, sender_id: Option<UserId>) -> Message {
    let mut tx = store.db.write().await.unwrap();
    let message = Message {
        id: MessageId::new(NOW, store.entropy()),
        order_id,
        seq: messages::next_seq(&mut tx, order_id).await.unwrap(),
        kind: if sender_id.is_some() { MessageKind::Text } else { MessageKind::Selected },
        sender_id,
        content: "Добрый день".into(),
        created_at: NOW,
        reply_to_id: None,
        delivered_at: None,
        read_at: None,
        edited_at: None,
        deleted_at: None,
    };
    messages::insert(&mut tx, &message).await.unwrap();
    tx.commit(NOW).await.unwrap();
    message
}

contract! {
    async fn messages_have_one_order_and_come_by_pages(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let order = store.order(anna).await;
        for _ in 0..5 {
            write(&store, order, Some(anna)).await;
        }
        let mut tx = store.db.read().await.unwrap();
        let seqs = |page: Vec<Message>| page.iter().map(|m| m.seq).collect::<Vec<_>>();
        let newest = messages::page(&mut tx, order, 0, i64::MAX, 2).await.unwrap();
        assert_eq!(seqs(newest), [5, 4]);
        assert_eq!(seqs(messages::page(&mut tx, order, 0, 4, 10).await.unwrap()), [3, 2, 1]);
        assert_eq!(seqs(messages::page(&mut tx, order, 2, 4, 10).await.unwrap()), [3]);
    }

    async fn a_reply_keeps_what_it_answers(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let order = store.order(anna).await;
        let question = write(&store, order, Some(anna)).await;
        let mut tx = store.db.write().await.unwrap();
        let answer = Message {
            id: MessageId::new(NOW, store.entropy()),
            seq: messages::next_seq(&mut tx, order).await.unwrap(),
            reply_to_id: Some(question.id),
            ..question
        };
        messages::insert(&mut tx, &answer).await.unwrap();
        assert_eq!(messages::find(&mut tx, answer.id).await.unwrap(), Some(answer));
    }

    async fn the_same_id_is_not_written_twice(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let order = store.order(anna).await;
        let message = write(&store, order, Some(anna)).await;
        let mut tx = store.db.write().await.unwrap();
        let again = Message { seq: messages::next_seq(&mut tx, order).await.unwrap(), ..message };
        let error = messages::insert(&mut tx, &again).await.unwrap_err();
        assert!(matches!(error, StoreError::NotUnique(_)), "{error}");
    }

    async fn reading_counts_others_messages_only(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let order = store.order(anna).await;
        for sender in [None, Some(anna), Some(boris), Some(boris)] {
            write(&store, order, sender).await;
        }
        let mut tx = store.db.write().await.unwrap();
        assert_eq!(messages::unread_count(&mut tx, order, anna, 0).await.unwrap(), 2);
        assert_eq!(messages::unread_count(&mut tx, order, boris, 0).await.unwrap(), 1);
        assert_eq!(messages::unread_count(&mut tx, order, boris, 2).await.unwrap(), 0);
        let reading = [Reading { order_id: order, reader_id: anna, after: 0, up_to: 3 }];
        let reached = messages::mark_read(&mut tx, &reading, NOW).await.unwrap();
        assert_eq!(reached, [(order, anna, 3)]);
        assert_eq!(messages::mark_read(&mut tx, &reading, NOW).await.unwrap(), []);
        assert_eq!(messages::unread_count(&mut tx, order, anna, 0).await.unwrap(), 1);
    }

    async fn a_message_changes_in_its_row_and_in_the_logs(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let order = store.order(anna).await;
        let [first, second] =
            [write(&store, order, Some(anna)).await, write(&store, order, Some(anna)).await];
        let entry = |message: &Message, payload: &str| NewEvent {
            kind: "message.created",
            subject_id: message.id.to_string(),
            payload: payload.into(),
        };
        let mut tx = store.db.write().await.unwrap();
        tx.append(anna, entry(&first, "раз"));
        tx.append(anna, entry(&second, "два"));
        tx.commit(NOW).await.unwrap();
        let later = NOW.plus_secs(60);
        let mut tx = store.db.write().await.unwrap();
        messages::edit(&mut tx, first.id, "Добрый вечер", later).await.unwrap();
        messages::rewrite_log(&mut tx, anna, first.id, NOW, "иначе").await.unwrap();
        messages::delete(&mut tx, second.id, later).await.unwrap();
        messages::edit(&mut tx, second.id, "Поздно", later).await.unwrap();
        tx.commit(later).await.unwrap();
        let mut tx = store.db.read().await.unwrap();
        let edited = Message {
            content: "Добрый вечер".into(),
            edited_at: Some(later),
            ..first.clone()
        };
        let deleted = Message { content: String::new(), deleted_at: Some(later), ..second };
        let found = messages::among(&mut tx, order, &[1, 2, 7]).await.unwrap();
        assert_eq!(found, [deleted, edited.clone()]);
        let log = events::after(&mut tx, anna, 0, 9).await.unwrap();
        let told: Vec<_> = log.iter().map(|event| &*event.payload).collect();
        assert_eq!(told, ["иначе", "два"]);
        let texts = messages::texts(&mut tx, order, 0, i64::MAX, 9).await.unwrap();
        assert_eq!(texts, [Text { seq: 1, content: edited.content }]);
        assert_eq!(messages::texts(&mut tx, order, 1, i64::MAX, 9).await.unwrap(), []);
    }

    async fn both_sides_of_many_chats_read_in_one_statement(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let mut readings = Vec::new();
        for _ in 0..3 {
            let order = store.order(anna).await;
            for sender in [anna, boris, anna, boris] {
                write(&store, order, Some(sender)).await;
            }
            readings.push(Reading { order_id: order, reader_id: anna, after: 0, up_to: 4 });
            readings.push(Reading { order_id: order, reader_id: boris, after: 1, up_to: 9 });
        }
        let mut tx = store.db.write().await.unwrap();
        let mut reached = messages::mark_read(&mut tx, &readings, NOW).await.unwrap();
        reached.sort_unstable();
        let mut expected: Vec<_> = readings
            .iter()
            .map(|r| (r.order_id, r.reader_id, if r.reader_id == anna { 4 } else { 3 }))
            .collect();
        expected.sort_unstable();
        assert_eq!(reached, expected);
        let order = readings[0].order_id;
        assert_eq!(messages::unread_count(&mut tx, order, anna, 0).await.unwrap(), 0);
        assert_eq!(messages::unread_count(&mut tx, order, boris, 0).await.unwrap(), 1);
    }

    async fn many_are_written_and_found_as_one(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let order = store.order(anna).await;
        let without = store.order(anna).await;
        let first = write(&store, order, Some(anna)).await;
        let more: Vec<Message> = ["\"кавычки\"", "строка\nвторая", "🪟 \\ ' $1", "null"]
            .into_iter()
            .zip(2..)
            .map(|(content, seq)| Message {
                id: MessageId::new(NOW, store.entropy()),
                seq,
                content: content.into(),
                reply_to_id: Some(first.id),
                ..first.clone()
            })
            .collect();
        let mut tx = store.db.write().await.unwrap();
        messages::insert_many(&mut tx, &more).await.unwrap();
        let missing = MessageId::new(NOW, store.entropy());
        let ids = more.iter().map(|message| message.id).chain([missing]);
        let mut found = messages::find_many(&mut tx, ids).await.unwrap();
        found.sort_by_key(|message| message.seq);
        assert_eq!(found, more);
        let hosts = orders::lock_chats(&mut tx, [order]).await.unwrap();
        assert_eq!(hosts[0].customer_id, anna);
        let last = messages::last_seqs(&mut tx, [order, without]).await.unwrap();
        assert_eq!(last, HashMap::from([(order, 5), (without, 0)]));
    }

    async fn a_message_is_delivered_to_the_other_once(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let order = store.order(anna).await;
        let message = write(&store, order, Some(anna)).await;
        let of_nobody_here = write(&store, order, Some(boris)).await;
        let to = |person_id| [Arrival { id: message.id.to_string(), person_id }];
        let mut tx = store.db.write().await.unwrap();
        assert_eq!(messages::mark_delivered(&mut tx, &to(anna), NOW).await.unwrap(), []);
        let reached = messages::mark_delivered(&mut tx, &to(boris), NOW).await.unwrap();
        let [reached] = reached[..] else { panic!("{reached:?}") };
        assert_eq!((reached.sender_id, reached.person_id, reached.up_to_seq), (anna, boris, 1));
        assert_eq!(messages::mark_delivered(&mut tx, &to(boris), NOW).await.unwrap(), []);
        // Boris has nothing to do with the order any more: his words arrive, and he is not told.
        let arrival = Arrival { id: of_nobody_here.id.to_string(), person_id: anna };
        assert_eq!(messages::mark_delivered(&mut tx, &[arrival], NOW).await.unwrap(), []);
        let found = messages::find(&mut tx, of_nobody_here.id).await.unwrap().unwrap();
        assert_eq!(found.delivered_at, Some(NOW));
    }
}
