//! Shortcuts of the keyboard: G and a letter lead to a section, N begins an order, / searches,
//! ? lists them. None of these acts while somebody writes.

use std::cell::Cell;

use gloo::{events::EventListener, utils::document};
use montaj_domain::user::Role;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::prelude::*;

use crate::{
    components::Dialog,
    hooks::{use_go, use_me, use_order_search},
    routes::Route,
};

/// What keys ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    /// The first key of two was pressed.
    Begin,
    Go(Route),
    Search,
    List,
}

/// The act of a pressed key. A letter is told by its place on the keyboard (`KeyF`), so that
/// shortcuts work with a Russian layout, too.
fn act(begun: bool, key: &str, code: &str, role: Role) -> Option<Act> {
    if begun {
        return section(code, role).map(Act::Go);
    }
    match (key, code) {
        ("?", _) => Some(Act::List),
        ("/", _) => Some(Act::Search),
        (_, "KeyG") => Some(Act::Begin),
        (_, "KeyN") if role == Role::Customer => Some(Act::Go(Route::NewOrder)),
        _ => None,
    }
}

/// The act of a key pressed with Ctrl or ⌘, and of F1: these act while somebody writes, too.
fn command(event: &KeyboardEvent) -> Option<Act> {
    let with_command = event.ctrl_key() || event.meta_key();
    match (with_command, event.code().as_str()) {
        (true, "KeyK") => Some(Act::Search),
        (true, "Comma") => Some(Act::Go(Route::Settings)),
        (false, "F1") => Some(Act::List),
        _ => None,
    }
}

fn section(code: &str, role: Role) -> Option<Route> {
    match code {
        "KeyF" if role == Role::Executor => Some(Route::Feed),
        "KeyO" => Some(Route::MyOrders),
        "KeyC" => Some(Route::Chats),
        "KeyN" => Some(Route::Notifications),
        "KeyP" => Some(Route::Profile),
        "KeyS" => Some(Route::Settings),
        _ => None,
    }
}

/// Listens for as long as somebody is signed in; draws the list when it is asked for.
#[component]
pub fn Shortcuts() -> Html {
    let (go, role, searching) = (use_go(), use_me().role, use_order_search());
    let listed = use_state_eq(|| false);
    let setter = listed.setter();
    use_effect_with((go, role, searching), move |(go, role, searching)| {
        let (go, role, begun) = (go.clone(), *role, Cell::new(false));
        let searching = searching.clone();
        let on_key = move |event: &web_sys::Event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            if event.repeat() || is_asked() {
                return;
            }
            let act = match command(event) {
                None if speaks_to_page(event) => {
                    act(begun.get(), &event.key(), &event.code(), role)
                }
                act => act,
            };
            begun.set(act == Some(Act::Begin));
            let Some(act) = act else { return };
            event.prevent_default();
            match act {
                Act::Begin => {}
                Act::Go(route) => go.to(route),
                Act::Search => search(searching.as_ref()),
                Act::List => setter.set(true),
            }
        };
        let options = gloo::events::EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&document(), "keydown", options, on_key);
        move || drop(listener)
    });
    let onclose = {
        let setter = listed.setter();
        Callback::from(move |()| setter.set(false))
    };
    if *listed { list(role, &onclose) } else { Html::default() }
}

/// A dialog is open.
fn is_asked() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|open| open.is_some())
}

/// Not while somebody writes, or speaks to the browser itself.
fn speaks_to_page(event: &KeyboardEvent) -> bool {
    let writes = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| {
            element.is_content_editable()
                || element.matches("input, textarea, select").unwrap_or(false)
        });
    !(writes || event.ctrl_key() || event.meta_key() || event.alt_key())
}

/// To the search of the page, or to that of orders from a page that has none.
fn search(orders: Option<&Callback<()>>) {
    let field = document().query_selector("input[type=search]");
    match field.ok().flatten().and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        // What cannot take the focus leaves it where it is.
        Some(field) => drop(field.focus()),
        None => {
            if let Some(orders) = orders {
                orders.emit(());
            }
        }
    }
}

fn list(role: Role, onclose: &Callback<()>) -> Html {
    html! {
        <Dialog title={tr!("shortcuts-title")} onclose={onclose.clone()}>
            <dl class="shortcuts" data-testid="shortcuts">
                for (keys, what) in lines(role) {
                    <div key={what.clone()}>
                        <dt>
                            for key in keys.split(' ') {
                                <kbd {key}>{ key }</kbd>
                            }
                        </dt>
                        <dd>{ what }</dd>
                    </div>
                }
            </dl>
        </Dialog>
    }
}

fn lines(role: Role) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    if role == Role::Executor {
        lines.push(("G F", tr!("nav-feed")));
    }
    lines.push(("G O", tr!("nav-my-orders")));
    lines.push(("G C", tr!("nav-chats")));
    lines.push(("G N", tr!("nav-notifications")));
    lines.push(("G P", tr!("nav-profile")));
    lines.push(("G S", tr!("nav-settings")));
    if role == Role::Customer {
        lines.push(("N", tr!("shortcuts-new")));
    }
    lines.push(("/", tr!("shortcuts-search")));
    lines.push(("Ctrl F", tr!("shortcuts-chat-search")));
    lines.push(("↑", tr!("shortcuts-edit-last")));
    lines.push(("Esc", tr!("shortcuts-close")));
    lines.push(("?", tr!("shortcuts-list")));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_keys_lead_to_a_section_in_any_layout() {
        assert_eq!(act(false, "п", "KeyG", Role::Customer), Some(Act::Begin));
        assert_eq!(act(true, "щ", "KeyO", Role::Customer), Some(Act::Go(Route::MyOrders)));
        assert_eq!(act(true, "f", "KeyF", Role::Customer), None, "customers have no feed");
        assert_eq!(act(true, "f", "KeyF", Role::Executor), Some(Act::Go(Route::Feed)));
    }

    #[test]
    fn single_keys_act_only_where_they_lead_somewhere() {
        assert_eq!(act(false, "n", "KeyN", Role::Customer), Some(Act::Go(Route::NewOrder)));
        assert_eq!(act(false, "n", "KeyN", Role::Executor), None);
        assert_eq!(act(false, "/", "Slash", Role::Executor), Some(Act::Search));
        assert_eq!(act(false, "?", "Slash", Role::Executor), Some(Act::List));
        assert_eq!(act(false, "f", "KeyF", Role::Executor), None);
    }

    #[test]
    fn every_way_that_is_listed_leads_somewhere() {
        for role in [Role::Customer, Role::Executor, Role::Admin] {
            for (keys, what) in lines(role) {
                if let Some(letter) = keys.strip_prefix("G ") {
                    assert!(section(&format!("Key{letter}"), role).is_some(), "{what}");
                }
            }
        }
    }
}
