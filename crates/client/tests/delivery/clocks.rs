//! A clock that is an hour wrong, on a device or on the server: order and ticks do not follow it.

use montaj_client::views::Link;
use montaj_testkit::house::Home;

use crate::scene::{Scene, Step, Way, marks};

const HOUR: i64 = 3600;

/// Everything of a day's work, while both clocks of `wrong` are wrong by so much.
async fn a_days_work(home: Home, way: Way, device: i64, server: i64) {
    let scene = Scene::set(home, way).await;
    let Scene { house, anna, boris, order_id } = &scene;
    boris.clock.set_ahead(device);
    house.clock.set_ahead(server);
    anna.say(*order_id, "Который час?").await;
    boris.until_texts(*order_id, &["Который час?"]).await;
    boris.say(*order_id, "Не знаю").await;
    anna.until_texts(*order_id, &["Который час?", "Не знаю"]).await;
    Step::Start.take(boris, *order_id).await;
    anna.until_order(*order_id, "started", |order| Step::Start.is_taken(order)).await;
    // Right again, in the middle of things.
    boris.clock.set_ahead(0);
    anna.clock.set_ahead(device);
    anna.say(*order_id, "И я").await;
    boris.until_texts(*order_id, &["Который час?", "Не знаю", "И я"]).await;
    for reader in [anna, boris] {
        reader.engine.mark_read(*order_id, i64::MAX).await.unwrap();
        reader.engine.mark_all_notifications_read().await.unwrap();
    }
    let agreement = house.agreement(*order_id).marks(&marks(&[Step::Start]));
    let agreement = agreement.said(anna, &["Который час?", "И я"]).and_read_all();
    agreement.said(boris, &["Не знаю"]).and_read_all().check().await;
    for reader in [anna, boris] {
        let link = if way == Way::Rest { Link::Polling } else { Link::Live };
        reader.until_link(link).await;
        assert_eq!(reader.engine.unread().await.unwrap().notifications, 0, "{}", reader.name);
    }
}

#[tokio::test]
async fn a_device_an_hour_ahead_takes_part_as_ever() {
    a_days_work(Home::File, Way::Socket, HOUR, 0).await;
}

#[tokio::test]
async fn a_device_an_hour_behind_takes_part_as_ever() {
    a_days_work(Home::Memory, Way::Rest, -HOUR, 0).await;
}

#[tokio::test]
async fn a_server_put_an_hour_forward_keeps_everybody() {
    a_days_work(Home::Memory, Way::Socket, 0, HOUR).await;
}

#[tokio::test]
async fn a_server_put_an_hour_back_keeps_everybody() {
    a_days_work(Home::File, Way::Rest, 0, -HOUR).await;
}

#[tokio::test]
async fn a_queue_written_by_wrong_clocks_goes_in_the_order_of_writing() {
    let scene = Scene::set(Home::File, Way::Rest).await;
    let Scene { boris, order_id, .. } = &scene;
    boris.go_offline().await;
    for (ahead, text) in [(0, "Первое"), (HOUR, "Второе"), (-HOUR, "Третье"), (0, "Четвёртое")]
    {
        boris.clock.set_ahead(ahead);
        boris.say(*order_id, text).await;
    }
    boris.proxy.clear();
    scene.agree(&[], &["Первое", "Второе", "Третье", "Четвёртое"]).await;
}
