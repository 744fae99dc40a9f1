//! Responses of executors to orders and who is told to wait, chosen or turned down (PRODUCT 3).

use crate::{
    order::OrderStatus,
    user::{Role, Specialization, UserStatus, upper_case_enum},
};

upper_case_enum! {
    ResponseStatus {
        Pending = "PENDING",
        Accepted = "ACCEPTED",
        Rejected = "REJECTED",
        Cancelled = "CANCELLED",
    }
}

/// What of the executor and the order decides whether a response is possible.
#[derive(Debug, Clone, Copy)]
pub struct Responder<'a> {
    pub role: Role,
    pub status: UserStatus,
    /// The specializations that the tariff lets be active.
    pub active_specializations: &'a [Specialization],
    pub has_responded: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ResponseError {
    #[error("only executors respond")]
    NotAnExecutor,
    #[error("the account awaits moderation")]
    NotActive,
    #[error("the order is not published")]
    OrderNotPublished,
    #[error("not among the executor's active specializations")]
    OtherSpecialization,
    #[error("responded before")]
    AlreadyResponded,
}

/// Whether the executor may respond to an order of `category` in `status` (PRODUCT 1.6, 3.1).
/// Money is decided apart, by [`crate::fee::for_response`].
pub fn may_respond(
    responder: Responder<'_>,
    status: OrderStatus,
    category: Specialization,
) -> Result<(), ResponseError> {
    if responder.role != Role::Executor {
        return Err(ResponseError::NotAnExecutor);
    }
    if responder.has_responded {
        return Err(ResponseError::AlreadyResponded);
    }
    if status != OrderStatus::Published {
        return Err(ResponseError::OrderNotPublished);
    }
    if responder.status != UserStatus::Active {
        return Err(ResponseError::NotActive);
    }
    if !responder.active_specializations.contains(&category) {
        return Err(ResponseError::OtherSpecialization);
    }
    Ok(())
}

/// The status of another's response once somebody is selected (PRODUCT 3.3).
pub fn after_selection_of_another(status: ResponseStatus) -> ResponseStatus {
    match status {
        ResponseStatus::Pending => ResponseStatus::Rejected,
        other => other,
    }
}

/// The status of another's response once the selected executor has refused (PRODUCT 4.2).
pub fn after_refusal_of_another(status: ResponseStatus) -> ResponseStatus {
    match status {
        ResponseStatus::Rejected => ResponseStatus::Pending,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BORIS: Responder<'_> = Responder {
        role: Role::Executor,
        status: UserStatus::Active,
        active_specializations: &[Specialization::Windows],
        has_responded: false,
    };

    #[test]
    fn an_active_executor_of_the_trade_may_respond_once() {
        let windows = Specialization::Windows;
        let asked = |responder, status| may_respond(responder, status, windows);
        assert_eq!(asked(BORIS, OrderStatus::Published), Ok(()));
        let table = [
            (Responder { role: Role::Customer, ..BORIS }, ResponseError::NotAnExecutor),
            (Responder { status: UserStatus::Pending, ..BORIS }, ResponseError::NotActive),
            (Responder { has_responded: true, ..BORIS }, ResponseError::AlreadyResponded),
            (
                Responder { active_specializations: &[], ..BORIS },
                ResponseError::OtherSpecialization,
            ),
        ];
        for (responder, error) in table {
            assert_eq!(asked(responder, OrderStatus::Published), Err(error));
        }
        assert_eq!(asked(BORIS, OrderStatus::InProgress), Err(ResponseError::OrderNotPublished));
    }

    #[test]
    fn a_refusal_gives_the_rejected_another_chance_but_not_the_cancelled() {
        use ResponseStatus::{Accepted, Cancelled, Pending, Rejected};
        for (before, selected, refused) in [
            (Pending, Rejected, Pending),
            (Rejected, Rejected, Pending),
            (Cancelled, Cancelled, Cancelled),
            (Accepted, Accepted, Accepted),
        ] {
            assert_eq!(after_selection_of_another(before), selected);
            assert_eq!(after_refusal_of_another(before), refused);
        }
    }
}
