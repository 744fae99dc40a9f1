//! The rules a new password must meet (PRODUCT 1.1) and what failed log-ins cost (PRODUCT 1.3).

use crate::timestamp::Timestamp;

pub const MIN_CHARS: usize = 8;
/// Keeps the cost of hashing bounded.
pub const MAX_CHARS: usize = 128;

/// Whether the password may be set; the error is its wanted length.
pub fn check(password: &str) -> Result<(), crate::text::InvalidText> {
    match password.chars().count() {
        count if count < MIN_CHARS => Err(crate::text::InvalidText::TooShort { min: MIN_CHARS }),
        count if count > MAX_CHARS => Err(crate::text::InvalidText::TooLong { max: MAX_CHARS }),
        _ => Ok(()),
    }
}

/// Until when log-ins to an account wait after `failures` in a row, the last at `last_at`.
///
/// The first four are free; then the wait doubles from 2 seconds and stays at 15 minutes.
pub fn locked_until(failures: u32, last_at: Timestamp) -> Option<Timestamp> {
    const FREE: u32 = 4;
    const LONGEST_SECS: i64 = 15 * 60;
    let over = failures.checked_sub(FREE).filter(|over| *over > 0)?;
    let wait_secs = 1_i64.checked_shl(over).unwrap_or(LONGEST_SECS).min(LONGEST_SECS);
    Some(last_at.plus_secs(wait_secs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_failures_slow_down_and_lock() {
        let at = Timestamp::from_millis(0);
        assert_eq!(locked_until(4, at), None);
        assert_eq!(locked_until(5, at), Some(at.plus_secs(2)));
        assert_eq!(locked_until(6, at), Some(at.plus_secs(4)));
        assert_eq!(locked_until(200, at), Some(at.plus_secs(900)));
    }
}
