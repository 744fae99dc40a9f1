//! Says when the server is out of reach, and how much waits to be sent.

use montaj_client::views::{Change, Connection, Link};
use yew::prelude::*;

use crate::{
    components::{Icon, Shape},
    hooks::use_load,
};

#[component]
pub fn OfflineBanner() -> Html {
    let connection = use_load(
        (),
        |(), change| matches!(change, Change::Connection | Change::Chat { .. }),
        |backend, ()| async move { backend.connection().await },
    );
    let Some(connection) = connection.data() else { return Html::default() };
    let Some(text) = text_for(*connection) else { return Html::default() };
    let (class, link) = match connection.link {
        Link::Live => ("banner", "live"),
        Link::Polling => ("banner", "polling"),
        Link::Connecting => ("banner banner--slow", "connecting"),
        Link::Offline => ("banner", "offline"),
    };
    html! {
        <div {class} role="status" data-testid="offline-banner" data-link={link}
            data-queued={connection.queued.to_string()}>
            <Icon shape={Shape::Offline} /><span>{ text }</span>
        </div>
    }
}

fn text_for(connection: Connection) -> Option<String> {
    let queued = connection.queued;
    match (connection.link, queued) {
        (Link::Live, _) | (Link::Polling, 0) => None,
        (Link::Polling, _) => Some(tr!("banner-sending", count = queued)),
        (Link::Connecting, 0) => Some(tr!("banner-connecting")),
        (Link::Connecting, _) => Some(tr!("banner-connecting-queued", count = queued)),
        (Link::Offline, 0) => Some(tr!("banner-offline")),
        (Link::Offline, _) => Some(tr!("banner-offline-queued", count = queued)),
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
        let offline = Connection { link: Link::Offline, queued: 2, ..LIVE };
        let offline = text_for(offline).unwrap();
        assert!(offline.contains('2'), "{offline}");
    }
}
