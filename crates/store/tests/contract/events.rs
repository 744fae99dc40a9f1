use montaj_domain::user::Role;
use montaj_store::events::{self, NewEvent};

use crate::engines::{NOW, contract};

fn event(subject: &str) -> NewEvent {
    NewEvent { kind: "order.updated", subject_id: subject.into(), payload: "{}".into() }
}

contract! {
    async fn seqs_have_no_gaps_and_a_rolled_back_event_leaves_none(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        for subject in ["a", "b"] {
            let mut tx = store.db.write().await.unwrap();
            tx.append(anna, event(subject));
            tx.append(anna, event("second of the same transaction"));
            tx.commit(NOW).await.unwrap();
            let mut abandoned = store.db.write().await.unwrap();
            abandoned.append(anna, event("never"));
            drop(abandoned);
        }
        let mut tx = store.db.read().await.unwrap();
        let seqs: Vec<i64> = events::after(&mut tx, anna, 0, 10)
            .await
            .unwrap()
            .iter()
            .map(|event| event.seq)
            .collect();
        assert_eq!(seqs, [1, 2, 3, 4]);
        assert_eq!(events::head(&mut tx, anna).await.unwrap().last_seq, 4);
    }

    async fn each_person_has_a_log_of_their_own(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let mut tx = store.db.write().await.unwrap();
        tx.append(boris, event("x"));
        tx.append(anna, event("x"));
        tx.append(boris, event("y"));
        tx.commit(NOW).await.unwrap();
        let mut tx = store.db.read().await.unwrap();
        assert_eq!(events::after(&mut tx, anna, 0, 10).await.unwrap().len(), 1);
        assert_eq!(events::after(&mut tx, boris, 1, 10).await.unwrap().len(), 1);
        let stored = [events::Stored { user_id: boris, up_to: 2 }];
        let newly = events::newly_stored(&mut tx, &stored, "order.updated").await.unwrap();
        assert_eq!(newly, [(boris, "x".to_owned()), (boris, "y".to_owned())]);
    }

    async fn writers_at_once_leave_no_gap(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let mut writers = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let db = store.db.clone();
            writers.spawn(async move {
                let mut tx = db.write().await.unwrap();
                // In both orders: the commit sorts them, so that nobody waits in a circle.
                tx.append(boris, event("x"));
                tx.append(anna, event("x"));
                tx.commit(NOW).await.unwrap();
            });
        }
        while let Some(done) = writers.join_next().await {
            done.unwrap();
        }
        let mut tx = store.db.read().await.unwrap();
        for person in [anna, boris] {
            let logged = events::after(&mut tx, person, 0, 100).await.unwrap();
            let seqs: Vec<i64> = logged.iter().map(|event| event.seq).collect();
            assert_eq!(seqs, (1..=20).collect::<Vec<_>>());
        }
    }

    async fn a_trimmed_log_says_from_where_it_reaches(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let mut tx = store.db.write().await.unwrap();
        for _ in 0..5 {
            tx.append(anna, event("x"));
        }
        tx.commit(NOW).await.unwrap();
        let mut tx = store.db.write().await.unwrap();
        events::trim(&mut tx, anna, 3).await.unwrap();
        tx.commit(NOW).await.unwrap();
        let mut tx = store.db.read().await.unwrap();
        let head = events::head(&mut tx, anna).await.unwrap();
        assert!(head.reaches(3) && head.reaches(5));
        assert!(!head.reaches(2) && !head.reaches(6));
    }

    async fn an_acknowledgement_never_goes_back(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let mut tx = store.db.write().await.unwrap();
        tx.append(anna, event("x"));
        tx.append(anna, event("y"));
        tx.commit(NOW).await.unwrap();
        for up_to in [2, 1] {
            let mut tx = store.db.write().await.unwrap();
            tx.acknowledge(anna, up_to);
            tx.commit(NOW).await.unwrap();
        }
        let mut tx = store.db.read().await.unwrap();
        let head = events::head(&mut tx, anna).await.unwrap();
        assert_eq!((head.acked_seq, head.last_seq), (2, 2));
        let stored = [events::Stored { user_id: anna, up_to: 2 }];
        assert_eq!(events::newly_stored(&mut tx, &stored, "order.updated").await.unwrap(), []);
        assert_eq!(events::heads(&mut tx, [anna]).await.unwrap()[&anna], head);
    }
}
