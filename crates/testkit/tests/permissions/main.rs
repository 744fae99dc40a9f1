//! Who may do what: every operation of the OpenAPI document and every frame of the socket, asked
//! by everybody there is, in every state of an order, against `table.txt`; and what of it leaks.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod calls;
mod cast;
mod forgetting;
mod frames;
mod leaks;
mod operator;
mod reach;
mod replay;
mod said;
mod shut_out;
mod socket;
mod story;
mod table;
mod walk;
