//! What pages hang on: the engine, loading with changes, actions, the hour, navigation, focus.

mod action;
mod clock;
mod debounce;
mod draft;
mod focus;
mod form;
mod go;
mod language;
mod load;
mod media;
mod order_search;
mod place;
mod screen;
mod services;
mod shelf;
mod title;

pub use action::{Action, use_action};
pub use clock::use_now;
pub use debounce::use_debounced;
pub use draft::{KeptDraft, use_kept_draft};
pub use focus::{find, focus_first_wrong, focus_if_lost, focus_when_there};
pub use form::{Form, use_form};
pub use go::{Go, Places, Search, use_go, use_query, use_returned, use_route, use_search};
pub use language::{LanguageOfDevice, Languages, Speech, start as start_speaking, use_speech};
pub use load::{Load, use_load};
pub use media::use_media;
pub use order_search::use_order_search;
pub use place::{FEED_PLACE, MINE_PLACE, use_kept_place, use_scrolled};
pub use screen::{ScreenReporter, Shown, use_focus_reports, use_shown};
pub use services::{
    Focused, Me, Services, use_backend, use_changes, use_focused, use_me, use_services,
};
pub use shelf::{OPENED_ORDER, Shelf, Shelves, use_shelf};
pub use title::{use_title, use_title_of_part};
