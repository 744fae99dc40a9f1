//! Coming in: welcome, registration with a code, log-in, a new password.

mod countdown;
mod fields;
mod layout;
mod log_in;
mod register;
mod register_form;
mod reset;
mod speech;
mod steps;
mod strength;
mod verify;
mod welcome;

pub use log_in::LogInPage;
pub use register::RegisterPage;
pub use reset::ResetPage;
pub use verify::VerifyPage;
pub use welcome::WelcomePage;
