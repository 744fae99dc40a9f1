//! Notifications in the app (API "Money, reviews, notifications, rest").

mod delete;
mod list;
mod mark_all_read;
mod mute;
mod read;
mod settings;
mod unread_count;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(unread_count::unread_count))
        .routes(routes!(read::read))
        .routes(routes!(mark_all_read::mark_all_read))
        .routes(routes!(delete::delete))
        .routes(routes!(settings::show, settings::edit))
        .routes(routes!(mute::mute, mute::unmute))
}
