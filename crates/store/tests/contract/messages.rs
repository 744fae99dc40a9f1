use montaj_domain::{
    chat::MessageKind,
    ids::{MessageId, OrderId, UserId},
    user::Role,
};
use montaj_store::{
    StoreError,
    messages::{self, Message},
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
        let reached = messages::mark_read(&mut tx, order, anna, 3, NOW).await.unwrap();
        assert_eq!(reached, Some(3));
        assert_eq!(messages::mark_read(&mut tx, order, anna, 3, NOW).await.unwrap(), None);
        assert_eq!(messages::unread_count(&mut tx, order, anna, 0).await.unwrap(), 1);
    }

    async fn a_message_is_delivered_to_the_other_once(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let order = store.order(anna).await;
        let message = write(&store, order, Some(anna)).await;
        let id = message.id.to_string();
        let mut tx = store.db.write().await.unwrap();
        assert_eq!(messages::mark_delivered(&mut tx, &id, anna, NOW).await.unwrap(), None);
        let reached = messages::mark_delivered(&mut tx, &id, boris, NOW).await.unwrap().unwrap();
        assert_eq!((reached.sender_id, reached.up_to_seq), (anna, 1));
        assert_eq!(messages::mark_delivered(&mut tx, &id, boris, NOW).await.unwrap(), None);
    }
}
