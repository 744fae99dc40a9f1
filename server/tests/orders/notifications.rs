use std::time::Duration;

use montaj_domain::{ambient::Clock as _, ids::NotificationId};
use montaj_testkit::world::Actor;
use montaj_wire::{
    event::EventBody, notification::NotificationView, page::Count, page::Page, problem::ErrorCode,
};

use crate::stage::{Stage, log_end};

async fn unread(person: &Actor) -> i64 {
    person.get::<Count>("/api/notifications/unread-count").await.ok().count
}

async fn read_in_log(person: &Actor, since: i64) -> Vec<Option<Vec<NotificationId>>> {
    let of_read = |body| match body {
        EventBody::NotificationRead(read) => Some(read.ids),
        _ => None,
    };
    person.events(since).await.into_iter().filter_map(|event| of_read(event.body)).collect()
}

#[tokio::test]
async fn reading_counts_down_on_all_devices() {
    let stage = Stage::set().await;
    stage.answered().await;
    let since = log_end(&stage.anna).await;
    let list = stage.anna.notifications().await;
    assert_eq!((list.len(), unread(&stage.anna).await), (2, 2));
    let path = format!("/api/notifications/{}/read", list[0].id);
    for _ in 0..2 {
        assert_eq!(stage.anna.patch::<()>(&path, &()).await.status(), 204);
    }
    assert_eq!(unread(&stage.anna).await, 1);
    assert!(stage.anna.notifications().await[0].read_at.is_some());
    for _ in 0..2 {
        let all = stage.anna.post::<()>("/api/notifications/mark-all-read", &()).await;
        assert_eq!(all.status(), 204);
    }
    assert_eq!(unread(&stage.anna).await, 0);
    assert_eq!(read_in_log(&stage.anna, since).await, [Some(vec![list[0].id]), None]);
}

#[tokio::test]
async fn reading_all_that_one_has_seen_leaves_what_came_later() {
    let stage = Stage::set().await;
    let order = stage.order().await;
    stage.boris.respond(order, "Сделаю за день").await.ok();
    stage.world.clock.advance(Duration::from_secs(60));
    stage.vera.respond(order, "Могу завтра").await.ok();
    let list = stage.anna.notifications().await;
    let seen = list[1].created_at;
    assert_eq!((read_up_to(&stage, &seen.to_string()).await, unread(&stage.anna).await), (204, 1));
    assert!(stage.anna.notifications().await[0].read_at.is_none());
    assert_eq!(read_up_to(&stage, "yesterday").await, 400);
    // What is yet to come is read by nobody.
    assert_eq!(read_up_to(&stage, "9999-12-31T23:59:59Z").await, 204);
    let now = stage.world.clock.now();
    assert_eq!(stage.anna.notifications().await[0].read_at, Some(now));
}

async fn read_up_to(stage: &Stage, instant: &str) -> u16 {
    let path = format!("/api/notifications/mark-all-read?upTo={instant}");
    stage.anna.post::<()>(&path, &()).await.status()
}

#[tokio::test]
async fn reading_all_reads_what_was_made_before_the_clock_was_put_back() {
    let stage = Stage::set().await;
    stage.answered().await;
    stage.world.clock.put_back(Duration::from_secs(60));
    let all = stage.anna.post::<()>("/api/notifications/mark-all-read", &()).await;
    assert_eq!(all.status(), 204);
    assert_eq!(unread(&stage.anna).await, 0);
}

#[tokio::test]
async fn a_deleted_one_is_gone_and_counts_no_more() {
    let stage = Stage::set().await;
    stage.answered().await;
    let since = log_end(&stage.anna).await;
    let list = stage.anna.notifications().await;
    let path = format!("/api/notifications/{}", list[1].id);
    assert_eq!(stage.anna.delete::<()>(&path).await.status(), 204);
    stage.anna.delete::<()>(&path).await.is_refused(ErrorCode::NotFound);
    assert_eq!(stage.anna.notifications().await, [list[0].clone()]);
    assert_eq!(unread(&stage.anna).await, 1);
    let events = stage.anna.events(since).await;
    let EventBody::NotificationDeleted(deleted) = &events[0].body else { panic!("{events:?}") };
    assert_eq!(deleted.ids, [list[1].id]);
}

#[tokio::test]
async fn anothers_notifications_are_not_there() {
    let stage = Stage::set().await;
    stage.answered().await;
    let of_anna = stage.anna.notifications().await[0].id;
    let path = format!("/api/notifications/{of_anna}");
    stage.boris.patch::<()>(&format!("{path}/read"), &()).await.is_refused(ErrorCode::NotFound);
    stage.boris.delete::<()>(&path).await.is_refused(ErrorCode::NotFound);
    assert_eq!(unread(&stage.anna).await, 2);
}

#[tokio::test]
async fn the_list_goes_on_by_its_cursor() {
    let stage = Stage::set().await;
    stage.answered().await;
    let all = stage.anna.notifications().await;
    let first = "/api/notifications?limit=1";
    let first = stage.anna.get::<Page<NotificationView>>(first).await.ok();
    assert_eq!(first.items, all[..1]);
    let rest = format!("/api/notifications?limit=1&cursor={}", first.next_cursor.unwrap());
    let rest = stage.anna.get::<Page<NotificationView>>(&rest).await.ok();
    assert_eq!((rest.items, rest.next_cursor), (all[1..].to_vec(), None));
    let broken = stage.anna.get::<()>("/api/notifications?cursor=***").await;
    broken.is_refused(ErrorCode::Malformed);
}
