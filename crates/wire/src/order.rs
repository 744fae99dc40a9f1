//! Orders (API "Orders").

use montaj_domain::{
    ids::{OrderId, UserId},
    money::Kopecks,
    order::{Assignment, OrderModeration, OrderState, OrderStatus, PaymentMethod, Work},
    policy::OrderFacts,
    response::ResponseStatus,
    tariff::Tariff,
    timestamp::{Date, Timestamp},
    user::{Rating, Specialization},
};
use serde::{Deserialize, Serialize};

use crate::account::Messengers;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BudgetType {
    Fixed,
    Negotiable,
}

/// `POST /api/orders`, `PUT /api/orders/{id}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OrderDraft {
    pub category: Specialization,
    pub title: String,
    pub description: String,
    pub region: String,
    pub address: String,
    #[serde(default)]
    pub latitude: Option<f64>,
    #[serde(default)]
    pub longitude: Option<f64>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "montaj_domain::timestamp::day")]
    pub start_date: Date,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(default, with = "montaj_domain::timestamp::maybe_day")]
    pub end_date: Option<Date>,
    /// Needed when `budgetType` is FIXED.
    #[serde(default)]
    pub budget_kopecks: Option<Kopecks>,
    pub budget_type: BudgetType,
    pub payment_method: PaymentMethod,
}

/// An order as one person sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OrderView {
    pub id: OrderId,
    pub order_number: i64,
    pub customer_id: UserId,
    pub executor_id: Option<UserId>,
    pub category: Specialization,
    pub title: String,
    pub description: String,
    pub region: String,
    pub address: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "montaj_domain::timestamp::day")]
    pub start_date: Date,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(default, with = "montaj_domain::timestamp::maybe_day")]
    pub end_date: Option<Date>,
    pub budget_kopecks: Option<Kopecks>,
    pub budget_type: BudgetType,
    pub payment_method: PaymentMethod,
    pub status: OrderStatus,
    pub created_at: Timestamp,
    pub published_at: Option<Timestamp>,
    pub selected_at: Option<Timestamp>,
    pub work_started_at: Option<Timestamp>,
    pub work_done_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    pub responses_count: i64,
    pub views_count: i64,
    pub has_responded: bool,
    pub has_viewed: bool,
    /// The viewer's own response, if there is one.
    #[serde(default)]
    pub my_response_status: Option<ResponseStatus>,
    /// The seq at which the order's chat begins for the viewer: an executor selected after another
    /// had refused sees nothing earlier (PRODUCT 5.1). None where the chat is not theirs.
    #[serde(default)]
    pub chat_begins_at_seq: Option<i64>,
    pub customer: PartyView,
    pub executor: Option<PartyView>,
}

/// The other side of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PartyView {
    pub id: UserId,
    pub full_name: String,
    pub photo_url: Option<String>,
    #[cfg_attr(feature = "openapi", schema(value_type = f64))]
    pub rating: Rating,
    pub reviews_count: i64,
    pub completed_orders: i64,
    /// Only for executors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tariff_type: Option<Tariff>,
    /// Only where PRODUCT 1.8 opens them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contacts: Option<Contacts>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contacts {
    pub phone: String,
    pub email: String,
    #[serde(default)]
    pub messengers: Messengers,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderAnswer {
    pub order: OrderView,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SortBy {
    #[serde(rename = "createdAt")]
    CreatedAt,
    #[serde(rename = "startDate")]
    StartDate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum SortOrder {
    Asc,
    Desc,
}

/// The query of `GET /api/orders`: the feed's filters, sort and page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(rename_all = "camelCase", default)]
pub struct FeedQuery {
    pub category: Option<Specialization>,
    pub region: Option<String>,
    #[cfg_attr(feature = "openapi", param(value_type = Option<i64>))]
    pub min_budget_kopecks: Option<Kopecks>,
    #[cfg_attr(feature = "openapi", param(value_type = Option<i64>))]
    pub max_budget_kopecks: Option<Kopecks>,
    /// The first and the last day on which the work may start.
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, format = Date))]
    #[serde(with = "montaj_domain::timestamp::maybe_day")]
    pub start_from: Option<Date>,
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, format = Date))]
    #[serde(with = "montaj_domain::timestamp::maybe_day")]
    pub start_to: Option<Date>,
    /// Only PUBLISHED is served to executors.
    pub status: Option<OrderStatus>,
    /// Words looked for in title, description and address.
    pub q: Option<String>,
    pub sort_by: Option<SortBy>,
    pub sort_order: Option<SortOrder>,
    pub cursor: Option<String>,
    pub limit: Option<u32>,
}

/// `POST /api/orders/{id}/select-executor`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SelectExecutor {
    pub executor_id: UserId,
}

/// `POST /api/orders/{id}/cancel-work`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CancelWork {
    pub reason: String,
}

/// `POST /api/admin/orders/{id}/moderate`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ModerateOrder {
    pub action: OrderModeration,
    #[serde(default)]
    pub reason: Option<String>,
}

impl OrderView {
    /// The facts on which permissions and buttons rest; `None` when the view contradicts itself.
    pub fn facts(&self) -> Option<OrderFacts> {
        Some(OrderFacts { customer_id: self.customer_id, state: self.state()? })
    }

    fn state(&self) -> Option<OrderState> {
        let published_at = self.published_at;
        Some(match self.status {
            OrderStatus::Pending => OrderState::Pending,
            OrderStatus::Published => OrderState::Published { published_at: published_at? },
            OrderStatus::InProgress => OrderState::InProgress {
                published_at: published_at?,
                assignment: self.assignment()?,
            },
            OrderStatus::Completed => OrderState::Completed {
                published_at: published_at?,
                assignment: self.assignment()?,
                closed_at: self.closed_at?,
            },
            OrderStatus::Cancelled => {
                OrderState::Cancelled { published_at, closed_at: self.closed_at? }
            }
            OrderStatus::Archived => {
                OrderState::Archived { published_at, closed_at: self.closed_at? }
            }
        })
    }

    fn assignment(&self) -> Option<Assignment> {
        let work = match (self.work_started_at, self.work_done_at) {
            (None, _) => Work::NotStarted,
            (Some(at), None) => Work::Started { at },
            (Some(started_at), Some(at)) => Work::Done { started_at, at },
        };
        Some(Assignment { executor_id: self.executor_id?, selected_at: self.selected_at?, work })
    }
}
