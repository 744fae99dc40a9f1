use montaj_domain::{
    ids::UserId,
    phone::Phone,
    settings::PlatformSettings,
    tariff::{Subscription, Tariff},
    taxpayer::Inn,
    user::{
        Rating, Role,
        Specialization::{self, Doors, Furniture, Windows},
        UserStatus,
    },
};
use montaj_store::{
    StoreError,
    users::{self, ExecutorProfile, User, UserFilter, UserPosition},
};

use crate::engines::{NOW, Store, contract};

/// An executor in all detail.
fn executor(store: &Store, name: &str, specializations: &[Specialization]) -> User {
    let digits = store.entropy().below(1_000_000_000);
    User {
        id: UserId::new(NOW, store.entropy()),
        role: Role::Executor,
        status: UserStatus::Active,
        phone: Phone::parse(&format!("+79{digits:09}")).unwrap(),
        phone_verified_at: Some(NOW),
        email: "Boris@example.ru".into(),
        full_name: name.into(),
        city: "Казань".into(),
        organization: Some("ООО «Окна»".into()),
        address: Some("ул. Баумана, 1".into()),
        messenger_max: Some("boris.max".into()),
        messenger_telegram: Some("boris_tg".into()),
        about: Some("О себе".into()),
        website: Some("https://example.ru".into()),
        inn: Some(Inn::parse("7707083893").unwrap()),
        ogrn: None,
        rating: Rating::from_hundredths(467),
        reviews_count: 3,
        completed_orders: 12,
        last_seen_at: Some(NOW),
        created_at: NOW,
        password_hash: "hash".into(),
        executor: Some(ExecutorProfile {
            region: "Казань".into(),
            short_description: "Коротко".into(),
            full_description: "Подробно".into(),
            is_self_employed: true,
            subscription: Subscription::trial(NOW, &PlatformSettings::default()),
            specializations: specializations.to_vec(),
        }),
    }
}

async fn insert(store: &Store, user: &User) {
    let mut tx = store.db.write().await.unwrap();
    users::insert(&mut tx, user).await.unwrap();
    tx.commit(NOW).await.unwrap();
}

