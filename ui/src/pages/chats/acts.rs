//! What can be done with a message, by the rules of `domain`: answer, copy, change, delete; try
//! again or give up what was refused.

use std::{cell::RefCell, rc::Rc};

use montaj_client::{
    outbox::OutboxItem,
    views::{ChangeWhat, ChatLine, ChatView},
};
use montaj_domain::ids::{MessageId, UserId};
use yew::{platform::spawn_local, prelude::*};

use super::{composer::Mode, rows::id_of, tools::copy};
use crate::{
    components::{MenuItem, Shape, Side},
    format::Now,
    hooks::{Form, use_backend, use_me, use_services},
    i18n::error_text,
};

const REPLY: &str = "chat-menu-reply";
const COPY: &str = "chat-menu-copy";
const RETRY: &str = "chat-menu-retry";
const EDIT: &str = "chat-menu-edit";
const DELETE: &str = "chat-menu-delete";
const DISCARD: &str = "chat-menu-discard";

/// Where the menu of a message was asked for.
type MenuAt = (MessageId, (i32, i32));

#[derive(Clone, PartialEq)]
pub struct Acts {
    pub onreply: Option<Callback<MessageId>>,
    pub onmenu: Callback<MenuAt>,
    pub onclose: Callback<()>,
    pub onedit: Callback<MessageId>,
    /// Asks whether to delete it, where that cannot be undone.
    pub ondelete: Callback<MessageId>,
    /// Not to be deleted after all.
    pub onkeep: Callback<()>,
    /// Leaves an answer or a change.
    pub onleave: Callback<()>,
    /// Changes one's own last message.
    pub onup: Callback<()>,
    oncopy: Callback<String>,
    onretry: Callback<MessageId>,
    ondiscard: Callback<MessageId>,
    onyes: Callback<MessageId>,
    menu: Option<MenuAt>,
    deleting: Option<MessageId>,
    view: Rc<ChatView>,
    me: UserId,
    now: Now,
}

/// What the rules allow with a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Allowed {
    reply: bool,
    /// The text to be copied, or changed.
    text: Option<String>,
    edit: bool,
    delete: bool,
    /// It was refused: again, or not at all.
    refused: bool,
}

fn allowed(line: &ChatLine, me: UserId, can_write: bool, now: Now) -> Allowed {
    match line {
        ChatLine::Message { message, change, .. } => {
            let waits = change.as_deref().filter(|change| change.refused.is_none());
            let what = waits.map(|change| &change.what);
            if !message.is_text() || matches!(what, Some(ChangeWhat::Delete)) {
                return Allowed::default();
            }
            let text = match what {
                Some(ChangeWhat::Edit { content }) => content.clone(),
                _ => message.content.clone(),
            };
            let facts = message.facts();
            Allowed {
                reply: can_write,
                text: Some(text),
                edit: facts.may_be_edited(me, can_write, now.at).is_ok(),
                delete: facts.may_be_deleted(me, can_write, now.at) == Ok(true),
                refused: false,
            }
        }
        ChatLine::Queued { content, refused, change, .. } => {
            let content = match change.as_deref().map(|change| &change.what) {
                Some(ChangeWhat::Edit { content }) => content.clone(),
                _ => content.clone(),
            };
            Allowed {
                reply: false,
                text: Some(content),
                edit: can_write,
                delete: refused.is_none(),
                refused: refused.is_some(),
            }
        }
    }
}

impl Acts {
    fn line(&self, id: MessageId) -> Option<&ChatLine> {
        self.view.lines.iter().find(|line| id_of(line) == id)
    }

