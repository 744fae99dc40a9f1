//! What pop-ups say and where a click on them leads.

use montaj_domain::{ids::OrderId, order::WorkStep};
use montaj_wire::{
    chat::MessageView, notification::NotificationView, order::OrderView, problem::Problem,
};

use super::{Tally, Words};
use crate::{outbox::Step, views::Popup};

/// A body is cut to this many characters.
pub(super) const BODY_CHARS: usize = 160;
const LIST_ROUTE: &str = "/notifications";
const CHATS_ROUTE: &str = "/chats";
const SUMMARY: &str = "summary";

/// The pop-up of the messages of one chat; `sender` is how the other side is called.
pub(crate) fn of_chat(
    words: &Words,
    last: &MessageView,
    count: u32,
    sender: Option<String>,
) -> Popup {
    let title = sender.unwrap_or_else(|| words.new_message.to_owned());
    let text = cut(&last.content);
    let body = match count {
        0 | 1 => text,
        _ => format!("{}\n{text}", words.counted(count, words.new_messages)),
    };
    let route = chat_route(last.order_id);
    Popup { title, body, tag: route.clone(), route }
}

/// The pop-up of a notification. The server words it in Russian; in another language it is told
/// by its kind and the order it is about.
pub(crate) fn of_notification(
    words: &Words,
    told: &NotificationView,
    order: Option<&OrderView>,
) -> Popup {
    let route = told.order_id.map_or_else(|| LIST_ROUTE.to_owned(), order_route);
    let (title, body) = match words.title(told.kind) {
        None => (told.title.clone(), cut(&told.body)),
        Some(title) => {
            let body = order.map(|order| words.order(order.order_number, &order.title));
            (title.to_owned(), cut(&body.unwrap_or_else(|| told.body.clone())))
        }
    };
    Popup { title, body, tag: format!("notification:{}", told.id), route }
}

/// One pop-up for many; `title` says of which time.
pub(crate) fn summary(words: &Words, title: &str, tally: &Tally) -> Popup {
    let mut parts = Vec::new();
    if tally.messages > 0 {
        let chats = u32::try_from(tally.chats.len()).unwrap_or(u32::MAX);
        let messages = words.counted(tally.messages, words.messages);
        let chats = words.counted(chats, words.in_chats);
        parts.push(format!("{messages} {} {chats}", words.within));
    }
    for (count, forms) in [
        (tally.responses, words.responses),
        (tally.orders, words.new_orders),
        (tally.others, words.notifications),
    ] {
        if count > 0 {
            parts.push(words.counted(count, forms));
        }
    }
    let route = match (&tally.chats[..], tally.notifications()) {
        ([order_id], 0) => chat_route(*order_id),
        (_, 0) => CHATS_ROUTE.to_owned(),
        _ => LIST_ROUTE.to_owned(),
    };
    Popup { title: title.to_owned(), body: parts.join(", "), tag: SUMMARY.to_owned(), route }
}

/// The pop-up of a step that the server refused when the person had gone on to other things.
pub(crate) fn of_refusal(
    words: &Words,
    step: &Step,
    problem: &Problem,
    order_id: OrderId,
) -> Popup {
    let name = match step.kind() {
        WorkStep::Start => words.start_work,
        WorkStep::Cancel => words.cancel_work,
        WorkStep::Complete => words.complete,
        WorkStep::Close => words.close,
    };
    let title = words.refused.replace("{}", name);
    let body = words.why_refused.map_or_else(|| cut(&problem.title), str::to_owned);
    let route = order_route(order_id);
    Popup { title, body, tag: format!("refused:{order_id}"), route }
}

fn order_route(order_id: OrderId) -> String {
    format!("/orders/{order_id}")
}

fn chat_route(order_id: OrderId) -> String {
    format!("/orders/{order_id}/chat")
}

fn cut(text: &str) -> String {
    if text.chars().count() <= BODY_CHARS {
        return text.to_owned();
    }
    text.chars().take(BODY_CHARS - 1).chain(['…']).collect()
}
