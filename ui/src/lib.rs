//! Montaj's interface: Yew pages over the engine, the same in the app's window and in a browser.
//!
//! Pages fetch through hooks, components take props and draw, state lives in pure reducers that
//! are tested natively. Text for people comes from the dictionary in `i18n`.

#[macro_use]
pub mod i18n;

pub mod ambient;
pub mod app;
pub mod backend;
pub mod components;
pub mod format;
#[cfg(debug_assertions)]
mod gallery;
pub mod hooks;
pub mod pages;
pub mod routes;
#[cfg(test)]
mod styles;
pub mod theme;

/// Mounts the application into the page's body.
pub fn start() {
    hooks::start_speaking();
    yew::Renderer::<app::App>::new().render();
}
