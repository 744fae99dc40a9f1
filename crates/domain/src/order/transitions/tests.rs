use proptest::prelude::*;
use time::macros::date;
use uuid::Uuid;

use super::*;
use crate::{
    ids::OrderId,
    money::Kopecks,
    order::{Budget, OrderStatus, PaymentMethod},
    user::Specialization,
};

const NOW: Timestamp = Timestamp::from_millis(1_700_000_000_000);

fn person(number: u128) -> UserId {
    UserId::from_uuid(Uuid::from_u128(number))
}

fn anna() -> UserId {
    person(1)
}

fn boris() -> UserId {
    person(2)
}

fn published() -> Order {
    Order {
        id: OrderId::from_uuid(Uuid::from_u128(9)),
        number: 1,
        customer_id: anna(),
        details: OrderDetails {
            category: Specialization::Doors,
            title: "Установить входную дверь".into(),
            description: "Металлическая дверь, старую вынести".into(),
            region: "Казань".into(),
            address: "ул. Баумана, 5".into(),
            position: None,
            start_date: date!(2026 - 03 - 12),
            end_date: None,
            budget: Budget::Fixed(Kopecks::from_roubles(9000)),
            payment_method: PaymentMethod::Card,
        },
        state: OrderState::Published { published_at: NOW },
        created_at: NOW,
    }
}

fn selected() -> Order {
    published().select(anna(), boris(), NOW).unwrap()
}

#[test]
fn the_way_from_published_to_completed() {
    let started = selected().start_work(boris(), NOW.plus_secs(1)).unwrap();
    let done = started.complete(boris(), NOW.plus_secs(2)).unwrap();
    let closed = done.close(boris(), NOW.plus_secs(3)).unwrap();
    assert_eq!(closed.state.status(), OrderStatus::Completed);
    assert_eq!(closed.state.closed_at(), Some(NOW.plus_secs(3)));
}

#[test]
fn a_second_selection_is_refused() {
    let vera = person(3);
    assert_eq!(selected().select(anna(), vera, NOW), Err(OrderError::AlreadySelected));
}

#[test]
fn work_starts_only_once_and_only_by_the_assigned() {
    assert_eq!(selected().start_work(anna(), NOW), Err(OrderError::NotTheExecutor));
    let started = selected().start_work(boris(), NOW).unwrap();
    assert_eq!(started.start_work(boris(), NOW), Err(OrderError::AlreadyStarted));
    assert_eq!(published().start_work(boris(), NOW), Err(OrderError::NotInProgress));
}

#[test]
fn a_refused_order_is_published_again_and_forgets_its_executor() {
    let again = selected().start_work(boris(), NOW).unwrap().cancel_work(boris()).unwrap();
    assert_eq!(again.state, OrderState::Published { published_at: NOW });
    assert_eq!(again.cancel_work(boris()), Err(OrderError::NotInProgress));
}

#[test]
fn the_customer_alone_can_neither_complete_nor_close() {
    let started = selected().start_work(boris(), NOW).unwrap();
    assert_eq!(started.clone().complete(anna(), NOW), Err(OrderError::NotTheExecutor));
    let done = started.complete(boris(), NOW).unwrap();
    assert_eq!(done.clone().close(anna(), NOW), Err(OrderError::NotTheExecutor));
    assert_eq!(done.cancel_work(boris()), Err(OrderError::AlreadyDone));
}

#[test]
fn closing_needs_the_work_reported_done() {
    assert_eq!(selected().close(boris(), NOW), Err(OrderError::NotDone));
    assert_eq!(selected().complete(boris(), NOW), Err(OrderError::NotStarted));
}

#[test]
fn after_selection_the_customer_can_neither_edit_nor_cancel() {
    let details = published().details;
    assert_eq!(selected().edit(anna(), details), Err(OrderError::AlreadySelected));
    assert_eq!(selected().cancel(anna(), NOW), Err(OrderError::AlreadySelected));
    assert_eq!(published().cancel(boris(), NOW), Err(OrderError::NotTheCustomer));
}

#[test]
fn moderation_publishes_what_is_pending() {
    let pending = Order { state: OrderState::Pending, ..published() };
    let approved = pending.clone().moderate(OrderModeration::Approve, NOW).unwrap();
    assert_eq!(approved.state, OrderState::Published { published_at: NOW });
    let rejected = pending.moderate(OrderModeration::Reject, NOW).unwrap();
    assert_eq!(rejected.state.status(), OrderStatus::Cancelled);
    assert_eq!(published().moderate(OrderModeration::Approve, NOW), Err(OrderError::NotApplicable));
}

#[derive(Debug, Clone, Copy)]
enum Try {
    Select(u128),
    Start,
    Refuse,
    Complete,
    Close,
    Cancel,
}

fn any_try() -> impl Strategy<Value = (u128, Try)> {
    let step = prop_oneof![
        (2_u128..4).prop_map(Try::Select),
        Just(Try::Start),
        Just(Try::Refuse),
        Just(Try::Complete),
        Just(Try::Close),
        Just(Try::Cancel),
    ];
    (1_u128..4, step)
}

proptest! {
    /// Whoever tries whatever: only the customer selects and cancels, only the assigned executor
    /// works, and a closed order never moves again.
    #[test]
    fn nobody_takes_a_step_that_is_not_theirs(tries in prop::collection::vec(any_try(), 1..40)) {
        let mut order = published();
        for (who, step) in tries {
            let by = person(who);
            let before = order.clone();
            let result = match step {
                Try::Select(executor) => order.clone().select(by, person(executor), NOW),
                Try::Start => order.clone().start_work(by, NOW),
                Try::Refuse => order.clone().cancel_work(by),
                Try::Complete => order.clone().complete(by, NOW),
                Try::Close => order.clone().close(by, NOW),
                Try::Cancel => order.clone().cancel(by, NOW),
            };
            if let Ok(after) = result {
                let assigned = before.state.assignment().map(|a| a.executor_id);
                match step {
                    Try::Select(_) | Try::Cancel => prop_assert_eq!(by, anna()),
                    _ => prop_assert_eq!(Some(by), assigned),
                }
                prop_assert!(before.state.closed_at().is_none());
                order = after;
            }
        }
    }
}
