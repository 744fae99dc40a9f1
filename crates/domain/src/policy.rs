//! Who sees what of an order and what may be done next (PRODUCT 1.8, 2.5).
//!
//! The server decides by these functions; the app asks the same ones which buttons to show.

use crate::{
    ids::UserId,
    order::{OrderState, OrderStatus, Work},
    response::ResponseStatus,
    user::{Role, UserStatus, upper_case_enum},
};

/// Someone who looks at an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewer {
    pub id: UserId,
    pub role: Role,
    pub status: UserStatus,
    /// The state of the viewer's own response to this order, if there is one.
    pub response: Option<ResponseStatus>,
}

/// What of an order decides who may see and do what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderFacts {
    pub customer_id: UserId,
    pub state: OrderState,
}

upper_case_enum! {
    /// A step that an order page offers.
    OrderAction {
        Edit = "EDIT",
        Cancel = "CANCEL",
        ViewResponses = "VIEW_RESPONSES",
        Select = "SELECT",
        Respond = "RESPOND",
        StartWork = "START_WORK",
        CancelWork = "CANCEL_WORK",
        Complete = "COMPLETE",
        Close = "CLOSE",
        OpenChat = "OPEN_CHAT",
    }
}

impl OrderFacts {
    pub fn is_customer(&self, viewer: &Viewer) -> bool {
        self.customer_id == viewer.id
    }

    /// Whether the viewer is the executor selected now (or at the end, once completed).
    pub fn is_assigned(&self, viewer: &Viewer) -> bool {
        self.state.assignment().is_some_and(|assignment| assignment.executor_id == viewer.id)
    }

    /// Whether the order exists for the viewer at all; else it is «404».
    ///
    /// A published order is open to every executor; later only to those who responded.
    pub fn is_visible_to(&self, viewer: &Viewer) -> bool {
        if viewer.role == Role::Admin || self.is_customer(viewer) || self.is_assigned(viewer) {
            return true;
        }
        viewer.role == Role::Executor
            && match self.state.status() {
                OrderStatus::Published => true,
                OrderStatus::InProgress | OrderStatus::Completed | OrderStatus::Cancelled => {
                    viewer.response.is_some()
                }
                OrderStatus::Pending | OrderStatus::Archived => false,
            }
    }

    /// Whether customer and executor see each other's phone, e-mail and messengers: only while
    /// the order is in progress, and only those two (PRODUCT 1.8).
    pub fn opens_contacts_to(&self, viewer: &Viewer) -> bool {
        self.state.status() == OrderStatus::InProgress
            && (self.is_customer(viewer) || self.is_assigned(viewer))
    }

    /// Whether the viewer may read the order's chat (PRODUCT 5.1): its customer once somebody
    /// was selected, and the executor assigned now.
    pub fn opens_chat_to(&self, viewer: &Viewer) -> bool {
        self.state.assignment().is_some() && (self.is_customer(viewer) || self.is_assigned(viewer))
    }

    /// Whether the viewer may write there: reading stays, writing needs IN_PROGRESS.
    pub fn may_write(&self, viewer: &Viewer) -> bool {
        self.opens_chat_to(viewer) && self.state.status() == OrderStatus::InProgress
    }

    /// Whether the viewer may say how far they have read: whoever may read, and the customer also
    /// while nobody is selected. They read before the executor refused, perhaps without a network,
    /// and what was read stays read when the next executor brings the chat back.
    pub fn may_mark_read(&self, viewer: &Viewer) -> bool {
        self.is_customer(viewer) || self.opens_chat_to(viewer)
    }

    /// What can be done next by whoever looks, and nothing else (PRODUCT 2.5), the main step first.
    ///
    /// `may_respond` is the verdict of [`crate::response::may_respond`].
    pub fn actions_for(&self, viewer: &Viewer, may_respond: bool) -> Vec<OrderAction> {
        let mut actions = Vec::new();
        if self.is_customer(viewer) {
            self.push_customer_actions(&mut actions);
        } else if self.is_assigned(viewer) {
            self.push_executor_actions(&mut actions);
        } else if may_respond {
            actions.push(OrderAction::Respond);
        }
        if self.opens_chat_to(viewer) {
            actions.push(OrderAction::OpenChat);
        }
        actions
    }

    fn push_customer_actions(&self, actions: &mut Vec<OrderAction>) {
        match self.state.status() {
            OrderStatus::Pending => actions.extend([OrderAction::Edit, OrderAction::Cancel]),
            OrderStatus::Published => actions.extend([
                OrderAction::ViewResponses,
                OrderAction::Select,
                OrderAction::Edit,
                OrderAction::Cancel,
            ]),
            OrderStatus::InProgress | OrderStatus::Completed => {
                actions.push(OrderAction::ViewResponses);
            }
            OrderStatus::Cancelled | OrderStatus::Archived => {}
        }
    }

