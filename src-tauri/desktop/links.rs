//! Links that the system hands to the app, at its start or while it runs.

use tauri::AppHandle;
use tauri_plugin_deep_link::DeepLinkExt as _;

use super::window;
use crate::{deep_link, events};

pub fn listen(app: &AppHandle) {
    let links = app.deep_link();
    if let Ok(Some(urls)) = links.get_current() {
        open(app, urls.iter().map(AsRef::as_ref));
    }
    let handle = app.clone();
    links.on_open_url(move |event| open(&handle, event.urls().iter().map(AsRef::as_ref)));
}

fn open<'l>(app: &AppHandle, links: impl Iterator<Item = &'l str>) {
    for link in links {
        match deep_link::route_of(link) {
            Some(route) if route.is_empty() => window::raise(app),
            Some(route) => events::open_page(app, &route),
            None => tracing::info!("a link that leads nowhere was ignored"),
        }
    }
}
