//! A request is lost, or its answer after the effect: once in the end, whichever it was.

use montaj_domain::chat::MessageKind::{Refused, Selected};
use montaj_testkit::{
    Fault,
    house::{Home, House, draft},
    proxy::Toward,
};

use crate::scene::{Scene, Step, Way, Who};

async fn a_message(home: Home, way: Way, who: Who, fault: impl FnOnce(&Scene) -> Fault) {
    let scene = Scene::set(home, way).await;
    let (writer, _) = scene.cast(who);
    writer.proxy.set(fault(&scene));
    let texts = ["Первое", "Второе", "Третье"];
    for text in texts {
        writer.say(scene.order_id, text).await;
    }
    scene.agree_on(who, &texts).await;
    scene.has_struck(who);
}

/// Boris edits a message and deletes another, and one of the two is struck.
async fn a_change(home: Home, way: Way, method: &str, fault: fn(String) -> Fault) {
    let scene = Scene::set(home, way).await;
    let (boris, order_id) = (&scene.boris, scene.order_id);
    let say = async |text: &str| {
        boris.engine.send_message(order_id, text.to_owned(), None).await.unwrap()
    };
    let (one, two) = (say("Раз").await, say("Два").await);
    scene.agree(&[], &["Раз", "Два"]).await;
    let struck = if method == "PATCH" { one } else { two };
    boris.proxy.set(fault(format!("{method} /api/chat/{order_id}/messages/{struck}")));
    boris.engine.edit_message(order_id, one, "Три".to_owned()).await.unwrap();
    boris.engine.delete_message(order_id, two).await.unwrap();
    scene.agree(&[], &["Три", ""]).await;
    scene.has_struck(Who::Executor);
}

async fn a_mark_of_reading(home: Home, way: Way, who: Who, fault: impl FnOnce(&Scene) -> Fault) {
    let scene = Scene::set(home, way).await;
    let (reader, writer) = scene.cast(who);
    writer.say(scene.order_id, "Прочтите").await;
    reader.until_texts(scene.order_id, &["Прочтите"]).await;
    reader.proxy.set(fault(&scene));
    reader.engine.mark_read(scene.order_id, i64::MAX).await.unwrap();
    assert_eq!(reader.engine.unread().await.unwrap().messages, 0, "read here at once");
    scene.agree_read(who, &["Прочтите"]).await;
    scene.has_struck(who);
}

async fn a_step(home: Home, way: Way, step: Step, fault: impl FnOnce(&Scene) -> Fault) {
    let scene = Scene::set(home, way).await;
    scene.come_to(step).await;
    scene.boris.proxy.set(fault(&scene));
    step.take(&scene.boris, scene.order_id).await;
    scene.agree_done(step.up_to()).await;
    scene.has_struck(Who::Executor);
}

const NEXT_OUT: Fault = Fault::CutAfter { bytes: 0, toward: Toward::Server };
const NEXT_IN: Fault = Fault::CutAfter { bytes: 0, toward: Toward::Client };

fn request(request: String) -> Fault {
    Fault::DropRequest { request }
}

fn answer(request: String) -> Fault {
    Fault::DropAnswer { request }
}

#[tokio::test]
async fn a_message_lost_on_the_socket_goes_again() {
    a_message(Home::File, Way::Socket, Who::Customer, |_| NEXT_OUT).await;
}

#[tokio::test]
async fn a_message_whose_ack_was_lost_on_the_socket_is_there_once() {
    a_message(Home::Memory, Way::Socket, Who::Executor, |_| NEXT_IN).await;
}

#[tokio::test]
async fn a_message_whose_request_was_lost_goes_again() {
    a_message(Home::Memory, Way::Rest, Who::Customer, |scene| request(scene.messages())).await;
}

#[tokio::test]
async fn a_message_whose_answer_was_lost_is_there_once() {
    a_message(Home::File, Way::Rest, Who::Executor, |scene| answer(scene.messages())).await;
}

