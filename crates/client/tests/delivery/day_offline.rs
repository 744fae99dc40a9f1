//! A day without network, in which ten thousand events have gathered.

use montaj_client::views::Link;
use montaj_domain::{
    chat::MessageKind,
    ids::{MessageId, OrderId, UserId},
};
use montaj_server::{app::App, chat, live::publish};
use montaj_store::messages::{self, Message};
use montaj_testkit::house::{Home, timings};
use montaj_wire::event::EventBody;

use crate::scene::{Scene, Step, Way, marks, numbered, take};

const EVENTS: usize = 10_000;

/// Another device of Anna's has been busy; one transaction, so that the test is not.
async fn write_much(app: &App, order_id: OrderId, by: UserId, to: UserId, texts: &[String]) {
    let now = app.clock.now();
    let mut tx = app.db.write().await.unwrap();
    for text in texts {
        let message = Message {
            id: MessageId::new(now, &*app.entropy),
            order_id,
            seq: messages::next_seq(&mut tx, order_id).await.unwrap(),
            kind: MessageKind::Text,
            sender_id: Some(by),
            content: text.clone(),
            reply_to_id: None,
            created_at: now,
            delivered_at: None,
            read_at: None,
            edited_at: None,
            deleted_at: None,
        };
        messages::insert(&mut tx, &message).await.unwrap();
        let body = EventBody::MessageCreated(chat::view(&message));
        for user_id in [by, to] {
            publish::append(&mut tx, user_id, message.id, &body).unwrap();
        }
    }
    tx.commit(now).await.unwrap();
}

async fn a_day(home: Home, way: Way) {
    let scene = Scene::timed(home, way, timings()).await;
    let Scene { house, anna, boris, order_id } = &scene;
    boris.go_offline().await;
    let waiting = ["Еду", "Начал"];
    boris.say(*order_id, waiting[0]).await;
    Step::Start.take(boris, *order_id).await;
    boris.say(*order_id, waiting[1]).await;
    boris.clock.set_ahead(24 * 3600);
    house.clock.set_ahead(24 * 3600);
    let texts = numbered("За день", EVENTS);
    let (by, to) = (anna.me().await, boris.me().await);
    house.on_server(async |app| write_much(app, *order_id, by, to, &texts).await).await;
    boris.proxy.clear();
    take(boris, way).await;
    for device in [boris, anna] {
        device
            .until("all has come", async |engine| {
                let newest = engine.chat(*order_id, 1).await.ok()?.lines.len();
                (newest == 1
                    && device.engine.chat(*order_id, u32::MAX).await.ok()?.lines.len()
                        > EVENTS + waiting.len())
                .then_some(())
            })
            .await;
    }
    let agreement = house.agreement(*order_id).marks(&marks(&[Step::Start]));
    agreement.said(anna, &texts).said(boris, &waiting).check().await;
    let link = if way == Way::Rest { Link::Polling } else { Link::Live };
    boris.until_link(link).await;
}

#[tokio::test]
async fn after_a_day_offline_ten_thousand_events_come_by_socket() {
    a_day(Home::File, Way::Socket).await;
}

#[tokio::test]
async fn after_a_day_offline_ten_thousand_events_come_by_rest() {
    a_day(Home::Memory, Way::Rest).await;
}
