//! What the soak's people do all the time: mostly they write.

use montaj_domain::ambient::Entropy;

use crate::deed::Deed;

/// Deeds of a customer and of an executor, and how often each comes up.
const DEEDS: [(u64, Deed); 15] = [
    (640, Deed::Say),
    (120, Deed::Read),
    (20, Deed::ReadNotifications),
    (30, Deed::Type),
    (20, Deed::Draft),
    (30, Deed::Respond),
    (40, Deed::Select),
    (1, Deed::Cancel),
    (30, Deed::Start),
    (12, Deed::Refuse),
    (8, Deed::Complete),
    (4, Deed::Close),
    (20, Deed::Resolve),
    (1, Deed::EndOtherSession),
    (4, Deed::SignIn),
];

/// The next thing to do.
pub(super) fn next(entropy: &dyn Entropy) -> Deed {
    let mut left = entropy.below(DEEDS.iter().map(|(weight, _)| weight).sum());
    for (weight, deed) in DEEDS {
        if left < weight {
            return deed;
        }
        left -= weight;
    }
    Deed::Say
}
