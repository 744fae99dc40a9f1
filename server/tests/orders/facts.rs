//! What a notification names beside its Russian sentence, as it travels.

use std::time::Duration;

use montaj_domain::{
    ids::OrderId,
    money::Kopecks,
    notification::{NotificationFacts, NotificationKind, Outcome},
    order::OrderModeration,
    user::{Specialization, UserModeration},
};
use montaj_testkit::{eventually, world::Actor};
use montaj_wire::{
    event::EventBody,
    order::{BudgetType, ModerateOrder, OrderAnswer, OrderDraft, OrderView},
};

use crate::stage::{Stage, hears, told};

/// Only the order, as it is called.
fn of(order: &OrderView) -> NotificationFacts {
    let (order_number, order_title) = (Some(order.order_number), Some(order.title.clone()));
    NotificationFacts { order_number, order_title, ..Default::default() }
}

fn by(order: &OrderView, who: &Actor, said: Option<&str>) -> NotificationFacts {
    let said = said.map(str::to_owned);
    NotificationFacts { who: Some(who.name.clone()), said, ..of(order) }
}

fn so(order: &OrderView, outcome: Outcome) -> NotificationFacts {
    NotificationFacts { outcome: Some(outcome.to_string()), ..of(order) }
}

/// The facts of the person's newest notification of this kind.
async fn facts(person: &Actor, kind: NotificationKind) -> NotificationFacts {
    told(person, kind).await.remove(0).facts.unwrap()
}

/// The same of one order: others may be told of in the same millisecond.
async fn facts_of(person: &Actor, kind: NotificationKind, order: OrderId) -> NotificationFacts {
    let list = told(person, kind).await.into_iter();
    list.filter(|told| told.order_id == Some(order)).find_map(|told| told.facts).unwrap()
}

async fn judges(admin: &Actor, order: OrderId, action: OrderModeration, reason: Option<&str>) {
    let act = ModerateOrder { action, reason: reason.map(str::to_owned) };
    let path = format!("/api/admin/orders/{order}/moderate");
    admin.post::<OrderAnswer>(&path, &act).await.ok();
}

#[tokio::test]
async fn a_new_order_is_told_with_its_trade_region_and_budget() {
    let stage = Stage::set().await;
    let order = stage.posts(&stage.draft()).await;
    let offer = |order, budget_kopecks| NotificationFacts {
        category: Some(Specialization::Windows.to_string()),
        region: Some("Москва".to_owned()),
        budget_kopecks,
        ..of(order)
    };
    let heard = hears(&stage.boris, NotificationKind::NewOrder).await;
    let expected = offer(&order, Some(Kopecks::from_roubles(48_000)));
    assert_eq!(heard.facts, Some(expected.clone()));
    let in_log = stage.boris.events(0).await.into_iter().find_map(|event| match event.body {
        EventBody::NotificationCreated(told) if told.id == heard.id => told.facts,
        _ => None,
    });
    assert_eq!(in_log, Some(expected));
    let open = OrderDraft {
        budget_type: BudgetType::Negotiable,
        budget_kopecks: None,
        title: "Окна на даче, договоримся".into(),
        ..stage.draft()
    };
    let open = stage.posts(&open).await;
    let kind = NotificationKind::NewOrder;
    eventually(Duration::from_secs(20), async || {
        let heard = told(&stage.boris, kind).await;
        let is_told = heard.iter().any(|note| note.order_id == Some(open.id));
        is_told.then_some(()).ok_or("the second order is not announced")
    })
    .await;
    assert_eq!(facts_of(&stage.boris, kind, open.id).await, offer(&open, None));
}

#[tokio::test]
async fn what_people_do_is_told_with_who_and_their_words() {
    use NotificationKind as Kind;
    let stage = Stage::set().await;
    let Stage { anna, boris, vera, .. } = &stage;
    let id = stage.selected().await;
    let order = anna.order(id).await.ok().order;
    let responses = told(anna, Kind::Response).await.into_iter();
    let mut heard: Vec<_> = responses.filter_map(|told| told.facts).collect();
    // In which order they came does not matter: they may share a millisecond.
    heard.sort_by_key(|facts| facts.who.clone());
    let of_vera = by(&order, vera, Some("Могу завтра"));
    let of_boris = by(&order, boris, Some("Сделаю за день"));
    assert_eq!(heard, [of_boris, of_vera]);
    assert_eq!(facts(boris, Kind::Selected).await, by(&order, anna, None));
    assert_eq!(facts(vera, Kind::NotSelected).await, of(&order));
    boris.refuse(id, "Сломал руку").await.ok();
    assert_eq!(facts(anna, Kind::Refused).await, by(&order, boris, Some("Сломал руку")));
    assert_eq!(facts(vera, Kind::OrderChanged).await, so(&order, Outcome::Reopened));
    anna.select(id, vera).await.ok();
    vera.start_work(id).await.ok();
    assert_eq!(facts(anna, Kind::Started).await, by(&order, vera, None));
    vera.complete(id).await.ok();
    assert_eq!(facts(anna, Kind::Done).await, by(&order, vera, None));
    vera.close(id).await.ok();
    assert_eq!(facts(anna, Kind::Closed).await, of(&order));
}

