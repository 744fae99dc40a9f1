//! Posting an order of the demo data: checked like any other, on the day it was posted.

use montaj_domain::{
    money::Kopecks,
    order::{Budget, Order, OrderDetails, OrderState, OrderStatus},
    settings::PlatformSettings,
    timestamp::{Date, Timestamp},
};
use montaj_store::{Tx, order_views, orders};

use super::Story;
use crate::demo::{DemoError, ago::Ago, data::OrderData, ids, people::People};

/// How long after its publication executors opened an order they did not respond to.
const LOOKED_AFTER_SECS: i64 = 3 * 3600;

/// Writes the order as it was on the day it was posted.
pub(super) async fn post(
    tx: &mut Tx,
    people: &People,
    data: &OrderData,
    settings: &PlatformSettings,
    now: Timestamp,
) -> Result<Order, DemoError> {
    let created_at = data.posted.before(now);
    let details = details(data, now.moscow_day())
        .checked(created_at.moscow_day(), None, settings)
        .map_err(|issues| DemoError::wrong(&data.key, format_args!("{issues:?}")))?;
    let state = match data.status {
        Some(OrderStatus::Pending) => OrderState::Pending,
        _ => OrderState::Published { published_at: created_at },
    };
    let order = Order {
        id: ids::order(&data.key),
        number: orders::next_number(tx).await?,
        customer_id: people.get(&data.by)?.id,
        details,
        state,
        created_at,
    };
    orders::insert(tx, &order).await?;
    Ok(order)
}

fn details(data: &OrderData, today: Date) -> OrderDetails {
    let day = |days| today.saturating_add(time::Duration::days(days));
    OrderDetails {
        category: data.category,
        title: data.title.clone(),
        description: data.description.clone(),
        region: data.region.clone(),
        address: data.address.clone(),
        position: None,
        start_date: day(data.start),
        end_date: data.end.map(day),
        budget: data
            .budget
            .map_or(Budget::Negotiable, |roubles| Budget::Fixed(Kopecks::from_roubles(roubles))),
        payment_method: data.pay,
    }
}

impl Story<'_> {
    /// A published order of the last day has just been announced to the executors it suits; an
    /// older one they have looked at.
    pub(super) async fn show_to_executors(&mut self) -> Result<(), DemoError> {
        let Some(published_at) = self.order.state.published_at() else { return Ok(()) };
        let (people, data) = (self.people, self.data);
        for (key, executor) in people.executors_for(&data.region, data.category) {
            if let Ago::Minutes(_) = data.posted {
                self.note(published_at, executor.id, |about| about.new_order()).await?;
            } else if !data.responses.iter().any(|response| response.by == key) {
                let looked_at = published_at.plus_secs(LOOKED_AFTER_SECS);
                order_views::record(self.tx, self.order.id, executor.id, looked_at).await?;
            }
        }
        Ok(())
    }
}
