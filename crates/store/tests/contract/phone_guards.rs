use std::time::Duration;

use montaj_domain::phone::Phone;
use montaj_store::phone_guards;

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
        let mut first = store.db.write().await.unwrap();
        phone_guards::take(&mut first, &phone(), NOW).await.unwrap();
        let db = store.db.clone();
        let second = tokio::spawn(async move {
            let mut tx = db.write().await.unwrap();
            phone_guards::take(&mut tx, &phone(), NOW).await.unwrap().login_failures
        });
        phone_guards::add_failure(&mut first, &phone(), NOW).await.unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(!second.is_finished());
        first.commit(NOW).await.unwrap();
        assert_eq!(second.await.unwrap(), 1);
    }

    async fn untouched_rows_are_removed(store: Store) {
        let mut tx = store.db.write().await.unwrap();
        phone_guards::take(&mut tx, &phone(), NOW).await.unwrap();
        assert_eq!(phone_guards::remove_older(&mut tx, NOW).await.unwrap(), 0);
        assert_eq!(phone_guards::remove_older(&mut tx, NOW.plus_secs(1)).await.unwrap(), 1);
    }
}
