//! The server goes away and comes back.

use std::sync::Arc;

use montaj_client::{
    host::{OsEntropy, SystemClock},
    views::Link,
};
use montaj_server::{Server, config::Config};

use crate::house::House;

#[tokio::test]
async fn a_server_that_restarts_finds_its_clients_again() {
    let mut config: Option<Config> = None;
    let house = House::open_with(|running| config = Some(running.clone())).await;
    let (anna, boris, order_id) = house.at_work().await;
    anna.until_link(Link::Live).await;
    let House { server, sandbox: _sandbox, folder: _folder } = house;
    server.stop().await.unwrap();
    anna.say(order_id, "Пока сервера нет").await;
    let (clock, entropy) = (Arc::new(SystemClock), Arc::new(OsEntropy));
    let successor = Server::start(config.unwrap(), clock, entropy).await.unwrap();
    anna.proxy.set_upstream(successor.address());
    boris.proxy.set_upstream(successor.address());
    boris.until_texts(order_id, &["Пока сервера нет"]).await;
    anna.until_link(Link::Live).await;
    successor.stop().await.unwrap();
}
