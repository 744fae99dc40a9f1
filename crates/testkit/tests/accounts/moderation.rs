use montaj_domain::{
    notification::NotificationKind,
    user::{Specialization::Windows, UserModeration, UserStatus},
};
use montaj_testkit::world::{Actor, PASSWORD};
use montaj_wire::{
    account::{ModerateUser, UserAnswer, UserView},
    event::EventBody,
    page::Page,
    problem::ErrorCode,
};

use crate::{login::log_in, world};

fn path(person: &Actor) -> String {
    format!("/api/admin/users/{}/moderate", person.id)
}

fn act(action: UserModeration, reason: Option<&str>) -> ModerateUser {
    ModerateUser { action, reason: reason.map(str::to_owned) }
}

#[tokio::test]
async fn an_approved_executor_is_told_at_once() {
    let world = world().await;
    let gleb = world.admin("Глеб").await;
    let boris = world.newcomer("Борис", Windows).await;
    let seen = boris.events(0).await.len();
    let approved = gleb.moderate(&boris, UserModeration::Approve).await;
    assert_eq!(approved.status, UserStatus::Active);
    assert_eq!(boris.notifications().await[0].kind, NotificationKind::AccountModerated);
    let events = boris.events(i64::try_from(seen).unwrap()).await;
    assert!(matches!(&events[0].body, EventBody::NotificationCreated(_)));
    assert_eq!(events[1].body, EventBody::ProfileUpdated(Box::new(approved)));
}

#[tokio::test]
async fn only_administrators_moderate_and_only_what_applies() {
    let world = world().await;
    let gleb = world.admin("Глеб").await;
    let (anna, boris) = (world.customer("Анна").await, world.newcomer("Борис", Windows).await);
    let approve = act(UserModeration::Approve, None);
    anna.post::<UserAnswer>(&path(&boris), &approve).await.is_refused(ErrorCode::Forbidden);
    boris.post::<UserAnswer>(&path(&boris), &approve).await.is_refused(ErrorCode::Forbidden);
    gleb.post::<UserAnswer>(&path(&anna), &approve).await.is_refused(ErrorCode::NotApplicable);
    let block = act(UserModeration::Block, None);
    gleb.post::<UserAnswer>(&path(&gleb), &block).await.is_refused(ErrorCode::Forbidden);
    let nobody = "/api/admin/users/0197d000-0000-7000-8000-000000000000/moderate";
    gleb.post::<UserAnswer>(nobody, &approve).await.is_refused(ErrorCode::NotFound);
    let wordless = act(UserModeration::Reject, Some("—"));
    gleb.post::<UserAnswer>(&path(&boris), &wordless).await.is_refused(ErrorCode::InvalidInput);
}

#[tokio::test]
async fn a_repeated_act_is_the_same_act() {
    let world = world().await;
    let gleb = world.admin("Глеб").await;
    let boris = world.newcomer("Борис", Windows).await;
    let key = gleb.operation();
    let approve = act(UserModeration::Approve, Some("Документы в порядке"));
    let first = gleb.post_as::<UserAnswer>(key, &path(&boris), &approve).await.ok();
    let again = gleb.post_as::<UserAnswer>(key, &path(&boris), &approve).await.ok();
    assert_eq!(first, again);
    assert_eq!(boris.notifications().await.len(), 1);
    let other = act(UserModeration::Block, None);
    let refused = gleb.post_as::<UserAnswer>(key, &path(&boris), &other).await;
    refused.is_refused(ErrorCode::IdempotencyMismatch);
}

#[tokio::test]
async fn a_blocked_account_is_out_at_once() {
    let world = world().await;
    let gleb = world.admin("Глеб").await;
    let anna = world.customer("Анна").await;
    let mut live = anna.go_live(0).await;
    let block = act(UserModeration::Block, Some("Жалобы исполнителей"));
    let blocked = gleb.post::<UserAnswer>(&path(&anna), &block).await.ok().user;
    assert_eq!(blocked.status, UserStatus::Blocked);
    assert!(live.wait_for_close().await.is_some());
    anna.get::<UserAnswer>("/api/auth/me").await.is_refused(ErrorCode::AccountBlocked);
    let shut_out = log_in(&world, anna.phone.as_str(), PASSWORD).await.problem();
    assert_eq!(shut_out.code, ErrorCode::AccountBlocked);
    assert_eq!(shut_out.detail.as_deref(), Some("Причина: «Жалобы исполнителей»"));
    gleb.moderate(&anna, UserModeration::Unblock).await;
    anna.log_in().await;
    let told = anna.notifications().await;
    assert!(told.iter().any(|note| note.body.contains("Жалобы исполнителей")), "{told:?}");
}

#[tokio::test]
async fn the_queue_is_listed_by_pages_and_searched() {
    let world = world().await;
    let gleb = world.admin("Глеб").await;
    for name in ["Борис", "Вера", "Дина"] {
        world.newcomer(name, Windows).await;
    }
    let anna = world.customer("Анна").await;
    let list = async |query: &str| {
        gleb.get::<Page<UserView>>(&format!("/api/admin/users?{query}")).await.ok()
    };
    let names = |page: &Page<UserView>| -> Vec<String> {
        page.items.iter().map(|user| user.full_name.clone()).collect()
    };
    let first = list("status=PENDING&limit=2").await;
    let cursor = first.next_cursor.clone().unwrap();
    let second = list(&format!("status=PENDING&limit=2&cursor={cursor}")).await;
    assert_eq!(second.next_cursor, None);
    let mut all = [names(&first), names(&second)].concat();
    all.sort();
    assert_eq!(all, ["Борис", "Вера", "Дина"]);
    assert_eq!(names(&list("q=%D0%B0%D0%BD%D0%BD").await), ["Анна"]);
    let refused = gleb.get::<Page<UserView>>("/api/admin/users?limit=0").await;
    refused.is_refused(ErrorCode::Malformed);
    anna.get::<Page<UserView>>("/api/admin/users").await.is_refused(ErrorCode::Forbidden);
}
