//! Deeds on orders: posting, responding, selecting, the steps of the work.

use montaj_client::{engine::Engine, error::ClientError, pending::PendingWhat};
use montaj_domain::{ambient::Clock, order::OrderStatus, response::ResponseStatus, user::Role};
use montaj_testkit::world::window_order;
use montaj_wire::{
    order::{FeedQuery, OrderView},
    response::Respond,
};

use super::{Outcome, Step, Whose, choose};

type Done = Result<Outcome, ClientError>;

pub(super) async fn post(engine: &Engine, whose: &Whose, clock: &dyn Clock) -> Done {
    if whose.role != Role::Customer {
        return Ok(Outcome::Nothing);
    }
    let order = engine.post_order(window_order(clock)).await?;
    Ok(Outcome::Posted { order: order.id })
}

pub(super) async fn respond(engine: &Engine, whose: &Whose, pick: u64, mark: &str) -> Done {
    if whose.role != Role::Executor {
        return Ok(Outcome::Nothing);
    }
    let mut feed = engine.feed(FeedQuery::default()).await?.items;
    feed.retain(|order| !order.has_responded);
    let Some(order) = choose(&feed, pick) else { return Ok(Outcome::Nothing) };
    let message = Some(format!("Возьмусь, отклик {mark}"));
    let response = Respond { order_id: order.id, message, price_kopecks: None };
    engine.respond(response).await?;
    Ok(Outcome::Responded { order: order.id })
}

pub(super) async fn select(engine: &Engine, whose: &Whose, pick: u64) -> Done {
    let mut mine = own(engine, whose, OrderStatus::Published).await?;
    mine.retain(|order| order.responses_count > 0);
    let Some(order) = choose(&mine, pick) else { return Ok(Outcome::Nothing) };
    let mut responses = engine.order_responses(order.id).await?;
    responses.retain(|response| response.status == ResponseStatus::Pending);
    let Some(response) = choose(&responses, pick / 3) else { return Ok(Outcome::Nothing) };
    let executor = response.executor_id;
    engine.select_executor(order.id, executor).await?;
    Ok(Outcome::Selected { order: order.id, executor })
}

pub(super) async fn cancel(engine: &Engine, whose: &Whose, pick: u64) -> Done {
    let mine = own(engine, whose, OrderStatus::Published).await?;
    let Some(order) = choose(&mine, pick) else { return Ok(Outcome::Nothing) };
    engine.cancel_order(order.id).await?;
    Ok(Outcome::Cancelled { order: order.id })
}

pub(super) async fn step(engine: &Engine, whose: &Whose, pick: u64, step: Step) -> Done {
    let mut at_work = engine.my_orders().await?;
    at_work.retain(|order| {
        order.status == OrderStatus::InProgress && order.executor_id == Some(whose.id)
    });
    let Some(order) = choose(&at_work, pick) else { return Ok(Outcome::Nothing) };
    let order = order.id;
    match step {
        Step::Start => engine.start_work(order).await.map(drop)?,
        Step::Refuse => {
            let reason = "Заболел, не смогу приехать".to_owned();
            engine.cancel_work(order, reason).await.map(drop)?;
        }
        Step::Complete => engine.complete(order).await.map(drop)?,
        Step::Close => engine.close(order).await.map(drop)?,
    }
    Ok(Outcome::Stepped { order, step })
}

pub(super) async fn resolve(engine: &Engine, pick: u64) -> Done {
    let mut refused = engine.pending().await?;
    refused.retain(|pending| pending.refusal().is_some());
    let Some(pending) = choose(&refused, pick) else { return Ok(Outcome::Nothing) };
    if pick.is_multiple_of(2) {
        engine.retry(pending.id).await?;
        return Ok(Outcome::Retried);
    }
    let before = engine.pending().await?;
    engine.discard(pending.id).await?;
    let left = engine.pending().await?;
    let gone = before.iter().filter(|item| left.iter().all(|still| still.id != item.id));
    let (mut ids, mut steps, mut edits, mut deletions) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for item in gone {
        ids.push(item.id);
        match &item.what {
            PendingWhat::Message { .. } => {}
            PendingWhat::EditMessage { content } => edits.push(content.clone()),
            PendingWhat::DeleteMessage => deletions += 1,
            PendingWhat::Step(step) => steps.push((item.order_id, Step::of_outbox(step))),
        }
    }
    Ok(Outcome::GivenUp { ids, steps, edits, deletions })
}

async fn own(
    engine: &Engine,
    whose: &Whose,
    status: OrderStatus,
) -> Result<Vec<OrderView>, ClientError> {
    let mut mine = engine.my_orders().await?;
    mine.retain(|order| order.customer_id == whose.id && order.status == status);
    Ok(mine)
}
