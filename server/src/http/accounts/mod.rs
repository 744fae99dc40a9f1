//! Accounts: registration, codes, signing in, devices and profiles (PRODUCT 1).

mod codes;
mod executor_profile;
mod login;
mod logout;
mod me;
mod profile;
mod public_profile;
mod public_settings;
mod refresh;
mod register;
mod request_reset;
mod reset_password;
mod send_sms;
mod sessions;
mod sign_in;
mod verify_sms;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(register::register))
        .routes(routes!(send_sms::send_sms))
        .routes(routes!(verify_sms::verify_sms))
        .routes(routes!(login::login))
        .routes(routes!(refresh::refresh))
        .routes(routes!(logout::logout))
        .routes(routes!(request_reset::request_reset))
        .routes(routes!(reset_password::reset_password))
        .routes(routes!(me::me))
        .routes(routes!(sessions::list))
        .routes(routes!(sessions::end))
        .routes(routes!(profile::show, profile::edit))
        .routes(routes!(executor_profile::edit))
        .routes(routes!(public_profile::show))
        .routes(routes!(public_settings::show))
}