    /// The open menu: where it stands, and what it offers.
    pub fn menu(&self) -> Option<(Side, Vec<MenuItem>)> {
        let (id, (x, y)) = self.menu?;
        let can = allowed(self.line(id)?, self.me, self.view.can_write, self.now);
        let items = [
            can.reply.then(|| MenuItem::new(REPLY, tr!("chat-reply"), Shape::Reply)),
            can.text.is_some().then(|| MenuItem::new(COPY, tr!("chat-copy"), Shape::Copy)),
            can.refused.then(|| MenuItem::new(RETRY, tr!("action-retry"), Shape::Retry)),
            can.edit.then(|| MenuItem::new(EDIT, tr!("chat-edit"), Shape::Edit)),
            can.delete.then(|| MenuItem::new(DELETE, tr!("chat-delete"), Shape::Trash).danger()),
            can.refused.then(|| MenuItem::new(DISCARD, tr!("chat-discard"), Shape::Trash).danger()),
        ];
        let items: Vec<_> = items.into_iter().flatten().collect();
        (!items.is_empty()).then_some((Side::At { x, y }, items))
    }

    /// Does what was chosen in the menu.
    pub fn onchoose(&self) -> Callback<&'static str> {
        let acts = self.clone();
        Callback::from(move |chosen: &'static str| {
            let Some((id, _)) = acts.menu else { return };
            match chosen {
                REPLY => acts.onreply.iter().for_each(|onreply| onreply.emit(id)),
                COPY => {
                    let can = acts.line(id).map(|line| allowed(line, acts.me, true, acts.now));
                    acts.oncopy.emit(can.and_then(|can| can.text).unwrap_or_default());
                }
                RETRY => acts.onretry.emit(id),
                EDIT => acts.onedit.emit(id),
                DELETE => acts.ondelete.emit(id),
                _ => acts.ondiscard.emit(id),
            }
        })
    }

    /// What deletes the message that one is asked about.
    pub fn asks(&self) -> Option<Callback<()>> {
        let id = self.deleting?;
        Some(self.onyes.reform(move |()| id))
    }
}

#[hook]
pub fn use_acts(
    view: &Rc<ChatView>,
    text: &Form<String>,
    mode: &UseStateHandle<Mode>,
    now: Now,
) -> Acts {
    let (backend, toaster, me) = (use_backend(), use_services().toaster, use_me().id);
    let (menu, deleting) = (use_state_eq(|| None::<MenuAt>), use_state_eq(|| None::<MessageId>));
    let Change { onedit, onleave, onup } = use_change(view, text, mode);
    let order_id = view.order.id;
    let reply = use_callback(mode.setter(), |id: MessageId, mode| mode.set(Mode::Reply(id)));
    let onyes = {
        let (backend, toaster) = (backend.clone(), toaster.clone());
        let (deleting, onleave) = (deleting.setter(), onleave.clone());
        Callback::from(move |id: MessageId| {
            deleting.set(None);
            onleave.emit(());
            let (backend, toaster) = (backend.clone(), toaster.clone());
            spawn_local(async move {
                if let Err(error) = backend.delete_message(order_id, id).await {
                    toaster.error(error_text(&error));
                }
            });
        })
    };
    let outbox = |discard: bool| {
        let (backend, toaster) = (backend.clone(), toaster.clone());
        Callback::from(move |id: MessageId| {
            let (backend, toaster) = (backend.clone(), toaster.clone());
            spawn_local(async move {
                let id = OutboxItem::id_of_message(id);
                let done =
                    if discard { backend.discard(id).await } else { backend.retry(id).await };
                if let Err(error) = done {
                    toaster.error(error_text(&error));
                }
            });
        })
    };
    Acts {
        onreply: view.can_write.then_some(reply),
        onmenu: use_callback(menu.setter(), |at: MenuAt, menu| menu.set(Some(at))),
        onclose: use_callback(menu.setter(), |(), menu| menu.set(None)),
        onedit,
        ondelete: use_callback(deleting.setter(), |id, deleting| deleting.set(Some(id))),
        onkeep: use_callback(deleting.setter(), |(), deleting| deleting.set(None)),
        onleave,
        onup,
        onretry: outbox(false),
        ondiscard: outbox(true),
        oncopy: Callback::from(move |text| copy(&toaster, text)),
        onyes,
        menu: *menu,
        deleting: *deleting,
        view: view.clone(),
        me,
        now,
    }
}

