//! Calls that must arrive in the order in which they were made. The shell answers calls at the
//! same time on several threads, so the next of these goes only when the one before is answered:
//! else two messages could change places, or an old screen overwrite the new one.

use std::{cell::RefCell, future::Future};

use futures::channel::oneshot;
use montaj_client::calls::Call;

/// First come, first served.
#[derive(Debug, Default)]
pub struct Lane {
    /// Ends when the last one in the lane is done.
    last: RefCell<Option<oneshot::Receiver<()>>>,
}

impl Lane {
    /// Does `work` when all that came before is done.
    pub async fn in_turn<T>(&self, work: impl Future<Output = T>) -> T {
        let (done, ended) = oneshot::channel::<()>();
        let before = self.last.borrow_mut().replace(ended);
        if let Some(before) = before {
            // Nothing is ever sent: the end of the one before is what it tells.
            let _: Result<(), oneshot::Canceled> = before.await;
        }
        let answer = work.await;
        drop(done);
        answer
    }
}

/// Calls that the engine answers at once, of this device alone, and whose order means something.
pub fn is_ordered(call: &Call) -> bool {
    matches!(
        call,
        Call::SendMessage { .. }
            | Call::SaveNotificationSettings { .. }
            | Call::MuteChat { .. }
            | Call::UnmuteChat { .. }
            | Call::SaveLocalSettings { .. }
            | Call::EditMessage { .. }
            | Call::DeleteMessage { .. }
            | Call::StartWork { .. }
            | Call::CancelWork { .. }
            | Call::Complete { .. }
            | Call::Close { .. }
            | Call::EditRefusal { .. }
            | Call::Retry { .. }
            | Call::Discard { .. }
            | Call::MarkRead { .. }
            | Call::SetTyping { .. }
            | Call::SetScreen { .. }
            | Call::SaveDraft { .. }
    )
}

#[cfg(test)]
mod tests {
    use futures::{executor::block_on, future::join};
    use montaj_client::outbox::OutboxItem;
    use montaj_domain::ids::{MessageId, OrderId};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_second_waits_for_the_first() {
        let lane = Lane::default();
        let seen = RefCell::new(Vec::new());
        let (open, gate) = oneshot::channel::<()>();
        let first = lane.in_turn(async {
            let _: Result<(), oneshot::Canceled> = gate.await;
            seen.borrow_mut().push("first");
        });
        let second = async {
            let waiting = lane.in_turn(async { seen.borrow_mut().push("second") });
            drop(open);
            waiting.await;
        };
        block_on(join(first, second));
        assert_eq!(*seen.borrow(), ["first", "second"]);
    }

    #[test]
    fn what_is_done_with_a_message_does_not_overtake_it() {
        let (order_id, message_id) =
            (OrderId::from_uuid(Uuid::nil()), MessageId::from_uuid(Uuid::nil()));
        let content = || "Буду в девять".to_owned();
        let ordered = [
            Call::SendMessage { order_id, content: content(), reply_to_id: None },
            Call::EditMessage { order_id, message_id, content: content() },
            Call::DeleteMessage { order_id, message_id },
            Call::Retry { id: OutboxItem::id_of_message(message_id) },
            Call::CancelWork { order_id, reason: content() },
        ];
        assert!(ordered.iter().all(is_ordered));
        assert!(!is_ordered(&Call::Chats {}));
    }
}
