//! The chat with a network that works (PRODUCT 5).

use montaj_client::views::{DeliveryMark, Link, Screen};
use montaj_wire::problem::ErrorCode;

use crate::house::{House, code_of};

#[tokio::test]
async fn a_message_arrives_and_its_ticks_come_back() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    anna.until_link(Link::Live).await;
    boris.until_link(Link::Live).await;
    anna.say(order_id, "Добрый день! Когда приедете?").await;
    boris.until_texts(order_id, &["Добрый день! Когда приедете?"]).await;
    anna.until_tick(order_id, DeliveryMark::Delivered).await;
    let chat = boris.engine.chat(order_id, 50).await.unwrap();
    assert_eq!(chat.unread, 1);
    assert_eq!(boris.engine.unread().await.unwrap().messages, 1);
    boris.engine.mark_read(order_id, i64::MAX).await.unwrap();
    assert_eq!(boris.engine.unread().await.unwrap().messages, 0);
    anna.until_tick(order_id, DeliveryMark::Read).await;
    let chats = anna.engine.chats().await.unwrap();
    assert_eq!(chats.len(), 1);
    assert_eq!(chats[0].other.id, boris.me().await);
}

#[tokio::test]
async fn one_sees_the_other_online_and_typing() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    anna.until_link(Link::Live).await;
    boris.until_link(Link::Live).await;
    let chat = Screen { chat: Some(order_id), focused: true, ..Screen::default() };
    anna.engine.set_screen(chat).await.unwrap();
    anna.until("Boris is online", async |engine| {
        engine.chat(order_id, 9).await.unwrap().presence.online.then_some(())
    })
    .await;
    boris.engine.set_typing(order_id, true).await.unwrap();
    let types = async |engine: &montaj_client::engine::Engine| {
        engine.chat(order_id, 9).await.unwrap().typing.then_some(())
    };
    anna.until("Boris types", types).await;
    boris.engine.set_typing(order_id, false).await.unwrap();
    anna.until("Boris types no longer", async |engine| {
        (!engine.chat(order_id, 9).await.unwrap().typing).then_some(())
    })
    .await;
    let others = boris.engine.clone();
    boris.engine.shutdown().await;
    assert!(others.changes().next().await.is_none(), "a stopped engine tells nothing");
    anna.until("Boris has gone", async |engine| {
        let presence = engine.chat(order_id, 9).await.unwrap().presence;
        (!presence.online).then_some(())
    })
    .await;
}

#[tokio::test]
async fn an_executor_who_refuses_loses_the_chat_and_the_next_one_sees_nothing_of_it() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    anna.say(order_id, "Ключи у консьержа").await;
    boris.until_texts(order_id, &["Ключи у консьержа"]).await;
    boris.engine.cancel_work(order_id, "Заболел, не смогу".to_owned()).await.unwrap();
    boris.until_sent().await;
    assert_eq!(code_of(boris.engine.chat(order_id, 9).await), ErrorCode::NotFound);
    assert!(boris.engine.chats().await.unwrap().is_empty());
    let vera = house.executor("Вера", "+79160000003").await;
    vera.respond(order_id).await;
    anna.engine.select_executor(order_id, vera.me().await).await.unwrap();
    vera.until_chat(order_id).await;
    anna.say(order_id, "Здравствуйте, Вера").await;
    vera.until_texts(order_id, &["Здравствуйте, Вера"]).await;
    // Nothing tells that there was anything before her: not even an offer to show it.
    assert!(!vera.engine.chat(order_id, 50).await.unwrap().has_older);
    while vera.engine.load_older(order_id).await.unwrap() {}
    assert_eq!(vera.texts(order_id).await, ["Здравствуйте, Вера"]);
    assert!(boris.texts(order_id).await.is_empty());
}

#[tokio::test]
async fn older_messages_come_by_pages() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    let texts: Vec<String> = (1..=60).map(|number| format!("Сообщение {number}")).collect();
    for text in &texts {
        anna.say(order_id, text).await;
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    boris.until_texts(order_id, &texts).await;
    // A device that comes new has the newest only.
    let laptop = house.device("Ноутбук Бориса").await;
    laptop
        .engine
        .log_in("+79160000002".to_owned(), crate::house::PASSWORD.to_owned())
        .await
        .unwrap();
    laptop.until_chat(order_id).await;
    laptop
        .until("some are here", async |engine| {
            (!engine.chat(order_id, 500).await.unwrap().lines.is_empty()).then_some(())
        })
        .await;
    let here = laptop.texts(order_id).await;
    assert!(
        here.len() < texts.len()
            && texts.ends_with(&here.iter().map(String::as_str).collect::<Vec<_>>())
    );
    assert!(laptop.engine.chat(order_id, 500).await.unwrap().has_older);
    while laptop.engine.load_older(order_id).await.unwrap() {}
    assert_eq!(laptop.texts(order_id).await, texts);
    assert!(!laptop.engine.chat(order_id, 500).await.unwrap().has_older);
}
