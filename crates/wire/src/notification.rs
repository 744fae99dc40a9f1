//! Notifications in the app (API "Money, reviews, notifications, rest").

mod settings;

pub use settings::{
    EditNotificationSettings, KindSettings, MuteChat, MutedChat, NotificationSettings,
};

use montaj_domain::{
    ids::{NotificationId, OrderId},
    notification::NotificationKind,
    timestamp::Timestamp,
};
use serde::{Deserialize, Serialize};

/// One notification; the server words it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NotificationView {
    pub id: NotificationId,
    pub kind: NotificationKind,
    pub title: String,
    pub body: String,
    /// The order it is about; a click opens it.
    pub order_id: Option<OrderId>,
    pub created_at: Timestamp,
    pub read_at: Option<Timestamp>,
}

impl NotificationView {
    /// Whether the person has its kind off in the app: it came as read already.
    pub fn is_silent(&self) -> bool {
        self.read_at == Some(self.created_at)
    }
}
