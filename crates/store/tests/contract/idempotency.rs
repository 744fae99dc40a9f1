use montaj_domain::user::Role;
use montaj_store::idempotency::{self, Claim};

use crate::engines::{NOW, contract};

contract! {
    async fn a_retry_gets_the_first_answer(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let mut tx = store.db.write().await.unwrap();
        let claim = idempotency::claim(&mut tx, anna, "k", "print", NOW).await.unwrap();
        assert_eq!(claim, Claim::Fresh);
        idempotency::record(&mut tx, anna, "k", 201, "{}").await.unwrap();
        tx.commit(NOW).await.unwrap();

        let mut tx = store.db.write().await.unwrap();
        let claim = idempotency::claim(&mut tx, anna, "k", "print", NOW).await.unwrap();
        assert_eq!(claim, Claim::Answered { status: 201, answer: "{}".into() });
        let other = idempotency::claim(&mut tx, anna, "k", "another", NOW).await.unwrap();
        assert_eq!(other, Claim::Mismatch);
    }

    async fn a_key_whose_transaction_failed_is_fresh_again(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        for _ in 0..2 {
            let mut tx = store.db.write().await.unwrap();
            let claim = idempotency::claim(&mut tx, anna, "k", "print", NOW).await.unwrap();
            assert_eq!(claim, Claim::Fresh);
        }
    }

    async fn two_people_may_use_the_same_key(store: Store) {
        for name in ["Анна", "Зоя"] {
            let person = store.person(name, Role::Customer).await;
            let mut tx = store.db.write().await.unwrap();
            let claim = idempotency::claim(&mut tx, person, "k", "print", NOW).await.unwrap();
            assert_eq!(claim, Claim::Fresh);
            tx.commit(NOW).await.unwrap();
        }
    }

    async fn of_many_at_once_one_does_the_work(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let mut requests = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let db = store.db.clone();
            requests.spawn(async move {
                let mut tx = db.write().await.unwrap();
                let claim = idempotency::claim(&mut tx, anna, "k", "print", NOW).await.unwrap();
                if claim == Claim::Fresh {
                    idempotency::record(&mut tx, anna, "k", 200, "done").await.unwrap();
                }
                tx.commit(NOW).await.unwrap();
                claim
            });
        }
        let claims = requests.join_all().await;
        let fresh = claims.iter().filter(|claim| **claim == Claim::Fresh).count();
        let answer = Claim::Answered { status: 200, answer: "done".into() };
        assert_eq!(fresh, 1);
        assert!(claims.iter().all(|claim| *claim == Claim::Fresh || *claim == answer));
    }
}
