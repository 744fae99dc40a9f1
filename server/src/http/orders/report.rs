//! What the assigned executor reports of the work (PRODUCT 4.1, 4.3): the order moves on, the chat
//! gets its line, the customer is told.

use axum::http::StatusCode;
use montaj_domain::{
    chat::MessageKind,
    ids::{OrderId, UserId},
    order::{Order, OrderError},
    timestamp::Timestamp,
    user::Role,
};

use super::{
    access::{locked, require_role},
    step,
};
use crate::{
    app::App,
    chat::{self, Audience},
    http::{
        caller::Caller,
        error::ApiError,
        operation::{Answer, Begun, Operation, OperationKey},
    },
    notify::{Note, OrderNote, notify},
};

/// One of the reports.
pub struct Report {
    pub operation: &'static str,
    pub line: MessageKind,
    pub step: fn(Order, UserId, Timestamp) -> Result<Order, OrderError>,
    /// What the customer is told, with the executor's name.
    pub note: fn(OrderNote<'_>, &str) -> Note,
}

/// Takes the report as one operation.
pub async fn report(
    app: &App,
    caller: &Caller,
    key: OperationKey,
    id: OrderId,
    report: Report,
) -> Result<Answer, ApiError> {
    require_role(caller, Role::Executor)?;
    let mut op = match Operation::begin(app, caller, key, report.operation, &id).await? {
        Begun::New(op) => op,
        Begun::Done(answer) => return Ok(answer),
    };
    let now = op.now;
    let before = locked(&mut op.tx, caller, id).await?.order;
    let from = before.state;
    let order = (report.step)(before, caller.user_id, now)?;
    let stored = step::moved(&mut op, from, &order).await?;
    chat::mark(app, &mut op.tx, &order, report.line, Audience::Both, now).await?;
    let executor = step::name_of(&mut op.tx, caller.user_id).await?;
    let note = (report.note)(OrderNote(&order), &executor);
    notify(app, &mut op.tx, order.customer_id, Some(id), note, now).await?;
    step::answer(op, caller, &stored, StatusCode::OK).await
}
