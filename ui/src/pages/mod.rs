//! The pages, by area, and the frame they stand in.

mod account;
mod chats;
mod executors;
mod feed;
mod fold;
mod frame;
mod guests;
mod kept;
mod navigation;
mod not_found;
mod notifications;
mod offline_banner;
mod orders;
mod profile;
mod settings;
mod shortcuts;

pub use frame::Frame;
pub use guests::GuestPages;
pub use kept::use_kept_toast;
pub use settings::use_local_in_force;
