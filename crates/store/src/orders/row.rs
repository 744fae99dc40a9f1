//! An order as it is kept, and back.

use montaj_domain::{
    money::Kopecks,
    order::{
        Assignment, Budget, Order, OrderDetails, OrderState, OrderStatus, PaymentMethod, Work,
    },
    response::ResponseStatus,
    timestamp::Timestamp,
    user::Specialization,
};
use serde::Deserialize;

use crate::{StoreError, row::RowName, row::instant};

/// An order with what the database counts around it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredOrder {
    pub order: Order,
    pub responses_count: i64,
    /// One for each executor who opened it (PRODUCT 2.3).
    pub views_count: i64,
    /// The executor's view of the chat begins after this seq.
    pub executor_sees_after_seq: i64,
}

/// An order with what it has to do with the person who looks at it.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenOrder {
    pub stored: StoredOrder,
    /// The person has opened it before.
    pub has_viewed: bool,
    /// What became of the person's response, if they gave one.
    pub response: Option<ResponseStatus>,
}

macro_rules! columns {
    () => {
        "id, number, customer_id, executor_id, category, title, description, region, address,
         latitude, longitude, start_date, end_date, budget_kopecks, payment_method, status,
         created_at, published_at, selected_at, work_started_at, work_done_at, closed_at,
         responses_count, views_count, executor_sees_after_seq"
    };
}
pub(super) use columns;

/// What a [`SeenOrder`] has beyond [`columns`], for the person bound as that parameter.
macro_rules! seen_columns {
    ($person:literal) => {
        concat!(
            $crate::orders::row::viewed_column!($person),
            ", (select responses.status from responses
              where responses.order_id = orders.id and responses.executor_id = ",
            $person,
            ") as response"
        )
    };
}
pub(super) use seen_columns;

/// The same for orders that the person has not responded to.
macro_rules! unanswered_columns {
    ($person:literal) => {
        concat!($crate::orders::row::viewed_column!($person), ", null as response")
    };
}
pub(super) use unanswered_columns;

macro_rules! viewed_column {
    ($person:literal) => {
        concat!(
            "(select order_views.order_id from order_views
              where order_views.order_id = orders.id and order_views.executor_id = ",
            $person,
            ") as viewed"
        )
    };
}
pub(super) use viewed_column;

/// A [`SeenRow`] as an array; its elements, and those of the arrays in it, stand in the order of the
/// fields of [`SeenRow`], [`OrderRow`] and [`StateRow`].
macro_rules! seen_item {
    ($array:literal) => {
        concat!(
            $array,
            "(",
            $array,
            "(id, number, customer_id, category, title, description, region, address, latitude,
                longitude, start_date, end_date, budget_kopecks, payment_method, created_at, ",
            $array,
            "(status, executor_id, published_at, selected_at, work_started_at, work_done_at,
                closed_at), responses_count, views_count, executor_sees_after_seq), viewed, response)"
        )
    };
}
pub(super) use seen_item;

#[derive(Deserialize, sqlx::FromRow)]
pub(super) struct OrderRow {
    id: String,
    number: i64,
    customer_id: String,
    category: String,
    title: String,
    description: String,
    region: String,
    address: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    start_date: String,
    end_date: Option<String>,
    budget_kopecks: Option<i64>,
    payment_method: String,
    created_at: i64,
    #[sqlx(flatten)]
    state: StateRow,
    responses_count: i64,
    views_count: i64,
    executor_sees_after_seq: i64,
}

#[derive(Deserialize, sqlx::FromRow)]
pub(super) struct SeenRow {
    #[sqlx(flatten)]
    order: OrderRow,
    viewed: Option<String>,
    response: Option<String>,
}

impl SeenRow {
    pub(super) fn into_seen(self) -> Result<SeenOrder, StoreError> {
        let name = RowName { table: "responses", id: &self.order.id };
        let response = self.response.as_deref();
        let response = response
            .map(|status| name.named("status", status, ResponseStatus::from_name))
            .transpose()?;
        let has_viewed = self.viewed.is_some();
        Ok(SeenOrder { stored: self.order.into_stored()?, has_viewed, response })
    }
}

