//! Orders: moved once, read without network.

use montaj_client::{error::ClientError, views::Link};
use montaj_domain::{ids::OrderId, order::OrderStatus};
use montaj_testkit::Fault;
use montaj_wire::{order::FeedQuery, response::Respond};

use crate::house::{House, draft};

#[tokio::test]
async fn the_main_job_from_the_order_to_its_close() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    let responses = anna.engine.order_responses(order_id).await.unwrap();
    assert_eq!(responses.len(), 1);
    assert_eq!(boris.engine.my_responses().await.unwrap().len(), 1);
    boris.engine.start_work(order_id).await.unwrap();
    anna.until_order(order_id, "started", |order| order.work_started_at.is_some()).await;
    boris.engine.complete(order_id).await.unwrap();
    boris.engine.close(order_id).await.unwrap();
    anna.until_order(order_id, "closed", |order| order.status == OrderStatus::Completed).await;
    let contacts = |order: &montaj_wire::order::OrderView| {
        order.executor.as_ref().is_some_and(|executor| executor.contacts.is_some())
    };
    let order = anna.engine.order(order_id).await.unwrap();
    assert!(!contacts(&order));
    let kinds: Vec<_> = anna
        .engine
        .notifications(20)
        .await
        .unwrap()
        .into_iter()
        .map(|one| one.kind.as_str())
        .collect();
    assert_eq!(kinds, ["CLOSED", "DONE", "STARTED", "RESPONSE"]);
    anna.engine.mark_all_notifications_read().await.unwrap();
    assert_eq!(anna.engine.unread().await.unwrap().notifications, 0);
    anna.until("the server knows it", async |engine| {
        (engine.connection().await.unwrap().queued == 0).then_some(())
    })
    .await;
}

#[tokio::test]
async fn an_order_whose_answer_was_lost_is_posted_once() {
    let house = House::open().await;
    let anna = house.anna().await;
    anna.proxy.set(Fault::DropAnswer { request: "POST /api/orders".to_owned() });
    let order = anna.engine.post_order(draft()).await.unwrap();
    assert_eq!(anna.proxy.fault(), Fault::Pass, "the fault has struck");
    let laptop = house.device("Ноутбук Анны").await;
    laptop
        .engine
        .log_in(crate::house::ANNA.to_owned(), crate::house::PASSWORD.to_owned())
        .await
        .unwrap();
    let orders = laptop
        .until("the order is there", async |engine| {
            let orders = engine.my_orders().await.unwrap();
            (!orders.is_empty()).then_some(orders)
        })
        .await;
    assert_eq!(orders.iter().map(|order| order.id).collect::<Vec<_>>(), [order.id]);
}

#[tokio::test]
async fn without_network_one_reads_what_is_here_and_is_told_what_cannot_be_done() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    let other = anna.engine.post_order(draft()).await.unwrap();
    let feed = boris
        .until("the feed shows it", async |engine| {
            let feed = engine.feed(FeedQuery::default()).await.unwrap();
            (!feed.items.is_empty()).then_some(feed)
        })
        .await;
    assert_eq!(feed.items[0].id, other.id);
    for device in [&anna, &boris] {
        device.proxy.set(Fault::Cut);
        device.until_link(Link::Offline).await;
    }
    let kept = boris.engine.feed(FeedQuery::default()).await.unwrap();
    assert_eq!(kept.items, feed.items);
    assert_eq!(boris.engine.order(other.id).await.unwrap().id, other.id);
    assert_eq!(boris.engine.order(order_id).await.unwrap().status, OrderStatus::InProgress);
    assert_eq!(anna.engine.my_orders().await.unwrap().len(), 2);
    assert_eq!(anna.engine.order_responses(order_id).await.unwrap().len(), 1);
    // Others compete for it: the verdict is needed at once.
    let refused = boris.engine.respond(offer(other.id)).await;
    assert_eq!(refused.unwrap_err(), ClientError::Offline);
    boris.proxy.clear();
    boris.until_link(Link::Live).await;
    // It was not known whether it had happened: the same operation, once.
    boris.engine.respond(offer(other.id)).await.unwrap();
    assert_eq!(boris.engine.my_responses().await.unwrap().len(), 2);
}

#[tokio::test]
async fn orders_older_than_the_snapshot_come_when_asked_for() {
    let house = House::open().await;
    let anna = house.anna().await;
    let first = anna.engine.post_order(draft()).await.unwrap().id;
    let second = anna.engine.post_order(draft()).await.unwrap().id;
    // What the log still had to tell would bring the order back.
    house.until_told(&anna).await;
    let anna = anna
        .restart_after(async |replica| {
            use montaj_client::replica::{Replica as _, Write};
            replica.write(vec![Write::DropOrder(first)]).await.unwrap();
        })
        .await;
    let ids = async || {
        let orders = anna.engine.my_orders().await.unwrap();
        orders.into_iter().map(|order| order.id).collect::<Vec<_>>()
    };
    anna.until_link(Link::Live).await;
    assert_eq!(ids().await, [second]);
    assert_eq!(anna.engine.load_older_orders().await, Ok(false), "there are no more than these");
    assert_eq!(ids().await, [second, first]);
    assert_eq!(anna.engine.load_older_orders().await, Ok(false));
    anna.proxy.set(Fault::Cut);
    assert_eq!(anna.engine.load_older_orders().await, Ok(false), "that is known by now");
}

fn offer(order_id: OrderId) -> Respond {
    Respond { order_id, message: None, price_kopecks: None }
}

#[tokio::test]
async fn after_the_log_was_reset_the_device_starts_anew_and_keeps_its_own() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    anna.say(order_id, "До сброса").await;
    boris.until_texts(order_id, &["До сброса"]).await;
    boris.proxy.set(Fault::Cut);
    boris.until_link(Link::Offline).await;
    boris.say(order_id, "Ждёт в исходящих").await;
    // A cursor from before a restore of the server: ahead of its log.
    let boris = boris
        .restart_after(async |replica| {
            use montaj_client::replica::{Replica as _, Write};
            replica
                .write(vec![Write::Cursor(1_000_000), Write::DropOrder(order_id)])
                .await
                .unwrap();
        })
        .await;
    boris.proxy.clear();
    boris.until_link(Link::Live).await;
    boris.until_texts(order_id, &["До сброса", "Ждёт в исходящих"]).await;
    anna.until_texts(order_id, &["До сброса", "Ждёт в исходящих"]).await;
}
