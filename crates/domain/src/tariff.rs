//! Tariffs (PRODUCT "Words", 1.5, 1.7) and the subscription an executor has.

use serde::{Deserialize, Serialize};

use crate::{settings::PlatformSettings, timestamp::Timestamp, user::upper_case_enum};

upper_case_enum! {
    Tariff { Standard = "STANDARD", Comfort = "COMFORT", Premium = "PREMIUM" }
}

/// What an executor subscribed to. PREMIUM ends by itself, the others have no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    pub tariff: Tariff,
    pub premium_until: Option<Timestamp>,
}

impl Subscription {
    /// What every new executor gets (PRODUCT 1.5).
    pub fn trial(now: Timestamp, settings: &PlatformSettings) -> Self {
        Self { tariff: Tariff::Premium, premium_until: Some(now.plus_days(settings.trial_days)) }
    }

    /// The tariff in force at `now`: a PREMIUM that has ended counts as STANDARD (PRODUCT 7.4).
    pub fn tariff_at(self, now: Timestamp) -> Tariff {
        match (self.tariff, self.premium_until) {
            (Tariff::Premium, Some(until)) if now < until => Tariff::Premium,
            (Tariff::Premium, _) => Tariff::Standard,
            (tariff, _) => tariff,
        }
    }
}

/// How many specializations the tariff allows (PRODUCT 1.7).
pub fn specialization_limit(tariff: Tariff, settings: &PlatformSettings) -> usize {
    match tariff {
        Tariff::Standard => settings.specializations_standard,
        Tariff::Comfort => settings.specializations_comfort,
        Tariff::Premium => settings.specializations_premium,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trial_is_premium_for_thirty_days_and_standard_after() {
        let settings = PlatformSettings::default();
        let start = Timestamp::from_millis(1_700_000_000_000);
        let trial = Subscription::trial(start, &settings);
        assert_eq!(trial.tariff_at(start.plus_days(30).plus_secs(-1)), Tariff::Premium);
        assert_eq!(trial.tariff_at(start.plus_days(30)), Tariff::Standard);
        assert_eq!(specialization_limit(Tariff::Premium, &settings), 3);
    }
}
