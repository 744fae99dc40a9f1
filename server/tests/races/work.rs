use montaj_domain::order::OrderStatus;
use montaj_testkit::world::Engine;
use montaj_wire::problem::ErrorCode;

use crate::{
    arena::{Arena, Outcome, ROUNDS, both, each_won_some},
    on_both_databases,
};

on_both_databases! {
    a_start_and_a_refusal_at_once_are_one_after_the_other;
    of_two_starts_at_once_exactly_one_counts;
}

const REASON: &str = "Сломал руку";

async fn a_start_and_a_refusal_at_once_are_one_after_the_other(engine: Engine) {
    let arena = Arena::on(engine).await;
    let boris = &arena.boris;
    let (started, refused) = (arena.selected().await, arena.selected().await);
    boris.start_work(started).await.ok();
    boris.refuse(started, REASON).await.ok();
    boris.refuse(refused, REASON).await.ok();

    let outcomes = arena
        .rounds(async |round| {
            let raced = arena.selected().await;
            let (start, refuse) =
                both(round, boris.start_work(raced), boris.refuse(raced, REASON)).await;
            refuse.ok();
            let end = arena.anna.order(raced).await.ok().order;
            assert_eq!((end.status, end.executor_id), (OrderStatus::Published, None));
            assert_eq!(end.work_started_at, None);
            if start.status() == 200 {
                return Outcome { raced, calm: started };
            }
            start.is_refused(ErrorCode::NotInProgress);
            Outcome { raced, calm: refused }
        })
        .await;
    each_won_some(outcomes.iter().filter(|outcome| outcome.calm == started).count(), ROUNDS);
    arena.agree(&outcomes).await;
}

async fn of_two_starts_at_once_exactly_one_counts(engine: Engine) {
    let arena = Arena::on(engine).await;
    let boris = &arena.boris;
    let calm = arena.selected().await;
    boris.start_work(calm).await.ok();

    let outcomes = arena
        .rounds(async |round| {
            let raced = arena.selected().await;
            let (one, other) = both(round, boris.start_work(raced), boris.start_work(raced)).await;
            let (won, lost) = if one.status() == 200 { (one, other) } else { (other, one) };
            won.ok();
            lost.is_refused(ErrorCode::AlreadyStarted);
            Outcome { raced, calm }
        })
        .await;
    arena.agree(&outcomes).await;
}
