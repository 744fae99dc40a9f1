//! The program is killed between saving and sending, and between the answer and saving it.

use montaj_client::{
    replica::Write,
    views::{DeliveryMark, Link},
};
use montaj_domain::ids::MessageId;
use montaj_testkit::house::{Device, Home};

use crate::scene::{Scene, Step, Way, Who};

fn enqueues(batch: &[Write]) -> bool {
    batch.iter().any(|write| matches!(write, Write::Enqueue(_)))
}

fn dequeues(batch: &[Write]) -> bool {
    batch.iter().any(|write| matches!(write, Write::Dequeue(_)))
}

fn moves_cursor(batch: &[Write]) -> bool {
    batch.iter().any(|write| matches!(write, Write::Cursor(_)))
}

/// Does something and dies of it.
async fn to_death(device: &Device, deed: impl Future) {
    tokio::select! {
        biased;
        () = device.replica.until_dead() => {}
        () = async { deed.await; device.replica.until_dead().await } => {}
    }
}

/// What the program was told to do, on an order.
#[derive(Clone, Copy)]
enum Deed {
    Message,
    Edit,
    Delete,
    MarkRead,
    Start,
}

impl Deed {
    async fn prepare(self, scene: &Scene) {
        if matches!(self, Self::MarkRead) {
            scene.anna.say(scene.order_id, "Прочтите").await;
            scene.boris.until_texts(scene.order_id, &["Прочтите"]).await;
            scene.agree(&["Прочтите"], &[]).await;
        }
    }

    /// A message of Boris's that is to be changed.
    async fn said(self, scene: &Scene) -> Option<MessageId> {
        if !matches!(self, Self::Edit | Self::Delete) {
            return None;
        }
        let id = scene.boris.engine.send_message(scene.order_id, "Раз".to_owned(), None).await;
        scene.agree(&[], &["Раз"]).await;
        Some(id.unwrap())
    }

    async fn perform(self, scene: &Scene, said: Option<MessageId>) {
        let (boris, order_id) = (&scene.boris, scene.order_id);
        match self {
            Self::Message => boris.say(order_id, "Последние слова").await,
            Self::Edit => {
                let two = "Два".to_owned();
                boris.engine.edit_message(order_id, said.unwrap(), two).await.unwrap();
            }
            Self::Delete => boris.engine.delete_message(order_id, said.unwrap()).await.unwrap(),
            Self::MarkRead => boris.engine.mark_read(order_id, i64::MAX).await.unwrap(),
            Self::Start => Step::Start.take(boris, order_id).await,
        }
    }

    async fn check(self, scene: &Scene) {
        match self {
            Self::Message => scene.agree(&[], &["Последние слова"]).await,
            Self::Edit => scene.agree(&[], &["Два"]).await,
            Self::Delete => scene.agree(&[], &[""]).await,
            Self::MarkRead => scene.agree_read(Who::Executor, &["Прочтите"]).await,
            Self::Start => scene.agree_done(&[Step::Start]).await,
        }
    }
}

async fn between_save_and_send(way: Way, deed: Deed) {
    let scene = Scene::set(Home::File, way).await;
    deed.prepare(&scene).await;
    let said = deed.said(&scene).await;
    scene.boris.replica.die_after(enqueues);
    to_death(&scene.boris, deed.perform(&scene, said)).await;
    let scene = Scene { boris: scene.boris.kill().await, ..scene };
    deed.check(&scene).await;
}

async fn between_answer_and_save(way: Way, deed: Deed) {
    let scene = Scene::set(Home::File, way).await;
    deed.prepare(&scene).await;
    let said = deed.said(&scene).await;
    scene.boris.replica.die_before(dequeues);
    to_death(&scene.boris, deed.perform(&scene, said)).await;
    let scene = Scene { boris: scene.boris.kill().await, ..scene };
    deed.check(&scene).await;
}

#[tokio::test]
async fn a_message_saved_by_a_program_that_was_killed_goes_by_socket() {
    between_save_and_send(Way::Socket, Deed::Message).await;
}

#[tokio::test]
async fn a_message_saved_by_a_program_that_was_killed_goes_by_rest() {
    between_save_and_send(Way::Rest, Deed::Message).await;
}

