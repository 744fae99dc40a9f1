//! A request reaches the server twice, both at once: one effect.

use montaj_domain::chat::MessageKind::Selected;
use montaj_testkit::{
    Fault, eventually,
    house::{Device, Home, House, PATIENCE, draft, timings},
};

use crate::scene::{Scene, Step, Way, Who};

fn twice(request: String) -> Fault {
    Fault::Duplicate { request }
}

/// The copy has had its answer, too.
async fn until_doubled(device: &Device) {
    eventually(PATIENCE, async || match device.proxy.duplicated() {
        1 => Ok(()),
        other => Err(format!("{other} requests were doubled")),
    })
    .await;
}

#[tokio::test]
async fn a_doubled_message_is_there_once() {
    let scene = Scene::set(Home::File, Way::Rest).await;
    scene.anna.proxy.set(twice(scene.messages()));
    for text in ["Раз", "Два"] {
        scene.anna.say(scene.order_id, text).await;
    }
    until_doubled(&scene.anna).await;
    scene.agree(&["Раз", "Два"], &[]).await;
}

#[tokio::test]
async fn a_doubled_mark_of_reading_counts_once() {
    let scene = Scene::set(Home::Memory, Way::Rest).await;
    scene.anna.say(scene.order_id, "Прочтите").await;
    scene.boris.until_texts(scene.order_id, &["Прочтите"]).await;
    scene.boris.proxy.set(twice(scene.mark_read()));
    scene.boris.engine.mark_read(scene.order_id, i64::MAX).await.unwrap();
    until_doubled(&scene.boris).await;
    scene.agree_read(Who::Executor, &["Прочтите"]).await;
}

#[tokio::test]
async fn a_doubled_start_happens_once() {
    let scene = Scene::set(Home::Memory, Way::Socket).await;
    scene.boris.proxy.set(twice(scene.path("start-work")));
    Step::Start.take(&scene.boris, scene.order_id).await;
    until_doubled(&scene.boris).await;
    scene.agree_done(&[Step::Start]).await;
}

#[tokio::test]
async fn a_doubled_close_happens_once() {
    let scene = Scene::set(Home::File, Way::Socket).await;
    scene.come_to(Step::Close).await;
    scene.boris.proxy.set(twice(scene.path("close")));
    Step::Close.take(&scene.boris, scene.order_id).await;
    until_doubled(&scene.boris).await;
    scene.agree_done(Step::Close.up_to()).await;
    let boris = scene.boris.engine.public_profile(scene.boris.me().await).await.unwrap();
    assert_eq!(boris.completed_orders, 1);
}

#[tokio::test]
async fn a_doubled_order_response_and_selection_are_one_of_each() {
    let house = House::furnished(Home::File, timings(), |_| ()).await;
    let (anna, boris) = (house.anna().await, house.boris().await);
    anna.proxy.set(twice("POST /api/orders ".to_owned()));
    let order = anna.engine.post_order(draft()).await.unwrap();
    until_doubled(&anna).await;
    boris.proxy.set(twice("POST /api/responses".to_owned()));
    boris.respond(order.id).await;
    until_doubled(&boris).await;
    let path = format!("POST /api/orders/{}/select-executor", order.id);
    anna.proxy.set(twice(path));
    anna.engine.select_executor(order.id, boris.me().await).await.unwrap();
    boris.until_chat(order.id).await;
    let orders = anna.engine.my_orders().await.unwrap();
    assert_eq!(orders.iter().map(|order| order.id).collect::<Vec<_>>(), [order.id]);
    assert_eq!(anna.engine.order_responses(order.id).await.unwrap().len(), 1);
    let agreement = house.agreement(order.id).marks(&[Selected]);
    agreement.said(&anna, &[""; 0]).said(&boris, &[""; 0]).check().await;
}