#[tokio::test]
async fn an_edit_whose_request_was_lost_goes_again() {
    a_change(Home::File, Way::Socket, "PATCH", request).await;
}

#[tokio::test]
async fn an_edit_whose_answer_was_lost_happens_once() {
    a_change(Home::Memory, Way::Rest, "PATCH", answer).await;
}

#[tokio::test]
async fn a_deletion_whose_request_was_lost_goes_again() {
    a_change(Home::Memory, Way::Socket, "DELETE", request).await;
}

#[tokio::test]
async fn a_deletion_whose_answer_was_lost_happens_once() {
    a_change(Home::File, Way::Rest, "DELETE", answer).await;
}

#[tokio::test]
async fn a_mark_of_reading_whose_request_was_lost_goes_again() {
    let fault = |scene: &Scene| request(scene.mark_read());
    a_mark_of_reading(Home::Memory, Way::Socket, Who::Executor, fault).await;
}

#[tokio::test]
async fn a_mark_of_reading_whose_answer_was_lost_counts_once() {
    let fault = |scene: &Scene| answer(scene.mark_read());
    a_mark_of_reading(Home::File, Way::Rest, Who::Customer, fault).await;
}

#[tokio::test]
async fn a_start_whose_request_was_lost_goes_again() {
    let fault = |scene: &Scene| request(scene.path("start-work"));
    a_step(Home::File, Way::Socket, Step::Start, fault).await;
}

#[tokio::test]
async fn a_start_whose_answer_was_lost_happens_once() {
    let fault = |scene: &Scene| answer(scene.path("start-work"));
    a_step(Home::Memory, Way::Rest, Step::Start, fault).await;
}

#[tokio::test]
async fn a_completion_whose_answer_was_lost_happens_once() {
    let fault = |scene: &Scene| answer(scene.path("complete"));
    a_step(Home::File, Way::Rest, Step::Complete, fault).await;
}

#[tokio::test]
async fn a_close_whose_answer_was_lost_happens_once() {
    let fault = |scene: &Scene| answer(scene.path("close"));
    a_step(Home::Memory, Way::Socket, Step::Close, fault).await;
}

#[tokio::test]
async fn a_refusal_whose_answer_was_lost_frees_the_order_once() {
    let scene = Scene::set(Home::File, Way::Socket).await;
    let Scene { house, anna, boris, order_id } = &scene;
    boris.proxy.set(answer(scene.path("cancel-work")));
    boris.engine.cancel_work(*order_id, "Заболел, не смогу".to_owned()).await.unwrap();
    anna.until_order(*order_id, "free again", |order| order.executor_id.is_none()).await;
    boris.until_sent().await;
    scene.has_struck(Who::Executor);
    let vera = house.vera().await;
    vera.respond(*order_id).await;
    anna.engine.select_executor(*order_id, vera.me().await).await.unwrap();
    vera.until_chat(*order_id).await;
    let agreement = house.agreement(*order_id).marks(&[Selected, Refused, Selected]);
    agreement.said(anna, &[""; 0]).said(&vera, &[""; 0]).check().await;
}

#[tokio::test]
async fn a_selection_whose_answer_was_lost_happens_once() {
    let house = House::furnished(Home::Memory, montaj_testkit::house::timings(), |_| ()).await;
    let (anna, boris) = (house.anna().await, house.boris().await);
    let order = anna.engine.post_order(draft()).await.unwrap();
    boris.respond(order.id).await;
    let path = format!("POST /api/orders/{}/select-executor", order.id);
    anna.proxy.set(answer(path));
    anna.engine.select_executor(order.id, boris.me().await).await.unwrap();
    boris.until_chat(order.id).await;
    assert_eq!(anna.proxy.fault(), Fault::Pass);
    let agreement = house.agreement(order.id).marks(&[Selected]);
    agreement.said(&anna, &[""; 0]).said(&boris, &[""; 0]).check().await;
}
