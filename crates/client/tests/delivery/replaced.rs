//! Refused and replaced while offline: the former executor's queue ends politely, and he sees
//! nothing of what came after him.

use montaj_client::{pending::PendingState, replica::Replica as _, views::DeliveryMark};
use montaj_domain::chat::MessageKind::{Refused, Selected};
use montaj_testkit::house::{Device, Home};

use crate::scene::{Scene, Step, Way};

/// Boris's laptop is offline; on his phone he refuses, and Vera is selected.
struct Replaced {
    scene: Scene,
    vera: Device,
    boris_phone: Device,
}

impl Replaced {
    /// `meanwhile` is done on the laptop while it is offline.
    async fn after(home: Home, way: Way, meanwhile: impl AsyncFnOnce(&Scene)) -> Self {
        let scene = Scene::set(home, way).await;
        let Scene { house, anna, boris, order_id } = &scene;
        anna.say(*order_id, "Ключ у консьержа").await;
        boris.until_texts(*order_id, &["Ключ у консьержа"]).await;
        anna.until_tick(*order_id, DeliveryMark::Delivered).await;
        boris.go_offline().await;
        meanwhile(&scene).await;
        let boris_phone = house.another_of(boris, "Телефон Бориса").await;
        boris_phone.until_chat(*order_id).await;
        boris_phone.engine.cancel_work(*order_id, "Заболел, не смогу".to_owned()).await.unwrap();
        anna.until_order(*order_id, "free", |order| order.executor_id.is_none()).await;
        let vera = house.vera().await;
        vera.respond(*order_id).await;
        anna.engine.select_executor(*order_id, vera.me().await).await.unwrap();
        vera.until_chat(*order_id).await;
        anna.say(*order_id, "Вера, код 4512").await;
        vera.say(*order_id, "Записала").await;
        boris.proxy.clear();
        Self { scene, vera, boris_phone }
    }

    /// Nothing of the order's new life is on either of his devices.
    async fn boris_sees_nothing(&self) {
        let order_id = self.scene.order_id;
        for device in [&self.scene.boris, &self.boris_phone] {
            let lost = |order: &montaj_wire::order::OrderView| order.chat_begins_at_seq.is_none();
            device.until_order(order_id, "lost", lost).await;
            device.until_sent().await;
            assert!(device.engine.chat(order_id, 9).await.is_err(), "{}", device.name);
            assert!(device.engine.chats().await.unwrap().is_empty(), "{}", device.name);
            let kept = device.replica.messages(order_id, 100).await.unwrap();
            assert!(kept.is_empty(), "{} keeps {kept:?}", device.name);
            let order = device.engine.order(order_id).await.unwrap();
            assert!(order.customer.contacts.is_none(), "contacts on {}", device.name);
            assert_eq!(device.engine.unread().await.unwrap().messages, 0);
        }
    }

    /// Anna and Vera are at one, and nothing of Boris's came into their chat.
    async fn the_others_agree(&self) {
        let Scene { house, anna, order_id, .. } = &self.scene;
        let agreement = house.agreement(*order_id).marks(&[Selected, Refused, Selected]);
        let agreement = agreement.said(anna, &["Ключ у консьержа", "Вера, код 4512"]);
        // What Vera sees begins at her selection.
        let begins = self.vera.engine.chat(*order_id, 100).await.unwrap();
        assert!(!begins.has_older);
        let texts = self.vera.texts(*order_id).await;
        assert!(!texts.iter().any(|text| text.contains("консьержа")), "{texts:?}");
        agreement.said(&self.vera, &["Записала"]).check().await;
    }

