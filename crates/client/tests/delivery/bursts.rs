//! Three hundred messages from both sides at once.

use montaj_testkit::house::{Home, House, timings};

use crate::scene::{Way, numbered, take};

const BURST: usize = 300;

async fn both_at_once(home: Home, anna_goes: Way, boris_goes: Way) {
    let house = House::furnished(home, timings(), |_| ()).await;
    let (anna, boris, order_id) = house.at_work().await;
    take(&anna, anna_goes).await;
    take(&boris, boris_goes).await;
    let (by_anna, by_boris) = (numbered("Анна", BURST), numbered("Борис", BURST));
    tokio::join!(anna.say_all(order_id, &by_anna), boris.say_all(order_id, &by_boris));
    for device in [&anna, &boris] {
        device.until_sent().await;
        device
            .until("all are here", async |_| {
                (device.texts(order_id).await.len() >= 500).then_some(())
            })
            .await;
        device.engine.mark_read(order_id, i64::MAX).await.unwrap();
    }
    let agreement = house.agreement(order_id).said(&anna, &by_anna);
    agreement.said(&boris, &by_boris).check().await;
}

#[tokio::test]
async fn bursts_of_300_from_both_sides_by_socket() {
    both_at_once(Home::File, Way::Socket, Way::Socket).await;
}

#[tokio::test]
async fn bursts_of_300_from_both_sides_by_rest() {
    both_at_once(Home::Memory, Way::Rest, Way::Rest).await;
}

#[tokio::test]
async fn bursts_of_300_by_socket_from_one_side_and_by_rest_from_the_other() {
    both_at_once(Home::Memory, Way::Socket, Way::Rest).await;
}

/// Each chat is a lane of the outbox with a worker of its own. One that holds the replica's
/// connection must not stand still while the outbox is looked at for new lanes.
#[tokio::test]
async fn many_chats_at_once_do_not_stand_in_each_others_way() {
    let house = House::furnished(Home::File, timings(), |_| ()).await;
    let (anna, boris) = (house.anna().await, house.boris().await);
    let mut orders = Vec::new();
    for _ in 0..4 {
        orders.push(house.hired(&anna, &boris).await);
    }
    boris.replica.narrow();
    let texts = numbered("Борис", 20);
    let all = orders.iter().map(|order| boris.say_all(*order, &texts));
    futures::future::join_all(all).await;
    boris.until_sent().await;
    for order in orders {
        let agreement = house.agreement(order).said(&anna, &[""; 0]);
        agreement.said(&boris, &texts).check().await;
    }
}
