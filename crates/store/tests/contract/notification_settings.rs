use montaj_domain::{
    ids::NotificationId,
    notification::{NotificationKind, QuietHours},
    user::Role,
};
use montaj_store::{
    notification_settings::{self, Chosen, Mute, Switches},
    notifications::{self, Notification},
};

use crate::engines::{NOW, contract};

const SILENT: Switches = Switches {
    kind: NotificationKind::Response,
    in_app: false,
    push: true,
    email: true,
    sms: false,
};

contract! {
    async fn what_a_person_chose_is_kept_and_is_theirs(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let (kitchen, hall) = (store.order(anna).await, store.order(anna).await);
        let mut tx = store.db.write().await.unwrap();
        let nothing = notification_settings::load(&mut tx, anna, NOW).await.unwrap();
        assert_eq!(nothing, Chosen::default());
        let hours = QuietHours { on: true, from_minute: 90, ..QuietHours::default() };
        for push in [false, true] {
            let switches = Switches { push, ..SILENT };
            notification_settings::save_switches(&mut tx, anna, switches).await.unwrap();
            let hours = QuietHours { on: push, ..hours.clone() };
            notification_settings::save_quiet_hours(&mut tx, anna, &hours).await.unwrap();
        }
        let muted = Mute { order_id: kitchen, until: None };
        for until in [Some(NOW), None] {
            notification_settings::mute(&mut tx, anna, Mute { until, ..muted }).await.unwrap();
        }
        let over = Mute { order_id: hall, until: Some(NOW) };
        notification_settings::mute(&mut tx, anna, over).await.unwrap();
        let chosen = notification_settings::load(&mut tx, anna, NOW).await.unwrap();
        let expected =
            Chosen { switches: vec![SILENT], quiet_hours: Some(hours), mutes: vec![muted] };
        assert_eq!(chosen, expected);
        let of_boris = notification_settings::load(&mut tx, boris, NOW).await.unwrap();
        assert_eq!(of_boris, Chosen::default());
        assert!(!notification_settings::unmute(&mut tx, boris, kitchen).await.unwrap());
        assert!(notification_settings::unmute(&mut tx, anna, kitchen).await.unwrap());
        assert!(!notification_settings::unmute(&mut tx, anna, kitchen).await.unwrap());
    }

    async fn a_kind_that_is_off_in_the_app_comes_as_read(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let mut tx = store.db.write().await.unwrap();
        notification_settings::save_switches(&mut tx, anna, SILENT).await.unwrap();
        for (kind, read_at) in
            [(NotificationKind::Response, Some(NOW)), (NotificationKind::Started, None)]
        {
            let told = Notification {
                id: NotificationId::new(NOW, store.entropy()),
                user_id: anna,
                kind,
                title: "Новый отклик".into(),
                body: "Борис откликнулся".into(),
                facts: None,
                order_id: None,
                created_at: NOW,
                read_at: None,
            };
            assert_eq!(notifications::insert(&mut tx, &told).await.unwrap(), read_at);
            let kept = notifications::find(&mut tx, anna, told.id).await.unwrap().unwrap();
            assert_eq!(kept.read_at, read_at);
        }
        assert_eq!(notifications::unread_count(&mut tx, anna).await.unwrap(), 1);
    }
}
