//! What travels side by side arrives in another order: the newer stays, and nothing is undone.

use montaj_testkit::{
    Fault,
    house::{Home, House, draft, hasty, timings},
    proxy::Toward,
};

use crate::scene::{Scene, Step, Way, Who, numbered, refs};

#[tokio::test]
async fn an_answer_overtaken_by_its_own_event_undoes_nothing() {
    let scene = Scene::set(Home::File, Way::Socket).await;
    let request = scene.path("start-work");
    scene.boris.proxy.set(Fault::Overtaken { request, toward: Toward::Client, by: 2 });
    Step::Start.take(&scene.boris, scene.order_id).await;
    scene.agree_done(&[Step::Start]).await;
    scene.has_struck(Who::Executor);
}

#[tokio::test]
async fn an_answer_overtaken_by_news_of_the_other_side_undoes_nothing() {
    let house = House::furnished(Home::Memory, timings(), |_| ()).await;
    let (anna, boris) = (house.anna().await, house.boris().await);
    let order = anna.engine.post_order(draft()).await.unwrap();
    boris.respond(order.id).await;
    // The answer to the selection comes after the executor has started, refused by nobody.
    let request = format!("POST /api/orders/{}/select-executor", order.id);
    anna.proxy.set(Fault::Overtaken { request, toward: Toward::Client, by: 1_000 });
    let boris_id = boris.me().await;
    let selecting = async { anna.engine.select_executor(order.id, boris_id).await };
    let working = async {
        boris.until_chat(order.id).await;
        Step::Start.take(&boris, order.id).await;
        anna.until_order(order.id, "started", |order| Step::Start.is_taken(order)).await;
        anna.proxy.clear();
    };
    let (selected, ()) = tokio::join!(selecting, working);
    selected.unwrap();
    let agreement = house.agreement(order.id).marks(&crate::scene::marks(&[Step::Start]));
    agreement.said(&anna, &[""; 0]).said(&boris, &[""; 0]).check().await;
}

#[tokio::test]
async fn a_message_held_up_on_its_way_and_sent_again_is_there_once() {
    let scene = Scene::timed(Home::File, Way::Rest, hasty()).await;
    let request = scene.messages();
    scene.anna.proxy.set(Fault::Overtaken { request, toward: Toward::Server, by: 100_000 });
    let texts = ["Долго шло", "Пришло раньше"];
    for text in texts {
        scene.anna.say(scene.order_id, text).await;
    }
    // The first is given up, sent again, and only then arrives a second time.
    scene.boris.until_texts(scene.order_id, &texts).await;
    scene.anna.proxy.clear();
    scene.anna.say(scene.order_id, "После").await;
    scene.agree(&["Долго шло", "Пришло раньше", "После"], &[]).await;
}

#[tokio::test]
async fn a_step_held_up_on_its_way_and_sent_again_happens_once() {
    let scene = Scene::timed(Home::Memory, Way::Socket, hasty()).await;
    let request = scene.path("start-work");
    scene.boris.proxy.set(Fault::Overtaken { request, toward: Toward::Server, by: 100_000 });
    Step::Start.take(&scene.boris, scene.order_id).await;
    scene.anna.until_order(scene.order_id, "started", |order| Step::Start.is_taken(order)).await;
    Step::Complete.take(&scene.boris, scene.order_id).await;
    scene.boris.proxy.clear();
    scene.agree_done(Step::Complete.up_to()).await;
}

#[tokio::test]
async fn orders_overtake_each_other_but_no_message_its_neighbour() {
    let scene = Scene::set(Home::File, Way::Rest).await;
    let Scene { house, anna, boris, order_id } = &scene;
    let other = house.hired(anna, boris).await;
    let request = scene.messages();
    anna.proxy.set(Fault::Overtaken { request, toward: Toward::Server, by: 6 });
    let (first, second) = (numbered("Первый заказ", 5), numbered("Второй заказ", 5));
    for (one, another) in first.iter().zip(&second) {
        anna.say(*order_id, one).await;
        anna.say(other, another).await;
    }
    scene.agree(&refs(&first), &[]).await;
    scene.has_struck(Who::Customer);
    let agreement = house.agreement(other).said(anna, &second);
    agreement.said(boris, &[""; 0]).check().await;
}
