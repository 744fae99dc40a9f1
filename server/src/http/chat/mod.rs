//! Chat over REST (API "Chat").

mod delete;
mod edit;
mod list;
mod mark_read;
mod search;
mod send;
mod show;
mod unread;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::list, send::send))
        .routes(routes!(search::search))
        .routes(routes!(show::show, edit::edit, delete::delete))
        .routes(routes!(mark_read::mark_read))
        .routes(routes!(unread::in_all))
        .routes(routes!(unread::in_order))
}
