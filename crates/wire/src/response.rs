//! Responses to orders (API "Orders").

use montaj_domain::{
    ids::{OrderId, ResponseId, UserId},
    money::Kopecks,
    response::ResponseStatus,
    tariff::Tariff,
    timestamp::Timestamp,
};
use serde::{Deserialize, Serialize};

use crate::order::PartyView;

/// `POST /api/responses`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Respond {
    pub order_id: OrderId,
    #[serde(default)]
    pub message: Option<String>,
    #[serde(default)]
    pub price_kopecks: Option<Kopecks>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ResponseView {
    pub id: ResponseId,
    pub order_id: OrderId,
    pub executor_id: UserId,
    /// The tariff in force when it was written.
    pub tariff_type: Tariff,
    /// What it cost the executor; `null` for anybody else.
    pub commission_kopecks: Option<Kopecks>,
    pub message: Option<String>,
    pub price_kopecks: Option<Kopecks>,
    pub status: ResponseStatus,
    pub created_at: Timestamp,
    pub executor: PartyView,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResponseAnswer {
    pub response: ResponseView,
}
