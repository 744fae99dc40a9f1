//! What cannot be written is not acknowledged, and is said clearly.

use std::{sync::Arc, time::Duration};

use montaj_store::{Db, DbOptions};
use montaj_testkit::{eventually, world::Engine};
use montaj_wire::{
    chat::MessageAnswer,
    problem::ErrorCode,
    socket::{ArrivedFrame, ClientFrame, ServerFrame},
};

use crate::scene::Scene;

fn refused(frame: &ArrivedFrame) -> Option<(ErrorCode, String, Option<String>)> {
    match frame {
        ServerFrame::Error { code, title, reference } => {
            Some((*code, title.clone(), reference.clone()))
        }
        _ => None,
    }
}

#[tokio::test]
async fn a_database_locked_by_another_process_is_told_and_gets_well_again() {
    let scene = Scene::on(Engine::Sqlite).await;
    let since = scene.boris.events(0).await.last().unwrap().seq;
    let mut live = scene.boris.go_live(since).await;
    let url = &scene.app().config.database.url;
    let other = Db::open(url, DbOptions::default(), Arc::new(|_| ())).await.unwrap();
    let lock = other.write().await.unwrap();

    let by_rest = scene.anna.message("Вы где?");
    let by_socket = scene.boris.message("Уже еду");
    let frame = ClientFrame::SendMessage {
        id: by_socket.id,
        order_id: scene.order,
        content: by_socket.content.clone(),
        reply_to_id: None,
    };
    live.say(&frame).await;
    let reply = scene.anna.send(scene.order, &by_rest).await;
    assert_eq!(reply.status(), 503);
    let retry_after = reply.headers().get("retry-after").unwrap().to_str().unwrap();
    assert!(retry_after.parse::<u64>().unwrap() >= 1);
    let problem = reply.is_refused(ErrorCode::StorageUnavailable);
    assert_eq!(problem.title, "Не удалось сохранить, повторите чуть позже");
    let (code, title, reference) = live.wait_for("the refusal", refused).await;
    assert_eq!(code, ErrorCode::StorageUnavailable);
    assert_eq!(title, problem.title);
    assert_eq!(reference, Some(by_socket.id.to_string()));
    let step = scene.boris.start_work(scene.order).await;
    step.is_refused(ErrorCode::StorageUnavailable);
    // What is there can be read all the while.
    assert!(!scene.anna.chat(scene.order).await.ok().items.is_empty());

    drop(lock);
    other.close().await;
    let sent = eventually(Duration::from_secs(20), async || {
        let reply = scene.anna.send(scene.order, &by_rest).await;
        if reply.status() == 503 { Err("still locked") } else { Ok(reply) }
    });
    let MessageAnswer { message } = sent.await.ok();
    assert_eq!(message.id, by_rest.id);
    live.say(&frame).await;
    let acknowledged = |frame: &ArrivedFrame| {
        matches!(frame, ServerFrame::MessageAck { id, .. } if *id == by_socket.id).then_some(())
    };
    live.wait_for("the acknowledgement", acknowledged).await;
    scene.boris.start_work(scene.order).await.ok();
}