/// The columns that say in which state an order is.
#[derive(Deserialize, sqlx::FromRow)]
pub(super) struct StateRow {
    status: String,
    executor_id: Option<String>,
    published_at: Option<i64>,
    selected_at: Option<i64>,
    work_started_at: Option<i64>,
    work_done_at: Option<i64>,
    closed_at: Option<i64>,
}

/// Columns that are not a detail's own value.
pub(super) struct Columns {
    pub budget_kopecks: Option<i64>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
}

impl Columns {
    pub(super) fn of(details: &OrderDetails) -> Self {
        let budget_kopecks = match details.budget {
            Budget::Fixed(amount) => Some(amount.get()),
            Budget::Negotiable => None,
        };
        let (latitude, longitude) = details.position.unzip();
        Self { budget_kopecks, latitude, longitude }
    }
}

impl OrderRow {
    pub(super) fn into_stored(self) -> Result<StoredOrder, StoreError> {
        let name = RowName { table: "orders", id: &self.id };
        let order = Order {
            id: name.parse("id", &self.id)?,
            number: self.number,
            customer_id: name.parse("customer_id", &self.customer_id)?,
            state: self.state.read(name)?,
            created_at: instant(self.created_at),
            details: OrderDetails {
                category: name.named("category", &self.category, Specialization::from_name)?,
                position: self.latitude.zip(self.longitude),
                start_date: name.date("start_date", &self.start_date)?,
                end_date: self.end_date.as_deref().map(|d| name.date("end_date", d)).transpose()?,
                budget: self
                    .budget_kopecks
                    .map_or(Budget::Negotiable, |amount| Budget::Fixed(Kopecks::new(amount))),
                payment_method: name.named(
                    "payment_method",
                    &self.payment_method,
                    PaymentMethod::from_name,
                )?,
                title: self.title,
                description: self.description,
                region: self.region,
                address: self.address,
            },
        };
        Ok(StoredOrder {
            order,
            responses_count: self.responses_count,
            views_count: self.views_count,
            executor_sees_after_seq: self.executor_sees_after_seq,
        })
    }
}

impl StateRow {
    pub(super) fn read(&self, name: RowName<'_>) -> Result<OrderState, StoreError> {
        let missing =
            |column: &str| name.impossible(format_args!("{} lacks {column}", self.status));
        let closed_at = || at(self.closed_at).ok_or_else(|| missing("closed_at"));
        let public_since = || at(self.published_at).ok_or_else(|| missing("published_at"));
        let published_at = at(self.published_at);
        Ok(match name.named("status", &self.status, OrderStatus::from_name)? {
            OrderStatus::Pending => OrderState::Pending,
            OrderStatus::Published => OrderState::Published { published_at: public_since()? },
            OrderStatus::InProgress => OrderState::InProgress {
                published_at: public_since()?,
                assignment: self.assignment(name)?,
            },
            OrderStatus::Completed => OrderState::Completed {
                published_at: public_since()?,
                assignment: self.assignment(name)?,
                closed_at: closed_at()?,
            },
            OrderStatus::Cancelled => {
                OrderState::Cancelled { published_at, closed_at: closed_at()? }
            }
            OrderStatus::Archived => OrderState::Archived { published_at, closed_at: closed_at()? },
        })
    }

    fn assignment(&self, name: RowName<'_>) -> Result<Assignment, StoreError> {
        let missing =
            |column: &str| name.impossible(format_args!("{} lacks {column}", self.status));
        let executor = self.executor_id.as_deref().ok_or_else(|| missing("executor_id"))?;
        let work = match (at(self.work_started_at), at(self.work_done_at)) {
            (None, _) => Work::NotStarted,
            (Some(at), None) => Work::Started { at },
            (Some(started_at), Some(at)) => Work::Done { started_at, at },
        };
        Ok(Assignment {
            executor_id: name.parse("executor_id", executor)?,
            selected_at: at(self.selected_at).ok_or_else(|| missing("selected_at"))?,
            work,
        })
    }
}

fn at(millis: Option<i64>) -> Option<Timestamp> {
    millis.map(instant)
}
