//! The chat with a network that does not work: once, in order, whatever breaks (PRODUCT 5.4).

use std::time::Duration;

use montaj_client::{
    outbox::OutboxItem,
    views::{DeliveryMark, Link},
};
use montaj_testkit::{Fault, proxy::Toward};
use montaj_wire::problem::ErrorCode;

use crate::house::House;

#[tokio::test]
async fn with_the_socket_blocked_everything_goes_by_rest() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    anna.proxy.set(Fault::BlockWebSockets);
    boris.proxy.set(Fault::BlockWebSockets);
    anna.until_link(Link::Polling).await;
    boris.until_link(Link::Polling).await;
    anna.say(order_id, "Слышно меня?").await;
    boris.until_texts(order_id, &["Слышно меня?"]).await;
    boris.say(order_id, "Да, хорошо").await;
    anna.until_texts(order_id, &["Слышно меня?", "Да, хорошо"]).await;
    boris.engine.mark_read(order_id, i64::MAX).await.unwrap();
    boris.until_tick(order_id, DeliveryMark::Delivered).await;
    anna.proxy.clear();
    anna.until_link(Link::Live).await;
}

#[tokio::test]
async fn without_network_messages_wait_and_then_go_once_and_in_order() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    anna.proxy.set(Fault::Cut);
    anna.until_link(Link::Offline).await;
    let texts = ["Первое", "Второе", "Третье"];
    for text in texts {
        anna.say(order_id, text).await;
    }
    let waiting = texts.map(|text| (text.to_owned(), false));
    assert_eq!(anna.queued(order_id).await, waiting);
    assert_eq!(anna.engine.connection().await.unwrap().queued, 3);
    anna.proxy.clear();
    boris.until_texts(order_id, &texts).await;
    anna.until_texts(order_id, &texts).await;
    assert!(anna.queued(order_id).await.is_empty());
}

#[tokio::test]
async fn a_message_saved_before_the_program_ended_goes_after_its_restart() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    anna.proxy.set(Fault::Cut);
    anna.until_link(Link::Offline).await;
    anna.say(order_id, "Не забудьте уровень").await;
    let anna = anna.restart().await;
    assert_eq!(anna.queued(order_id).await, [("Не забудьте уровень".to_owned(), false)]);
    anna.say(order_id, "И пену").await;
    anna.proxy.clear();
    boris.until_texts(order_id, &["Не забудьте уровень", "И пену"]).await;
    anna.until_texts(order_id, &["Не забудьте уровень", "И пену"]).await;
}

#[tokio::test]
async fn a_message_whose_answer_was_lost_is_there_once() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    let mut expected = Vec::new();
    // The socket may come back before the message goes; then it was not this fault's turn.
    loop {
        anna.proxy.set(Fault::BlockWebSockets);
        anna.until_link(Link::Polling).await;
        let request = format!("POST /api/chat/{order_id}/messages");
        anna.proxy.set(Fault::DropAnswer { request });
        let text = format!("Сообщение {}", expected.len());
        anna.say(order_id, &text).await;
        expected.push(text);
        let texts: Vec<&str> = expected.iter().map(String::as_str).collect();
        boris.until_texts(order_id, &texts).await;
        anna.until_texts(order_id, &texts).await;
        if anna.proxy.fault() == Fault::Pass {
            break;
        }
    }
    assert!(anna.queued(order_id).await.is_empty());
}

#[tokio::test]
async fn wherever_the_connection_breaks_each_message_is_there_once_and_in_order() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    let (mut expected, mut struck) = (Vec::new(), 0);
    for (round, toward) in (0..16).zip([Toward::Server, Toward::Client].into_iter().cycle()) {
        anna.until_link(Link::Live).await;
        anna.proxy.set(Fault::CutAfter { bytes: 37 * round, toward });
        for part in ["а", "б"] {
            let text = format!("Сообщение {round}{part}");
            anna.say(order_id, &text).await;
            expected.push(text);
        }
        let texts: Vec<&str> = expected.iter().map(String::as_str).collect();
        boris.until_texts(order_id, &texts).await;
        anna.until_texts(order_id, &texts).await;
        struck += u32::from(anna.proxy.fault() == Fault::Pass);
        anna.proxy.clear();
    }
    assert!(struck > 8, "the connection broke in {struck} of 16 rounds only");
}

#[tokio::test]
async fn a_half_open_network_is_noticed() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    anna.until_link(Link::Live).await;
    anna.proxy.set(Fault::Stall);
    anna.until("no longer live", async |engine| {
        (engine.connection().await.unwrap().link != Link::Live).then_some(())
    })
    .await;
    anna.say(order_id, "Есть кто?").await;
    anna.proxy.set(Fault::Cut);
    anna.proxy.clear();
    boris.until_texts(order_id, &["Есть кто?"]).await;
    anna.until_link(Link::Live).await;
}

#[tokio::test]
async fn what_the_server_refuses_stands_aside_and_says_why() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    boris.engine.start_work(order_id).await.unwrap();
    boris.engine.complete(order_id).await.unwrap();
    anna.until_order(order_id, "done", |order| order.work_done_at.is_some()).await;
    anna.proxy.set(Fault::Cut);
    anna.until_link(Link::Offline).await;
    anna.say(order_id, "Слишком поздно").await;
    boris.engine.close(order_id).await.unwrap();
    boris.until_sent().await;
    anna.proxy.clear();
    anna.until("it was refused", async |_| {
        (anna.queued(order_id).await == [("Слишком поздно".to_owned(), true)]).then_some(())
    })
    .await;
    let chat = anna.engine.chat(order_id, 50).await.unwrap();
    assert!(!chat.can_write);
    let Some(montaj_client::views::ChatLine::Queued { id, refused: Some(problem), .. }) =
        chat.lines.into_iter().next_back()
    else {
        panic!("the refused line is the last")
    };
    assert_eq!(problem.code, ErrorCode::ChatReadOnly);
    anna.engine.retry(OutboxItem::id_of_message(id)).await.unwrap();
    anna.until("it was refused again", async |_| {
        (anna.queued(order_id).await == [("Слишком поздно".to_owned(), true)]).then_some(())
    })
    .await;
    anna.engine.discard(OutboxItem::id_of_message(id)).await.unwrap();
    assert!(anna.queued(order_id).await.is_empty());
}

#[tokio::test]
async fn a_slow_network_is_still_one() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    anna.proxy.set(Fault::Delay(Duration::from_millis(150)));
    for text in ["Раз", "Два", "Три"] {
        anna.say(order_id, text).await;
    }
    boris.until_texts(order_id, &["Раз", "Два", "Три"]).await;
}
