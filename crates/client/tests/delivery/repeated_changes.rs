//! A change of a message had its effect, its answer was lost, and before it goes again the same
//! person changes the message on another device: the repetition takes nothing back. And edits of
//! what is just leaving.

use montaj_domain::{chat::MessageKind, ids::MessageId};
use montaj_testkit::{
    Fault,
    house::{Device, Home},
    proxy::Toward,
};

use crate::scene::{Scene, Step, Way, numbered, refs, take};

/// Anna's laptop and phone, and what she said that is on all devices.
struct Two {
    scene: Scene,
    phone: Device,
    said: MessageId,
}

impl Two {
    async fn set(home: Home, way: Way) -> Self {
        let scene = Scene::set(home, way).await;
        let order_id = scene.order_id;
        let phone = scene.house.another_of(&scene.anna, "Телефон").await;
        take(&phone, way).await;
        phone.until_chat(order_id).await;
        let said = scene.anna.engine.send_message(order_id, "Раз".to_owned(), None).await.unwrap();
        let two = Self { scene, phone, said };
        two.agree("Раз").await;
        two
    }

    async fn agree(&self, text: &str) {
        let Scene { house, anna, boris, order_id } = &self.scene;
        let agreement = house.agreement(*order_id).said(anna, &[text]);
        agreement.and_on(&self.phone, &[""; 0]).said(boris, &[""; 0]).check().await;
        for device in [anna, &self.phone] {
            device.until_sent().await;
            let pending = device.engine.pending().await.unwrap();
            assert!(pending.is_empty(), "{} is left with {pending:?}", device.name);
        }
    }

    /// The laptop's answers get lost until it is off; its change has its effect.
    async fn change_unanswered(&self, change: impl AsyncFnOnce(&Device), text: &str) {
        let Scene { anna, boris, order_id, .. } = &self.scene;
        anna.proxy.set(Fault::HalfOpen { toward: Some(Toward::Client) });
        change(anna).await;
        boris.until_texts(*order_id, &[text]).await;
        anna.go_offline().await;
        let waits = anna.engine.connection().await.unwrap().queued;
        assert_eq!(waits, 1, "the laptop has no answer");
    }

    async fn edit(&self, on: &Device, text: &str) {
        on.engine.edit_message(self.scene.order_id, self.said, text.to_owned()).await.unwrap();
    }

    async fn delete(&self, on: &Device) {
        on.engine.delete_message(self.scene.order_id, self.said).await.unwrap();
    }
}

async fn an_edit_then_an_edit(home: Home, way: Way) {
    let two = Two::set(home, way).await;
    let Scene { anna, boris, order_id, .. } = &two.scene;
    two.change_unanswered(async |laptop| two.edit(laptop, "Два").await, "Два").await;
    two.edit(&two.phone, "Три").await;
    boris.until_texts(*order_id, &["Три"]).await;
    anna.proxy.clear();
    two.agree("Три").await;
}

#[tokio::test]
async fn an_edit_that_is_repeated_does_not_take_back_a_newer_one_by_socket() {
    an_edit_then_an_edit(Home::File, Way::Socket).await;
}

#[tokio::test]
async fn an_edit_that_is_repeated_does_not_take_back_a_newer_one_by_rest() {
    an_edit_then_an_edit(Home::Memory, Way::Rest).await;
}

#[tokio::test]
async fn an_edit_that_a_restarted_device_repeats_does_not_take_back_a_newer_one() {
    let mut two = Two::set(Home::File, Way::Socket).await;
    two.change_unanswered(async |laptop| two.edit(laptop, "Два").await, "Два").await;
    two.edit(&two.phone, "Три").await;
    two.scene.boris.until_texts(two.scene.order_id, &["Три"]).await;
    two.scene.anna = two.scene.anna.kill().await;
    two.scene.anna.proxy.clear();
    two.agree("Три").await;
}

