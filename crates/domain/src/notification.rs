//! Kinds of notifications (PRODUCT 8).

use crate::user::upper_case_enum;

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
        AccountModerated = "ACCOUNT_MODERATED",
        OrderModerated = "ORDER_MODERATED",
        System = "SYSTEM",
    }
}

impl NotificationKind {
    /// Whether a native pop-up is raised for it on a device that is not looking at its page.
    pub const fn pops_up(self) -> bool {
        !matches!(self, Self::NewOrder | Self::OrderChanged)
    }
}
