//! Kinds of notifications, and by which channels each goes to whom (PRODUCT 8).

mod facts;
mod quiet;

pub use facts::{NotificationFacts, Outcome};
pub use quiet::{InvalidQuietHours, QuietHours};

use crate::user::{Role, upper_case_enum};

upper_case_enum! {
    NotificationKind {
        NewOrder = "NEW_ORDER",
        Response = "RESPONSE",
        Selected = "SELECTED",
        NotSelected = "NOT_SELECTED",
        Started = "STARTED",
        Done = "DONE",
        Closed = "CLOSED",
        Refused = "REFUSED",
        Cancelled = "CANCELLED",
        OrderChanged = "ORDER_CHANGED",
        /// Only for the settings: the chat itself shows messages, the list does not.
        Message = "MESSAGE",
        AccountModerated = "ACCOUNT_MODERATED",
        OrderModerated = "ORDER_MODERATED",
        System = "SYSTEM",
    }
}

upper_case_enum! {
    /// A way to a person.
    Channel {
        /// The list in the app and its counter. A kind that is off here still stands in the list,
        /// but comes as read already.
        InApp = "IN_APP",
        /// A pop-up of the operating system.
        Push = "PUSH",
        Email = "EMAIL",
        Sms = "SMS",
    }
}

impl Channel {
    /// Whether anything is sent this way today. What is chosen for the others is kept for the day
    /// when it is; an interface does not offer it before.
    pub const fn is_in_use(self) -> bool {
        matches!(self, Self::InApp | Self::Push)
    }
}

impl NotificationKind {
    /// Whether people of this role ever get it.
    pub const fn reaches(self, role: Role) -> bool {
        match self {
            Self::NewOrder | Self::Selected | Self::NotSelected | Self::OrderChanged => {
                matches!(role, Role::Executor)
            }
            Self::Response | Self::Started | Self::Done | Self::Closed | Self::Refused => {
                matches!(role, Role::Customer)
            }
            Self::Cancelled | Self::Message => matches!(role, Role::Customer | Role::Executor),
            Self::OrderModerated => matches!(role, Role::Customer),
            Self::AccountModerated | Self::System => true,
        }
    }

    /// Whether it can go this way at all.
    pub const fn goes_by(self, channel: Channel) -> bool {
        match channel {
            // Messages have their chat and its counter.
            Channel::InApp => !matches!(self, Self::Message),
            Channel::Push => true,
            Channel::Email => !matches!(self, Self::NotSelected | Self::OrderChanged),
            // Only what changes one's day.
            Channel::Sms => {
                matches!(self, Self::Response | Self::Selected | Self::Refused | Self::Cancelled)
            }
        }
    }

    /// Whether a person may switch it: what concerns the account itself always reaches the list.
    pub const fn is_switchable(self, channel: Channel) -> bool {
        let is_fixed = matches!(channel, Channel::InApp)
            && matches!(self, Self::AccountModerated | Self::System);
        self.goes_by(channel) && !is_fixed
    }

    /// How it goes as long as the person has chosen nothing.
    pub const fn is_on_at_first(self, channel: Channel) -> bool {
        let wanted = match channel {
            Channel::InApp => true,
            // A new order each hour and a changed comma are not worth an interruption.
            Channel::Push => !matches!(self, Self::NewOrder | Self::OrderChanged),
            Channel::Email => !matches!(self, Self::Message | Self::NewOrder),
            Channel::Sms => false,
        };
        wanted && self.goes_by(channel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_gets_something_and_everything_reaches_somebody() {
        for role in Role::ALL {
            assert!(NotificationKind::ALL.iter().any(|kind| kind.reaches(*role)), "{role}");
        }
        for kind in NotificationKind::ALL {
            assert!(Role::ALL.iter().any(|role| kind.reaches(*role)), "{kind}");
            let ways: Vec<_> = Channel::ALL.iter().filter(|way| kind.goes_by(**way)).collect();
            assert!(ways.contains(&&Channel::Push), "{kind}");
            let on = Channel::ALL.iter().filter(|way| kind.is_on_at_first(**way));
            assert!(on.clone().all(|way| ways.contains(&way)), "{kind} is on where it cannot go");
        }
    }

    #[test]
    fn what_concerns_the_account_cannot_be_hidden() {
        let fixed = NotificationKind::ALL
            .iter()
            .filter(|kind| kind.goes_by(Channel::InApp) && !kind.is_switchable(Channel::InApp));
        let fixed: Vec<_> = fixed.copied().collect();
        assert_eq!(fixed, [NotificationKind::AccountModerated, NotificationKind::System]);
    }
}
