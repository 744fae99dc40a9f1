//! Native notifications: for what one is not looking at (PRODUCT 8).

use std::time::Duration;

use montaj_client::views::{Link, Popup, Screen};
use montaj_testkit::Fault;

use crate::house::{Device, House, PATIENCE};

async fn next(device: &mut Device) -> Popup {
    tokio::time::timeout(PATIENCE, device.popups.next()).await.expect("a pop-up").unwrap()
}

async fn nothing(device: &mut Device) {
    let next = tokio::time::timeout(Duration::from_millis(200), device.popups.next()).await;
    assert!(next.is_err(), "{next:?}");
}

#[tokio::test]
async fn a_message_pops_up_unless_its_chat_is_on_screen() {
    let house = House::open().await;
    let (anna, mut boris, order_id) = house.at_work().await;
    boris.until_link(Link::Live).await;
    let selected = next(&mut boris).await;
    assert_eq!(selected.route, format!("/orders/{order_id}"));
    anna.say(order_id, "Вы где?").await;
    let popup = next(&mut boris).await;
    assert_eq!((popup.title.as_str(), popup.body.as_str()), ("Анна Иванова", "Вы где?"));
    assert_eq!(popup.route, format!("/orders/{order_id}/chat"));
    let chat = Screen { chat: Some(order_id), order: None, focused: true };
    boris.engine.set_screen(chat).await.unwrap();
    anna.say(order_id, "Видите меня?").await;
    boris.until_texts(order_id, &["Вы где?", "Видите меня?"]).await;
    nothing(&mut boris).await;
}

#[tokio::test]
async fn after_a_night_offline_there_is_one_summary() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    boris.engine.shutdown().await;
    let texts = ["Раз", "Два", "Три", "Четыре", "Пять"];
    for text in texts {
        anna.say(order_id, text).await;
    }
    anna.until_texts(order_id, &texts).await;
    boris.proxy.set(Fault::Cut);
    let mut boris = boris.restart().await;
    boris.proxy.clear();
    let popup = next(&mut boris).await;
    assert_eq!(popup.body, "5 сообщений в 1 чате");
    nothing(&mut boris).await;
}
