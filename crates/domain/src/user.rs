//! People: roles, account states, specializations (PRODUCT "Words", 1).

use serde::{Deserialize, Serialize};

macro_rules! upper_case_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name as it travels and is stored.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The value whose name is `text`.
            pub fn from_name(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                $crate::openapi::one_of(Self::ALL.iter().map(|value| value.as_str()))
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}
    };
}
pub(crate) use upper_case_enum;

upper_case_enum! {
    Role { Customer = "CUSTOMER", Executor = "EXECUTOR", Admin = "ADMIN" }
}

upper_case_enum! {
    /// PENDING (awaits moderation) → ACTIVE | REJECTED; ACTIVE ⇄ BLOCKED.
    UserStatus { Pending = "PENDING", Active = "ACTIVE", Rejected = "REJECTED", Blocked = "BLOCKED" }
}

upper_case_enum! {
    /// What an order is about and what an executor does.
    Specialization {
        Windows = "WINDOWS",
        Doors = "DOORS",
        Ceilings = "CEILINGS",
        Conditioners = "CONDITIONERS",
        Blinds = "BLINDS",
        Furniture = "FURNITURE",
    }
}

/// A customer's or executor's rating in hundredths of a star (300 = 3.0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rating(i64);

impl Rating {
    /// PRODUCT 1.5 and 6: who has no review yet.
    pub const INITIAL: Self = Self(300);

    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    pub const fn as_hundredths(self) -> i64 {
        self.0
    }
}

/// Travels as a number of stars with two decimals at the most: `4.67`.
impl Serialize for Rating {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[expect(clippy::cast_precision_loss, reason = "at most 500")]
        serializer.serialize_f64(self.0 as f64 / 100.0)
    }
}

impl<'de> Deserialize<'de> for Rating {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stars = f64::deserialize(deserializer)?;
        #[expect(clippy::cast_possible_truncation, reason = "clamped to 0..=500")]
        Ok(Self((stars * 100.0).round().clamp(0.0, 500.0) as i64))
    }
}

/// Why an account cannot be signed in to (PRODUCT 1.3); each has its own clear message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignInRefusal {
    #[error("the phone is not verified")]
    Unverified,
    #[error("moderation rejected the account")]
    Rejected,
    #[error("the account is blocked")]
    Blocked,
}

/// Whether an account in this state may be signed in to. One that awaits moderation may.
pub fn may_sign_in(status: UserStatus, phone_verified: bool) -> Result<(), SignInRefusal> {
    match status {
        UserStatus::Rejected => Err(SignInRefusal::Rejected),
        UserStatus::Blocked => Err(SignInRefusal::Blocked),
        UserStatus::Pending | UserStatus::Active if !phone_verified => {
            Err(SignInRefusal::Unverified)
        }
        UserStatus::Pending | UserStatus::Active => Ok(()),
    }
}

upper_case_enum! {
    /// What a moderator does with an account.
    UserModeration { Approve = "APPROVE", Reject = "REJECT", Block = "BLOCK", Unblock = "UNBLOCK" }
}

/// The status after a moderator's act, or `None` where the act does not apply.
pub fn moderate(status: UserStatus, act: UserModeration) -> Option<UserStatus> {
    match (status, act) {
        (UserStatus::Pending, UserModeration::Approve) => Some(UserStatus::Active),
        (UserStatus::Pending, UserModeration::Reject) => Some(UserStatus::Rejected),
        (UserStatus::Active, UserModeration::Block) => Some(UserStatus::Blocked),
        (UserStatus::Blocked, UserModeration::Unblock) => Some(UserStatus::Active),
        _ => None,
    }
}

/// The status of a fresh account. Customers may post at once (PRODUCT 1.6); executors wait for a
/// moderator unless the platform approves by itself.
pub fn initial_status(role: Role, auto_approve_users: bool) -> UserStatus {
    match role {
        Role::Executor if !auto_approve_users => UserStatus::Pending,
        _ => UserStatus::Active,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_awaiting_moderation_may_sign_in() {
        assert_eq!(may_sign_in(UserStatus::Pending, true), Ok(()));
        assert_eq!(may_sign_in(UserStatus::Pending, false), Err(SignInRefusal::Unverified));
        assert_eq!(may_sign_in(UserStatus::Blocked, true), Err(SignInRefusal::Blocked));
        assert_eq!(may_sign_in(UserStatus::Rejected, false), Err(SignInRefusal::Rejected));
    }

    #[test]
    fn moderation_follows_the_state_machine() {
        use UserModeration::{Approve, Block, Reject, Unblock};
        use UserStatus::{Active, Blocked, Pending, Rejected};
        let allowed = [
            (Pending, Approve, Active),
            (Pending, Reject, Rejected),
            (Active, Block, Blocked),
            (Blocked, Unblock, Active),
        ];
        for &status in UserStatus::ALL {
            for &act in UserModeration::ALL {
                let expected =
                    allowed.iter().find(|row| (row.0, row.1) == (status, act)).map(|row| row.2);
                assert_eq!(moderate(status, act), expected, "{status} {act}");
            }
        }
    }

    #[test]
    fn a_rating_travels_as_stars() {
        let rating = Rating::from_hundredths(467);
        assert_eq!(serde_json::to_string(&rating).unwrap(), "4.67");
        assert_eq!(serde_json::from_str::<Rating>("4.67").unwrap(), rating);
    }
}
