//! Pages for people who are not signed in. Any other address asks to sign in and stays.

use yew::prelude::*;

use super::account::{LogInPage, RegisterPage, ResetPage, VerifyPage, WelcomePage};
use super::settings::GuestSettingsPage;
use crate::{hooks::use_route, routes::Route};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct GuestPagesProps {
    /// The server ended the session that was here.
    pub ended: bool,
}

#[component]
pub fn GuestPages(props: &GuestPagesProps) -> Html {
    let ended = props.ended;
    match use_route() {
        Route::Home => html! { <WelcomePage /> },
        Route::Register => html! { <RegisterPage /> },
        Route::Verify => html! { <VerifyPage /> },
        Route::Reset => html! { <ResetPage /> },
        Route::Settings => html! { <GuestSettingsPage /> },
        _ => html! { <LogInPage {ended} /> },
    }
}
