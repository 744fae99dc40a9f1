//! Money: an integer number of kopecks, never a float (PRODUCT 7.2).

use serde::{Deserialize, Serialize};

/// An amount in kopecks. Arithmetic that could overflow returns `None`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = i64))]
#[serde(transparent)]
pub struct Kopecks(i64);

impl Kopecks {
    pub const ZERO: Self = Self(0);

    pub const fn new(kopecks: i64) -> Self {
        Self(kopecks)
    }

    pub const fn from_roubles(roubles: i64) -> Self {
        Self(roubles.saturating_mul(100))
    }

    pub const fn get(self) -> i64 {
        self.0
    }

    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(difference) => Some(Self(difference)),
            None => None,
        }
    }
}

/// «5 000 ₽», with kopecks only where there are any; thousands apart by a no-break space.
impl std::fmt::Display for Kopecks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (roubles, kopecks) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        if self.is_negative() {
            f.write_str("−")?;
        }
        let digits = roubles.to_string();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index) % 3 == 0 {
                f.write_str("\u{a0}")?;
            }
            write!(f, "{digit}")?;
        }
        if kopecks > 0 {
            write!(f, ",{kopecks:02}")?;
        }
        f.write_str("\u{a0}₽")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_as_roubles() {
        let shown = |kopecks| Kopecks::new(kopecks).to_string().replace('\u{a0}', " ");
        assert_eq!(shown(500_000), "5 000 ₽");
        assert_eq!(shown(123_456_789), "1 234 567,89 ₽");
        assert_eq!(shown(-15_005), "−150,05 ₽");
        assert_eq!(shown(0), "0 ₽");
    }

    #[test]
    fn an_overflow_is_none() {
        assert_eq!(Kopecks::new(i64::MAX).checked_add(Kopecks::new(1)), None);
        assert_eq!(Kopecks::new(i64::MIN).checked_sub(Kopecks::new(1)), None);
    }
}
