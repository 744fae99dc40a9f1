use montaj_domain::ids::JobId;
use montaj_store::jobs;

use crate::engines::{NOW, contract};

contract! {
    async fn a_job_is_leased_once_and_again_when_the_lease_has_run_out(store: Store) {
        let id = JobId::new(NOW, store.entropy());
        let mut tx = store.db.write().await.unwrap();
        jobs::add(&mut tx, id, "send_sms", "{}", NOW, NOW).await.unwrap();
        let leased = jobs::lease(&mut tx, NOW, NOW.plus_secs(60)).await.unwrap().unwrap();
        assert_eq!((leased.id, leased.attempts), (id, 1));
        assert_eq!(jobs::lease(&mut tx, NOW, NOW.plus_secs(60)).await.unwrap(), None);
        let later = NOW.plus_secs(60);
        let again = jobs::lease(&mut tx, later, later.plus_secs(60)).await.unwrap().unwrap();
        assert_eq!((again.id, again.attempts), (id, 2));
    }

    async fn a_failed_job_waits_and_a_parked_one_rests(store: Store) {
        let id = JobId::new(NOW, store.entropy());
        let mut tx = store.db.write().await.unwrap();
        jobs::add(&mut tx, id, "send_sms", "{}", NOW, NOW).await.unwrap();
        jobs::lease(&mut tx, NOW, NOW.plus_secs(60)).await.unwrap();
        jobs::retry(&mut tx, id, NOW.plus_secs(5), "no answer").await.unwrap();
        assert_eq!(jobs::next_due(&mut tx).await.unwrap(), Some(NOW.plus_secs(5)));
        assert_eq!(jobs::lease(&mut tx, NOW, NOW.plus_secs(60)).await.unwrap(), None);
        jobs::park(&mut tx, id, NOW, "given up").await.unwrap();
        assert_eq!(jobs::next_due(&mut tx).await.unwrap(), None);
        let much_later = NOW.plus_days(1);
        assert_eq!(jobs::lease(&mut tx, much_later, much_later).await.unwrap(), None);
    }

    async fn what_is_given_up_can_be_left_with_less(store: Store) {
        let id = JobId::new(NOW, store.entropy());
        let mut tx = store.db.write().await.unwrap();
        jobs::add(&mut tx, id, "send_sms", r#"{"text":"код 123456"}"#, NOW, NOW).await.unwrap();
        assert_eq!(jobs::parked(&mut tx, 10).await.unwrap(), []);
        jobs::park(&mut tx, id, NOW, "too late").await.unwrap();
        jobs::set_payload(&mut tx, id, "{}").await.unwrap();
        let parked = jobs::parked(&mut tx, 10).await.unwrap();
        assert_eq!(parked[0].payload, "{}");
        assert_eq!(parked[0].last_error.as_deref(), Some("too late"));
    }

    async fn workers_at_once_never_share_a_job(store: Store) {
        let mut tx = store.db.write().await.unwrap();
        for _ in 0..10 {
            let id = JobId::new(NOW, store.entropy());
            jobs::add(&mut tx, id, "send_sms", "{}", NOW, NOW).await.unwrap();
        }
        tx.commit(NOW).await.unwrap();
        let mut workers = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let db = store.db.clone();
            workers.spawn(async move {
                let mut done = Vec::new();
                // An empty look may have lost a race: a few of them say that all is done.
                let mut empty_looks = 0;
                while empty_looks < 20 {
                    let mut tx = db.write().await.unwrap();
                    match jobs::lease(&mut tx, NOW, NOW.plus_secs(60)).await.unwrap() {
                        Some(job) => done.push(job.id),
                        None => empty_looks += 1,
                    }
                    tx.commit(NOW).await.unwrap();
                }
                done
            });
        }
        let mut leased: Vec<JobId> = workers.join_all().await.concat();
        leased.sort();
        let all = leased.len();
        leased.dedup();
        assert_eq!((all, leased.len()), (10, 10));
    }
}
