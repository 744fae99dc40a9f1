use montaj_domain::{
    ids::{SessionId, UserId},
    user::Role,
};
use montaj_store::sessions::{self, Session};

use crate::engines::{NOW, Store, contract};

async fn sign_in(store: &Store, user_id: UserId) -> SessionId {
    let id = SessionId::new(NOW, store.entropy());
    let session = Session {
        id,
        user_id,
        device_name: "Ноутбук".into(),
        generation: 1,
        confirmed_generation: 0,
        rotated_at: NOW,
        created_at: NOW,
        last_used_at: NOW,
        expires_at: NOW.plus_days(60),
        ended_at: None,
    };
    let mut tx = store.db.write().await.unwrap();
    sessions::insert(&mut tx, &session).await.unwrap();
    tx.commit(NOW).await.unwrap();
    id
}

contract! {
    async fn a_bearer_is_the_person_with_their_role(store: Store) {
        let boris = store.person("Борис", Role::Executor).await;
        let id = sign_in(&store, boris).await;
        let mut tx = store.db.write().await.unwrap();
        let bearer = sessions::bearer(&mut tx, id).await.unwrap().unwrap();
        assert_eq!((bearer.user_id, bearer.role, bearer.ended), (boris, Role::Executor, false));
        assert!(bearer.phone_verified);
        assert!(sessions::end(&mut tx, boris, id, NOW).await.unwrap());
        assert!(!sessions::end(&mut tx, boris, id, NOW).await.unwrap());
        assert!(sessions::bearer(&mut tx, id).await.unwrap().unwrap().ended);
    }

    async fn nobody_ends_anothers_session(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let id = sign_in(&store, boris).await;
        let mut tx = store.db.write().await.unwrap();
        assert!(!sessions::end(&mut tx, anna, id, NOW).await.unwrap());
    }

    async fn a_confirmation_never_goes_back(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let id = sign_in(&store, anna).await;
        let mut tx = store.db.write().await.unwrap();
        sessions::rotate(&mut tx, id, 2, NOW, NOW.plus_days(60)).await.unwrap();
        sessions::confirm(&mut tx, id, 2, NOW).await.unwrap();
        sessions::confirm(&mut tx, id, 1, NOW).await.unwrap();
        let session = sessions::lock(&mut tx, id).await.unwrap().unwrap();
        assert_eq!((session.generation, session.confirmed_generation), (2, 2));
    }

    async fn ended_and_expired_sessions_are_not_listed(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        sign_in(&store, anna).await;
        sign_in(&store, anna).await;
        let mut tx = store.db.write().await.unwrap();
        assert_eq!(sessions::open_of(&mut tx, anna, NOW).await.unwrap().len(), 2);
        let expired = NOW.plus_days(60);
        assert_eq!(sessions::open_of(&mut tx, anna, expired).await.unwrap().len(), 0);
        sessions::end_all(&mut tx, anna, NOW).await.unwrap();
        assert_eq!(sessions::open_of(&mut tx, anna, NOW).await.unwrap().len(), 0);
    }
}
