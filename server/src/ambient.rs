//! The real clock and the system's randomness: the only place that asks for them.

use montaj_domain::{
    ambient::{Clock, Entropy},
    timestamp::Timestamp,
};
use rand::{TryRng, rngs::SysRng};

#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the edge where time comes in")]
    fn now(&self) -> Timestamp {
        Timestamp::from_utc(std::time::SystemTime::now().into())
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(clippy::expect_used, reason = "without randomness no secret may be made")]
    fn fill(&self, bytes: &mut [u8]) {
        SysRng.try_fill_bytes(bytes).expect("the system gives random bytes");
    }
}
