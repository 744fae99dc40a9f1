//! Coming in: welcome, registration with a code, log-in, a new password.

mod countdown;
mod layout;
mod log_in;
mod register;
mod register_form;
mod reset;
mod verify;
mod welcome;

pub use log_in::LogInPage;
pub use register::RegisterPage;
pub use reset::ResetPage;
pub use verify::VerifyPage;
pub use welcome::WelcomePage;

use yew::prelude::*;
use yew_router::prelude::*;

/// What the address says after `?`.
#[hook]
fn use_query(name: &'static str) -> Option<String> {
    let pairs = use_location()?.query::<Vec<(String, String)>>().ok()?;
    pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}