#[tokio::test]
async fn an_edit_that_is_repeated_after_the_order_was_closed_is_done_and_not_refused() {
    let two = Two::set(Home::Memory, Way::Socket).await;
    let Scene { anna, boris, order_id, .. } = &two.scene;
    two.change_unanswered(async |laptop| two.edit(laptop, "Два").await, "Два").await;
    two.edit(&two.phone, "Три").await;
    boris.until_texts(*order_id, &["Три"]).await;
    for step in Step::Close.up_to() {
        step.take(boris, *order_id).await;
    }
    boris.until_order(*order_id, "closed", |order| order.closed_at.is_some()).await;
    anna.proxy.clear();
    two.agree("Три").await;
}

async fn an_edit_then_a_deletion(home: Home, way: Way) {
    let two = Two::set(home, way).await;
    let Scene { anna, boris, order_id, .. } = &two.scene;
    two.change_unanswered(async |laptop| two.edit(laptop, "Два").await, "Два").await;
    two.delete(&two.phone).await;
    boris.until_texts(*order_id, &[""]).await;
    anna.proxy.clear();
    two.agree("").await;
}

#[tokio::test]
async fn an_edit_that_is_repeated_brings_back_nothing_that_was_deleted_by_socket() {
    an_edit_then_a_deletion(Home::Memory, Way::Socket).await;
}

#[tokio::test]
async fn an_edit_that_is_repeated_brings_back_nothing_that_was_deleted_by_rest() {
    an_edit_then_a_deletion(Home::File, Way::Rest).await;
}

async fn a_deletion_then_an_edit(home: Home, way: Way) {
    let two = Two::set(home, way).await;
    let Scene { anna, boris, order_id, .. } = &two.scene;
    // The phone does not know of the deletion when it edits.
    two.phone.go_offline().await;
    two.edit(&two.phone, "Три").await;
    two.change_unanswered(async |laptop| two.delete(laptop).await, "").await;
    two.phone.proxy.clear();
    two.phone.until_sent().await;
    for step in Step::Close.up_to() {
        step.take(boris, *order_id).await;
    }
    boris.until_order(*order_id, "closed", |order| order.closed_at.is_some()).await;
    anna.proxy.clear();
    two.agree("").await;
    let shown = anna.engine.chat(*order_id, 50).await.unwrap().lines;
    let shown = format!("{shown:?}");
    assert!(!shown.contains("Раз") && !shown.contains("Три"), "{shown}");
    assert!(shown.contains(&format!("{:?}", MessageKind::Closed)));
}

#[tokio::test]
async fn a_deletion_that_is_repeated_after_an_edit_and_the_orders_end_stays_by_socket() {
    a_deletion_then_an_edit(Home::File, Way::Socket).await;
}

#[tokio::test]
async fn a_deletion_that_is_repeated_after_an_edit_and_the_orders_end_stays_by_rest() {
    a_deletion_then_an_edit(Home::Memory, Way::Rest).await;
}

async fn edits_of_what_is_just_leaving(home: Home, way: Way) {
    let scene = Scene::set(home, way).await;
    let (boris, order_id) = (&scene.boris, scene.order_id);
    let texts = numbered("Исправлено", 60);
    for text in &texts {
        let id = boris.engine.send_message(order_id, "Черновик".to_owned(), None).await.unwrap();
        boris.engine.edit_message(order_id, id, text.clone()).await.unwrap();
    }
    scene.agree(&[], &refs(&texts)).await;
}

#[tokio::test]
async fn what_is_edited_just_as_it_leaves_arrives_as_it_was_edited_by_socket() {
    edits_of_what_is_just_leaving(Home::File, Way::Socket).await;
}

#[tokio::test]
async fn what_is_edited_just_as_it_leaves_arrives_as_it_was_edited_by_rest() {
    edits_of_what_is_just_leaving(Home::Memory, Way::Rest).await;
}
