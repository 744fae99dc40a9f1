//! What a message answers, shown in short above it (PRODUCT 5.3).

use montaj_client::views::{ChatLine, ChatView};
use montaj_domain::ids::MessageId;
use yew::prelude::*;

/// A quoted message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    author: String,
    text: String,
}

impl Quote {
    /// The message as it stands among the lines; an older one is only named as such.
    pub fn of(view: &ChatView, id: MessageId) -> Self {
        let found = view.lines.iter().find_map(|line| match line {
            ChatLine::Message { message, mine, .. } if message.id == id => {
                Some((*mine, message.content.clone()))
            }
            _ => None,
        });
        match found {
            Some((true, text)) => Self { author: tr!("chat-you"), text },
            Some((false, text)) => Self { author: view.other.full_name.clone(), text },
            None => Self { author: String::new(), text: tr!("chat-reply-earlier") },
        }
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct QuotedProps {
    pub quote: Quote,
    /// Leads to the message itself.
    #[prop_or_default]
    pub onopen: Option<Callback<()>>,
}

#[component]
pub fn Quoted(props: &QuotedProps) -> Html {
    let words = html! {
        <>
            if !props.quote.author.is_empty() {
                <strong>{ &props.quote.author }</strong>
            }
            <span>{ &props.quote.text }</span>
        </>
    };
    match &props.onopen {
        Some(onopen) => html! {
            <button type="button" class="quote" data-testid="chat-quote" title={tr!("chat-to-answered")}
                onclick={onopen.reform(|_: MouseEvent| ())}>{ words }</button>
        },
        None => html! { <blockquote class="quote" data-testid="chat-quote">{ words }</blockquote> },
    }
}
