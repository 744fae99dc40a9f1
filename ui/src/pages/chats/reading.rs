//! Where one reads in a chat (PRODUCT 5.3): which stretch of it is loaded, where the list goes, what
//! was seen and is therefore read.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo::timers::callback::Timeout;
use montaj_client::views::ChatView;
use montaj_domain::ids::MessageId;
use yew::{platform::spawn_local, prelude::*};

use super::{
    outline::{Outline, goes_to_end, newest_theirs, seq_of},
    rows::{Row, UNREAD_KEY, id_of},
};
use crate::{
    components::{Aim, AimAt, Seen},
    hooks::{use_backend, use_focused, use_services},
    i18n::error_text,
};

/// So many rows before the edge of what is loaded, more is asked for.
const NEAR_EDGE: usize = 15;
/// What is seen for less is not read.
const READ_AFTER_MS: u32 = 150;
const LIT_MS: u32 = 1_800;

/// The message around which the chat is loaded; `None` at its end.
pub type Place = Rc<Cell<Option<i64>>>;

/// A message that is looked for: counted, so that it can be looked for again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sought {
    pub number: u32,
    pub id: MessageId,
    /// Where it stands, if that is known.
    pub seq: Option<i64>,
}

/// Where the list is to go once that is loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    End,
    Unread,
    Message(MessageId),
}

/// Where one reads, for the list.
pub struct Reading {
    pub aim: Option<Aim>,
    /// Whether one looks at the end of the chat.
    pub pinned: bool,
    /// Lit up for a moment: what was looked for.
    pub lit: Option<MessageId>,
    pub onseen: Callback<Seen>,
    pub to_end: Callback<()>,
    /// Loads what is before the first line.
    pub older: Callback<()>,
    pub seek: Callback<MessageId>,
}

/// What the hooks below share.
#[derive(Clone, PartialEq)]
pub struct Chat {
    pub view: Rc<ChatView>,
    pub place: Place,
    pub reload: Callback<()>,
}

#[hook]
pub fn use_reading(chat: &Chat, rows: &Rc<Vec<Row>>, sought: Option<Sought>) -> Reading {
    let view = &chat.view;
    let start = if view.first_unread.is_some() { Goal::Unread } else { Goal::End };
    let goal = use_state_eq(|| Some(start));
    let aim = use_state_eq(|| None::<Aim>);
    let (pinned, lit) = (use_state_eq(|| false), use_state_eq(|| None::<MessageId>));
    let seen_seq = use_state_eq(|| None::<i64>);
    let load = use_load_around(chat);
    use_goal(chat, rows, &load, GoalStates { goal: &goal, aim: &aim, lit: &lit, near: *pinned });
    use_dimmed(&lit);
    let seek = use_seek(chat, &goal, &load);
    {
        let (seek, known) = (seek.clone(), view.clone());
        use_effect_with(sought, move |sought| {
            if let Some(sought) = sought {
                let here = known.lines.iter().any(|line| id_of(line) == sought.id);
                seek.emit((sought.id, sought.seq.filter(|_| !here)));
            }
        });
    }
    use_read_marks(view, *seen_seq);
    let onseen = {
        let (chat, rows, load) = (chat.clone(), rows.clone(), load.clone());
        let (pinned, seen_seq) = (pinned.setter(), seen_seq.setter());
        Callback::from(move |seen: Seen| {
            let view = &chat.view;
            pinned.set(seen.at_end && !view.has_newer);
            let seqs = |rows: &[Row]| {
                let lines = rows.iter().filter_map(|row| match row {
                    Row::Line { index, .. } => view.lines.get(*index).and_then(seq_of),
                    _ => None,
                });
                lines.collect::<Vec<_>>()
            };
            let shown = seqs(rows.get(seen.rows.clone()).unwrap_or_default());
            let Some((first, last)) = shown.first().copied().zip(shown.last().copied()) else {
                if view.has_older && view.lines.is_empty() {
                    load.emit((i64::MAX, false));
                }
                return;
            };
            seen_seq.set(Some(last));
            if view.has_older && seen.rows.start < NEAR_EDGE {
                load.emit((first, false));
            } else if view.has_newer && seen.rows.end + NEAR_EDGE > rows.len() {
                load.emit((last, false));
            } else if seen.at_end && !view.has_newer {
                chat.place.set(None);
            }
        })
    };
    let to_end = {
        let (goal, chat) = (goal.setter(), chat.clone());
        Callback::from(move |()| {
            chat.place.set(None);
            if chat.view.has_newer {
                chat.reload.emit(());
            }
            goal.set(Some(Goal::End));
        })
    };
    let older = {
        let (load, first) = (load, view.lines.iter().find_map(seq_of));
        Callback::from(move |()| load.emit((first.unwrap_or(i64::MAX), true)))
    };
    let seek = Callback::from(move |id| seek.emit((id, None)));
    Reading { aim: (*aim).clone(), pinned: *pinned, lit: *lit, onseen, to_end, older, seek }
}

struct GoalStates<'a> {
    goal: &'a UseStateHandle<Option<Goal>>,
    aim: &'a UseStateHandle<Option<Aim>>,
    lit: &'a UseStateHandle<Option<MessageId>>,
    near: bool,
}

