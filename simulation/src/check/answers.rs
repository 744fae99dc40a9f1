//! However bad the network is, nobody is told that the server failed or that a well-formed request
//! was not understood.

use crate::{deed::Outcome, journal::Journal, town::Town};

pub(super) fn wrong(town: &Town, journal: &Journal) -> Vec<String> {
    let rude = journal.entries().iter().filter(|entry| match entry.outcome {
        Outcome::Failed { status, .. } => !matches!(status, 401 | 403 | 404 | 409),
        _ => false,
    });
    rude.map(|entry| {
        let seat = &town.seats[entry.seat].name;
        format!("{seat}, {:?}: {:?}", entry.deed, entry.outcome)
    })
    .collect()
}
