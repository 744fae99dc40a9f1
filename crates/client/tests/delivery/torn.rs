//! A connection breaks in the middle of a frame or of an answer: neither half counts.

use montaj_client::views::Link;
use montaj_testkit::{Fault, house::Home, proxy::Toward};

use crate::scene::{Scene, Step, Way, Who, numbered, refs, take};

/// Where in what is said next the connection breaks.
const PLACES: [u64; 6] = [1, 3, 40, 130, 300, 700];

/// Whoever it befalls writes while their connection breaks at one place after another.
async fn writing(home: Home, way: Way, who: Who, toward: Toward) {
    let scene = Scene::set(home, way).await;
    let (writer, _) = scene.cast(who);
    let texts = numbered("Обрыв", PLACES.len() * 2);
    let mut struck = 0;
    for (bytes, pair) in PLACES.into_iter().zip(texts.chunks(2)) {
        take(writer, way).await;
        writer.proxy.set(Fault::CutAfter { bytes, toward });
        writer.say_all(scene.order_id, pair).await;
        writer.until_sent().await;
        struck += usize::from(writer.proxy.fault() == Fault::Pass);
        writer.proxy.clear();
    }
    scene.agree_on(who, &refs(&texts)).await;
    assert!(struck > PLACES.len() / 2, "only {struck} connections broke");
}

/// The same for whoever listens.
async fn listening(home: Home, way: Way, who: Who) {
    let scene = Scene::set(home, way).await;
    let (listener, writer) = scene.cast(who);
    let texts = numbered("Входящее", PLACES.len() * 2);
    let writes = if who == Who::Customer { Who::Executor } else { Who::Customer };
    for (round, pair) in texts.chunks(2).enumerate() {
        take(listener, way).await;
        let toward = Toward::Client;
        listener.proxy.set(Fault::CutAfter { bytes: PLACES[round], toward });
        writer.say_all(scene.order_id, pair).await;
        let so_far = refs(&texts[..round * 2 + 2]);
        listener.until_texts(scene.order_id, &so_far).await;
        listener.proxy.clear();
    }
    scene.agree_on(writes, &refs(&texts)).await;
}

#[tokio::test]
async fn a_frame_torn_on_its_way_out_goes_again() {
    writing(Home::File, Way::Socket, Who::Customer, Toward::Server).await;
}

#[tokio::test]
async fn a_request_torn_on_its_way_out_goes_again() {
    writing(Home::Memory, Way::Rest, Who::Executor, Toward::Server).await;
}

#[tokio::test]
async fn an_ack_torn_on_its_way_back_leaves_the_message_there_once() {
    writing(Home::Memory, Way::Socket, Who::Executor, Toward::Client).await;
}

#[tokio::test]
async fn an_answer_torn_on_its_way_back_leaves_the_message_there_once() {
    writing(Home::File, Way::Rest, Who::Customer, Toward::Client).await;
}

#[tokio::test]
async fn an_event_torn_on_its_way_in_comes_again() {
    listening(Home::File, Way::Socket, Who::Executor).await;
}

#[tokio::test]
async fn a_page_of_changes_torn_on_its_way_in_comes_again() {
    listening(Home::Memory, Way::Rest, Who::Customer).await;
}

#[tokio::test]
async fn a_catch_up_torn_again_and_again_comes_to_its_end() {
    let scene = Scene::set(Home::File, Way::Socket).await;
    let texts = numbered("Накопилось", 80);
    for (bytes, texts) in [300, 700, 1200, 2000, 3000].into_iter().zip(texts.chunks(16)) {
        scene.boris.go_offline().await;
        scene.anna.say_all(scene.order_id, texts).await;
        scene.anna.until_sent().await;
        scene.boris.proxy.set(Fault::CutAfter { bytes, toward: Toward::Client });
        scene
            .boris
            .until("torn", async |_| (scene.boris.proxy.fault() == Fault::Pass).then_some(()))
            .await;
    }
    scene.agree(&refs(&texts), &[]).await;
}

#[tokio::test]
async fn steps_and_marks_torn_both_ways_happen_once() {
    let scene = Scene::set(Home::Memory, Way::Socket).await;
    let Scene { anna, boris, order_id, .. } = &scene;
    anna.say(*order_id, "Начинайте").await;
    boris.until_texts(*order_id, &["Начинайте"]).await;
    let tear = |bytes, toward| boris.proxy.set(Fault::CutAfter { bytes, toward });
    tear(60, Toward::Server);
    boris.engine.mark_read(*order_id, i64::MAX).await.unwrap();
    boris.until_sent().await;
    for (step, toward) in [
        (Step::Start, Toward::Server),
        (Step::Complete, Toward::Client),
        (Step::Close, Toward::Server),
    ] {
        boris.until_link(Link::Live).await;
        tear(50, toward);
        step.take(boris, *order_id).await;
        boris.until_order(*order_id, "taken", |order| step.is_taken(order)).await;
        boris.proxy.clear();
    }
    let agreement = scene.house.agreement(*order_id);
    let agreement = agreement.marks(&crate::scene::marks(Step::Close.up_to()));
    let agreement = agreement.said(anna, &["Начинайте"]).said(boris, &[""; 0]);
    agreement.and_read_all().check().await;
}
