//! What pop-ups tell of and where a click on them leads. [`crate::words`] says it.

use montaj_domain::ids::OrderId;
use montaj_wire::{chat::MessageView, notification::NotificationView, problem::Problem};

use super::Tally;
use crate::{
    outbox::Step,
    views::{Popup, PopupAbout, Stretch},
};

const LIST_ROUTE: &str = "/notifications";
const CHATS_ROUTE: &str = "/chats";
const SUMMARY: &str = "summary";

/// The pop-up of the messages of one chat; `sender` is how the other side is called.
pub(crate) fn of_chat(last: &MessageView, count: u32, sender: Option<String>) -> Popup {
    let route = chat_route(last.order_id);
    let about = PopupAbout::Chat { sender, last: last.content.clone(), count };
    Popup { about, tag: route.clone(), route }
}

pub(crate) fn of_notification(told: &NotificationView) -> Popup {
    let route = told.order_id.map_or_else(|| LIST_ROUTE.to_owned(), order_route);
    let tag = format!("notification:{}", told.id);
    Popup { about: PopupAbout::Notification(Box::new(told.clone())), tag, route }
}

/// One pop-up for many.
pub(crate) fn summary(of: Stretch, tally: &Tally) -> Popup {
    let route = match (&tally.chats[..], tally.notifications()) {
        ([order_id], 0) => chat_route(*order_id),
        (_, 0) => CHATS_ROUTE.to_owned(),
        _ => LIST_ROUTE.to_owned(),
    };
    let about = PopupAbout::Summary { of, missed: tally.missed() };
    Popup { about, tag: SUMMARY.to_owned(), route }
}

/// The pop-up of a step that the server refused when the person had gone on to other things.
pub(crate) fn of_refusal(step: &Step, problem: &Problem, order_id: OrderId) -> Popup {
    let about = PopupAbout::Refusal { step: step.kind(), problem: Box::new(problem.clone()) };
    Popup { about, tag: format!("refused:{order_id}"), route: order_route(order_id) }
}

fn order_route(order_id: OrderId) -> String {
    format!("/orders/{order_id}")
}

fn chat_route(order_id: OrderId) -> String {
    format!("/orders/{order_id}/chat")
}
