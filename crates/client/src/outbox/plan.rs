//! Which items may go, which makes which needless. Pure.

use std::collections::HashSet;

use montaj_domain::ids::OperationId;

use super::{Action, Lane, OutboxItem, OutboxState};

/// The lanes that have something to send, in the order of their oldest item.
pub(super) fn lanes(outbox: &[OutboxItem], busy: &HashSet<Lane>) -> Vec<Lane> {
    let mut lanes = Vec::new();
    for (at, item) in outbox.iter().enumerate() {
        if may_go(outbox, at) && !busy.contains(&item.lane) && !lanes.contains(&item.lane) {
            lanes.push(item.lane);
        }
    }
    lanes
}

/// The item of a lane that goes next. What the server refused stands aside.
pub(super) fn head(mut outbox: Vec<OutboxItem>, lane: Lane) -> Option<OutboxItem> {
    let at = (0..outbox.len()).find(|at| outbox[*at].lane == lane && may_go(&outbox, *at))?;
    Some(outbox.swap_remove(at))
}

fn may_go(outbox: &[OutboxItem], at: usize) -> bool {
    outbox[at].refusal().is_none() && !is_held(outbox, at)
}

/// Whether the item at this place rests on a refused one before it.
pub(crate) fn is_held(outbox: &[OutboxItem], at: usize) -> bool {
    let OutboxItem { lane, action, .. } = &outbox[at];
    let mut before = outbox[..at].iter().filter(|item| item.lane == *lane);
    before.any(|item| item.refusal().is_some() && rests_on(action, &item.action))
}

/// Whether there can be no `later` without `earlier`, both of one lane: steps rest on the steps
/// before them, and a change of a message on the message.
pub(crate) fn rests_on(later: &Action, earlier: &Action) -> bool {
    match earlier {
        Action::Step(_) => matches!(later, Action::Step(_)),
        Action::SendMessage { id, .. } => later.changed_message() == Some(*id),
        _ => false,
    }
}

/// The waiting items that `action` makes needless. One that is under way stays: it may have had
/// its effect already.
pub(super) fn replaced(outbox: &[OutboxItem], lane: Lane, action: &Action) -> Vec<OperationId> {
    let replaced = outbox.iter().filter(|item| {
        item.lane == lane
            && item.state != OutboxState::Sending
            && item.action.is_replaced_by(action)
    });
    replaced.map(|item| item.id).collect()
}

#[cfg(test)]
mod tests {
    use montaj_domain::{
        ids::{MessageId, OrderId},
        timestamp::Timestamp,
    };
    use montaj_wire::problem::{ErrorCode, Problem};
    use uuid::Uuid;

    use super::{super::Step, *};

    fn lane(number: u128) -> Lane {
        Lane::Order(OrderId::from_uuid(Uuid::from_u128(number)))
    }

    fn item(number: u128, lane: Lane, action: Action, state: OutboxState) -> OutboxItem {
        let id = OperationId::from_uuid(Uuid::from_u128(number));
        let created_at = Timestamp::from_millis(0);
        OutboxItem { id, lane, action, state, attempts: 0, created_at }
    }

    fn message(number: u128) -> Action {
        let id = MessageId::from_uuid(Uuid::from_u128(number));
        Action::SendMessage { id, content: number.to_string(), reply_to_id: None }
    }

    fn wedged() -> OutboxState {
        OutboxState::Wedged(Box::new(Problem::new(ErrorCode::ChatReadOnly)))
    }

    #[test]
    fn each_lane_goes_in_order_and_past_what_was_refused() {
        let outbox = vec![
            item(1, lane(1), message(1), wedged()),
            item(2, lane(2), message(2), OutboxState::Sending),
            item(3, lane(1), message(3), OutboxState::Queued),
            item(4, lane(1), message(4), OutboxState::Queued),
            item(5, lane(3), message(5), wedged()),
        ];
        assert_eq!(lanes(&outbox, &HashSet::new()), [lane(2), lane(1)]);
        assert_eq!(lanes(&outbox, &HashSet::from([lane(2)])), [lane(1)]);
        let head = |lane| head(outbox.clone(), lane).map(|item| item.id.as_uuid().as_u128());
        assert_eq!(head(lane(1)), Some(3));
        assert_eq!(head(lane(2)), Some(2));
        assert_eq!(head(lane(3)), None);
    }

    #[test]
    fn a_change_rests_on_its_message_and_makes_an_earlier_change_needless() {
        let id = MessageId::from_uuid(Uuid::from_u128(1));
        let edit = |text: &str| Action::EditMessage { id, content: text.to_owned() };
        let mut outbox = vec![
            item(1, lane(1), message(1), wedged()),
            item(2, lane(1), edit("второе"), OutboxState::Queued),
            item(3, lane(1), message(3), OutboxState::Queued),
        ];
        assert!(is_held(&outbox, 1) && !is_held(&outbox, 2));
        assert_eq!(head(outbox.clone(), lane(1)), Some(outbox[2].clone()));
        let needless = |outbox: &[OutboxItem]| replaced(outbox, lane(1), &edit("третье"));
        assert_eq!(needless(&outbox), [outbox[1].id]);
        outbox[1].state = wedged();
        assert_eq!(needless(&outbox), [outbox[1].id], "a refused one as well");
        outbox[1].state = OutboxState::Sending;
        assert!(needless(&outbox).is_empty());
        assert_eq!(replaced(&outbox[..1], lane(1), &Action::DeleteMessage { id }), []);
    }

    #[test]
    fn behind_a_refused_step_words_go_on_and_steps_are_held() {
        let step = |number, step, state| item(number, lane(1), Action::Step(step), state);
        let mut outbox = vec![
            step(1, Step::StartWork, wedged()),
            item(2, lane(1), message(2), OutboxState::Queued),
            step(3, Step::Complete, OutboxState::Queued),
            item(4, lane(1), message(4), OutboxState::Queued),
            step(5, Step::Close, OutboxState::Queued),
            item(6, lane(2), Action::Step(Step::StartWork), OutboxState::Queued),
        ];
        let held: Vec<_> = (0..outbox.len()).filter(|at| is_held(&outbox, *at)).collect();
        assert_eq!(held, [2, 4]);
        let mut sent = Vec::new();
        while let Some(next) = head(outbox.clone(), lane(1)) {
            sent.push(next.id.as_uuid().as_u128());
            outbox.retain(|item| item.id != next.id);
        }
        assert_eq!(sent, [2, 4]);
        assert_eq!(lanes(&outbox, &HashSet::new()), [lane(2)]);
        // Tried again, it goes before what rests on it.
        outbox[0].state = OutboxState::Queued;
        assert_eq!(
            head(outbox, lane(1)).map(|item| item.action),
            Some(Action::Step(Step::StartWork))
        );
    }

    #[test]
    fn a_later_mark_of_reading_replaces_a_waiting_one_of_the_same_chat_only() {
        let read = |up_to_seq| Action::MarkRead { up_to_seq };
        let outbox = vec![
            item(1, lane(1), read(3), OutboxState::Sending),
            item(2, lane(1), message(2), OutboxState::Queued),
            item(3, lane(1), read(4), OutboxState::Queued),
            item(4, lane(2), read(1), OutboxState::Queued),
        ];
        let found = replaced(&outbox, lane(1), &read(5));
        assert_eq!(found, [OperationId::from_uuid(Uuid::from_u128(3))]);
        assert!(replaced(&outbox, lane(1), &message(9)).is_empty());
    }
}
