//! What people do, step by step, page by page: the words the scripts are written in.

mod account;
mod chat;
mod orders;

pub use account::{ANNA, BORIS, Newcomer, VERA};
pub use chat::Line;
pub use orders::{Order, WINDOWS_ORDER};