/// Sends the list where it is to go, once that is among the rows.
#[hook]
fn use_goal(
    chat: &Chat,
    rows: &Rc<Vec<Row>>,
    load: &Callback<(i64, bool)>,
    states: GoalStates<'_>,
) {
    let number = use_mut_ref(|| 0_u32);
    let before = use_mut_ref(|| None::<Outline>);
    let (goal, aim, lit) = (states.goal.clone(), states.aim.setter(), states.lit.setter());
    let near = states.near;
    let (chat, load) = (chat.clone(), load.clone());
    let outline = Outline::of(&chat.view);
    use_effect_with((rows.clone(), outline, *goal), move |(rows, outline, current)| {
        let send = |at: AimAt| {
            *number.borrow_mut() += 1;
            aim.set(Some(Aim { number: *number.borrow(), at }));
        };
        let last = before.borrow_mut().replace(*outline);
        let view = &chat.view;
        match current {
            Some(Goal::End) if !view.has_newer => {
                send(AimAt::End);
                goal.set(None);
            }
            Some(Goal::Unread) if rows.contains(&Row::Unread) => {
                send(AimAt::Top(UNREAD_KEY.into()));
                goal.set(None);
            }
            Some(Goal::Unread) => match view.first_unread {
                Some(seq) => load.emit((seq, false)),
                None => goal.set(Some(Goal::End)),
            },
            Some(Goal::Message(id)) if view.lines.iter().any(|line| id_of(line) == *id) => {
                send(AimAt::Middle(id.to_string().into()));
                lit.set(Some(*id));
                goal.set(None);
            }
            Some(_) => {}
            None => {
                let goes = last.is_some_and(|last| goes_to_end(last, *outline, near));
                if goes && !view.has_newer {
                    send(AimAt::End);
                }
            }
        }
    });
}

/// Loads the stretch around a message, one at a time; without `again` not twice for what it did
/// not change.
#[hook]
fn use_load_around(chat: &Chat) -> Callback<(i64, bool)> {
    let backend = use_backend();
    let wanted = use_memo((), |()| Cell::new(None::<i64>));
    let tried = use_memo((), |()| RefCell::new(None::<(Option<i64>, Option<i64>)>));
    let chat = chat.clone();
    Callback::from(move |(seq, again): (i64, bool)| {
        let lines = &chat.view.lines;
        let edges = (lines.iter().find_map(seq_of), lines.iter().rev().find_map(seq_of));
        if !again && (wanted.get().is_some() || *tried.borrow() == Some(edges)) {
            return;
        }
        *tried.borrow_mut() = Some(edges);
        if wanted.replace(Some(seq)).is_some() {
            // Under way: it goes on to here.
            return;
        }
        let (backend, wanted, chat) = (backend.clone(), wanted.clone(), chat.clone());
        spawn_local(async move {
            while let Some(seq) = wanted.get() {
                // Without network, what the device has is still shown.
                drop(backend.load_around(chat.view.order.id, seq).await);
                chat.place.set(Some(seq).filter(|seq| *seq != i64::MAX));
                chat.reload.emit(());
                if wanted.get() == Some(seq) {
                    wanted.set(None);
                }
            }
        });
    })
}

/// Brings a message before one's eyes, however far back it is.
#[hook]
fn use_seek(
    chat: &Chat,
    goal: &UseStateHandle<Option<Goal>>,
    load: &Callback<(i64, bool)>,
) -> Callback<(MessageId, Option<i64>)> {
    let (backend, toaster) = (use_backend(), use_services().toaster);
    let (chat, goal, load) = (chat.clone(), goal.setter(), load.clone());
    Callback::from(move |(id, seq): (MessageId, Option<i64>)| {
        let here = chat.view.lines.iter().any(|line| id_of(line) == id);
        goal.set(Some(Goal::Message(id)));
        if here {
            return;
        }
        let (backend, toaster, load) = (backend.clone(), toaster.clone(), load.clone());
        let order_id = chat.view.order.id;
        spawn_local(async move {
            let found = match seq {
                Some(seq) => Ok(seq),
                None => backend.locate_message(order_id, id).await,
            };
            match found {
                Ok(seq) => load.emit((seq, true)),
                Err(error) => toaster.error(error_text(&error)),
            }
        });
    })
}

#[hook]
fn use_dimmed(lit: &UseStateHandle<Option<MessageId>>) {
    let setter = lit.setter();
    use_effect_with(**lit, move |lit| {
        let dim = lit.map(|_| Timeout::new(LIT_MS, move || setter.set(None)));
        move || drop(dim)
    });
}

/// What stands before one's eyes, in a window in front, is read.
#[hook]
fn use_read_marks(view: &ChatView, seen: Option<i64>) {
    let (backend, focused) = (use_backend(), use_focused());
    let reached = seen.and_then(|seen| newest_theirs(&view.lines, seen));
    let reached =
        reached.filter(|seq| focused && view.first_unread.is_some_and(|first| first <= *seq));
    use_effect_with((view.order.id, reached), move |(order_id, reached)| {
        let order_id = *order_id;
        let mark = reached.map(|seq| {
            Timeout::new(READ_AFTER_MS, move || {
                // The outbox carries it; the next look at the chat says it again.
                spawn_local(async move { drop(backend.mark_read(order_id, seq).await) });
            })
        });
        move || drop(mark)
    });
}

/// The seq above which the unread line stands: where the unread began when one came, or when they
/// came while one was looking elsewhere. It stays until the chat is left.
#[hook]
pub fn use_unread_from(view: &ChatView, looks: bool) -> Option<i64> {
    let from = use_state_eq(|| view.first_unread);
    let setter = from.setter();
    use_effect_with((view.first_unread, looks), move |(first, looks)| {
        if first.is_some() && !looks {
            setter.set(*first);
        }
    });
    *from
}
