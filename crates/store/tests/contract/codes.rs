use montaj_domain::{
    code::{CodePurpose, IssuedCode},
    ids::OperationId,
    phone::Phone,
};
use montaj_store::codes;

use crate::engines::{NOW, Store, contract};

fn phone() -> Phone {
    Phone::parse("+79160000001").unwrap()
}

async fn add(store: &Store, purpose: CodePurpose, hash: &str, after_secs: i64) -> OperationId {
    let at = NOW.plus_secs(after_secs);
    let id = OperationId::new(at, store.entropy());
    let mut tx = store.db.write().await.unwrap();
    codes::add(&mut tx, id, &phone(), purpose, hash, at).await.unwrap();
    tx.commit(at).await.unwrap();
    id
}

contract! {
    async fn the_newest_code_of_the_purpose_counts(store: Store) {
        add(&store, CodePurpose::VerifyPhone, "first", 0).await;
        let id = add(&store, CodePurpose::VerifyPhone, "second", 60).await;
        add(&store, CodePurpose::ResetPassword, "other", 120).await;
        let mut tx = store.db.write().await.unwrap();
        let newest = codes::lock_newest(&mut tx, &phone(), CodePurpose::VerifyPhone).await.unwrap();
        let newest = newest.unwrap();
        assert_eq!((newest.id, newest.hash.as_str()), (id, "second"));
        let other = Phone::parse("+79160000002").unwrap();
        let none = codes::lock_newest(&mut tx, &other, CodePurpose::VerifyPhone).await.unwrap();
        assert_eq!(none, None);
    }

    async fn tries_and_use_are_counted(store: Store) {
        let id = add(&store, CodePurpose::VerifyPhone, "hash", 0).await;
        let mut tx = store.db.write().await.unwrap();
        codes::count_wrong_try(&mut tx, id).await.unwrap();
        codes::count_wrong_try(&mut tx, id).await.unwrap();
        codes::set_used(&mut tx, id, NOW).await.unwrap();
        let code = codes::lock_newest(&mut tx, &phone(), CodePurpose::VerifyPhone).await.unwrap();
        let issued = IssuedCode { sent_at: NOW, wrong_tries: 2, used: true };
        assert_eq!(code.unwrap().issued, issued);
    }

    async fn codes_to_neighbouring_numbers_are_seen_together(store: Store) {
        add(&store, CodePurpose::VerifyPhone, "a", 0).await;
        add(&store, CodePurpose::ResetPassword, "b", 60).await;
        let mut tx = store.db.write().await.unwrap();
        let hour_ago = NOW.plus_secs(-3600);
        for (number, sees) in [("+79160009999", 2), ("+79160010001", 0), ("+79150000001", 0)] {
            let number = Phone::parse(number).unwrap();
            let sent = codes::sent_nearby_since(&mut tx, &number, hour_ago, 10).await.unwrap();
            assert_eq!(sent.len(), sees, "{number}");
        }
        let newest = codes::sent_nearby_since(&mut tx, &phone(), hour_ago, 1).await.unwrap();
        assert_eq!(newest, [NOW.plus_secs(60)]);
        let later = codes::sent_nearby_since(&mut tx, &phone(), NOW, 10).await.unwrap();
        assert_eq!(later, [NOW.plus_secs(60)]);
    }

    async fn limits_look_at_codes_of_every_purpose(store: Store) {
        add(&store, CodePurpose::VerifyPhone, "a", 0).await;
        add(&store, CodePurpose::ResetPassword, "b", 60).await;
        let mut tx = store.db.write().await.unwrap();
        let sent = codes::sent_since(&mut tx, &phone(), NOW.plus_secs(-1)).await.unwrap();
        assert_eq!(sent, [NOW.plus_secs(60), NOW]);
        assert_eq!(codes::sent_since(&mut tx, &phone(), NOW).await.unwrap().len(), 1);
        assert_eq!(codes::remove_older(&mut tx, NOW.plus_secs(60)).await.unwrap(), 1);
        assert_eq!(codes::sent_since(&mut tx, &phone(), NOW.plus_secs(-1)).await.unwrap().len(), 1);
    }
}
