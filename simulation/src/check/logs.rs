//! Each person's log has the seqs 1, 2, 3 … and ends where their snapshot does.

use super::Truth;
use crate::town::Town;

pub(super) fn wrong(town: &Town, truth: &Truth) -> Vec<String> {
    let mut wrong = Vec::new();
    for ((person, log), snapshot) in town.people.iter().zip(&truth.logs).zip(&truth.snapshots) {
        let seqs: Vec<_> = log.iter().map(|event| event.seq).collect();
        let expected: Vec<_> = (1..=snapshot.up_to).collect();
        if seqs != expected {
            wrong.push(format!(
                "the log of {} up to {} has the seqs {seqs:?}",
                person.name, snapshot.up_to
            ));
        }
    }
    wrong
}
