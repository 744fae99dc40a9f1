//! What a message answers, shown in short above it (PRODUCT 5.3).

use montaj_client::views::{ChatLine, ChatView};
use montaj_domain::ids::{MessageId, UserId};
use yew::prelude::*;

/// A quoted message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    author: String,
    text: String,
}

impl Quote {
    /// The message as it stands among the lines or further above; one that is not on this device
    /// is only named as such.
    pub fn of(view: &ChatView, me: UserId, id: MessageId) -> Self {
        let among_lines = view.lines.iter().find_map(|line| match line {
            ChatLine::Message { message, .. } if message.id == id => Some(message),
            _ => None,
        });
        let found = among_lines.or_else(|| view.quoted.iter().find(|message| message.id == id));
        let Some(message) = found else {
            return Self { author: String::new(), text: tr!("chat-reply-earlier") };
        };
        if message.deleted_at.is_some() {
            return Self { author: String::new(), text: tr!("chat-deleted") };
        }
        let author = match message.sender_id {
            Some(sender) if sender == me => tr!("chat-you"),
            Some(_) => view.other.full_name.clone(),
            None => String::new(),
        };
        Self { author, text: message.content.clone() }
    }

    /// What one's own message says that is being changed.
    pub fn edited(text: String) -> Self {
        Self { author: tr!("chat-editing"), text }
    }
}

/// `onopen` leads to the message itself.
pub fn quote_view(quote: &Quote, onopen: Option<Callback<()>>) -> Html {
    let words = html! {
        <>
            if !quote.author.is_empty() {
                <strong>{ &quote.author }</strong>
            }
            <span>{ &quote.text }</span>
        </>
    };
    match onopen {
        Some(onopen) => html! {
            <button type="button" class="quote" data-testid="chat-quote" title={tr!("chat-to-answered")}
                onclick={onopen.reform(|_: MouseEvent| ())}>{ words }</button>
        },
        None => html! { <blockquote class="quote" data-testid="chat-quote">{ words }</blockquote> },
    }
}
