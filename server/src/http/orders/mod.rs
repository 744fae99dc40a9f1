//! Orders and what is done with them (API "Orders").

mod access;
mod cancel;
mod cancel_work;
mod close;
mod complete;
mod create;
mod draft;
mod edit;
mod feed;
mod mine;
mod report;
mod select_executor;
mod show;
mod start_work;
mod step;
mod view;

pub use access::{locked, require_role, visible};
pub use step::{answer, moved, reloaded};

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(feed::feed, create::create))
        .routes(routes!(mine::mine))
        .routes(routes!(show::show, edit::edit, cancel::cancel))
        .routes(routes!(view::view))
        .routes(routes!(select_executor::select_executor))
        .routes(routes!(start_work::start_work))
        .routes(routes!(cancel_work::cancel_work))
        .routes(routes!(complete::complete))
        .routes(routes!(close::close))
}
