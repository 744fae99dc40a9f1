//! Chat messages (PRODUCT 5).

use crate::user::upper_case_enum;

upper_case_enum! {
    /// What a line of a chat is: somebody's text, or a mark of what happened to the order
    /// (PRODUCT 5.5), which has no sender.
    MessageKind {
        Text = "TEXT",
        Selected = "SELECTED",
        Started = "STARTED",
        Done = "DONE",
        Refused = "REFUSED",
        Closed = "CLOSED",
    }
}
