use montaj_domain::{
    ids::{OrderId, UserId},
    user::Role,
};
use montaj_store::{
    events::{self, NewEvent},
    redaction,
};

use crate::engines::{NOW, Store, contract};

const OPEN: &str = r#"{"chatBeginsAtSeq":1,"customer":{"contacts":{"phone":"+7"}}}"#;
const CHAT_ONLY: &str = r#"{"chatBeginsAtSeq":1,"customer":{}}"#;
const SHUT: &str = r#"{"chatBeginsAtSeq":null,"customer":{}}"#;

async fn append(store: &Store, user: UserId, kind: &'static str, subject: &str, payload: &str) {
    let mut tx = store.db.write().await.unwrap();
    let (subject_id, payload) = (subject.to_owned(), payload.to_owned());
    tx.append(user, NewEvent { kind, subject_id, payload: payload.into() });
    tx.commit(NOW).await.unwrap();
}

/// An order of Anna's that opened and shut again in two logs, with a message in each.
async fn story(store: &Store) -> (UserId, UserId, OrderId) {
    let anna = store.person("Анна", Role::Customer).await;
    let boris = store.person("Борис", Role::Executor).await;
    let [order, other] = [store.order(anna).await, store.order(anna).await];
    for user in [anna, boris] {
        append(store, user, "order.updated", &order.to_string(), SHUT).await;
        append(store, user, "order.updated", &other.to_string(), OPEN).await;
        append(store, user, "order.updated", &order.to_string(), OPEN).await;
        append(store, user, "message.created", "message", r#"{"orderId":"x"}"#).await;
        append(store, user, "order.updated", &order.to_string(), CHAT_ONLY).await;
    }
    (anna, boris, order)
}

contract! {
    async fn entries_that_show_too_much_are_found_in_every_log(store: Store) {
        let (anna, boris, order) = story(&store).await;
        let mut tx = store.db.read().await.unwrap();
        let found = redaction::open_entries(&mut tx, order).await.unwrap();
        let mut places: Vec<(UserId, i64)> =
            found.iter().map(|entry| (entry.user_id, entry.seq)).collect();
        places.sort_unstable();
        let mut expected = vec![(anna, 3), (anna, 5), (boris, 3), (boris, 5)];
        expected.sort_unstable();
        assert_eq!(places, expected);
        assert!(found.iter().any(|entry| entry.payload == OPEN));
    }

    async fn an_entry_that_gives_way_keeps_its_seq(store: Store) {
        let (_, boris, order) = story(&store).await;
        let mut tx = store.db.write().await.unwrap();
        let chat = redaction::chat_entries(&mut tx, boris).await.unwrap();
        assert_eq!(chat.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [4]);
        redaction::replace_by_order(&mut tx, boris, 4, order, SHUT).await.unwrap();
        assert_eq!(redaction::chat_entries(&mut tx, boris).await.unwrap(), []);
        tx.commit(NOW).await.unwrap();
        let mut tx = store.db.read().await.unwrap();
        let log = events::after(&mut tx, boris, 0, 10).await.unwrap();
        assert_eq!(log.iter().map(|event| event.seq).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
        assert_eq!((log[3].kind.as_str(), log[3].payload.as_str()), ("order.updated", SHUT));
    }
}
