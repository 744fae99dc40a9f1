//! Platform settings: every number PRODUCT marks ⚙, with its default.

use serde::{Deserialize, Serialize};

use crate::money::Kopecks;

/// What an administrator may change at run time. Unknown fields are ignored and missing ones take
/// their default, so that an older or newer server reads the same row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct PlatformSettings {
    /// PRODUCT 1.6: executors become ACTIVE without a moderator.
    pub auto_approve_users: bool,
    /// PRODUCT 2.1: orders are published without a moderator.
    pub auto_approve_orders: bool,
    /// PRODUCT 1.5: days of PREMIUM that a new executor gets.
    pub trial_days: i64,
    pub specializations_standard: usize,
    pub specializations_comfort: usize,
    pub specializations_premium: usize,
    /// PRODUCT 2.1: the smallest fixed budget.
    pub min_budget_kopecks: Kopecks,
    /// PRODUCT 3.1: what a response costs on STANDARD.
    pub standard_response_fee_kopecks: Kopecks,
    /// PRODUCT 3.1 and 3.3: what a won order costs on COMFORT.
    pub comfort_order_fee_kopecks: Kopecks,
}

impl Default for PlatformSettings {
    fn default() -> Self {
        Self {
            auto_approve_users: false,
            auto_approve_orders: true,
            trial_days: 30,
            specializations_standard: 1,
            specializations_comfort: 1,
            specializations_premium: 3,
            min_budget_kopecks: Kopecks::from_roubles(3000),
            standard_response_fee_kopecks: Kopecks::from_roubles(150),
            comfort_order_fee_kopecks: Kopecks::from_roubles(500),
        }
    }
}