    fn push_executor_actions(&self, actions: &mut Vec<OrderAction>) {
        let OrderState::InProgress { assignment, .. } = self.state else { return };
        match assignment.work {
            Work::NotStarted => actions.extend([OrderAction::StartWork, OrderAction::CancelWork]),
            Work::Started { .. } => {
                actions.extend([OrderAction::Complete, OrderAction::CancelWork]);
            }
            Work::Done { .. } => actions.push(OrderAction::Close),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{order::Assignment, timestamp::Timestamp};

    const AT: Timestamp = Timestamp::from_millis(1);

    fn viewer(id: u128, role: Role, response: Option<ResponseStatus>) -> Viewer {
        let id = UserId::from_uuid(Uuid::from_u128(id));
        Viewer { id, role, status: UserStatus::Active, response }
    }

    fn anna() -> Viewer {
        viewer(1, Role::Customer, None)
    }

    fn boris() -> Viewer {
        viewer(2, Role::Executor, Some(ResponseStatus::Accepted))
    }

    fn vera() -> Viewer {
        viewer(3, Role::Executor, Some(ResponseStatus::Rejected))
    }

    fn stranger() -> Viewer {
        viewer(4, Role::Executor, None)
    }

    fn order(state: OrderState) -> OrderFacts {
        OrderFacts { customer_id: anna().id, state }
    }

    fn in_progress(work: Work) -> OrderFacts {
        let assignment = Assignment { executor_id: boris().id, selected_at: AT, work };
        order(OrderState::InProgress { published_at: AT, assignment })
    }

    fn completed() -> OrderFacts {
        let work = Work::Done { started_at: AT, at: AT };
        let assignment = Assignment { executor_id: boris().id, selected_at: AT, work };
        order(OrderState::Completed { published_at: AT, assignment, closed_at: AT })
    }

    #[test]
    fn contacts_open_with_selection_and_close_with_completion() {
        let published = order(OrderState::Published { published_at: AT });
        let working = in_progress(Work::NotStarted);
        for facts in [published, completed()] {
            for who in [anna(), boris(), vera(), stranger()] {
                assert!(!facts.opens_contacts_to(&who));
            }
        }
        assert!(working.opens_contacts_to(&anna()) && working.opens_contacts_to(&boris()));
        assert!(!working.opens_contacts_to(&vera()) && !working.opens_contacts_to(&stranger()));
    }

    #[test]
    fn the_chat_is_for_two_and_stays_readable() {
        let working = in_progress(Work::NotStarted);
        assert!(working.may_write(&anna()) && working.may_write(&boris()));
        assert!(completed().opens_chat_to(&anna()) && !completed().may_write(&anna()));
        for facts in [working, completed()] {
            assert!(!facts.opens_chat_to(&vera()) && !facts.opens_chat_to(&stranger()));
        }
    }

    #[test]
    fn a_customer_may_tell_what_was_read_while_nobody_is_selected() {
        let published = order(OrderState::Published { published_at: AT });
        assert!(published.may_mark_read(&anna()) && !published.opens_chat_to(&anna()));
        assert!(!published.may_mark_read(&boris()) && !published.may_mark_read(&vera()));
        let working = in_progress(Work::NotStarted);
        assert!(working.may_mark_read(&anna()) && working.may_mark_read(&boris()));
        assert!(!working.may_mark_read(&vera()) && !working.may_mark_read(&stranger()));
    }

    #[test]
    fn an_order_in_progress_does_not_exist_for_strangers() {
        let working = in_progress(Work::NotStarted);
        assert!(working.is_visible_to(&vera()) && !working.is_visible_to(&stranger()));
        let published = order(OrderState::Published { published_at: AT });
        assert!(published.is_visible_to(&stranger()));
        assert!(!published.is_visible_to(&viewer(5, Role::Customer, None)));
        assert!(!order(OrderState::Pending).is_visible_to(&stranger()));
    }

    #[test]
    fn the_page_offers_exactly_the_next_steps() {
        use OrderAction::*;
        let actions = |facts: OrderFacts, who: Viewer| facts.actions_for(&who, false);
        let done = Work::Done { started_at: AT, at: AT };
        assert_eq!(
            actions(in_progress(Work::NotStarted), boris()),
            [StartWork, CancelWork, OpenChat]
        );
        let started = in_progress(Work::Started { at: AT });
        assert_eq!(actions(started, boris()), [Complete, CancelWork, OpenChat]);
        assert_eq!(actions(in_progress(done), boris()), [Close, OpenChat]);
        assert_eq!(actions(in_progress(done), anna()), [ViewResponses, OpenChat]);
        assert_eq!(actions(in_progress(done), vera()), []);
        assert_eq!(actions(completed(), boris()), [OpenChat]);
        let published = order(OrderState::Published { published_at: AT });
        assert_eq!(actions(published, anna()), [ViewResponses, Select, Edit, Cancel]);
        assert_eq!(published.actions_for(&stranger(), true), [Respond]);
        assert_eq!(actions(published, stranger()), []);
    }
}
