//! A link on which bytes vanish and nobody is told: noticed by the silence, then gone round.

use montaj_client::views::Link;
use montaj_testkit::{
    Fault,
    house::{Device, Home, hasty},
    proxy::Toward,
};

use crate::scene::{Scene, Step, Way, Who, until_committed};

/// The link was taken for dead.
async fn until_noticed(device: &Device) {
    device
        .until("not live", async |engine| {
            let link = engine.connection().await.ok()?.link;
            (link != Link::Live).then_some(())
        })
        .await;
}

async fn a_message(home: Home, who: Who, toward: Option<Toward>) {
    let scene = Scene::timed(home, Way::Socket, hasty()).await;
    let (writer, _) = scene.cast(who);
    writer.proxy.set(Fault::HalfOpen { toward });
    writer.say(scene.order_id, "Слышно меня?").await;
    if toward == Some(Toward::Client) {
        // It has arrived; only nobody tells.
        until_committed(&scene.house, scene.order_id, 1).await;
    }
    until_noticed(writer).await;
    writer.proxy.clear();
    writer.say(scene.order_id, "А теперь?").await;
    scene.agree_on(who, &["Слышно меня?", "А теперь?"]).await;
}

#[tokio::test]
async fn a_message_out_into_nothing_goes_again() {
    a_message(Home::File, Who::Customer, Some(Toward::Server)).await;
}

#[tokio::test]
async fn a_message_whose_ack_vanishes_is_there_once() {
    a_message(Home::Memory, Who::Executor, Some(Toward::Client)).await;
}

#[tokio::test]
async fn a_message_on_a_link_dead_both_ways_goes_when_it_lives() {
    a_message(Home::File, Who::Executor, None).await;
}

#[tokio::test]
async fn whoever_hears_nothing_hears_all_of_it_later() {
    let scene = Scene::timed(Home::Memory, Way::Socket, hasty()).await;
    scene.boris.proxy.set(Fault::HalfOpen { toward: Some(Toward::Client) });
    for text in ["Раз", "Два", "Три"] {
        scene.anna.say(scene.order_id, text).await;
    }
    scene.anna.until_sent().await;
    until_noticed(&scene.boris).await;
    scene.boris.proxy.clear();
    scene.agree(&["Раз", "Два", "Три"], &[]).await;
}

#[tokio::test]
async fn a_step_whose_answer_vanishes_happens_once() {
    let scene = Scene::timed(Home::File, Way::Socket, hasty()).await;
    scene.boris.proxy.set(Fault::HalfOpen { toward: Some(Toward::Client) });
    Step::Start.take(&scene.boris, scene.order_id).await;
    scene.anna.until_order(scene.order_id, "started", |order| Step::Start.is_taken(order)).await;
    until_noticed(&scene.boris).await;
    scene.boris.proxy.clear();
    scene.agree_done(&[Step::Start]).await;
}

#[tokio::test]
async fn a_mark_of_reading_out_into_nothing_goes_again() {
    let scene = Scene::timed(Home::Memory, Way::Rest, hasty()).await;
    scene.boris.say(scene.order_id, "Прочтите").await;
    scene.anna.until_texts(scene.order_id, &["Прочтите"]).await;
    scene.anna.proxy.set(Fault::HalfOpen { toward: Some(Toward::Server) });
    scene.anna.engine.mark_read(scene.order_id, i64::MAX).await.unwrap();
    scene.anna.until_link(Link::Offline).await;
    scene.anna.proxy.clear();
    scene.agree_read(Who::Customer, &["Прочтите"]).await;
}
