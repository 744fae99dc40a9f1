use montaj_domain::{
    ids::{JobId, SessionId, UserId},
    timestamp::Timestamp,
    user::Role,
};
use montaj_store::{
    events::{self, NewEvent},
    idempotency::{self, Claim},
    jobs,
    retention::{self, LogRule},
    sessions::{self, Session},
};

use crate::engines::{NOW, Store, contract};

const A_LOT: i64 = 1_000_000;

/// So many entries at an instant, of which a device has stored all up to `acked`.
async fn log(store: &Store, person: UserId, count: usize, at: Timestamp, acked: i64) {
    let mut tx = store.db.write().await.unwrap();
    for _ in 0..count {
        let (subject_id, payload) = ("x".into(), "{}".into());
        tx.append(person, NewEvent { kind: "order.updated", subject_id, payload });
    }
    tx.acknowledge(person, acked);
    tx.commit(at).await.unwrap();
}

/// Trims in batches until nothing goes any more; tells how much went in each.
async fn trim(store: &Store, person: UserId, rule: LogRule, batch: u32) -> Vec<u64> {
    let mut trimmed = Vec::new();
    loop {
        let mut tx = store.db.write().await.unwrap();
        let gone = retention::trim_log(&mut tx, person, rule, batch).await.unwrap();
        tx.commit(NOW).await.unwrap();
        if gone == 0 {
            return trimmed;
        }
        trimmed.push(gone);
    }
}

/// The seqs that are left, and the cursor from which they can be served.
async fn left(store: &Store, person: UserId) -> (Vec<i64>, i64) {
    let mut tx = store.db.read().await.unwrap();
    let head = events::head(&mut tx, person).await.unwrap();
    let logged = events::after(&mut tx, person, 0, 1000).await.unwrap();
    (logged.iter().map(|event| event.seq).collect(), head.trimmed_seq)
}

async fn has_surplus(store: &Store, person: UserId, rule: LogRule) -> bool {
    let mut tx = store.db.read().await.unwrap();
    let logs = retention::logs_after(&mut tx, None, 100).await.unwrap();
    logs.iter().any(|log| log.user_id == person && log.has_surplus(rule))
}

