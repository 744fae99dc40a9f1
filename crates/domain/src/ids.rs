//! Ids: UUIDv7, so that they sort by the time they were made and can be made on any device.

use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

use crate::{ambient::Entropy, timestamp::Timestamp};

/// The text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a UUID")]
pub struct InvalidId;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = "uuid"))]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A fresh id made at `at`, with the random part from `entropy`.
            pub fn new(at: Timestamp, entropy: &dyn Entropy) -> Self {
                let millis = u64::try_from(at.as_millis()).unwrap_or(0);
                Self(Builder::from_unix_timestamp_millis(millis, &entropy.id_bytes()).into_uuid())
            }

            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            pub const fn as_uuid(self) -> Uuid {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Uuid::try_parse(text).map(Self).map_err(|_| InvalidId)
            }
        }
    )*};
}

id! {
    /// A person: customer, executor or administrator.
    UserId
    /// One device's signed-in session.
    SessionId
    OrderId
    ResponseId
    /// A chat message; made by the sender's device, so that a retry is the same message.
    MessageId
    NotificationId
    FileId
    JobId
    /// The id of one mutation, made on the device and sent as `Idempotency-Key`.
    OperationId
}
