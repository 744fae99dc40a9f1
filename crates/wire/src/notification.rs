//! Notifications in the app (API "Money, reviews, notifications, rest").

mod settings;

pub use settings::{
    EditNotificationSettings, KindSettings, MuteChat, MutedChat, NotificationSettings,
};

use montaj_domain::{
    ids::{NotificationId, OrderId},
    notification::{NotificationFacts, NotificationKind},
    timestamp::Timestamp,
};
use serde::{Deserialize, Serialize};

/// One notification. The server words it in Russian; in other languages it is said by its facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NotificationView {
    pub id: NotificationId,
    pub kind: NotificationKind,
    pub title: String,
    pub body: String,
    /// What title and body name. Notifications from before there were facts have none, and neither
    /// has what an administrator wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<NotificationFacts>,
    /// The order it is about; a click opens it.
    pub order_id: Option<OrderId>,
    pub created_at: Timestamp,
    pub read_at: Option<Timestamp>,
}

/// The query of `POST /api/notifications/mark-all-read`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase")]
pub struct MarkAllRead {
    /// Those that were made later stay unread: the person has not seen them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<Timestamp>,
}

impl NotificationView {
    /// Whether the person has its kind off in the app: it came as read already.
    pub fn is_silent(&self) -> bool {
        self.read_at == Some(self.created_at)
    }
}
