//! Going from page to page. Links are real links: they can be opened in a new tab.

use super::focus::focus_when_there;
use gloo::{events::EventListener, utils::window};
use js_sys::encode_uri_component;
use wasm_bindgen::JsValue;
use web_sys::{History, UrlSearchParams};
use yew::prelude::*;

use crate::routes::Route;

/// Where the window stands.
#[derive(Debug, Clone, PartialEq)]
struct Place {
    route: Route,
    /// With its question mark, or empty.
    query: String,
    /// Came here by «back» or «forward».
    returned: bool,
}

impl Place {
    fn here(returned: bool) -> Self {
        let location = window().location();
        let (path, query) = (location.pathname(), location.search());
        let route = Route::at(&path.unwrap_or_default());
        Self { route, query: query.unwrap_or_default(), returned }
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct PlacesProps {
    pub children: Html,
}

/// Lets everything inside know where the window stands.
#[component]
pub fn Places(props: &PlacesProps) -> Html {
    let place = use_state_eq(|| Place::here(false));
    let setter = place.setter();
    use_effect_with((), move |()| {
        let moved = move |event: &web_sys::Event| setter.set(Place::here(event.is_trusted()));
        let listener = EventListener::new(&window(), MOVED, moved);
        move || drop(listener)
    });
    html! {
        <ContextProvider<Place> context={(*place).clone()}>
            { props.children.clone() }
        </ContextProvider<Place>>
    }
}

/// The browser's own word for «back» and «forward»; the page says it of its own steps, too.
const MOVED: &str = "popstate";

/// What the history keeps of a page that was gone to from another of ours.
const STEPPED: JsValue = JsValue::TRUE;

/// The field of the chat.
const WRITTEN_INTO: &str = "[data-testid=chat-input]";

/// The page on screen.
#[hook]
pub fn use_route() -> Route {
    use_context::<Place>().map_or(Route::NotFound, |place| place.route)
}

/// Whether the page on screen was come back to.
#[hook]
pub fn use_returned() -> bool {
    use_context::<Place>().is_some_and(|place| place.returned)
}

/// What the address says after `?`.
#[hook]
pub fn use_query(name: &'static str) -> Option<String> {
    let place = use_context::<Place>()?;
    UrlSearchParams::new_with_str(&place.query).ok()?.get(name)
}

/// All that the address says after `?`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Search(String);

impl Search {
    pub fn get(&self, name: &str) -> Option<String> {
        UrlSearchParams::new_with_str(&self.0).ok()?.get(name)
    }
}

#[hook]
pub fn use_search() -> Search {
    use_context::<Place>().map(|place| Search(place.query)).unwrap_or_default()
}

#[derive(Debug, Clone, PartialEq)]
pub struct Go;

impl Go {
    pub fn to(&self, route: Route) {
        step(|history, url| history.push_state_with_url(&STEPPED, "", Some(url)), &route.path());
    }

    /// The page left behind does not come back by «back».
    pub fn instead(&self, route: Route) {
        let replace = |history: &History, url: &str| {
            history.replace_state_with_url(&history.state()?, "", Some(url))
        };
        step(replace, &route.path());
    }

    pub fn with_query(&self, route: Route, query: &[(&str, &str)]) {
        let url = address(route, query);
        step(|history, url| history.push_state_with_url(&STEPPED, "", Some(url)), &url);
    }

    /// Says something else in the address of the page one is on.
    pub fn instead_with_query(&self, route: Route, query: &[(&str, &str)]) {
        let replace = |history: &History, url: &str| {
            history.replace_state_with_url(&history.state()?, "", Some(url))
        };
        step(replace, &address(route, query));
    }

    pub fn back(&self) {
        let stepped = |history: History| (history.state() == Ok(STEPPED)).then_some(history);
        match window().history().ok().and_then(stepped) {
            Some(history) => drop(history.back()),
            // The page was opened by itself, in a tab of its own perhaps: nothing is behind it.
            None => self.instead(Route::Home),
        }
    }

    /// `/orders/<id>` and the like, as the shell asks; an unknown path opens the start page.
    /// With `#write` behind it, what one writes into gets the focus.
    pub fn open(&self, path: &str) {
        let (path, part) = path.split_once('#').unwrap_or((path, ""));
        match Route::at(path) {
            Route::NotFound => self.to(Route::Home),
            route => self.to(route),
        }
        if part == "write" {
            focus_when_there(WRITTEN_INTO);
        }
    }

    /// What makes an `a` element lead to `route`.
    pub fn link(&self, route: Route) -> (AttrValue, Callback<MouseEvent>) {
        let go = self.clone();
        let onclick = Callback::from(move |click: MouseEvent| {
            let opens_elsewhere =
                click.meta_key() || click.ctrl_key() || click.shift_key() || click.alt_key();
            if !opens_elsewhere {
                click.prevent_default();
                go.to(route);
            }
        });
        (AttrValue::from(route.path()), onclick)
    }
}

fn address(route: Route, query: &[(&str, &str)]) -> String {
    let mut url = route.path();
    for (at, (name, value)) in query.iter().enumerate() {
        let value = String::from(encode_uri_component(value));
        url.push(if at == 0 { '?' } else { '&' });
        url.push_str(&format!("{name}={value}"));
    }
    url
}

/// A step in the window's history, and the word that it was taken.
fn step(take: impl FnOnce(&History, &str) -> Result<(), JsValue>, url: &str) {
    let told = window().history().and_then(|history| take(&history, url)).and_then(|()| {
        let moved = web_sys::Event::new(MOVED)?;
        window().dispatch_event(&moved)
    });
    if let Err(error) = told {
        // Browsers refuse steps by the hundred in a moment; nobody walks so fast.
        web_sys::console::warn_1(&error);
    }
}

#[hook]
pub fn use_go() -> Go {
    Go
}
