//! The server is killed, or stops softly, in the middle of things, and comes back.

use montaj_client::views::Link;
use montaj_domain::order::Work;
use montaj_testkit::{
    Fault, eventually,
    house::{Home, House, PATIENCE, hasty, timings},
    proxy::Toward,
};

use crate::scene::{Scene, Step, Way, Who, marks, numbered, refs, until_committed};

/// Whatever the server says goes nowhere: what it commits now, nobody hears of.
fn deafen(scene: &Scene) {
    for device in [&scene.anna, &scene.boris] {
        device.proxy.set(Fault::HalfOpen { toward: Some(Toward::Client) });
    }
}

/// The server dies having told nobody, and comes back.
async fn die_untold(scene: &Scene) {
    scene.house.kill_server().await;
    for device in [&scene.anna, &scene.boris] {
        device.proxy.clear();
    }
    scene.house.start_server().await;
}

async fn a_message(home: Home, way: Way, who: Who) {
    let scene = Scene::timed(home, way, hasty()).await;
    let (writer, _) = scene.cast(who);
    deafen(&scene);
    writer.say(scene.order_id, "Записано, не сказано").await;
    until_committed(&scene.house, scene.order_id, 1).await;
    die_untold(&scene).await;
    writer.say(scene.order_id, "И дальше").await;
    scene.agree_on(who, &["Записано, не сказано", "И дальше"]).await;
}

#[tokio::test]
async fn a_message_committed_by_a_server_that_died_before_the_push_is_there_once() {
    a_message(Home::File, Way::Socket, Who::Customer).await;
}

#[tokio::test]
async fn a_message_committed_by_a_server_that_died_before_the_answer_is_there_once() {
    a_message(Home::Memory, Way::Rest, Who::Executor).await;
}

#[tokio::test]
async fn a_step_committed_by_a_server_that_died_before_the_push_happened_once() {
    let scene = Scene::timed(Home::File, Way::Socket, hasty()).await;
    deafen(&scene);
    Step::Start.take(&scene.boris, scene.order_id).await;
    eventually(PATIENCE, async || {
        let started = scene.house.on_server(async |app| {
            let mut tx = app.db.read().await.unwrap();
            let stored = montaj_store::orders::find(&mut tx, scene.order_id).await.unwrap();
            stored
                .unwrap()
                .order
                .state
                .assignment()
                .is_some_and(|assignment| assignment.work != Work::NotStarted)
        });
        started.await.then_some(()).ok_or("not started")
    })
    .await;
    die_untold(&scene).await;
    scene.agree_done(&[Step::Start]).await;
}

#[tokio::test]
async fn a_mark_of_reading_committed_by_a_server_that_died_before_the_push_counts_once() {
    let scene = Scene::timed(Home::Memory, Way::Socket, hasty()).await;
    let Scene { house, anna, boris, order_id } = &scene;
    boris.say(*order_id, "Прочтите").await;
    anna.until_texts(*order_id, &["Прочтите"]).await;
    let anna_id = anna.me().await;
    deafen(&scene);
    anna.engine.mark_read(*order_id, i64::MAX).await.unwrap();
    eventually(PATIENCE, async || {
        let unread = house.on_server(async |app| {
            let mut tx = app.db.read().await.unwrap();
            montaj_store::messages::unread_count_in_all(&mut tx, anna_id).await.unwrap()
        });
        if unread.await == 0 { Ok(()) } else { Err("not read") }
    })
    .await;
    die_untold(&scene).await;
    scene.agree_read(Who::Customer, &["Прочтите"]).await;
}

/// Both write while the server goes away and comes back again and again.
async fn under_load(home: Home, way: Way, softly: bool) {
    let scene = Scene::set(home, way).await;
    let Scene { house, anna, boris, order_id } = &scene;
    let (by_anna, by_boris) = (numbered("Анна", 40), numbered("Борис", 40));
    let restarts = async {
        for committed in [5, 25, 50] {
            until_committed(house, *order_id, committed).await;
            if softly {
                house.stop_server().await;
            } else {
                house.kill_server().await;
            }
            house.start_server().await;
        }
    };
    let writing = async {
        tokio::join!(anna.say_all(*order_id, &by_anna), boris.say_all(*order_id, &by_boris));
    };
    tokio::join!(writing, restarts);
    scene.agree(&refs(&by_anna), &refs(&by_boris)).await;
}

#[tokio::test]
async fn a_server_killed_under_load_loses_nothing_by_socket() {
    under_load(Home::File, Way::Socket, false).await;
}

#[tokio::test]
async fn a_server_killed_under_load_loses_nothing_by_rest() {
    under_load(Home::Memory, Way::Rest, false).await;
}

#[tokio::test]
async fn a_graceful_restart_under_load_loses_nothing_by_socket() {
    under_load(Home::Memory, Way::Socket, true).await;
}

#[tokio::test]
async fn a_graceful_restart_under_load_loses_nothing_by_rest() {
    under_load(Home::File, Way::Rest, true).await;
}

#[tokio::test]
async fn the_work_goes_on_while_the_server_is_away() {
    let scene = Scene::set(Home::File, Way::Socket).await;
    let Scene { house, anna, boris, order_id } = &scene;
    house.kill_server().await;
    for device in [anna, boris] {
        device.until_link(Link::Offline).await;
    }
    anna.say(*order_id, "Как дела?").await;
    Step::Start.take(boris, *order_id).await;
    boris.say(*order_id, "Начал").await;
    Step::Complete.take(boris, *order_id).await;
    house.start_server().await;
    let agreement = house.agreement(*order_id).marks(&marks(Step::Complete.up_to()));
    agreement.said(anna, &["Как дела?"]).said(boris, &["Начал"]).check().await;
}

#[tokio::test]
async fn a_storm_of_reconnects_ends_and_everybody_is_there() {
    let house = House::furnished(Home::Memory, timings(), |_| ()).await;
    let (anna, boris, order_id) = house.at_work().await;
    let mut others = Vec::new();
    for number in 1..=6 {
        others.push(house.another_of(&anna, &format!("Экран Анны {number}")).await);
        others.push(house.another_of(&boris, &format!("Экран Бориса {number}")).await);
    }
    let everybody = || [&anna, &boris].into_iter().chain(&others);
    for _ in 0..3 {
        for device in everybody() {
            device.until_link(Link::Live).await;
        }
        let before: Vec<_> = everybody().map(|device| device.proxy.accepted()).collect();
        house.kill_server().await;
        house.start_server().await;
        for (device, before) in everybody().zip(before) {
            device.until_link(Link::Live).await;
            let tries = device.proxy.accepted() - before;
            assert!(tries < 60, "{} came {tries} times", device.name);
        }
    }
    anna.say(order_id, "Все здесь?").await;
    boris.say(order_id, "Все").await;
    let mut agreement = house.agreement(order_id).said(&anna, &["Все здесь?"]);
    for device in others.iter().step_by(2) {
        agreement = agreement.and_on(device, &[""; 0]);
    }
    agreement = agreement.said(&boris, &["Все"]);
    for device in others.iter().skip(1).step_by(2) {
        agreement = agreement.and_on(device, &[""; 0]);
    }
    agreement.check().await;
}
