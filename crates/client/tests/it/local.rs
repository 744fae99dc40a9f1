//! What a device keeps for itself, and another server.

use montaj_client::{
    error::ClientError,
    local::{Language, LocalSettings, Offers, Theme},
    views::{Change, SessionState},
};

use crate::house::{ANNA, House, PASSWORD, PATIENCE};

#[tokio::test]
async fn settings_of_the_device_outlive_signing_out_and_a_restart() {
    let house = House::open().await;
    let anna = house.anna().await;
    let mut changes = anna.engine.changes();
    let chosen = LocalSettings {
        language: Language::English,
        theme: Theme::Dark,
        close_to_tray: true,
        ..LocalSettings::default()
    };
    anna.engine.save_local_settings(chosen.clone()).await.unwrap();
    let told = async { while changes.next().await != Some(Change::LocalSettings) {} };
    tokio::time::timeout(PATIENCE, told).await.expect("the interface is told");
    anna.engine.log_out().await.unwrap();
    assert_eq!(anna.engine.local_settings().await.unwrap(), chosen);
    let anna = anna.restart().await;
    assert_eq!(anna.engine.local_settings().await.unwrap(), chosen);
}

#[tokio::test]
async fn another_server_is_checked_and_moving_there_signs_out() {
    let (house, other) = (House::open().await, House::open().await);
    let anna = house.anna().await;
    let there = other.device("Сосед").await;
    let url = there.proxy.url();

    let facts = anna.engine.check_server(format!(" {url}/ ")).await.unwrap();
    assert_eq!(facts.url, url);
    assert_eq!(facts.version, env!("CARGO_PKG_VERSION"));
    let refused = anna.engine.move_to_server(url.clone()).await;
    assert!(matches!(refused, Err(ClientError::Rejected(_))), "not offered: {refused:?}");

    anna.engine.offer(Offers { server: true, ..Offers::default() });
    anna.engine.move_to_server(url.clone()).await.unwrap();
    let state = anna.engine.session().await.unwrap();
    assert_eq!(state, SessionState::SignedOut { ended: false });
    assert_eq!(anna.engine.about().await.unwrap().server_url, url);
    let unknown = anna.engine.log_in(ANNA.to_owned(), PASSWORD.to_owned()).await;
    assert!(unknown.is_err(), "the other server does not know her");
    // It stays so, and saving other settings does not change it.
    anna.engine.save_local_settings(LocalSettings::default()).await.unwrap();
    let anna = anna.restart().await;
    assert_eq!(anna.engine.about().await.unwrap().server_url, url);
}

#[tokio::test]
async fn what_is_no_server_of_ours_is_told_apart_from_no_network() {
    let house = House::open().await;
    let anna = house.device("Ноутбук").await;
    let wrong = |error: ClientError| match error {
        ClientError::Rejected(problem) => problem.errors[0].code.to_string(),
        other => panic!("{other:?}"),
    };
    let nonsense = anna.engine.check_server("ftp://montaj".to_owned()).await.unwrap_err();
    assert_eq!(wrong(nonsense), "address");
    // The simulator of SMS answers, but is no server of ours.
    let stranger = anna.engine.check_server(house.sandbox.base_url()).await.unwrap_err();
    assert_eq!(wrong(stranger), "not_a_server");
    let nobody = anna.engine.check_server("http://127.0.0.1:1".to_owned()).await;
    assert_eq!(nobody, Err(ClientError::Offline));
}
