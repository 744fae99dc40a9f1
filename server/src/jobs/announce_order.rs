//! Tells executors of a new order of their trade and region (PRODUCT 8).
//!
//! It goes through them in pages, each in a transaction of its own, and tells nobody twice: begun
//! again after a crash, it passes over those who know.

use montaj_domain::{
    ids::{OrderId, UserId},
    order::{Order, OrderStatus},
    settings::PlatformSettings,
    timestamp::Timestamp,
};
use montaj_store::{StoreError, Tx, jobs::LeasedJob, orders, responses, settings, users};
use serde::{Deserialize, Serialize};

use super::{JobError, payload};
use crate::{
    app::App,
    http::error::ApiError,
    notify::{OrderNote, notify_once},
};

pub const KIND: &str = "announce-order";

/// How many people one transaction tells.
const PAGE: u32 = 100;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnounceOrder {
    pub order_id: OrderId,
}

/// Leaves the telling to the worker, in the transaction that publishes the order.
pub async fn add(
    app: &App,
    tx: &mut Tx,
    order_id: OrderId,
    now: Timestamp,
) -> Result<(), ApiError> {
    let payload = serde_json::to_string(&AnnounceOrder { order_id }).map_err(ApiError::internal)?;
    Ok(app.add_job(tx, KIND, &payload, now).await?)
}

/// Tells everybody whom the order concerns and who does not know yet.
pub async fn run(app: &App, job: &LeasedJob) -> Result<(), JobError> {
    let AnnounceOrder { order_id } = payload(job)?;
    let mut after = None;
    while let Some(last) = tell_page(app, order_id, after).await? {
        after = Some(last);
    }
    Ok(())
}

/// Tells the executors of one page; answers the last of them if there may be more.
async fn tell_page(
    app: &App,
    id: OrderId,
    after: Option<UserId>,
) -> Result<Option<UserId>, ApiError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let Some(stored) = orders::find(&mut tx, id).await? else { return Ok(None) };
    let order = stored.order;
    if order.state.status() != OrderStatus::Published {
        return Ok(None);
    }
    let (region, category) = (order.details.region.as_str(), order.details.category);
    let page = users::executors_to_tell(&mut tx, region, category, after, PAGE).await?;
    let settings = settings::load(&mut tx).await?;
    for executor_id in concerned(&mut tx, &page, &order, now, &settings).await? {
        let note = OrderNote(&order).new_order();
        notify_once(app, &mut tx, executor_id, id, note, now).await?;
    }
    tx.commit(now).await?;
    let full = u32::try_from(page.len()).is_ok_and(|people| people == PAGE);
    Ok(page.last().copied().filter(|_| full))
}

/// Those whose tariff lets them work in this trade now and who have not responded already.
async fn concerned(
    tx: &mut Tx,
    page: &[UserId],
    order: &Order,
    now: Timestamp,
    settings: &PlatformSettings,
) -> Result<Vec<UserId>, StoreError> {
    let answered: Vec<UserId> =
        responses::of_order(tx, order.id).await?.iter().map(|answer| answer.executor_id).collect();
    let people = users::find_many(tx, page).await?;
    let active = |user: &&users::User| {
        user.active_specializations(now, settings).contains(&order.details.category)
    };
    let ids = people.iter().filter(active).map(|user| user.id);
    Ok(ids.filter(|id| !answered.contains(id)).collect())
}
