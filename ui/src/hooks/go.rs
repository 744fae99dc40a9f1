//! Going from page to page. Links are real links: they can be opened in a new tab.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::routes::Route;

#[derive(Debug, Clone, PartialEq)]
pub struct Go(Option<Navigator>);

impl Go {
    pub fn to(&self, route: Route) {
        if let Some(navigator) = &self.0 {
            navigator.push(&route);
        }
    }

    /// The page left behind does not come back by «back».
    pub fn instead(&self, route: Route) {
        if let Some(navigator) = &self.0 {
            navigator.replace(&route);
        }
    }

    pub fn with_query(&self, route: Route, query: &[(&str, &str)]) {
        if let Some(navigator) = &self.0 {
            let query: Vec<_> = query.to_vec();
            // A list of pairs always has a query's form.
            let _ = navigator.push_with_query(&route, &query);
        }
    }

    pub fn back(&self) {
        if let Some(navigator) = &self.0 {
            navigator.back();
        }
    }

    /// `/orders/<id>` and the like, as the shell asks; an unknown path opens the start page.
    pub fn open(&self, path: &str) {
        self.to(Route::recognize(path).unwrap_or(Route::Home));
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
        (AttrValue::from(route.to_path()), onclick)
    }
}

#[hook]
pub fn use_go() -> Go {
    Go(use_navigator())
}
