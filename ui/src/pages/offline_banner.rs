//! Says when the server is out of reach, what waits to be sent, and that something was refused.

use gloo::events::{EventListener, EventListenerOptions};
use montaj_client::views::{Change, Connection, Link};
use montaj_domain::ids::OrderId;
use yew::prelude::*;

use crate::{
    backend::in_window,
    components::{Shape, icon},
    hooks::{use_go, use_load, use_route},
    routes::Route,
};

#[component]
pub fn OfflineBanner() -> Html {
    let connection = use_load(
        (),
        |(), change| {
            matches!(change, Change::Connection | Change::Chat { .. } | Change::Order { .. })
        },
        |backend, ()| backend.connection(),
    );
    let connection = connection.data();
    use_asked_before_loss(connection.as_ref().is_some_and(|it| it.unsent() > 0));
    let Some(connection) = connection else { return Html::default() };
    html! {
        <>
            { way_out(*connection) }
            if let Some(order_id) = connection.refused_in {
                <Refused {order_id} count={connection.refused} />
            }
        </>
    }
}

/// In a plain browser what is unsent is in the page alone: the browser asks before that is left.
#[hook]
fn use_asked_before_loss(unsent: bool) {
    use_effect_with(unsent && !in_window(), |loses| {
        let listener = loses.then(|| {
            let options = EventListenerOptions::enable_prevent_default();
            let window = gloo::utils::window();
            EventListener::new_with_options(
                &window,
                "beforeunload",
                options,
                Event::prevent_default,
            )
        });
        move || drop(listener)
    });
}

fn way_out(connection: Connection) -> Html {
    let Some(text) = text_for(connection) else { return Html::default() };
    let (class, link) = match connection.link {
        Link::Live => ("banner banner--warn", "live"),
        Link::Polling => ("banner banner--warn", "polling"),
        Link::Connecting => ("banner banner--warn banner--slow", "connecting"),
        Link::Offline => ("banner banner--warn", "offline"),
    };
    html! {
        <div {class} role="status" data-testid="offline-banner" data-link={link}
            data-queued={connection.queued.to_string()}>
            { icon(Shape::Offline) }<span>{ text }</span>
        </div>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct RefusedProps {
    /// Of the first that was refused.
    order_id: OrderId,
    count: u32,
}

/// Something was refused and waits for a decision: leads to it from every other page.
#[component]
fn Refused(props: &RefusedProps) -> Html {
    let to = Route::Order { order_id: props.order_id };
    let (href, onclick) = use_go().link(to);
    if use_route() == to {
        return Html::default();
    }
    html! {
        <div class="banner banner--bad" role="status" data-testid="refused-banner"
            data-count={props.count.to_string()}>
            { icon(Shape::Alert) }<span>{ tr!("banner-refused", count = props.count) }</span>
            <a class="banner__link" {href} {onclick} data-testid="refused-open">
                { tr!("banner-refused-open") }
            </a>
        </div>
    }
}

fn text_for(connection: Connection) -> Option<String> {
    let waits = waiting(connection);
    match (connection.link, waits) {
        (Link::Live, _) | (Link::Polling, None) => None,
        (Link::Polling, Some((_, what))) => Some(tr!("banner-sending", what = what)),
        (Link::Connecting, None) => Some(tr!("banner-connecting")),
        (Link::Connecting, Some((count, what))) => {
            Some(tr!("banner-connecting-queued", count = count, what = what))
        }
        (Link::Offline, None) => Some(tr!("banner-offline")),
        (Link::Offline, Some((count, what))) => {
            Some(tr!("banner-offline-queued", count = count, what = what))
        }
    }
}

/// What waits, in words, with the number that the verb before it follows. Marks of reading go by
/// themselves and are nobody's care.
fn waiting(connection: Connection) -> Option<(u32, String)> {
    let messages = || tr!("waits-messages", count = connection.messages);
    let steps = || tr!("waits-steps", count = connection.steps);
    match (connection.messages, connection.steps) {
        (0, 0) => None,
        (count, 0) => Some((count, messages())),
        (0, count) => Some((count, steps())),
        (_, _) => Some((2, [messages(), steps()].join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIVE: Connection = Connection {
        link: Link::Live,
        queued: 0,
        messages: 0,
        steps: 0,
        refused: 0,
        refused_in: None,
    };

    #[test]
    fn only_a_broken_connection_is_worth_a_word() {
        assert_eq!(text_for(Connection { queued: 3, ..LIVE }), None);
        assert_eq!(text_for(Connection { link: Link::Polling, ..LIVE }), None);
        let reading = Connection { link: Link::Offline, queued: 2, ..LIVE };
        assert_eq!(text_for(reading), Some(tr!("banner-offline")), "marks go by themselves");
    }

    #[test]
    fn what_waits_is_counted_in_russian() {
        let told = |messages, steps| {
            let queued = messages + steps;
            text_for(Connection { link: Link::Offline, queued, messages, steps, ..LIVE }).unwrap()
        };
        let table = [
            (2, 1, "Ждут отправки: 2 сообщения, 1 действие."),
            (1, 0, "Ждёт отправки: 1 сообщение."),
            (0, 5, "Ждут отправки: 5 действий."),
            (20, 1, "Ждут отправки: 20 сообщений, 1 действие."),
        ];
        for (messages, steps, expected) in table {
            let text = told(messages, steps);
            assert!(text.contains(expected), "{text}");
        }
    }
}
