//! What responding to an order costs an executor (PRODUCT 3.1): one decision, made here.

use crate::{money::Kopecks, settings::PlatformSettings, tariff::Tariff};

/// The decided cost of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResponseFee {
    /// Taken when the response is written.
    pub now: Kopecks,
    /// Taken if the customer selects this executor.
    pub if_selected: Kopecks,
}

/// Too little money for the response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{missing} are missing")]
pub struct Shortfall {
    pub missing: Kopecks,
}

/// The cost of one response for an executor with `available` money (main and bonus together).
///
/// STANDARD pays at once; COMFORT must have the order's fee at hand; PREMIUM pays nothing.
/// Whoever owes money cannot respond on any tariff (PRODUCT 3.3).
pub fn for_response(
    tariff: Tariff,
    available: Kopecks,
    settings: &PlatformSettings,
) -> Result<ResponseFee, Shortfall> {
    let (now, if_selected) = match tariff {
        Tariff::Standard => (settings.standard_response_fee_kopecks, Kopecks::ZERO),
        Tariff::Comfort => (Kopecks::ZERO, settings.comfort_order_fee_kopecks),
        Tariff::Premium => (Kopecks::ZERO, Kopecks::ZERO),
    };
    let needed = now.max(if_selected);
    match needed.checked_sub(available) {
        Some(missing) if missing > Kopecks::ZERO => Err(Shortfall { missing }),
        _ => Ok(ResponseFee { now, if_selected }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decide(tariff: Tariff, roubles: i64) -> Result<ResponseFee, Shortfall> {
        for_response(tariff, Kopecks::from_roubles(roubles), &PlatformSettings::default())
    }

    #[test]
    fn premium_pays_nothing() {
        let free = ResponseFee { now: Kopecks::ZERO, if_selected: Kopecks::ZERO };
        assert_eq!(decide(Tariff::Premium, 0), Ok(free));
    }

    #[test]
    fn standard_pays_at_once_and_comfort_when_selected() {
        let at_once = ResponseFee { now: Kopecks::from_roubles(150), if_selected: Kopecks::ZERO };
        assert_eq!(decide(Tariff::Standard, 150), Ok(at_once));
        let later = ResponseFee { now: Kopecks::ZERO, if_selected: Kopecks::from_roubles(500) };
        assert_eq!(decide(Tariff::Comfort, 500), Ok(later));
    }

    #[test]
    fn a_refusal_says_how_much_is_missing() {
        let missing = |roubles| Err(Shortfall { missing: Kopecks::from_roubles(roubles) });
        assert_eq!(decide(Tariff::Standard, 0), missing(150));
        assert_eq!(decide(Tariff::Comfort, 120), missing(380));
        assert_eq!(decide(Tariff::Premium, -40), missing(40));
    }
}
