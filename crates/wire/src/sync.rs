//! `GET /api/sync` and `/api/sync/snapshot`: catching up by cursor (API "Live").

use serde::{Deserialize, Serialize};

use crate::{
    account::UserView,
    chat::MessageView,
    event::{ArrivedEvent, Event},
    notification::{NotificationSettings, NotificationView},
    order::OrderView,
    response::ResponseView,
};

pub const DEFAULT_LIMIT: u32 = 500;
pub const MAX_LIMIT: u32 = 1000;

/// `since=N` also says that everything up to N is stored on this device.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(default)]
pub struct SyncQuery {
    pub since: i64,
    pub limit: Option<u32>,
}

/// What the server answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SyncPage {
    pub events: Vec<Event>,
    /// The seq of the last event here, or `since` when there is none.
    pub up_to: i64,
    pub more: bool,
}

/// The same page as a client takes it: unknown kinds do not stop it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ArrivedSyncPage {
    pub events: Vec<ArrivedEvent>,
    pub up_to: i64,
    pub more: bool,
}

/// The whole of what a device keeps, for a first start or when the log no longer reaches back.
///
/// Bounded: older messages, orders and notifications come by their own pages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    pub user: UserView,
    /// Orders posted, assigned or responded to, the newest first.
    pub orders: Vec<OrderView>,
    pub responses: Vec<ResponseView>,
    /// The newest messages of each chat that is open to the person.
    pub messages: Vec<MessageView>,
    pub notifications: Vec<NotificationView>,
    pub notification_settings: NotificationSettings,
    pub up_to: i64,
}
