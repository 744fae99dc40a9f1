//! The real hour and real chance: the app is an edge, the engine takes them from here.

use montaj_domain::ambient::{Clock, Entropy};
use montaj_domain::timestamp::Timestamp;

/// The system's clock.
#[derive(Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the edge that holds the real clock")]
    fn now(&self) -> Timestamp {
        Timestamp::from_utc(std::time::SystemTime::now().into())
    }
}

/// The system's random numbers.
#[derive(Debug)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        #[expect(clippy::expect_used, reason = "a system without random numbers cannot be used")]
        getrandom::fill(bytes).expect("the system gives random numbers");
    }
}
