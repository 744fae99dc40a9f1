//! One-time codes sent to a phone (PRODUCT 1.2).

use serde::{Deserialize, Serialize};

use crate::{ambient::Entropy, timestamp::Timestamp};

pub const DIGITS: u32 = 6;
pub const LIFETIME_SECS: i64 = 10 * 60;
pub const MAX_WRONG_TRIES: u32 = 5;
pub const MIN_INTERVAL_SECS: i64 = 60;
pub const MAX_PER_HOUR: usize = 5;

/// What a code is good for; a code for one purpose does not serve another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CodePurpose {
    VerifyPhone,
    ResetPassword,
}

/// A fresh code of [`DIGITS`] digits, with leading zeros.
pub fn generate(entropy: &dyn Entropy) -> String {
    let number = entropy.below(10_u64.pow(DIGITS));
    format!("{number:0width$}", width = DIGITS as usize)
}

/// A code as it is kept: by its hash, with what was tried on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IssuedCode {
    pub sent_at: Timestamp,
    pub wrong_tries: u32,
    pub used: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    #[error("there is no code, or it was used, or has expired")]
    Expired,
    #[error("too many wrong tries burned the code")]
    Burned,
    #[error("wrong code")]
    Wrong { tries_left: u32 },
}

impl IssuedCode {
    /// Whether the code may be tried at `now`.
    pub fn check_open(self, now: Timestamp) -> Result<(), CodeError> {
        if self.wrong_tries >= MAX_WRONG_TRIES {
            return Err(CodeError::Burned);
        }
        if self.used || now >= self.sent_at.plus_secs(LIFETIME_SECS) {
            return Err(CodeError::Expired);
        }
        Ok(())
    }

    /// For how many seconds somebody may still be typing it, or asking for another in its place.
    pub fn awaited_secs(self, now: Timestamp) -> Option<i64> {
        let left = (self.sent_at.plus_secs(LIFETIME_SECS).millis_since(now) + 999) / 1000;
        (!self.used && left > 0).then_some(left)
    }

    /// The error after one more wrong try.
    pub fn after_wrong_try(self) -> CodeError {
        match MAX_WRONG_TRIES.saturating_sub(self.wrong_tries + 1) {
            0 => CodeError::Burned,
            tries_left => CodeError::Wrong { tries_left },
        }
    }
}

/// Seconds to wait before another code may be sent to the number; `None`: it may go now.
///
/// `sent` holds the instants of the codes sent within the last hour, in any order.
pub fn wait_before_next_secs(sent: &[Timestamp], now: Timestamp) -> Option<i64> {
    let mut recent: Vec<Timestamp> =
        sent.iter().copied().filter(|at| now.millis_since(*at) < 3_600_000).collect();
    recent.sort_unstable();
    let after_last = recent.last().map(|last| last.plus_secs(MIN_INTERVAL_SECS));
    let after_oldest =
        (recent.len() >= MAX_PER_HOUR).then(|| recent[recent.len() - MAX_PER_HOUR].plus_secs(3600));
    let free_at = after_last.max(after_oldest)?;
    let wait_millis = free_at.millis_since(now);
    (wait_millis > 0).then(|| wait_millis / 1000 + i64::from(wait_millis % 1000 > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Timestamp = Timestamp::from_millis(1_700_000_000_000);

    #[test]
    fn a_code_lives_ten_minutes() {
        let code = IssuedCode { sent_at: AT, wrong_tries: 0, used: false };
        assert_eq!(code.check_open(AT.plus_secs(599)), Ok(()));
        assert_eq!(code.check_open(AT.plus_secs(600)), Err(CodeError::Expired));
    }

    #[test]
    fn the_fifth_wrong_try_burns_it() {
        let tried = |wrong_tries| IssuedCode { sent_at: AT, wrong_tries, used: false };
        assert_eq!(tried(0).after_wrong_try(), CodeError::Wrong { tries_left: 4 });
        assert_eq!(tried(4).after_wrong_try(), CodeError::Burned);
        assert_eq!(tried(5).check_open(AT), Err(CodeError::Burned));
    }

    #[test]
    fn one_a_minute_and_five_an_hour() {
        assert_eq!(wait_before_next_secs(&[], AT), None);
        assert_eq!(wait_before_next_secs(&[AT], AT.plus_secs(1)), Some(59));
        assert_eq!(wait_before_next_secs(&[AT], AT.plus_secs(60)), None);
        let five: Vec<_> = (0..5).map(|minute| AT.plus_secs(minute * 60)).collect();
        assert_eq!(wait_before_next_secs(&five, AT.plus_secs(600)), Some(3000));
        assert_eq!(wait_before_next_secs(&five, AT.plus_secs(3600)), None);
    }
}
