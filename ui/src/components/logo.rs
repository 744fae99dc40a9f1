//! The mark: the letter «М» is the opening, the amber pane is what is being fitted into it.

use yew::prelude::*;

pub fn logo() -> Html {
    html! { <span class="logo">{ mark() }</span> }
}

/// With the product's name beside the mark.
pub fn named_logo() -> Html {
    html! {
        <span class="logo">{ mark() }<span class="logo__name">{ tr!("app-name") }</span></span>
    }
}

fn mark() -> Html {
    html! {
        <svg class="logo__mark" viewBox="0 0 64 64" aria-hidden="true">
            <rect class="logo__ground" width="64" height="64" rx="15" />
            <g fill="none" stroke-width="7.4" stroke-linejoin="round">
                <path class="logo__left" d="M15.5 52V23.5L32 40" />
                <path class="logo__right" d="M32 40l16.5-16.5V52" />
            </g>
            <path class="logo__pane" d="M32 12.5l8.2 8.2-8.2 8.2-8.2-8.2z" />
        </svg>
    }
}