    /// So many things of the laptop's queue were refused with a reason; he lets them go.
    async fn refused(&self, expected: usize) {
        let boris = &self.scene.boris;
        let refused = boris
            .until("refused", async |engine| {
                let pending = engine.pending().await.ok()?;
                let refused = |item: &&montaj_client::pending::Pending| item.refusal().is_some();
                (pending.iter().filter(refused).count() == expected).then_some(pending)
            })
            .await;
        for item in refused {
            if let PendingState::Refused { problem } = &item.state {
                assert!(!problem.title.is_empty() && problem.status < 500, "{problem:?}");
                boris.engine.discard(item.id).await.unwrap();
            }
        }
        assert!(boris.engine.pending().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn messages_of_a_replaced_executor_are_refused_with_a_reason_by_socket() {
    let replaced = Replaced::after(Home::File, Way::Socket, async |scene| {
        scene.boris.say(scene.order_id, "Выезжаю").await;
        scene.boris.say(scene.order_id, "Почти на месте").await;
    })
    .await;
    replaced.refused(2).await;
    replaced.boris_sees_nothing().await;
    replaced.the_others_agree().await;
}

#[tokio::test]
async fn messages_of_a_replaced_executor_are_refused_with_a_reason_by_rest() {
    let replaced = Replaced::after(Home::Memory, Way::Rest, async |scene| {
        scene.boris.say(scene.order_id, "Выезжаю").await;
    })
    .await;
    replaced.refused(1).await;
    replaced.boris_sees_nothing().await;
    replaced.the_others_agree().await;
}

#[tokio::test]
async fn steps_of_a_replaced_executor_are_refused_and_change_nothing() {
    let replaced = Replaced::after(Home::File, Way::Rest, async |scene| {
        Step::Start.take(&scene.boris, scene.order_id).await;
        Step::Complete.take(&scene.boris, scene.order_id).await;
    })
    .await;
    // The second rests on the first and goes with it.
    replaced.refused(1).await;
    replaced.boris_sees_nothing().await;
    let order = replaced.vera.engine.order(replaced.scene.order_id).await.unwrap();
    assert!(order.work_started_at.is_none() && order.work_done_at.is_none());
    replaced.the_others_agree().await;
}

#[tokio::test]
async fn a_mark_of_reading_of_a_replaced_executor_needs_no_answer() {
    let replaced = Replaced::after(Home::Memory, Way::Socket, async |scene| {
        scene.boris.engine.mark_read(scene.order_id, i64::MAX).await.unwrap();
    })
    .await;
    replaced.boris_sees_nothing().await;
    assert!(replaced.scene.boris.engine.pending().await.unwrap().is_empty());
    replaced.the_others_agree().await;
}

#[tokio::test]
async fn what_a_replaced_executor_tries_again_is_refused_again() {
    let replaced = Replaced::after(Home::File, Way::Socket, async |scene| {
        scene.boris.say(scene.order_id, "Выезжаю").await;
        Step::Start.take(&scene.boris, scene.order_id).await;
    })
    .await;
    let Scene { boris, order_id, .. } = &replaced.scene;
    let both_refused = async || {
        boris
            .until("refused", async |engine| {
                (engine.connection().await.ok()?.refused == 2).then_some(())
            })
            .await;
    };
    both_refused().await;
    for item in boris.engine.pending().await.unwrap() {
        boris.engine.retry(item.id).await.unwrap();
    }
    both_refused().await;
    assert!(boris.engine.complete(*order_id).await.is_err(), "it is no longer his");
    replaced.refused(2).await;
    replaced.boris_sees_nothing().await;
    replaced.the_others_agree().await;
}

#[tokio::test]
async fn what_the_customer_read_before_a_refusal_stays_read_on_all_their_devices() {
    for way in [Way::Socket, Way::Rest] {
        let scene = Scene::set(Home::Memory, way).await;
        let Scene { house, anna, boris, order_id } = &scene;
        let phone = house.another_of(anna, "Телефон Анны").await;
        let said = ["Буду в девять", "Заболел"];
        boris.say_all(*order_id, &said.map(ToOwned::to_owned)).await;
        for device in [anna, &phone] {
            device.until_texts(*order_id, &said).await;
        }
        anna.go_offline().await;
        anna.engine.mark_read(*order_id, i64::MAX).await.unwrap();
        boris.engine.cancel_work(*order_id, "Заболел, не смогу".to_owned()).await.unwrap();
        phone.until_order(*order_id, "free", |order| order.executor_id.is_none()).await;
        // Her mark arrives while nobody is selected.
        anna.proxy.clear();
        anna.until_sent().await;
        let vera = house.vera().await;
        vera.respond(*order_id).await;
        anna.engine.select_executor(*order_id, vera.me().await).await.unwrap();
        vera.until_chat(*order_id).await;
        let agreement = house.agreement(*order_id).marks(&[Selected, Refused, Selected]);
        let agreement = agreement.said(anna, &[""; 0]).and_on(&phone, &[""; 0]).and_read_all();
        let agreement = agreement.formerly(boris.me().await, &said);
        agreement.said(&vera, &[""; 0]).check().await;
    }
}
