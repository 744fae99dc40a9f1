use montaj_domain::{ambient::Clock as _, money::Kopecks, order::OrderStatus};
use montaj_wire::{
    order::{BudgetType, OrderAnswer, OrderDraft},
    problem::{ErrorCode, Problem},
};

use crate::stage::{Stage, states_in_log};

#[tokio::test]
async fn an_order_is_published_at_once_under_a_running_number() {
    let stage = Stage::set().await;
    let posted = stage.anna.post_order(&stage.draft()).await;
    assert_eq!(posted.status(), 201);
    let first = posted.ok().order;
    let second = stage.posts(&stage.draft()).await;
    assert_eq!(first.status, OrderStatus::Published);
    assert_eq!(second.order_number, first.order_number + 1);
    assert_eq!(first.customer_id, stage.anna.id);
    assert_eq!((first.responses_count, first.views_count), (0, 0));
    assert!(!first.has_responded && !first.has_viewed && first.executor.is_none());
    assert_eq!(stage.anna.order(first.id).await.ok().order, first);
    assert_eq!(states_in_log(&stage.anna, first.id, 0).await, [first]);
    let mine = stage.anna.my_orders().await.ok();
    let ids: Vec<_> = mine.items.iter().map(|order| order.order_number).collect();
    assert_eq!(ids, [second.order_number, second.order_number - 1]);
}

#[tokio::test]
async fn only_customers_post_orders() {
    let stage = Stage::set().await;
    for person in [&stage.boris, &stage.gleb] {
        person.post_order(&stage.draft()).await.is_refused(ErrorCode::Forbidden);
    }
    let visitor = stage.world.visitor();
    let reply = visitor.post::<OrderAnswer>("/api/orders", &stage.draft()).await;
    reply.is_refused(ErrorCode::Unauthenticated);
}

#[tokio::test]
async fn every_wrong_field_is_named_at_once() {
    let stage = Stage::set().await;
    let today = stage.world.clock.now().moscow_day();
    let wrong = OrderDraft {
        title: "Окно".into(),
        description: "я".repeat(5001),
        address: String::new(),
        start_date: today.previous_day().unwrap(),
        end_date: today.saturating_sub(time::Duration::days(9)).into(),
        budget_kopecks: Some(Kopecks::new(299_999)),
        latitude: Some(55.0),
        ..stage.draft()
    };
    let problem = stage.anna.post_order(&wrong).await.is_refused(ErrorCode::InvalidInput);
    assert_eq!(
        named(&problem),
        [
            ("address", "too_short"),
            ("budgetKopecks", "too_small"),
            ("description", "too_long"),
            ("endDate", "ends_before_start"),
            ("longitude", "required"),
            ("startDate", "in_the_past"),
            ("title", "too_short"),
        ]
    );
    let fixed = OrderDraft { budget_kopecks: None, ..stage.draft() };
    let problem = stage.anna.post_order(&fixed).await.is_refused(ErrorCode::InvalidInput);
    assert_eq!(named(&problem), [("budgetKopecks", "required")]);
    let negotiable = OrderDraft { budget_type: BudgetType::Negotiable, ..fixed };
    assert_eq!(stage.anna.post_order(&negotiable).await.ok().order.budget_kopecks, None);
}

#[tokio::test]
async fn a_contact_is_refused_with_the_place_where_it_stands() {
    let stage = Stage::set().await;
    let description = "Нужно поменять окно. Звоните 8 (916) 123-45-67 вечером".to_owned();
    let draft = OrderDraft { description, ..stage.draft() };
    let problem = stage.anna.post_order(&draft).await.is_refused(ErrorCode::InvalidInput);
    assert_eq!(named(&problem), [("description", "contact")]);
    let message = &problem.errors[0].message;
    for part in ["«8 (916) 123-45-67»", "с 30-го символа", "когда вы его выберете"]
    {
        assert!(message.contains(part), "{message}");
    }
}

#[tokio::test]
async fn the_same_key_posts_one_order() {
    let stage = Stage::set().await;
    let (key, draft) = (stage.anna.operation(), stage.draft());
    let first = stage.anna.post_as::<OrderAnswer>(key, "/api/orders", &draft).await;
    let again = stage.anna.post_as::<OrderAnswer>(key, "/api/orders", &draft).await;
    assert_eq!((again.status(), again.body()), (201, first.body()));
    assert_eq!(stage.anna.my_orders().await.ok().items.len(), 1);
    let other = OrderDraft { title: "Совсем другой заказ".into(), ..draft };
    let reply = stage.anna.post_as::<OrderAnswer>(key, "/api/orders", &other).await;
    reply.is_refused(ErrorCode::IdempotencyMismatch);
}

#[tokio::test]
async fn a_refused_form_may_be_corrected_under_the_same_key() {
    let stage = Stage::set().await;
    let key = stage.anna.operation();
    let short = OrderDraft { title: "Окно".into(), ..stage.draft() };
    let refused = stage.anna.post_as::<OrderAnswer>(key, "/api/orders", &short).await;
    refused.is_refused(ErrorCode::InvalidInput);
    stage.anna.post_as::<OrderAnswer>(key, "/api/orders", &stage.draft()).await.ok();
}

fn named(problem: &Problem) -> Vec<(&str, &str)> {
    let mut named: Vec<_> =
        problem.errors.iter().map(|error| (&*error.field, &*error.code)).collect();
    named.sort_unstable();
    named
}