#[tokio::test]
async fn an_edit_saved_by_a_program_that_was_killed_goes() {
    between_save_and_send(Way::Socket, Deed::Edit).await;
}

#[tokio::test]
async fn a_deletion_saved_by_a_program_that_was_killed_goes() {
    between_save_and_send(Way::Rest, Deed::Delete).await;
}

#[tokio::test]
async fn an_edit_answered_to_a_program_that_was_killed_happens_once() {
    between_answer_and_save(Way::Rest, Deed::Edit).await;
}

#[tokio::test]
async fn a_deletion_answered_to_a_program_that_was_killed_happens_once() {
    between_answer_and_save(Way::Socket, Deed::Delete).await;
}

#[tokio::test]
async fn a_mark_of_reading_saved_by_a_program_that_was_killed_goes() {
    between_save_and_send(Way::Socket, Deed::MarkRead).await;
}

#[tokio::test]
async fn a_step_saved_by_a_program_that_was_killed_goes() {
    between_save_and_send(Way::Rest, Deed::Start).await;
}

#[tokio::test]
async fn a_message_acked_to_a_program_that_was_killed_is_there_once() {
    between_answer_and_save(Way::Socket, Deed::Message).await;
}

#[tokio::test]
async fn a_message_answered_to_a_program_that_was_killed_is_there_once() {
    between_answer_and_save(Way::Rest, Deed::Message).await;
}

#[tokio::test]
async fn a_mark_of_reading_answered_to_a_program_that_was_killed_counts_once() {
    between_answer_and_save(Way::Rest, Deed::MarkRead).await;
}

#[tokio::test]
async fn a_step_answered_to_a_program_that_was_killed_happens_once() {
    between_answer_and_save(Way::Socket, Deed::Start).await;
}

#[tokio::test]
async fn an_event_not_saved_by_a_program_that_was_killed_comes_again_and_is_not_ticked_before() {
    let scene = Scene::set(Home::File, Way::Socket).await;
    scene.boris.replica.die_before(moves_cursor);
    scene.anna.say(scene.order_id, "Дошло?").await;
    scene.boris.replica.until_dead().await;
    scene.anna.until_tick(scene.order_id, DeliveryMark::Sent).await;
    let scene = Scene { boris: scene.boris.kill().await, ..scene };
    scene.agree(&["Дошло?"], &[]).await;
}

#[tokio::test]
async fn an_event_saved_by_a_program_that_was_killed_before_it_said_so_is_ticked_later() {
    let scene = Scene::set(Home::File, Way::Rest).await;
    scene.boris.replica.die_after(moves_cursor);
    scene.anna.say(scene.order_id, "Дошло?").await;
    scene.boris.replica.until_dead().await;
    scene.anna.until_tick(scene.order_id, DeliveryMark::Sent).await;
    let scene = Scene { boris: scene.boris.kill().await, ..scene };
    scene.agree(&["Дошло?"], &[]).await;
}

#[tokio::test]
async fn a_program_killed_again_and_again_sends_each_message_once() {
    let mut scene = Scene::set(Home::File, Way::Socket).await;
    let texts = crate::scene::numbered("Упорно", 8);
    for (round, text) in texts.iter().enumerate() {
        if round % 2 == 0 {
            scene.boris.replica.die_after(enqueues);
        } else {
            scene.boris.replica.die_before(dequeues);
        }
        to_death(&scene.boris, scene.boris.say(scene.order_id, text)).await;
        scene.boris = scene.boris.kill().await;
    }
    scene.agree(&[], &crate::scene::refs(&texts)).await;
}

#[tokio::test]
async fn a_browser_page_loaded_again_shows_what_the_server_has() {
    let scene = Scene::set(Home::Memory, Way::Socket).await;
    scene.boris.say(scene.order_id, "До перезагрузки").await;
    scene.boris.until_sent().await;
    scene.anna.say(scene.order_id, "Тем временем").await;
    let scene = Scene { boris: scene.boris.kill().await, ..scene };
    scene.boris.until_link(Link::Live).await;
    scene.agree(&["Тем временем"], &["До перезагрузки"]).await;
}
