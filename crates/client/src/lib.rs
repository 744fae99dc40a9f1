//! Montaj's offline-first engine: what an interface shows is read from a replica on this device,
//! what a person does goes to the server through a transport that survives bad networks.
//!
//! It knows no window. An interface talks to it by [`calls::Call`] or [`calls::Backend`], a shell
//! opens it ([`engine::Engine::open`]) and passes on [`engine::Engine::changes`] and
//! [`engine::Engine::popups`], which [`words`] says in a language. The same engine runs natively
//! and in a browser's page; `host` is the one place that spawns, sleeps, tells the hour and draws
//! random bytes.
//!
//! Whoever hosts it natively installs rustls' provider first:
//! `rustls::crypto::ring::default_provider().install_default()`.

mod account;
mod backoff;
pub mod calls;
mod chat;
mod core;
mod drafts;
pub mod engine;
pub mod error;
pub mod host;
pub mod local;
mod notifications;
mod orders;
pub mod outbox;
pub mod pending;
mod popups;
mod presence;
mod queue;
mod quiet;
pub mod replica;
mod screen;
pub mod secrets;
mod session;
mod settings;
mod sync;
mod tasks;
mod transport;
mod typing;
pub mod views;
pub mod words;
mod work;