contract! {
    async fn a_person_is_read_as_they_were_written(store: Store) {
        let boris = executor(&store, "Борис", &[Doors, Windows, Furniture]);
        insert(&store, &boris).await;
        let mut tx = store.db.read().await.unwrap();
        assert_eq!(users::find(&mut tx, boris.id).await.unwrap().as_ref(), Some(&boris));
        let by_phone = users::find_by_phone(&mut tx, &boris.phone).await.unwrap();
        assert_eq!(by_phone, Some(boris));
        let nobody = UserId::new(NOW, store.entropy());
        assert_eq!(users::find(&mut tx, nobody).await.unwrap(), None);
    }

    async fn many_people_come_in_the_order_asked_for(store: Store) {
        let mut people = Vec::new();
        for number in 0..23 {
            let person = executor(&store, &format!("Мастер {number}"), &[Windows]);
            insert(&store, &person).await;
            people.push(person);
        }
        people.reverse();
        let mut ids: Vec<UserId> = people.iter().map(|person| person.id).collect();
        ids.insert(5, UserId::new(NOW, store.entropy()));
        let mut tx = store.db.read().await.unwrap();
        assert_eq!(users::find_many(&mut tx, &ids).await.unwrap(), people);
        assert_eq!(users::find_many(&mut tx, &[]).await.unwrap(), []);
    }

    async fn one_number_has_one_account(store: Store) {
        let boris = executor(&store, "Борис", &[]);
        insert(&store, &boris).await;
        let twin = User { id: UserId::new(NOW, store.entropy()), ..boris };
        let mut tx = store.db.write().await.unwrap();
        let error = users::insert(&mut tx, &twin).await.unwrap_err();
        assert!(matches!(error, StoreError::NotUnique(_)), "{error}");
    }

    async fn only_an_unverified_account_is_replaced(store: Store) {
        let first = User { phone_verified_at: None, ..executor(&store, "Борис", &[Windows]) };
        insert(&store, &first).await;
        let again = User {
            role: Role::Customer,
            full_name: "Анна".into(),
            executor: None,
            about: None,
            website: None,
            reviews_count: 0,
            completed_orders: 0,
            last_seen_at: None,
            ..first.clone()
        };
        let mut tx = store.db.write().await.unwrap();
        assert!(users::replace_unverified(&mut tx, &again).await.unwrap());
        let found = users::find(&mut tx, first.id).await.unwrap().unwrap();
        assert_eq!((found.role, found.full_name.as_str()), (Role::Customer, "Анна"));
        assert_eq!(found.executor, None);
        users::set_phone_verified(&mut tx, first.id, NOW).await.unwrap();
        assert!(!users::replace_unverified(&mut tx, &first).await.unwrap());
    }

    async fn a_profile_is_saved_whole(store: Store) {
        let boris = executor(&store, "Борис", &[Windows, Doors]);
        insert(&store, &boris).await;
        let profile = ExecutorProfile {
            region: "Самара".into(),
            specializations: vec![Furniture, Windows],
            is_self_employed: false,
            subscription: Subscription { tariff: Tariff::Standard, premium_until: None },
            ..boris.executor.clone().unwrap()
        };
        let edited = User {
            full_name: "Борис Иванов".into(),
            messenger_max: None,
            about: None,
            executor: Some(profile.clone()),
            ..boris
        };
        let mut tx = store.db.write().await.unwrap();
        users::save_profile(&mut tx, &edited).await.unwrap();
        users::save_executor(&mut tx, edited.id, &profile).await.unwrap();
        assert_eq!(users::find(&mut tx, edited.id).await.unwrap(), Some(edited));
    }

    async fn status_password_and_counters_change_alone(store: Store) {
        let boris = executor(&store, "Борис", &[]);
        insert(&store, &boris).await;
        let mut tx = store.db.write().await.unwrap();
        users::set_status(&mut tx, boris.id, UserStatus::Blocked).await.unwrap();
        users::set_password(&mut tx, boris.id, "other").await.unwrap();
        users::add_completed_order(&mut tx, boris.id).await.unwrap();
        users::set_last_seen(&mut tx, boris.id, NOW.plus_secs(5)).await.unwrap();
        users::set_last_seen(&mut tx, boris.id, NOW.plus_secs(1)).await.unwrap();
        let changed = User {
            status: UserStatus::Blocked,
            password_hash: "other".into(),
            completed_orders: 13,
            last_seen_at: Some(NOW.plus_secs(5)),
            ..boris
        };
        assert_eq!(users::lock(&mut tx, changed.id).await.unwrap(), Some(changed));
    }

    async fn the_list_finds_by_name_phone_or_email_whatever_the_case(store: Store) {
        let boris = executor(&store, "Борис 100%", &[]);
        let vera = User { email: "vera@example.ru".into(), ..executor(&store, "Вера", &[]) };
        let unverified = User { phone_verified_at: None, ..executor(&store, "Борис", &[]) };
        for person in [&boris, &vera, &unverified] {
            insert(&store, person).await;
        }
        let mut tx = store.db.read().await.unwrap();
        for (text, expected) in
            [("бОРИС", &boris), ("VERA@", &vera), ("0%", &boris), (vera.phone.as_str(), &vera)]
        {
            let filter = UserFilter { text: Some(text.into()), limit: 10, ..Default::default() };
            let found = users::list(&mut tx, &filter).await.unwrap();
            assert_eq!(found.iter().map(|user| user.id).collect::<Vec<_>>(), [expected.id], "{text}");
        }
        let nothing = UserFilter { text: Some("_".into()), limit: 10, ..Default::default() };
        assert_eq!(users::list(&mut tx, &nothing).await.unwrap(), []);
    }

    async fn the_list_goes_on_where_a_page_ended(store: Store) {
        let mut expected = Vec::new();
        for number in 0..5 {
            let created_at = NOW.plus_secs(number / 2);
            let person = User { created_at, ..executor(&store, "Мастер", &[Windows, Doors]) };
            insert(&store, &person).await;
            expected.push((created_at, person.id));
        }
        expected.sort_unstable();
        expected.reverse();
        let mut tx = store.db.read().await.unwrap();
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let status = Some(UserStatus::Active);
            let filter = UserFilter { status, after, limit: 2, ..Default::default() };
            let page = users::list(&mut tx, &filter).await.unwrap();
            let Some(last) = page.last() else { break };
            after = Some(UserPosition { created_at: last.created_at, id: last.id });
            seen.extend(page.iter().map(|user| (user.created_at, user.id)));
        }
        assert_eq!(seen, expected);
    }

    async fn a_new_order_concerns_active_executors_of_its_trade_and_region(store: Store) {
        let of_trade = executor(&store, "Борис", &[Doors, Windows]);
        let other_trade = executor(&store, "Вера", &[Doors]);
        let pending = User { status: UserStatus::Pending, ..executor(&store, "Глеб", &[Windows]) };
        let mut far = executor(&store, "Дина", &[Windows]);
        far.executor.as_mut().unwrap().region = "Омск".into();
        for person in [&of_trade, &other_trade, &pending, &far] {
            insert(&store, person).await;
        }
        let mut tx = store.db.read().await.unwrap();
        let told = users::executors_to_tell(&mut tx, "Казань", Windows, None, 10).await.unwrap();
        assert_eq!(told, [of_trade.id]);
        let after = Some(of_trade.id);
        let rest = users::executors_to_tell(&mut tx, "Казань", Windows, after, 10).await.unwrap();
        assert_eq!(rest, []);
    }
}
