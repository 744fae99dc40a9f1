//! Which items may go, which makes which needless. Pure.

use std::collections::HashSet;

use montaj_domain::ids::OperationId;

use super::{Action, Lane, OutboxItem, OutboxState};

/// The lanes that have something to send, in the order of their oldest item.
pub(super) fn lanes(outbox: &[OutboxItem], busy: &HashSet<Lane>) -> Vec<Lane> {
    let mut lanes = Vec::new();
    for item in outbox.iter().filter(|item| may_go(item)) {
        if !busy.contains(&item.lane) && !lanes.contains(&item.lane) {
            lanes.push(item.lane);
        }
    }
    lanes
}

/// The item at the head of a lane. What the server refused stands aside and does not stop others.
pub(super) fn head(outbox: Vec<OutboxItem>, lane: Lane) -> Option<OutboxItem> {
    outbox.into_iter().find(|item| item.lane == lane && may_go(item))
}

fn may_go(item: &OutboxItem) -> bool {
    !matches!(item.state, OutboxState::Wedged(_))
}

/// The waiting items that `action` makes needless. One that is under way stays: it may have had
/// its effect already.
pub(super) fn replaced(outbox: &[OutboxItem], lane: Lane, action: &Action) -> Vec<OperationId> {
    let replaced = outbox.iter().filter(|item| {
        item.lane == lane && item.state == OutboxState::Queued && item.action.is_replaced_by(action)
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

    use super::*;

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
