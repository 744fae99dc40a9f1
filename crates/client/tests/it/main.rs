//! The engine against a real server in the same process, with a network between that breaks.

mod chat;
mod faults;
mod house;
mod orders;
mod popups;
mod session;
mod socket;
