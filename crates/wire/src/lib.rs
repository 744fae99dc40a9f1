//! What travels between the server and its clients: requests, views, events, frames, errors.
//!
//! Field names and values are the public contract: snapshots in `tests/` hold them still.
//! Requests carry raw text, which the server parses into domain types so that it can name every
//! wrong field at once; views carry domain types.

pub mod account;
pub mod chat;
pub mod event;
pub mod lean;
pub mod notification;
pub mod order;
pub mod page;
pub mod problem;
pub mod response;
pub mod socket;
pub mod sync;
