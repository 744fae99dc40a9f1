//! An address that leads nowhere.

use yew::prelude::*;

use crate::components::not_found;

pub fn not_found_page() -> Html {
    html! { <div class="page">{ not_found() }</div> }
}
