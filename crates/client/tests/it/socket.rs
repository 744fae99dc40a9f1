//! The server goes away and comes back.

use montaj_client::views::Link;

use crate::house::House;

#[tokio::test]
async fn a_server_that_restarts_finds_its_clients_again() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    anna.until_link(Link::Live).await;
    house.stop_server().await;
    anna.say(order_id, "Пока сервера нет").await;
    house.start_server().await;
    boris.until_texts(order_id, &["Пока сервера нет"]).await;
    anna.until_link(Link::Live).await;
    house.stop_server().await;
}
