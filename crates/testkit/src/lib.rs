//! What Montaj's tests share: a clock they turn, chance they seed, a network they break, databases
//! of their own, and waiting for a condition in place of sleeping.
//!
//! For tests only: nothing here is part of the product.

mod chance;
mod clock;
mod eventually;
#[cfg(feature = "house")]
pub mod house;
#[cfg(feature = "postgres")]
pub mod postgres;
pub mod proxy;
#[cfg(feature = "world")]
pub mod world;

pub use chance::SeededEntropy;
pub use clock::{ShiftedClock, TestClock};
pub use eventually::eventually;
pub use proxy::{Fault, FaultProxy};
