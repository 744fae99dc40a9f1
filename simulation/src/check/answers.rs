//! However bad the network is, nobody is told that the server failed or that a well-formed request
//! was not understood; and nobody is told to wait but by a server that is going down.

use crate::{deed::Outcome, journal::Journal, town::Town};

/// So many deeds may meet one end of the server.
const DEEDS_AT_A_STOP: usize = 2;

pub(super) fn wrong(town: &Town, journal: &Journal) -> Vec<String> {
    let rude = journal.entries().iter().filter(|entry| match entry.outcome {
        Outcome::Failed { status, .. } => !matches!(status, 401 | 403 | 404 | 409),
        _ => false,
    });
    let mut wrong: Vec<String> = rude
        .map(|entry| {
            let seat = &town.seats[entry.seat].name;
            format!("{seat}, {:?}: {:?}", entry.deed, entry.outcome)
        })
        .collect();
    let (told, stops) = (journal.told_to_wait(), journal.stops());
    if told > stops * DEEDS_AT_A_STOP {
        wrong.push(format!("{told} times told to wait, though the server went down {stops} times"));
    }
    wrong
}
