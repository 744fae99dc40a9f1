//! Killed at any moment, what was acknowledged is there, and the log has no gap.

use std::collections::BTreeSet;

use montaj_domain::{ids::UserId, user::Role};
use montaj_store::{Db, events};

use crate::{child::Writers, engines::Store};

const KILLS: usize = 25;
const WRITERS: usize = 40;

/// The log's subjects, checked to be numbered without a gap.
pub async fn subjects(db: &Db, person: UserId) -> Vec<String> {
    let mut tx = db.read().await.unwrap();
    let logged = events::after(&mut tx, person, 0, 1_000_000).await.unwrap();
    let seqs: Vec<i64> = logged.iter().map(|event| event.seq).collect();
    assert_eq!(seqs, (1..).take(seqs.len()).collect::<Vec<i64>>());
    let stored = [events::Stored { user_id: person, up_to: i64::MAX }];
    let subjects = events::newly_stored(&mut tx, &stored, "order.updated").await.unwrap();
    subjects.into_iter().map(|(_, subject)| subject).collect()
}

async fn survives_kills(store: Store) {
    let anna = store.person("Анна", Role::Customer).await;
    let mut acknowledged = BTreeSet::new();
    for round in 0..KILLS {
        let mut writers = Writers::start(store.url(), anna);
        for wave in 0..6 {
            writers.order(WRITERS, &format!("{round}-{wave}"));
        }
        // Somewhere in the middle of it.
        let heard = 1 + store.entropy().below(5 * WRITERS as u64);
        for _ in 0..heard {
            let (subject, kept) = writers.hear();
            assert!(kept, "nothing was wrong with {subject}");
            acknowledged.insert(subject);
        }
        acknowledged.extend(writers.kill().into_iter().map(|(subject, _)| subject));
        let there = subjects(&store.db, anna).await;
        let distinct: BTreeSet<String> = there.iter().cloned().collect();
        assert_eq!(distinct.len(), there.len(), "something is there twice");
        let lost: Vec<&String> = acknowledged.difference(&distinct).collect();
        assert!(lost.is_empty(), "acknowledged and lost after kill {round}: {lost:?}");
    }
    assert!(acknowledged.len() > KILLS, "hardly anything was written");
}

#[tokio::test]
async fn what_was_acknowledged_survives_kills_on_sqlite() {
    survives_kills(Store::sqlite().await).await;
}

#[tokio::test]
async fn what_was_acknowledged_survives_kills_of_the_server_on_postgres() {
    survives_kills(Store::postgres().await).await;
}
