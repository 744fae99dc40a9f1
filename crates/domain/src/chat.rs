//! Chat messages (PRODUCT 5): what they are, and who may change one and how long.

use crate::{ids::UserId, timestamp::Timestamp, user::upper_case_enum};

upper_case_enum! {
    /// What a line of a chat is: somebody's text, or a mark of what happened to the order
    /// (PRODUCT 5.5), which has no sender.
    MessageKind {
        Text = "TEXT",
        Selected = "SELECTED",
        Started = "STARTED",
        Done = "DONE",
        Refused = "REFUSED",
        Closed = "CLOSED",
    }
}

/// PRODUCT 5.3: one's own message can be edited and deleted so long.
pub const CHANGEABLE_FOR_SECS: i64 = 24 * 60 * 60;

/// Why a message cannot be edited or deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    #[error("only its sender changes a message")]
    NotTheSender,
    #[error("nothing can be written into this chat any more")]
    ReadOnly,
    #[error("the message is too old to be changed")]
    TooOld,
    #[error("the message was deleted")]
    Deleted,
}

/// What the rules look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MessageFacts {
    /// Absent for the marks of what happened to the order, which are nobody's to change.
    pub sender_id: Option<UserId>,
    pub created_at: Timestamp,
    pub deleted_at: Option<Timestamp>,
}

impl MessageFacts {
    /// Whether `by` may give the message another text. `may_write`: whether they may write into
    /// the chat at all.
    pub fn may_be_edited(
        &self,
        by: UserId,
        may_write: bool,
        now: Timestamp,
    ) -> Result<(), ChangeError> {
        self.require_sender(by)?;
        if self.deleted_at.is_some() {
            return Err(ChangeError::Deleted);
        }
        self.require_open(may_write, now)
    }

    /// Whether `by` may take the message back; false when that is done already.
    pub fn may_be_deleted(
        &self,
        by: UserId,
        may_write: bool,
        now: Timestamp,
    ) -> Result<bool, ChangeError> {
        self.require_sender(by)?;
        if self.deleted_at.is_some() {
            return Ok(false);
        }
        self.require_open(may_write, now).map(|()| true)
    }

    fn require_sender(&self, by: UserId) -> Result<(), ChangeError> {
        if self.sender_id == Some(by) { Ok(()) } else { Err(ChangeError::NotTheSender) }
    }

    fn require_open(&self, may_write: bool, now: Timestamp) -> Result<(), ChangeError> {
        if !may_write {
            return Err(ChangeError::ReadOnly);
        }
        let is_young = now.millis_since(self.created_at) < CHANGEABLE_FOR_SECS * 1000;
        if is_young { Ok(()) } else { Err(ChangeError::TooOld) }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const WRITTEN: Timestamp = Timestamp::from_millis(1_700_000_000_000);
    const ANNA: UserId = UserId::from_uuid(Uuid::from_u128(1));
    const BORIS: UserId = UserId::from_uuid(Uuid::from_u128(2));

    fn of(sender_id: Option<UserId>, deleted_at: Option<Timestamp>) -> MessageFacts {
        MessageFacts { sender_id, created_at: WRITTEN, deleted_at }
    }

    #[test]
    fn ones_own_message_is_changed_for_a_day_while_the_chat_is_open() {
        use ChangeError::{Deleted, NotTheSender, ReadOnly, TooOld};
        let last = WRITTEN.plus_secs(CHANGEABLE_FOR_SECS - 1);
        let late = WRITTEN.plus_secs(CHANGEABLE_FOR_SECS);
        let gone = Some(WRITTEN.plus_secs(9));
        for (facts, by, may_write, now, edit, delete) in [
            (of(Some(ANNA), None), ANNA, true, WRITTEN, Ok(()), Ok(true)),
            (of(Some(ANNA), None), ANNA, true, last, Ok(()), Ok(true)),
            (of(Some(ANNA), None), ANNA, true, late, Err(TooOld), Err(TooOld)),
            (of(Some(ANNA), None), ANNA, false, last, Err(ReadOnly), Err(ReadOnly)),
            (of(Some(ANNA), None), BORIS, true, last, Err(NotTheSender), Err(NotTheSender)),
            (of(None, None), ANNA, true, last, Err(NotTheSender), Err(NotTheSender)),
            (of(Some(ANNA), gone), ANNA, true, last, Err(Deleted), Ok(false)),
            (of(Some(ANNA), gone), ANNA, false, late, Err(Deleted), Ok(false)),
            (of(Some(ANNA), gone), BORIS, true, last, Err(NotTheSender), Err(NotTheSender)),
        ] {
            assert_eq!(facts.may_be_edited(by, may_write, now), edit, "{facts:?} {may_write}");
            assert_eq!(facts.may_be_deleted(by, may_write, now), delete, "{facts:?} {may_write}");
        }
    }
}
