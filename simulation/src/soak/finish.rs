//! The end of a soak: nobody works any more, everything runs, and what was acknowledged is looked
//! for in the server's database and in every replica.

use std::time::Duration;

use anyhow::{Context, bail};
use montaj_client::{
    outbox::{Action, OutboxItem},
    replica::{Replica as _, SqliteReplica},
};
use montaj_store::{Db, DbOptions};
use montaj_wire::sync::Snapshot;
use tokio::time::{Instant, sleep};

use super::{Report, controller::Soak, protocol::Standing};
use crate::{
    check::{self, Left, Truth},
    deed::{Deed, Outcome},
    observer::Observer,
    town::Town,
};

const SETTLED_WITHIN: Duration = Duration::from_secs(90);
/// So often in a row nothing may have moved.
const ROUNDS_AT_REST: u32 = 5;
const ROUND: Duration = Duration::from_millis(300);

/// Waits until everything has settled, stops everything, and checks.
pub(super) async fn finish(mut soak: Soak, town: &Town) -> anyhow::Result<Report> {
    let began = Instant::now();
    soak.start_server().await?;
    let snapshots = settle(&mut soak, town).await?;
    soak.report.settled_after = began.elapsed();
    for client in &mut soak.clients {
        let badly = client.let_go().await?;
        soak.report.wrong.extend(badly.map(|how| format!("{} ended with {how}", client.name)));
    }
    soak.server.terminate().await?;
    let url = format!("sqlite:{}", soak.folder.path().join("montaj.db").display());
    let db = Db::open(&url, DbOptions::default(), std::sync::Arc::new(|_| ())).await?;
    let truth = Truth::gather(&db, &town.people, snapshots).await?;
    db.close().await;
    let (mut wrong, mut left) = (Vec::new(), Vec::new());
    for (seat, client) in soak.clients.iter().enumerate() {
        let replica = SqliteReplica::open(&client.replica).await?;
        let place = town.seats[seat].person;
        let (name, person) = (&town.seats[seat].name, &town.people[place]);
        let snapshot = &truth.snapshots[place];
        wrong.extend(check::of_device(name, &replica, person, snapshot, &truth).await?);
        wrong.extend(check::drafts_of_device(name, seat, &replica, &soak.journal).await?);
        left.push(Left { seat, outbox: replica.outbox().await? });
    }
    wrong.extend(check::story(town, &soak.journal, &truth, &left));
    let mut report = soak.report;
    report.wrong.extend(wrong);
    report.messages = soak.journal.said();
    report.acknowledged = soak.journal.acknowledged();
    report.told_to_wait = soak.journal.told_to_wait();
    report.orders = truth.chats.len();
    let texts = truth.chats.values().flatten().filter(|message| message.sender_id.is_some());
    report.on_the_server = texts.count();
    let given_up = soak.journal.entries().iter().map(|entry| match &entry.outcome {
        Outcome::GivenUp { ids, steps, edits, deletions } => {
            ids.len() - steps.len() - edits.len() - deletions
        }
        _ => 0,
    });
    let refused = left.iter().flat_map(|left| &left.outbox).filter(|item| is_message(item));
    report.refused = refused.count() + given_up.sum::<usize>();
    Ok(report)
}

async fn settle(soak: &mut Soak, town: &Town) -> anyhow::Result<Vec<Snapshot>> {
    let looking = town.people.iter().map(|person| person.looking_token.clone());
    let mut observers: Vec<_> =
        looking.map(|token| Observer::new(soak.http.clone(), token)).collect();
    let began = Instant::now();
    let deadline = began + SETTLED_WITHIN;
    let mut rounds = 0;
    loop {
        soak.ask(Duration::from_secs(5)).await?;
        let mut snapshots = Vec::new();
        for observer in &mut observers {
            snapshots.push(observer.snapshot(&soak.server.url()).await?);
        }
        let restless = restless(soak, town, &snapshots).await?;
        rounds = if restless.is_empty() { rounds + 1 } else { 0 };
        if let Some(first) = restless.first() {
            println!("{:.1} s: {first:.200}", began.elapsed().as_secs_f64());
        }
        if rounds == ROUNDS_AT_REST {
            return Ok(snapshots);
        }
        if Instant::now() > deadline {
            bail!("it does not settle: {}\n{}", restless.join("\n"), soak.server.log());
        }
        sleep(ROUND).await;
    }
}

async fn restless(
    soak: &mut Soak,
    town: &Town,
    snapshots: &[Snapshot],
) -> anyhow::Result<Vec<String>> {
    let mut restless = Vec::new();
    for seat in 0..soak.clients.len() {
        let name = &town.seats[seat].name;
        let Some(standing) = soak.standings.get(seat).cloned().flatten() else {
            let stacks = soak.clients[seat].stacks().await.unwrap_or_default();
            let said = soak.clients[seat].last_words();
            restless.push(format!("{name} does not answer: {said}\n{stacks}"));
            continue;
        };
        let Standing { signed_in, cursor, unsent } = standing;
        if !signed_in {
            restless.push(format!("{name} is signed out"));
            soak.order(seat, Deed::SignIn).await.context("signing in")?;
        }
        let up_to = snapshots[town.seats[seat].person].up_to;
        if cursor != Some(up_to) {
            restless.push(format!("{name} has stored the log up to {cursor:?} of {up_to}"));
        }
        restless.extend(unsent);
        let open = &soak.clients[seat].open;
        restless.extend(open.values().map(|(_, deed)| format!("{name} is at {deed:?}")));
    }
    Ok(restless)
}

const fn is_message(item: &OutboxItem) -> bool {
    matches!(item.action, Action::SendMessage { .. })
}
