use montaj_domain::{ids::OrderId, order::OrderStatus};
use uuid::Uuid;

use super::*;
use crate::pages::orders::samples::{AT, in_progress, user};

fn item(number: u128, what: PendingWhat, state: PendingState) -> Pending {
    let id = OperationId::from_uuid(Uuid::from_u128(number));
    let order_id = OrderId::from_uuid(Uuid::from_u128(1));
    Pending { id, order_id, what, state, created_at: AT }
}

fn step(number: u128, step: Step, state: PendingState) -> Pending {
    item(number, PendingWhat::Step(step), state)
}

fn refused(code: ErrorCode) -> PendingState {
    PendingState::Refused { problem: Box::new(Problem::new(code)) }
}

const WAITING: PendingState = PendingState::Waiting { can_be_taken_back: true };

fn cancel() -> Step {
    Step::CancelWork { reason: "Заболел".to_owned() }
}

#[test]
fn what_waits_says_so_and_can_be_taken_back_until_it_leaves() {
    let order = in_progress(1);
    let leaving = PendingState::Waiting { can_be_taken_back: false };
    let pending = [step(1, Step::StartWork, leaving), step(2, cancel(), WAITING)];
    let [start, refusal] = entries(&pending, Some(&order), user(2), true).try_into().unwrap();
    assert_eq!(start.title, "Ждёт отправки: Приступить к работе");
    assert_eq!((start.tone, start.remedies), (Tone::Waiting, vec![]));
    assert_eq!(refusal.note.as_deref(), Some("Причина: Заболел"));
    let reason = "Заболел".to_owned();
    assert_eq!(refusal.remedies, [Remedy::Edit { reason }, Remedy::TakeBack]);
}

#[test]
fn what_was_refused_says_why_and_takes_along_what_rests_on_it() {
    let order = in_progress(1);
    let pending = [
        step(1, Step::StartWork, refused(ErrorCode::Internal)),
        step(2, Step::Complete, PendingState::Held),
    ];
    let [start, complete] = entries(&pending, Some(&order), user(2), true).try_into().unwrap();
    assert_eq!(start.title, "Не получилось: Приступить к работе");
    assert_eq!(start.note.as_deref(), Some(ErrorCode::Internal.title()));
    assert_eq!(start.remedies, [Remedy::Retry, Remedy::Discard { with_others: true }]);
    assert_eq!((complete.tone, complete.remedies), (Tone::Held, vec![]));
    let late = [step(3, cancel(), refused(ErrorCode::AlreadyDone))];
    let late = entries(&late, Some(&order), user(2), true).remove(0);
    let edit = Remedy::Edit { reason: "Заболел".to_owned() };
    assert_eq!(late.remedies, [Remedy::Retry, edit, Remedy::Discard { with_others: false }]);
}

#[test]
fn whoever_is_off_the_order_is_told_that_and_finds_the_words_here() {
    let content = "Выезжаю к вам".to_owned();
    let message = item(1, PendingWhat::Message { content }, refused(ErrorCode::NotFound));
    let start = step(2, Step::StartWork, refused(ErrorCode::Forbidden));
    let pending = [message, start];
    let replaced = OrderView { executor_id: Some(user(3)), ..in_progress(1) };
    for order in [Some(&replaced), None] {
        let lines = entries(&pending, order, user(2), true);
        let notes: Vec<_> = lines.iter().map(|line| line.note.clone()).collect();
        assert_eq!(notes, vec![Some(tr!("pending-off-the-order")); 2]);
        assert!(lines[0].title.contains("Выезжаю к вам"));
    }
    assert_eq!(entries(&pending, Some(&replaced), user(2), false).len(), 1, "its chat shows it");
}

#[test]
fn a_step_is_announced_when_the_order_says_it_was_taken() {
    let before = [step(1, Step::StartWork, WAITING)];
    let waiting = in_progress(1);
    assert_eq!(taken(&before, &[], &waiting, user(2)), None, "it was taken back");
    let started = OrderView { work_started_at: Some(AT), ..in_progress(1) };
    assert_eq!(taken(&before, &before, &started, user(2)), None, "its answer is on the way");
    assert_eq!(taken(&before, &[], &started, user(2)), Some(tr!("work-started")));
    let all = [before[0].clone(), step(2, Step::Close, WAITING)];
    let closed = OrderView { status: OrderStatus::Completed, ..started };
    assert_eq!(taken(&all, &[], &closed, user(2)), Some(tr!("close-done")));
}

#[test]
fn a_card_shows_what_was_refused_before_what_waits() {
    assert_eq!(mark(&[]), None);
    let waits = [step(1, Step::StartWork, WAITING), step(2, Step::Complete, WAITING)];
    assert_eq!(mark(&waits), Some((Tone::Waiting, "Ждёт отправки: Заказ выполнен".to_owned())));
    let late = step(3, Step::Close, refused(ErrorCode::NotDone));
    let (tone, _) = mark(&[waits[0].clone(), late]).unwrap();
    assert_eq!(tone, Tone::Refused);
}