#[tokio::test]
async fn an_order_is_told_as_it_was_called_then() {
    let stage = Stage::set().await;
    let order = stage.answered().await;
    let before = stage.anna.order(order).await.ok().order;
    let draft = OrderDraft {
        title: "Очень длинное название ".repeat(4), ..stage.draft()
    };
    let path = format!("/api/orders/{order}");
    let after = stage.anna.put::<OrderAnswer>(&path, &draft).await.ok().order;
    let changed = facts(&stage.boris, NotificationKind::OrderChanged).await;
    assert_eq!(changed.outcome.as_deref(), Some(Outcome::Changed.as_str()));
    let title = changed.order_title.unwrap();
    assert!(title.ends_with('…') && title.chars().count() <= 70, "{title}");
    assert!(after.title.starts_with(title.trim_end_matches('…')), "{title}");
    let response = facts(&stage.anna, NotificationKind::Response).await;
    assert_eq!(response.order_title, Some(before.title));
    stage.anna.cancel(order).await.ok();
    let cancelled = facts(&stage.boris, NotificationKind::Cancelled).await;
    assert_eq!(cancelled.outcome.as_deref(), Some(Outcome::Cancelled.as_str()));
}

#[tokio::test]
async fn what_moderators_decide_is_told_with_the_decision_and_its_reason() {
    use NotificationKind::{AccountModerated, Cancelled, OrderModerated};
    let stage = Stage::set().await;
    stage.moderate_orders().await;
    let decided = |order: &OrderView, outcome, reason: &str| NotificationFacts {
        said: Some(reason.to_owned()),
        ..so(order, outcome)
    };
    for (act, outcome) in [
        (OrderModeration::Reject, Outcome::Rejected),
        (OrderModeration::Cancel, Outcome::Cancelled),
    ] {
        let order = stage.posts(&stage.draft()).await;
        judges(&stage.gleb, order.id, act, Some("Нужны размеры")).await;
        let expected = decided(&order, outcome, "Нужны размеры");
        assert_eq!(facts_of(&stage.anna, OrderModerated, order.id).await, expected);
    }
    let order = stage.posts(&stage.draft()).await;
    judges(&stage.gleb, order.id, OrderModeration::Approve, None).await;
    let published = facts_of(&stage.anna, OrderModerated, order.id).await;
    assert_eq!(published, so(&order, Outcome::Published));
    stage.boris.respond(order.id, "Сделаю").await.ok();
    judges(&stage.gleb, order.id, OrderModeration::Archive, Some("Жалоба")).await;
    let expected = decided(&order, Outcome::Archived, "Жалоба");
    assert_eq!(facts(&stage.anna, OrderModerated).await, expected);
    assert_eq!(facts(&stage.boris, Cancelled).await, so(&order, Outcome::TakenDown));
    let outcome = Some(Outcome::Approved.to_string());
    let approved = NotificationFacts { outcome, ..Default::default() };
    assert_eq!(facts(&stage.boris, AccountModerated).await, approved);
    let olga = stage.world.newcomer("Ольга", Specialization::Windows).await;
    stage.gleb.moderate(&olga, UserModeration::Approve).await;
    assert_eq!(facts(&olga, AccountModerated).await, approved);
}

#[tokio::test]
async fn a_notification_from_before_there_were_facts_comes_without() {
    let stage = Stage::set().await;
    stage.answered().await;
    let list = stage.anna.notifications().await;
    assert!(list.iter().all(|told| told.facts.is_some()));
    let mut old = list[0].clone();
    old.facts = None;
    let app = stage.world.server().app();
    let mut tx = app.db.write().await.unwrap();
    let found = montaj_store::notifications::find(&mut tx, stage.anna.id, old.id).await.unwrap();
    let without = montaj_store::notifications::Notification { facts: None, ..found.unwrap() };
    montaj_store::notifications::delete(&mut tx, stage.anna.id, old.id).await.unwrap();
    montaj_store::notifications::insert(&mut tx, &without).await.unwrap();
    tx.commit(app.now()).await.unwrap();
    assert_eq!(stage.anna.notifications().await[0], old);
    let raw = stage.anna.get::<serde_json::Value>("/api/notifications").await.ok();
    assert_eq!(raw["items"][0].get("facts"), None);
}
