//! The rules of Montaj, as plain values and pure functions.
//!
//! Nothing here does I/O, reads a clock or draws a random number: instants, ids and settings come
//! in as parameters, so the server and the app reach the same verdict from the same facts.
//! "PRODUCT n.m" in a comment names the rule of the product reference that a piece implements.

pub mod ambient;
pub mod chat;
pub mod code;
pub mod contacts;
pub mod fee;
pub mod ids;
pub mod money;
pub mod notification;
#[cfg(feature = "openapi")]
pub mod openapi;
pub mod order;
pub mod password;
pub mod phone;
pub mod policy;
pub mod region;
pub mod response;
pub mod settings;
pub mod tariff;
pub mod taxpayer;
pub mod text;
pub mod timestamp;
pub mod user;
