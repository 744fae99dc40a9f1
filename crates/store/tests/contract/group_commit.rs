//! Many writers at once: what each is told is what is there (ADR 10).

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use montaj_domain::{ids::UserId, user::Role};
use montaj_store::{
    Db, StoreError, Tx,
    events::{self, NewEvent},
};
use tokio::{task::JoinSet, time::timeout};

use crate::engines::{NOW, Store, contract};

const WRITERS: usize = 100;

fn event(subject: &str) -> NewEvent {
    NewEvent { kind: "order.updated", subject_id: subject.into(), payload: "{}".into() }
}

async fn log(db: &Db, person: UserId) -> Vec<i64> {
    let mut tx = db.read().await.unwrap();
    let logged = events::after(&mut tx, person, 0, 1000).await.unwrap();
    logged.iter().map(|event| event.seq).collect()
}

/// Lets many write at once; every third gives up. Answers how many were acknowledged.
async fn crowd(db: &Db, people: [UserId; 2]) -> usize {
    let mut writers = JoinSet::new();
    for number in 0..WRITERS {
        let db = db.clone();
        writers.spawn(async move {
            let mut tx = db.write().await.unwrap();
            tx.acknowledge(people[0], 1);
            for person in people {
                tx.append(person, event(&number.to_string()));
            }
            if number % 3 == 0 {
                return 0;
            }
            tx.commit(NOW).await.unwrap();
            1
        });
    }
    writers.join_all().await.into_iter().sum()
}

contract! {
    async fn those_who_give_up_leave_no_trace_and_no_gap(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let kept = crowd(&store.db, [boris, anna]).await;
        assert_eq!(kept, WRITERS - WRITERS.div_ceil(3));
        let expected: Vec<i64> = (1..).take(kept).collect();
        assert_eq!(log(&store.db, anna).await, expected);
        assert_eq!(log(&store.db, boris).await, expected);
    }

    async fn a_writer_who_panics_or_is_cancelled_does_not_stop_the_others(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let db = store.db.clone();
        let panicking = tokio::spawn(async move {
            let mut tx = db.write().await.unwrap();
            events::trim(&mut tx, anna, 5).await.unwrap();
            tx.append(anna, event("never"));
            panic!("in the middle of it, as the test wants");
        });
        assert!(panicking.await.unwrap_err().is_panic());
        let mut waiting = JoinSet::new();
        let held = store.db.write().await.unwrap();
        for _ in 0..5 {
            let db = store.db.clone();
            waiting.spawn(async move { db.write().await.map(drop) });
        }
        waiting.shutdown().await;
        drop(held);
        let mut tx = store.db.write().await.unwrap();
        tx.append(anna, event("after all of them"));
        tx.commit(NOW).await.unwrap();
        assert_eq!(log(&store.db, anna).await, [1]);
    }

    async fn each_wake_up_finds_its_event_in_the_log(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let kept = crowd(&store.db, [anna, boris]).await;
        let mut woken: Vec<i64> =
            store.woken().iter().filter(|(person, _)| *person == anna).map(|(_, seq)| *seq).collect();
        woken.sort_unstable();
        assert_eq!(woken, (1..).take(kept).collect::<Vec<i64>>());
        assert_eq!(log(&store.db, anna).await, woken);
    }

    async fn a_closed_store_says_so(store: Store) {
        store.db.close().await;
        let refused = store.db.write().await.map(drop).unwrap_err();
        assert!(matches!(refused, StoreError::Unavailable(_)), "{refused}");
    }
}

/// Asks for a turn while another holds it, and is sure to stand in the queue.
async fn queued(db: &Db) -> impl Future<Output = Tx> + Send + 'static {
    let db = db.clone();
    let mut asking = Box::pin(async move { db.write().await.unwrap() });
    // Polled once, the question is in the queue; the turn is another's.
    assert!(timeout(Duration::ZERO, &mut asking).await.is_err());
    asking
}

#[tokio::test]
async fn nobody_is_acknowledged_or_woken_before_the_shared_commit() {
    let store = Store::sqlite().await;
    let anna = store.person("Анна", Role::Customer).await;
    let mut first = store.db.write().await.unwrap();
    first.append(anna, event("first"));
    let second = queued(&store.db).await;
    let order = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&order);
    let first = tokio::spawn(async move {
        first.commit(NOW).await.unwrap();
        seen.lock().unwrap().push("acknowledged");
    });
    // The second has its turn: the first is done with its own, and waits.
    let second = second.await;
    assert_eq!(store.woken(), []);
    assert!(log(&store.db, anna).await.is_empty(), "another connection sees it already");
    order.lock().unwrap().push("the second ended");
    drop(second);
    first.await.unwrap();
    assert_eq!(*order.lock().unwrap(), ["the second ended", "acknowledged"]);
    assert_eq!(store.woken(), [(anna, 1)]);
    assert_eq!(log(&store.db, anna).await, [1]);
}

#[tokio::test]
async fn a_commit_whose_asker_hung_up_happens_and_wakes() {
    let store = Store::sqlite().await;
    let anna = store.person("Анна", Role::Customer).await;
    let mut first = store.db.write().await.unwrap();
    first.append(anna, event("first"));
    let second = queued(&store.db).await;
    let hanging_up = tokio::spawn(first.commit(NOW));
    let second = second.await;
    hanging_up.abort();
    assert!(hanging_up.await.unwrap_err().is_cancelled());
    second.commit(NOW).await.unwrap();
    assert_eq!(store.woken(), [(anna, 1)]);
    assert_eq!(log(&store.db, anna).await, [1]);
}

#[tokio::test]
async fn writers_wait_together_for_a_lock_of_another_process_and_are_told() {
    let store = Store::sqlite_with_patience(Duration::from_millis(50)).await;
    let anna = store.person("Анна", Role::Customer).await;
    let other = Store::beside(&store).await;
    let held = other.write().await.unwrap();
    let mut writers = JoinSet::new();
    for _ in 0..20 {
        let db = store.db.clone();
        writers.spawn(async move { db.write().await.map(drop) });
    }
    for refused in writers.join_all().await {
        let refused = refused.unwrap_err();
        assert!(matches!(refused, StoreError::Unavailable(_)), "{refused}");
    }
    drop(held);
    other.close().await;
    let mut tx = store.db.write().await.unwrap();
    tx.append(anna, event("after it"));
    tx.commit(NOW).await.unwrap();
    assert_eq!(log(&store.db, anna).await, [1]);
}