/// Beginning to change a message in the composer, and leaving that again.
struct Change {
    onedit: Callback<MessageId>,
    onleave: Callback<()>,
    onup: Callback<()>,
}

#[hook]
fn use_change(view: &Rc<ChatView>, text: &Form<String>, mode: &UseStateHandle<Mode>) -> Change {
    let me = use_me().id;
    // What was being written when a change began.
    let stash = use_memo((), |()| RefCell::new(String::new()));
    // What stands now, for a callback that stays the same: lines that did not change are not drawn
    // again.
    let newest = use_mut_ref(|| (view.clone(), text.clone(), mode.clone()));
    newest.replace((view.clone(), text.clone(), mode.clone()));
    let onedit = {
        let stash = stash.clone();
        use_callback((), move |id: MessageId, ()| {
            let (view, text, mode) = newest.borrow().clone();
            let line = view.lines.iter().find(|line| id_of(line) == id);
            let Some(before) = line.and_then(|line| allowed(line, me, true, Now::here()).text)
            else {
                return;
            };
            if !matches!(*mode, Mode::Edit { .. }) {
                stash.replace((*text).clone());
            }
            text.set(before.clone());
            mode.set(Mode::Edit { id, before });
        })
    };
    let onleave = {
        let (text, mode) = (text.clone(), mode.clone());
        Callback::from(move |()| {
            if matches!(*mode, Mode::Edit { .. }) {
                text.set(stash.take());
            }
            mode.set(Mode::New);
        })
    };
    let onup = {
        let (view, onedit) = (view.clone(), onedit.clone());
        Callback::from(move |()| {
            let mut own = view.lines.iter().rev();
            let last = own.find(|line| allowed(line, me, view.can_write, Now::here()).edit);
            if let Some(last) = last {
                onedit.emit(id_of(last));
            }
        })
    };
    Change { onedit, onleave, onup }
}

#[cfg(test)]
mod tests {
    use montaj_client::views::LineChange;
    use montaj_domain::{chat::CHANGEABLE_FOR_SECS, ids::OperationId, timestamp::Timestamp};
    use uuid::Uuid;

    use super::*;
    use crate::pages::chats::outline::tests::text;

    const ME: UserId = UserId::from_uuid(Uuid::from_u128(7));

    fn at(secs: i64) -> Now {
        Now { at: Timestamp::default().plus_secs(secs), zone_secs: 0 }
    }

    fn mine(what: Option<ChangeWhat>) -> ChatLine {
        let id = OperationId::from_uuid(Uuid::from_u128(9));
        let change = what.map(|what| Box::new(LineChange { id, what, refused: None }));
        match text(1, true, Timestamp::default()) {
            ChatLine::Message { mut message, delivery, .. } => {
                message.sender_id = Some(ME);
                ChatLine::Message { message, mine: true, delivery, change }
            }
            other => other,
        }
    }

    #[test]
    fn one_s_own_message_is_changed_for_a_day() {
        let young = allowed(&mine(None), ME, true, at(60));
        assert!(young.reply && young.edit && young.delete);
        let old = allowed(&mine(None), ME, true, at(CHANGEABLE_FOR_SECS));
        assert!(old.reply && !old.edit && !old.delete);
        let closed = allowed(&mine(None), ME, false, at(60));
        assert!(!closed.reply && !closed.edit && closed.text.is_some());
        let theirs = allowed(&text(1, false, Timestamp::default()), ME, true, at(60));
        assert!(theirs.reply && !theirs.edit && !theirs.delete);
    }

    #[test]
    fn what_waits_counts_as_done() {
        assert_eq!(allowed(&mine(Some(ChangeWhat::Delete)), ME, true, at(60)), Allowed::default());
        let edit = ChangeWhat::Edit { content: "иначе".into() };
        assert_eq!(allowed(&mine(Some(edit)), ME, true, at(60)).text.unwrap(), "иначе");
    }
}
