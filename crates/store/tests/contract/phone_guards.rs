use montaj_domain::phone::Phone;
use montaj_store::phone_guards;
use tokio::task::JoinSet;

use crate::engines::{NOW, contract};

fn phone() -> Phone {
    Phone::parse("+79160000001").unwrap()
}

contract! {
    async fn failures_count_until_they_are_cleared(store: Store) {
        let mut tx = store.db.write().await.unwrap();
        let guard = phone_guards::take(&mut tx, &phone(), NOW).await.unwrap();
        assert_eq!(guard.login_failures, 0);
        phone_guards::add_failure(&mut tx, &phone(), NOW).await.unwrap();
        phone_guards::add_failure(&mut tx, &phone(), NOW.plus_secs(3)).await.unwrap();
        let guard = phone_guards::take(&mut tx, &phone(), NOW.plus_secs(9)).await.unwrap();
        assert_eq!((guard.login_failures, guard.last_failure_at), (2, NOW.plus_secs(3)));
        phone_guards::clear_failures(&mut tx, &phone()).await.unwrap();
        let guard = phone_guards::take(&mut tx, &phone(), NOW.plus_secs(9)).await.unwrap();
        assert_eq!(guard.login_failures, 0);
    }

    async fn requests_of_one_number_take_turns(store: Store) {
        const REQUESTS: i64 = 30;
        let mut requests = JoinSet::new();
        for _ in 0..REQUESTS {
            let db = store.db.clone();
            requests.spawn(async move {
                let mut tx = db.write().await.unwrap();
                let seen = phone_guards::take(&mut tx, &phone(), NOW).await.unwrap();
                phone_guards::add_failure(&mut tx, &phone(), NOW).await.unwrap();
                tx.commit(NOW).await.unwrap();
                i64::from(seen.login_failures)
            });
        }
        let mut seen = requests.join_all().await;
        seen.sort_unstable();
        assert_eq!(seen, (0..REQUESTS).collect::<Vec<_>>(), "each saw all that came before it");
    }

    async fn untouched_rows_are_removed(store: Store) {
        let mut tx = store.db.write().await.unwrap();
        phone_guards::take(&mut tx, &phone(), NOW).await.unwrap();
        assert_eq!(phone_guards::remove_older(&mut tx, NOW).await.unwrap(), 0);
        assert_eq!(phone_guards::remove_older(&mut tx, NOW.plus_secs(1)).await.unwrap(), 1);
    }
}
