//! What a change of the lines means for the scrolling, and what there is to have read (PRODUCT 5.3).

use montaj_client::views::{ChatLine, ChatView};

/// The end of the chat, as far as it is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outline {
    /// `None` while one reads so far back that the newest messages are left out.
    pub newest: Option<i64>,
    /// One's own in the outbox.
    pub queued: usize,
}

impl Outline {
    pub fn of(view: &ChatView) -> Self {
        let newest = view.lines.iter().filter_map(seq_of).next_back();
        let queued = |line: &&ChatLine| matches!(line, ChatLine::Queued { .. });
        Self {
            newest: newest.filter(|_| !view.has_newer),
            queued: view.lines.iter().filter(queued).count(),
        }
    }
}

/// Whether the list goes to its end once the new lines are drawn. `near_end` says that one looks
/// at the end; whoever reads above is left where they are.
pub fn goes_to_end(before: Outline, after: Outline, near_end: bool) -> bool {
    let has_newer = before.newest.is_some() && after.newest > before.newest;
    after.queued > before.queued || (near_end && has_newer)
}

/// The newest message of the other side up to this seq: what there is to have read.
pub fn newest_theirs(lines: &[ChatLine], up_to: i64) -> Option<i64> {
    let theirs = lines.iter().rev().filter(|line| !is_mine(line));
    theirs.filter_map(seq_of).find(|seq| *seq <= up_to)
}

pub fn seq_of(line: &ChatLine) -> Option<i64> {
    match line {
        ChatLine::Message { message, .. } => Some(message.seq),
        ChatLine::Queued { .. } => None,
    }
}

fn is_mine(line: &ChatLine) -> bool {
    match line {
        ChatLine::Message { mine, .. } => *mine,
        ChatLine::Queued { .. } => true,
    }
}

#[cfg(test)]
pub mod tests {
    use montaj_domain::{
        chat::MessageKind,
        ids::{MessageId, OrderId},
        timestamp::Timestamp,
    };
    use montaj_wire::chat::MessageView;
    use uuid::Uuid;

    use super::*;

    pub fn text(seq: i64, mine: bool, at: Timestamp) -> ChatLine {
        let message = MessageView {
            id: MessageId::from_uuid(Uuid::from_u128(seq.unsigned_abs().into())),
            order_id: OrderId::from_uuid(Uuid::from_u128(1)),
            seq,
            kind: MessageKind::Text,
            sender_id: None,
            content: "привет".into(),
            created_at: at,
            reply_to_id: None,
            delivered_at: None,
            read_at: None,
            edited_at: None,
            deleted_at: None,
        };
        ChatLine::Message { message, mine, delivery: None, change: None }
    }

    fn line(seq: i64, mine: bool) -> ChatLine {
        text(seq, mine, Timestamp::default())
    }

    const READING: Outline = Outline { newest: Some(20), queued: 0 };

    #[test]
    fn a_new_message_is_scrolled_to_unless_one_reads_above() {
        let after = Outline { newest: Some(22), ..READING };
        assert!(goes_to_end(READING, after, true));
        assert!(!goes_to_end(READING, after, false));
        assert!(!goes_to_end(READING, READING, true));
    }

    #[test]
    fn one_s_own_message_is_always_scrolled_to_and_is_no_news_when_sent() {
        let queued = Outline { queued: 1, ..READING };
        let sent = Outline { newest: Some(21), ..READING };
        assert!(goes_to_end(READING, queued, false));
        assert!(!goes_to_end(queued, sent, false));
    }

    #[test]
    fn coming_back_from_far_above_brings_nothing_new() {
        let far = Outline { newest: None, queued: 0 };
        assert!(!goes_to_end(far, READING, true) && !goes_to_end(READING, far, true));
    }

    #[test]
    fn what_was_seen_of_the_other_side_is_read() {
        let lines = [line(1, false), line(2, false), line(3, true), line(4, false)];
        assert_eq!(newest_theirs(&lines, 4), Some(4));
        assert_eq!(newest_theirs(&lines, 3), Some(2));
        assert_eq!(newest_theirs(&lines, 0), None);
    }
}
