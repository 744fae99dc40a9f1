use montaj_domain::{
    order::OrderStatus,
    response::ResponseStatus::{Accepted, Rejected},
};
use montaj_testkit::world::Engine;
use montaj_wire::problem::ErrorCode;

use crate::{
    arena::{Arena, Outcome, ROUNDS, both, each_won_some},
    on_both_databases,
};

on_both_databases! {
    of_two_selections_at_once_exactly_one_wins;
    of_a_selection_and_a_cancellation_exactly_one_wins;
}

async fn of_two_selections_at_once_exactly_one_wins(engine: Engine) {
    let arena = Arena::on(engine).await;
    let (anna, boris, vera) = (&arena.anna, &arena.boris, &arena.vera);
    let (of_boris, of_vera) = (arena.answered().await, arena.answered().await);
    anna.select(of_boris, boris).await.ok();
    anna.select(of_vera, vera).await.ok();

    let outcomes = arena
        .rounds(async |round| {
            let raced = arena.answered().await;
            let (one, other) =
                both(round, anna.select(raced, boris), anna.select(raced, vera)).await;
            let boris_won = one.status() == 200;
            let (won, lost) = if boris_won { (one, other) } else { (other, one) };
            lost.is_refused(ErrorCode::AlreadySelected);
            let (winner, calm) = if boris_won { (boris, of_boris) } else { (vera, of_vera) };
            let seen = won.ok().order;
            assert_eq!((seen.status, seen.executor_id), (OrderStatus::InProgress, Some(winner.id)));
            assert_eq!(anna.order(raced).await.ok().order, seen);
            for response in anna.responses_to(raced).await.ok().items {
                let is_winners = response.executor_id == winner.id;
                assert_eq!(response.status, if is_winners { Accepted } else { Rejected });
            }
            Outcome { raced, calm }
        })
        .await;
    each_won_some(outcomes.iter().filter(|outcome| outcome.calm == of_boris).count(), ROUNDS);
    arena.agree(&outcomes).await;
}

async fn of_a_selection_and_a_cancellation_exactly_one_wins(engine: Engine) {
    let arena = Arena::on(engine).await;
    let (anna, boris) = (&arena.anna, &arena.boris);
    let (selected, cancelled) = (arena.selected().await, arena.answered().await);
    anna.cancel(cancelled).await.ok();

    let outcomes = arena
        .rounds(async |round| {
            let raced = arena.answered().await;
            let (select, cancel) = both(round, anna.select(raced, boris), anna.cancel(raced)).await;
            let end = anna.order(raced).await.ok().order;
            if select.status() == 200 {
                cancel.is_refused(ErrorCode::AlreadySelected);
                assert_eq!(end.status, OrderStatus::InProgress);
                return Outcome { raced, calm: selected };
            }
            select.is_refused(ErrorCode::OrderNotPublished);
            cancel.ok();
            assert_eq!((end.status, end.executor_id), (OrderStatus::Cancelled, None));
            Outcome { raced, calm: cancelled }
        })
        .await;
    each_won_some(outcomes.iter().filter(|outcome| outcome.calm == selected).count(), ROUNDS);
    arena.agree(&outcomes).await;
}
