//! Native notifications: for what one is not looking at (PRODUCT 8).

use std::time::Duration;

use montaj_client::local::{Language, LocalSettings};
use montaj_client::views::{Link, Popup, PopupAbout, Screen};
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
    let said = boris.worded(&popup).await;
    assert_eq!((said.title.as_str(), said.body.as_str()), ("Анна Иванова", "Вы где?"));
    assert_eq!(popup.route, format!("/orders/{order_id}/chat"));
    let chat = Screen { chat: Some(order_id), focused: true, ..Screen::default() };
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
    assert_eq!(boris.worded(&popup).await.body, "5 сообщений в 1 чате");
    nothing(&mut boris).await;
}

#[tokio::test]
async fn a_notification_pops_up_in_the_language_of_the_device() {
    let house = House::open().await;
    let (mut anna, boris, order_id) = house.at_work().await;
    anna.until_link(Link::Live).await;
    next(&mut anna).await;
    let english = LocalSettings { language: Language::English, ..LocalSettings::default() };
    anna.engine.save_local_settings(english).await.unwrap();
    boris.engine.cancel_work(order_id, "Заболел".to_owned()).await.unwrap();
    let popup = next(&mut anna).await;
    let (said, order) = (anna.worded(&popup).await, anna.engine.order(order_id).await.unwrap());
    assert_eq!(said.title, "The installer has withdrawn");
    let order = format!("order No. {} “{}”", order.order_number, order.title);
    let text = format!("no longer works on {order}, which is open to others again. “Заболел”");
    assert!(said.body.ends_with(&text), "{said:?}");
    let listed = anna.engine.notifications(1).await.unwrap();
    assert_eq!(popup.about, PopupAbout::Notification(Box::new(listed[0].clone())));
}
