//! What of an order waits in the outbox or was refused, in words, and what can be done about it.
//! Pure.

use montaj_client::{
    outbox::Step,
    pending::{Pending, PendingState, PendingWhat},
};
use montaj_domain::{
    ids::{OperationId, UserId},
    order::OrderStatus,
    timestamp::Timestamp,
};
use montaj_wire::{
    order::OrderView,
    problem::{ErrorCode, Problem},
};

use crate::i18n::{problem_text, step_name};

/// A line of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub id: OperationId,
    /// As `data-step` says it; `message` for words.
    pub name: &'static str,
    pub title: String,
    /// Why it is so.
    pub note: Option<String>,
    pub tone: Tone,
    /// When the person asked for it.
    pub since: Timestamp,
    pub remedies: Vec<Remedy>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Waiting,
    Held,
    Refused,
}

impl Tone {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Held => "held",
            Self::Refused => "refused",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// Before it has left.
    TakeBack,
    Retry,
    /// Another reason in place of this one.
    Edit {
        reason: String,
    },
    /// `with_others`: steps that rest on it go too.
    Discard {
        with_others: bool,
    },
}

/// The lines for what is pending of one order. `order` is what is known of it, if it is still to
/// be seen at all. With `words`, messages that were refused stand here too: their chat is not on
/// screen, or closed to the person by now.
pub fn entries(
    pending: &[Pending],
    order: Option<&OrderView>,
    me: UserId,
    words: bool,
) -> Vec<Entry> {
    let takes_part =
        order.is_some_and(|order| order.customer_id == me || order.executor_id == Some(me));
    let has_held = pending.iter().any(|item| item.state == PendingState::Held);
    let entry = |item: &Pending| {
        let (name, title) = match &item.what {
            // Words have their clock in the chat; refused ones show here where no chat is.
            PendingWhat::Message { .. }
            | PendingWhat::EditMessage { .. }
            | PendingWhat::DeleteMessage
                if !words || item.refusal().is_none() =>
            {
                return None;
            }
            PendingWhat::Message { content } => {
                ("message", tr!("pending-message", text = shortened(content)))
            }
            PendingWhat::EditMessage { content } => {
                ("message", tr!("pending-edit-message", text = shortened(content)))
            }
            PendingWhat::DeleteMessage => ("message", tr!("pending-delete-message")),
            PendingWhat::Step(step) => (step_testid(step), step_title(step, &item.state)),
        };
        let (tone, note) = match &item.state {
            PendingState::Waiting { .. } => (Tone::Waiting, item.step().and_then(reason_of)),
            PendingState::Held => (Tone::Held, Some(tr!("pending-held-note"))),
            PendingState::Refused { problem } => (Tone::Refused, Some(why(problem, takes_part))),
        };
        let (id, since, remedies) = (item.id, item.created_at, remedies(item, has_held));
        Some(Entry { id, name, title, note, tone, since, remedies })
    };
    pending.iter().filter_map(entry).collect()
}

fn step_title(step: &Step, state: &PendingState) -> String {
    let what = step_name(step.kind());
    match state {
        PendingState::Waiting { .. } => tr!("pending-waits", what = what),
        PendingState::Held => tr!("pending-held", what = what),
        PendingState::Refused { .. } => tr!("pending-refused", what = what),
    }
}

/// In the server's words, but where they would only say that there is nothing.
fn why(problem: &Problem, takes_part: bool) -> String {
    let is_gone = matches!(
        problem.code,
        ErrorCode::NotFound | ErrorCode::Forbidden | ErrorCode::NotInProgress
    );
    if is_gone && !takes_part { tr!("pending-off-the-order") } else { problem_text(problem) }
}

fn remedies(item: &Pending, has_held: bool) -> Vec<Remedy> {
    let edit = item.step().and_then(edit);
    match &item.state {
        PendingState::Waiting { can_be_taken_back: true } => {
            edit.into_iter().chain([Remedy::TakeBack]).collect()
        }
        PendingState::Waiting { .. } | PendingState::Held => Vec::new(),
        PendingState::Refused { .. } => {
            let with_others = has_held && item.step().is_some();
            let discard = Remedy::Discard { with_others };
            [Remedy::Retry].into_iter().chain(edit).chain([discard]).collect()
        }
    }
}

fn edit(step: &Step) -> Option<Remedy> {
    match step {
        Step::CancelWork { reason } => Some(Remedy::Edit { reason: reason.clone() }),
        Step::StartWork | Step::Complete | Step::Close => None,
    }
}

fn reason_of(step: &Step) -> Option<String> {
    match step {
        Step::CancelWork { reason } => Some(tr!("pending-reason", reason = reason.as_str())),
        Step::StartWork | Step::Complete | Step::Close => None,
    }
}

const fn step_testid(step: &Step) -> &'static str {
    match step {
        Step::StartWork => "start-work",
        Step::CancelWork { .. } => "cancel-work",
        Step::Complete => "complete",
        Step::Close => "close",
    }
}

/// A message by its beginning.
fn shortened(content: &str) -> String {
    const CHARS: usize = 80;
    let line = content.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= CHARS {
        return line;
    }
    line.chars().take(CHARS - 1).chain(['…']).collect()
}

/// A word on the step that waited before and has been taken now, by what the order says.
pub fn taken(
    before: &[Pending],
    after: &[Pending],
    order: &OrderView,
    me: UserId,
) -> Option<String> {
    let gone = before.iter().filter(|item| !after.iter().any(|other| other.id == item.id));
    gone.rev().find_map(|item| match item.step()? {
        Step::StartWork => order.work_started_at.map(|_| tr!("work-started")),
        Step::Complete => order.work_done_at.map(|_| tr!("complete-done")),
        Step::Close => (order.status == OrderStatus::Completed).then(|| tr!("close-done")),
        Step::CancelWork { .. } => (order.executor_id != Some(me)).then(|| tr!("cancel-work-done")),
    })
}

/// The mark on the order's card: refused things first, they wait for the person.
pub fn mark(pending: &[Pending]) -> Option<(Tone, String)> {
    if pending.iter().any(|item| item.refusal().is_some()) {
        return Some((Tone::Refused, tr!("tick-refused")));
    }
    let waiting = pending.iter().rev().find_map(Pending::step)?;
    Some((Tone::Waiting, tr!("pending-waits", what = step_name(waiting.kind()))))
}

#[cfg(test)]
#[path = "outbox_state/tests.rs"]
mod tests;
