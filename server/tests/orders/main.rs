//! Orders, responses and notifications over real HTTP: each operation as it goes well, as it is
//! denied, as it meets a state it does not fit, and as it is repeated.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod announce;
mod cancel;
mod create;
mod edit;
mod facts;
mod feed;
mod moderate;
mod notification_settings;
mod notifications;
mod refuse;
mod respond;
mod select;
mod stage;
mod view;
mod work;
