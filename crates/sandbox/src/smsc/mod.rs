//! SMSC.ru: `/sys/send.php`, `/sys/status.php`, `/sys/balance.php`, by GET or POST form.

mod account;
mod answer;
mod balance;
mod send;
mod status;

use std::sync::Arc;

use axum::{Router, middleware::from_fn_with_state, response::Response, routing::get};

use crate::{
    fault::{Service, before_service},
    sandbox::Desk,
};

pub(crate) use account::Account;
pub(crate) use answer::Refusal;

pub(crate) fn routes(desk: &Arc<Desk>) -> Router {
    Router::new()
        .route("/sys/send.php", get(send::send).post(send::send))
        .route("/sys/status.php", get(status::status).post(status::status))
        .route("/sys/balance.php", get(balance::balance).post(balance::balance))
        .layer(from_fn_with_state((Arc::clone(desk), Service::Smsc), before_service))
        .with_state(Arc::clone(desk))
}

/// The answer with one of SMSC's own error numbers; an unknown number reads as «parameters».
pub(crate) fn refusal(code: u8) -> Response {
    let refusal = Refusal::from_code(code).unwrap_or(Refusal::Parameters);
    answer::Format::JSON.refuse(refusal, None)
}
