//! The log no longer reaches back to where a device stands: it starts anew and keeps its own.

use montaj_client::{
    replica::{Replica as _, Write},
    views::DeliveryMark,
};
use montaj_server::jobs;
use montaj_store::events;
use montaj_testkit::{
    house::{Device, Home, House, timings},
    postgres::TestDatabase,
};

use crate::scene::{Scene, Step, Way, Who, marks, numbered, refs};

const TWO_DAYS_SECS: i64 = 2 * 24 * 3600;

/// Forgets the person's log up to its newest entry.
async fn trim(scene: &Scene, device: &Device) {
    let user_id = device.me().await;
    scene
        .house
        .on_server(async |app| {
            let mut tx = app.db.write().await.unwrap();
            let head = events::head(&mut tx, user_id).await.unwrap();
            events::trim(&mut tx, user_id, head.last_seq).await.unwrap();
            tx.commit(app.now()).await.unwrap();
        })
        .await;
}

async fn trimmed(home: Home, way: Way, who: Who) {
    let scene = Scene::set(home, way).await;
    let (sleeper, other) = scene.cast(who);
    let (before, meanwhile) = (numbered("Раньше", 3), numbered("Тем временем", 70));
    other.say_all(scene.order_id, &before).await;
    sleeper.until_texts(scene.order_id, &refs(&before)).await;
    sleeper.go_offline().await;
    sleeper.say(scene.order_id, "Ждёт в исходящих").await;
    other.say_all(scene.order_id, &meanwhile).await;
    other.until_sent().await;
    trim(&scene, sleeper).await;
    sleeper.proxy.clear();
    let texts = [before, meanwhile].concat();
    let agreement = scene.house.agreement(scene.order_id).said(other, &texts);
    agreement.said(sleeper, &["Ждёт в исходящих"]).check().await;
}

#[tokio::test]
async fn a_cursor_older_than_the_log_starts_anew_by_socket() {
    trimmed(Home::File, Way::Socket, Who::Executor).await;
}

#[tokio::test]
async fn a_cursor_older_than_the_log_starts_anew_by_rest() {
    trimmed(Home::Memory, Way::Rest, Who::Customer).await;
}

#[tokio::test]
async fn a_step_and_a_mark_of_reading_outlive_the_new_start() {
    let scene = Scene::set(Home::File, Way::Rest).await;
    let Scene { house, anna, boris, order_id } = &scene;
    anna.say(*order_id, "Начинайте").await;
    boris.until_texts(*order_id, &["Начинайте"]).await;
    boris.go_offline().await;
    boris.engine.mark_read(*order_id, i64::MAX).await.unwrap();
    Step::Start.take(boris, *order_id).await;
    trim(&scene, boris).await;
    // Something that the trimmed log no longer tells.
    anna.say(*order_id, "И закончите").await;
    anna.until_sent().await;
    trim(&scene, boris).await;
    boris.proxy.clear();
    boris.until_texts(*order_id, &["Начинайте", "И закончите"]).await;
    boris.engine.mark_read(*order_id, i64::MAX).await.unwrap();
    let agreement = house.agreement(*order_id).marks(&marks(&[Step::Start]));
    let agreement = agreement.said(anna, &["Начинайте", "И закончите"]);
    agreement.said(boris, &[""; 0]).and_read_all().check().await;
}

#[tokio::test]
async fn a_cursor_ahead_of_a_server_that_was_restored_starts_anew() {
    let scene = Scene::set(Home::Memory, Way::Socket).await;
    scene.boris.go_offline().await;
    scene.boris.say(scene.order_id, "Из будущего").await;
    scene.boris.replica.write(vec![Write::Cursor(1_000_000)]).await.unwrap();
    scene.boris.proxy.clear();
    scene.agree(&[], &["Из будущего"]).await;
}

/// The server tidies up while a phone is off: what its person's other device has stored is gone
/// from the log when the phone comes back.
async fn tidied_up(database_url: Option<&str>) {
    let house = House::furnished(Home::File, timings(), |config| {
        config.retention.events_days = 1;
        if let Some(url) = database_url {
            config.database.url = url.to_owned();
        }
    })
    .await;
    let (anna, boris, order_id) = house.at_work().await;
    let phone = house.another_of(&boris, "Телефон Бориса").await;
    let texts = numbered("Анна", 40);
    anna.say(order_id, &texts[0]).await;
    phone.until_texts(order_id, &[&texts[0]]).await;
    phone.go_offline().await;
    phone.say(order_id, "Ждёт в исходящих").await;
    anna.say_all(order_id, &texts[1..]).await;
    boris.until_texts(order_id, &refs(&texts)).await;
    anna.until_tick(order_id, DeliveryMark::Delivered).await;

    house.clock.set_ahead(TWO_DAYS_SECS);
    let me = boris.me().await;
    let (tidied, head, left) = house
        .on_server(async |app| {
            let tidied = jobs::tidy(app).await.unwrap();
            let mut tx = app.db.read().await.unwrap();
            let head = events::head(&mut tx, me).await.unwrap();
            (tidied, head, events::after(&mut tx, me, 0, 10_000).await.unwrap())
        })
        .await;
    assert!(tidied.events >= 40, "{tidied:?}");
    let stood = phone.replica.cursor().await.unwrap().unwrap();
    assert!(stood < head.trimmed_seq, "{stood}, {head:?}");
    let seqs = left.iter().map(|event| event.seq);
    assert!(seqs.eq(head.trimmed_seq + 1..=head.last_seq), "a gap in what is left");

    phone.proxy.clear();
    anna.say(order_id, "После уборки").await;
    let texts = [texts, vec!["После уборки".to_owned()]].concat();
    let agreement = house.agreement(order_id).said(&anna, &texts).said(&boris, &[""; 0]);
    agreement.and_on(&phone, &["Ждёт в исходящих"]).check().await;
}

#[tokio::test]
async fn a_device_that_slept_through_the_tidying_up_starts_anew_on_sqlite() {
    tidied_up(None).await;
}

#[tokio::test]
async fn a_device_that_slept_through_the_tidying_up_starts_anew_on_postgres() {
    let database = TestDatabase::create().await.unwrap();
    tidied_up(Some(database.url())).await;
}
