use montaj_domain::{ids::OperationId, settings::PlatformSettings, user::Role};
use montaj_store::{
    admin_log::{self, AdminAct},
    settings,
};

use crate::engines::{NOW, contract};

contract! {
    async fn settings_have_their_defaults_until_they_are_saved(store: Store) {
        let mut tx = store.db.write().await.unwrap();
        assert_eq!(settings::load(&mut tx).await.unwrap(), PlatformSettings::default());
        let changed = PlatformSettings { trial_days: 7, ..PlatformSettings::default() };
        settings::save(&mut tx, &PlatformSettings::default()).await.unwrap();
        settings::save(&mut tx, &changed).await.unwrap();
        assert_eq!(settings::load(&mut tx).await.unwrap(), changed);
    }

    async fn an_administrators_act_is_kept(store: Store) {
        let admin_id = store.person("Глеб", Role::Admin).await;
        let act = AdminAct {
            admin_id,
            action: "BLOCK",
            subject_kind: "user",
            subject_id: "someone",
            reason: Some("спам"),
        };
        let id = OperationId::new(NOW, store.entropy());
        let mut tx = store.db.write().await.unwrap();
        admin_log::add(&mut tx, id, act, NOW).await.unwrap();
        assert!(admin_log::add(&mut tx, id, act, NOW).await.is_err());
    }
}
