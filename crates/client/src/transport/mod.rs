//! How the engine reaches the server: requests (`rest`) and the socket (`socket`).

mod failure;
mod http;
mod request;
mod rest;
pub(crate) mod socket;

pub(crate) use failure::{Failure, is_hearsay};
pub(crate) use request::Request;
pub(crate) use rest::Rest;
