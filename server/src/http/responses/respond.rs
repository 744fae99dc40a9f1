//! `POST /api/responses`: an executor responds to an order, once (PRODUCT 3.1).

use axum::{extract::State, http::StatusCode};
use montaj_domain::{
    ambient::Entropy,
    contacts,
    fee::{self, Shortfall},
    ids::ResponseId,
    money::Kopecks,
    order::Order,
    response::{Responder, ResponseError, ResponseStatus, may_respond},
    tariff::Tariff,
    text::COVER_MESSAGE,
    user::Role,
};
use montaj_store::{
    responses::{self, Response},
    settings,
    users::{self, User},
};
use montaj_wire::{
    problem::{ErrorCode, Problem},
    response::{Respond, ResponseAnswer},
};

use crate::{
    app::App,
    http::{
        caller::Caller,
        error::ApiError,
        json::Json,
        operation::{Answer, Begun, Operation, OperationKey},
        orders::{locked, reloaded, require_role},
    },
    notify::{OrderNote, notify},
    views,
};

/// Nobody has money before there is a ledger: what costs nothing is all that can be paid.
const AVAILABLE: Kopecks = Kopecks::ZERO;

/// Responds to a published order of the executor's trade, with an optional message and price.
#[utoipa::path(
    post,
    path = "/api/responses",
    tag = "responses",
    operation_id = "responses_respond",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = Respond,
    responses(
        (status = 201, body = ResponseAnswer),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ),
)]
pub async fn respond(
    State(app): State<App>,
    caller: Caller,
    key: OperationKey,
    Json(input): Json<Respond>,
) -> Result<Answer, ApiError> {
    require_role(&caller, Role::Executor)?;
    let mut op = match Operation::begin(&app, &caller, key, "responses.respond", &input).await? {
        Begun::New(op) => op,
        Begun::Done(answer) => return Ok(answer),
    };
    let now = op.now;
    let order = locked(&mut op.tx, &caller, input.order_id).await?.order;
    let user = users::find(&mut op.tx, caller.user_id).await?.ok_or_else(ApiError::not_found)?;
    let (tariff, commission) = decide(&mut op, &order, &user).await?;
    let (message, price) = checked(&input)?;
    let response = Response {
        id: ResponseId::new(now, &*app.entropy as &dyn Entropy),
        order_id: order.id,
        executor_id: caller.user_id,
        tariff,
        commission,
        flagged: message.as_deref().is_some_and(|text| contacts::find(text).is_some()),
        message,
        price,
        status: ResponseStatus::Pending,
        created_at: now,
    };
    if !responses::insert(&mut op.tx, &response).await? {
        return Err(ResponseError::AlreadyResponded.into());
    }
    tell(&app, &mut op, &order, &response, &user).await?;
    let tx = &mut op.tx;
    let response =
        views::response::for_viewer(tx, &response, caller.user_id, caller.role, now).await?;
    op.finish(StatusCode::CREATED, &ResponseAnswer { response }).await
}

/// The tariff on which the executor may respond now, and what it costs at once.
async fn decide(
    op: &mut Operation,
    order: &Order,
    user: &User,
) -> Result<(Tariff, Kopecks), ApiError> {
    let settings = settings::load(&mut op.tx).await?;
    let responder = Responder {
        role: user.role,
        status: user.status,
        active_specializations: user.active_specializations(op.now, &settings),
        has_responded: responses::of(&mut op.tx, order.id, user.id).await?.is_some(),
    };
    may_respond(responder, order.state.status(), order.details.category)?;
    let executor = user.executor.as_ref().ok_or(ResponseError::NotAnExecutor)?;
    let tariff = executor.subscription.tariff_at(op.now);
    let fee = fee::for_response(tariff, AVAILABLE, &settings).map_err(missing)?;
    Ok((tariff, fee.now))
}

fn missing(Shortfall { missing }: Shortfall) -> ApiError {
    let detail = format!("Чтобы откликнуться, не хватает {missing}. Пополните баланс");
    ApiError::with_detail(ErrorCode::InsufficientFunds, detail)
}

/// The covering message and the price, where they were given.
fn checked(input: &Respond) -> Result<(Option<String>, Option<Kopecks>), ApiError> {
    let message =
        COVER_MESSAGE.check(input.message.as_deref().unwrap_or_default()).map_err(|_| {
            let message = format!("Не больше {} символов", COVER_MESSAGE.max);
            ApiError::invalid_field("message", "too_long", &message)
        })?;
    if input.price_kopecks.is_some_and(|price| price <= Kopecks::ZERO) {
        let message = "Цена должна быть больше нуля";
        return Err(ApiError::invalid_field("priceKopecks", "too_small", message));
    }
    Ok(((!message.is_empty()).then_some(message), input.price_kopecks))
}

/// The two sides learn of it; to the other responders nothing has happened.
async fn tell(
    app: &App,
    op: &mut Operation,
    order: &Order,
    response: &Response,
    executor: &User,
) -> Result<(), ApiError> {
    let (tx, now, customer_id) = (&mut op.tx, op.now, order.customer_id);
    let stored = reloaded(tx, order.id).await?;
    let sides = |person| person == customer_id || person == executor.id;
    views::order::publish_to(tx, &stored, sides, now).await?;
    views::response::publish_created(tx, response, customer_id, now).await?;
    let note = OrderNote(order).response(&executor.full_name, response.message.as_deref());
    notify(app, tx, customer_id, Some(order.id), note, now).await
}
