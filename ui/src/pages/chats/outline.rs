//! What a change of the lines means for the scrolling (PRODUCT 5.3).

use montaj_client::views::ChatLine;

/// The ends of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outline {
    pub oldest: Option<i64>,
    pub newest: Option<i64>,
    /// One's own in the outbox.
    pub queued: usize,
}

impl Outline {
    pub fn of(lines: &[ChatLine]) -> Self {
        let seqs = || lines.iter().filter_map(seq_of);
        let queued = lines.iter().filter(|line| matches!(line, ChatLine::Queued { .. })).count();
        Self { oldest: seqs().next(), newest: seqs().next_back(), queued }
    }
}

/// What the list does once the new lines are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    ToBottom,
    /// Older lines came above: what is read stays where it is.
    HoldPlace,
    /// So many new ones came below what is read.
    Below(u32),
    Stay,
}

/// `pinned` says that the list stands at its end.
pub fn motion(before: Outline, after: Outline, pinned: bool) -> Motion {
    if before == Outline::default() {
        return Motion::ToBottom;
    }
    let newer = after.newest.unwrap_or(0) - before.newest.unwrap_or(0);
    if after.queued > before.queued || (pinned && newer > 0) {
        return Motion::ToBottom;
    }
    if after.oldest < before.oldest {
        return Motion::HoldPlace;
    }
    // One's own that left the outbox is not new to its author.
    let sent = i64::try_from(before.queued.saturating_sub(after.queued)).unwrap_or(0);
    match u32::try_from(newer - sent) {
        Ok(0) | Err(_) if pinned => Motion::ToBottom,
        Ok(0) | Err(_) => Motion::Stay,
        Ok(newer) => Motion::Below(newer),
    }
}

/// The first of the `unread` newest messages of the other side.
pub fn first_unread(lines: &[ChatLine], unread: u32) -> Option<i64> {
    let skip = usize::try_from(unread.checked_sub(1)?).ok()?;
    let theirs = lines.iter().rev().filter(|line| !is_mine(line));
    theirs.filter_map(seq_of).take(skip + 1).last()
}

/// The newest message of the other side: what there is to have read.
pub fn newest_theirs(lines: &[ChatLine]) -> Option<i64> {
    lines.iter().rev().filter(|line| !is_mine(line)).find_map(seq_of)
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
        };
        ChatLine::Message { message, mine, delivery: None }
    }

    fn line(seq: i64, mine: bool) -> ChatLine {
        text(seq, mine, Timestamp::default())
    }

    const READING: Outline = Outline { oldest: Some(10), newest: Some(20), queued: 0 };

    #[test]
    fn a_new_message_is_scrolled_to_unless_one_reads_above() {
        let after = Outline { newest: Some(22), ..READING };
        assert_eq!(motion(READING, after, true), Motion::ToBottom);
        assert_eq!(motion(READING, after, false), Motion::Below(2));
    }

    #[test]
    fn one_s_own_message_is_always_scrolled_to_and_is_no_news_when_sent() {
        let queued = Outline { queued: 1, ..READING };
        let sent = Outline { newest: Some(21), ..READING };
        assert_eq!(motion(READING, queued, false), Motion::ToBottom);
        assert_eq!(motion(queued, sent, false), Motion::Stay);
    }

    #[test]
    fn older_lines_do_not_move_what_is_read() {
        let after = Outline { oldest: Some(1), ..READING };
        assert_eq!(motion(READING, after, false), Motion::HoldPlace);
        assert_eq!(motion(Outline::default(), READING, false), Motion::ToBottom);
    }

    #[test]
    fn the_unread_line_stands_before_the_first_unread_of_the_other_side() {
        let lines = [line(1, false), line(2, false), line(3, true), line(4, false)];
        assert_eq!(first_unread(&lines, 2), Some(2));
        assert_eq!(first_unread(&lines, 9), Some(1));
        assert_eq!(first_unread(&lines, 0), None);
        assert_eq!(newest_theirs(&lines), Some(4));
    }
}