contract! {
    async fn a_log_loses_its_beginning_that_is_old_and_stored(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        log(&store, anna, 7, NOW, 5).await;
        log(&store, anna, 3, NOW.plus_days(2), 5).await;
        let nothing_old = LogRule { before: NOW, most: A_LOT };
        assert!(!has_surplus(&store, anna, nothing_old).await);
        assert!(trim(&store, anna, nothing_old, 2).await.is_empty());
        let rule = LogRule { before: NOW.plus_days(1), most: A_LOT };
        assert!(has_surplus(&store, anna, rule).await);
        assert_eq!(trim(&store, anna, rule, 2).await, [2, 2, 1]);
        assert_eq!(left(&store, anna).await, (vec![6, 7, 8, 9, 10], 5));
        assert!(!has_surplus(&store, anna, rule).await, "6 and 7 were not stored");
        // Once they are, they go, and what is young stays.
        log(&store, anna, 1, NOW.plus_days(2), 10).await;
        assert_eq!(trim(&store, anna, rule, 100).await, [2]);
        assert_eq!(left(&store, anna).await, (vec![8, 9, 10, 11], 7));
    }

    async fn a_log_that_nobody_reads_does_not_grow_for_ever(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        log(&store, anna, 30, NOW, 0).await;
        log(&store, boris, 8, NOW, 0).await;
        let rule = LogRule { before: NOW, most: 10 };
        assert!(has_surplus(&store, anna, rule).await && !has_surplus(&store, boris, rule).await);
        assert_eq!(trim(&store, anna, rule, 15).await, [15, 5]);
        assert_eq!(left(&store, anna).await, ((21..=30).collect(), 20));
        assert_eq!(left(&store, boris).await, ((1..=8).collect(), 0));
        // The next entry follows on the last.
        log(&store, anna, 1, NOW, 0).await;
        assert_eq!(left(&store, anna).await.0.last(), Some(&31));
    }

    async fn logs_are_looked_at_page_by_page(store: Store) {
        let mut people = Vec::new();
        for name in ["Анна", "Борис", "Вера"] {
            let person = store.person(name, Role::Customer).await;
            log(&store, person, 1, NOW, 0).await;
            people.push(person);
        }
        people.sort();
        let mut tx = store.db.read().await.unwrap();
        let (mut seen, mut after) = (Vec::new(), None);
        while let [log] = retention::logs_after(&mut tx, after, 1).await.unwrap()[..] {
            seen.push(log.user_id);
            after = Some(log.user_id);
        }
        assert_eq!(seen, people);
    }

    async fn answers_go_by_their_age_a_batch_at_a_time(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let mut tx = store.db.write().await.unwrap();
        for (key, at) in [("a", NOW), ("b", NOW), ("c", NOW), ("d", NOW.plus_days(1))] {
            idempotency::claim(&mut tx, anna, key, "print", at).await.unwrap();
        }
        let before = NOW.plus_secs(1);
        assert_eq!(retention::remove_answers(&mut tx, before, 2).await.unwrap(), 2);
        assert_eq!(retention::remove_answers(&mut tx, before, 2).await.unwrap(), 1);
        assert_eq!(retention::remove_answers(&mut tx, before, 2).await.unwrap(), 0);
        let kept = idempotency::claim(&mut tx, anna, "d", "print", NOW).await.unwrap();
        assert!(matches!(kept, Claim::Answered { .. }), "{kept:?}");
    }

    async fn sessions_go_some_time_after_they_ended_or_expired(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let mut tx = store.db.write().await.unwrap();
        let mut ids = Vec::new();
        for expires_in_days in [60, 60, 1] {
            let id = SessionId::new(NOW, store.entropy());
            let session = Session {
                id,
                user_id: anna,
                device_name: "Ноутбук".into(),
                generation: 1,
                confirmed_generation: 0,
                rotated_at: NOW,
                created_at: NOW,
                last_used_at: NOW,
                expires_at: NOW.plus_days(expires_in_days),
                ended_at: None,
            };
            sessions::insert(&mut tx, &session).await.unwrap();
            ids.push(id);
        }
        let [open, ended, expired] = ids[..] else { panic!("three") };
        sessions::end(&mut tx, anna, ended, NOW).await.unwrap();
        assert_eq!(retention::remove_sessions(&mut tx, NOW, 10).await.unwrap(), 0);
        let later = NOW.plus_days(2);
        assert_eq!(retention::remove_sessions(&mut tx, later, 10).await.unwrap(), 2);
        assert!(sessions::bearer(&mut tx, open).await.unwrap().is_some());
        for gone in [ended, expired] {
            assert_eq!(sessions::bearer(&mut tx, gone).await.unwrap(), None);
        }
    }

    async fn jobs_that_were_given_up_go_and_those_that_wait_do_not(store: Store) {
        let mut tx = store.db.write().await.unwrap();
        let ids = [0, 1].map(|_| JobId::new(NOW, store.entropy()));
        for id in ids {
            jobs::add(&mut tx, id, "send-sms", "{}", NOW, NOW).await.unwrap();
        }
        jobs::park(&mut tx, ids[0], NOW, "given up").await.unwrap();
        assert_eq!(retention::remove_parked_jobs(&mut tx, NOW, 10).await.unwrap(), 0);
        let later = NOW.plus_days(90);
        assert_eq!(retention::remove_parked_jobs(&mut tx, later, 10).await.unwrap(), 1);
        assert_eq!(jobs::parked(&mut tx, 10).await.unwrap(), []);
        assert_eq!(jobs::lease(&mut tx, later, later).await.unwrap().unwrap().id, ids[1]);
    }
}
