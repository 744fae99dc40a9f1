use montaj_domain::{
    ids::{NotificationId, OrderId, UserId},
    money::Kopecks,
    notification::{NotificationFacts, NotificationKind, Outcome},
    timestamp::Timestamp,
    user::{Role, Specialization},
};
use montaj_store::notifications::{self, Notification};

use crate::engines::{NOW, Store, contract};

/// Tells the person something at `at`.
async fn tell(
    store: &Store,
    user_id: UserId,
    order_id: Option<OrderId>,
    at: Timestamp,
) -> Notification {
    let notification = Notification {
        id: NotificationId::new(at, store.entropy()),
        user_id,
        kind: NotificationKind::Response,
        title: "Новый отклик на ваш заказ".into(),
        body: "Исполнитель Борис откликнулся".into(),
        facts: None,
        order_id,
        created_at: at,
        read_at: None,
    };
    let mut tx = store.db.write().await.unwrap();
    notifications::insert(&mut tx, &notification).await.unwrap();
    tx.commit(NOW).await.unwrap();
    notification
}

contract! {
    async fn a_notification_is_ones_own(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let order = store.order(anna).await;
        let told = tell(&store, anna, Some(order), NOW).await;
        let mut tx = store.db.write().await.unwrap();
        let id = told.id;
        assert_eq!(notifications::find(&mut tx, anna, id).await.unwrap(), Some(told));
        assert_eq!(notifications::find(&mut tx, boris, id).await.unwrap(), None);
        assert!(!notifications::mark_read(&mut tx, boris, id, NOW).await.unwrap());
        assert!(!notifications::delete(&mut tx, boris, id).await.unwrap());
        assert_eq!(notifications::list(&mut tx, boris, None, 9).await.unwrap(), []);
        assert_eq!(notifications::unread_count(&mut tx, anna).await.unwrap(), 1);
        assert!(notifications::delete(&mut tx, anna, id).await.unwrap());
        assert_eq!(notifications::find(&mut tx, anna, id).await.unwrap(), None);
    }

    async fn what_a_notification_names_is_kept_with_it(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let before = tell(&store, anna, None, NOW).await;
        let facts = NotificationFacts {
            outcome: Some(Outcome::TakenDown.to_string()),
            order_number: Some(1042),
            order_title: Some("Окна «под ключ» \"за день\"".into()),
            who: Some("Борис Ким".into()),
            said: Some("Сделаю\nзавтра".into()),
            category: Some(Specialization::Windows.to_string()),
            region: Some("Москва".into()),
            budget_kopecks: Some(Kopecks::from_roubles(48_000)),
        };
        let id = NotificationId::new(NOW.plus_secs(1), store.entropy());
        let created_at = NOW.plus_secs(1);
        let told = Notification { id, created_at, facts: Some(facts), ..before.clone() };
        let mut tx = store.db.write().await.unwrap();
        notifications::insert(&mut tx, &told).await.unwrap();
        assert_eq!(notifications::find(&mut tx, anna, id).await.unwrap().as_ref(), Some(&told));
        assert_eq!(notifications::list(&mut tx, anna, None, 9).await.unwrap(), [told, before]);
    }

    async fn reading_counts_once_and_keeps_the_first_instant(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let told = tell(&store, anna, None, NOW).await;
        tell(&store, anna, None, NOW.plus_secs(1)).await;
        tell(&store, anna, None, NOW.plus_secs(2)).await;
        let mut tx = store.db.write().await.unwrap();
        let (first, later) = (NOW.plus_secs(3), NOW.plus_secs(4));
        assert!(notifications::mark_read(&mut tx, anna, told.id, first).await.unwrap());
        assert!(!notifications::mark_read(&mut tx, anna, told.id, later).await.unwrap());
        let read = notifications::find(&mut tx, anna, told.id).await.unwrap().unwrap();
        assert_eq!(read.read_at, Some(first));
        assert_eq!(notifications::unread_count(&mut tx, anna).await.unwrap(), 2);
        // One more was made after what all is read up to.
        let seen = NOW.plus_secs(1);
        assert_eq!(notifications::mark_all_read(&mut tx, anna, seen).await.unwrap(), 1);
        assert_eq!(notifications::unread_count(&mut tx, anna).await.unwrap(), 1);
        assert_eq!(notifications::mark_all_read(&mut tx, anna, later).await.unwrap(), 1);
        assert_eq!(notifications::mark_all_read(&mut tx, anna, later).await.unwrap(), 0);
        assert_eq!(notifications::unread_count(&mut tx, anna).await.unwrap(), 0);
    }

    async fn the_list_goes_back_in_time_page_by_page(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let mut told = Vec::new();
        for seconds in 0..5 {
            told.push(tell(&store, anna, None, NOW.plus_secs(seconds / 2)).await);
        }
        told.sort_by_key(|one| std::cmp::Reverse((one.created_at, one.id)));
        let mut tx = store.db.read().await.unwrap();
        let first = notifications::list(&mut tx, anna, None, 3).await.unwrap();
        assert_eq!(first, told[..3]);
        let last = Some((first[2].created_at, first[2].id));
        assert_eq!(notifications::list(&mut tx, anna, last, 3).await.unwrap(), told[3..]);
    }

    async fn what_was_told_of_an_order_is_remembered(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let order = store.order(anna).await;
        tell(&store, anna, Some(order), NOW).await;
        let mut tx = store.db.read().await.unwrap();
        let (told, other) = (NotificationKind::Response, NotificationKind::NewOrder);
        assert!(notifications::was_told(&mut tx, anna, told, order).await.unwrap());
        assert!(!notifications::was_told(&mut tx, anna, other, order).await.unwrap());
    }
}
