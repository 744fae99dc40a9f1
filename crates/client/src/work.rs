//! The executor's steps of the work (PRODUCT 4) and what becomes of things in the outbox.
//!
//! A step is decided here by the same rules as on the server, with the steps that wait before it
//! counted as taken, and then goes through the outbox, with a network or without.

use std::sync::Arc;

use montaj_domain::{
    ids::{OperationId, OrderId},
    text::{self, InvalidText},
};
use montaj_wire::problem::{ErrorCode, FieldError, Problem};

use crate::{
    core::Core,
    engine::Engine,
    error::ClientError,
    outbox::{self, Action, Lane, OutboxItem, OutboxState, Step},
    pending::{self, Pending},
    replica::Write,
    session::refused,
    views::{Change, Link},
};

impl Engine {
    pub async fn start_work(&self, order_id: OrderId) -> Result<(), ClientError> {
        self.take_step(order_id, Step::StartWork).await
    }

    pub async fn cancel_work(&self, order_id: OrderId, reason: String) -> Result<(), ClientError> {
        let reason = text::REASON.check(&reason).map_err(bad_reason)?;
        self.take_step(order_id, Step::CancelWork { reason }).await
    }

    pub async fn complete(&self, order_id: OrderId) -> Result<(), ClientError> {
        self.take_step(order_id, Step::Complete).await
    }

    pub async fn close(&self, order_id: OrderId) -> Result<(), ClientError> {
        self.take_step(order_id, Step::Close).await
    }

    /// Messages and steps that wait or were refused, in the order in which they go.
    pub async fn pending(&self) -> Result<Vec<Pending>, ClientError> {
        self.core().session.me()?;
        Ok(pending::of(&self.core().replica().outbox().await?))
    }

    async fn take_step(&self, order_id: OrderId, step: Step) -> Result<(), ClientError> {
        let core = self.core();
        self.order(order_id).await?;
        if let Err(refusal) = core.allows(order_id, &step).await {
            // The order may have moved on without this device having heard of it.
            if !matches!(core.link(), Link::Live | Link::Polling) {
                return Err(refusal);
            }
            core.fetch_order(order_id).await?;
            core.allows(order_id, &step).await?;
        }
        let (id, lane) = (core.new_operation(), Lane::Order(order_id));
        core.enqueue(id, lane, Action::Step(step), Vec::new()).await?;
        core.order_changed(order_id);
        Ok(())
    }

    /// Tries again what the server had refused.
    pub async fn retry(&self, id: OperationId) -> Result<(), ClientError> {
        let core = self.core();
        let Some(item) = core.replica().outbox_item(id).await? else { return Ok(()) };
        if item.refusal().is_some() {
            let state = OutboxState::Queued;
            core.write(vec![Write::SetOutbox { id, state, attempts: item.attempts }]).await?;
        }
        core.outbox.ring();
        core.hurry.ring();
        core.tell_lane(item.lane);
        Ok(())
    }

    /// Gives up what was refused or has not left this device yet, and what rests on it: the steps
    /// after a step, the changes of a message. What may have had its effect already is refused.
    pub async fn discard(&self, id: OperationId) -> Result<(), ClientError> {
        let core = self.core();
        let outbox = core.replica().outbox().await?;
        let Some(at) = outbox.iter().position(|item| item.id == id) else { return Ok(()) };
        let item = &outbox[at];
        if !item.is_without_effect() {
            return Err(refused(ErrorCode::NotApplicable));
        }
        let rests = |later: &&OutboxItem| {
            later.lane == item.lane && outbox::rests_on(&later.action, &item.action)
        };
        let resting = outbox[at + 1..].iter().filter(rests);
        // From the last on: should one leave at this very moment, none is left without it.
        let all: Vec<_> = std::iter::once(item).chain(resting).map(|item| item.id).collect();
        core.write(all.into_iter().rev().map(Write::Withdraw).collect()).await?;
        core.tell_lane(item.lane);
        let stays = core.replica().outbox_item(id).await?.is_some();
        if stays { Err(refused(ErrorCode::NotApplicable)) } else { Ok(()) }
    }

    /// Another reason for a refusal of the work («Отказаться от заказа») that waits or was
    /// refused itself: a new operation in place of that one.
    pub async fn edit_refusal(&self, id: OperationId, reason: String) -> Result<(), ClientError> {
        let core = self.core();
        let reason = text::REASON.check(&reason).map_err(bad_reason)?;
        let item = core.replica().outbox_item(id).await?;
        let item = item.ok_or_else(|| refused(ErrorCode::NotFound))?;
        let is_refusal = matches!(item.action, Action::Step(Step::CancelWork { .. }));
        if !is_refusal || !item.is_without_effect() {
            return Err(refused(ErrorCode::NotApplicable));
        }
        let action = Action::Step(Step::CancelWork { reason });
        core.enqueue(core.new_operation(), item.lane, action, vec![Write::Withdraw(id)]).await?;
        core.tell_lane(item.lane);
        Ok(())
    }
}

impl Core {
    /// Whether the step follows from the order as it is known here and the steps that wait.
    async fn allows(self: &Arc<Self>, order_id: OrderId, step: &Step) -> Result<(), ClientError> {
        let me = self.session.me()?;
        let order = self.replica().order(order_id).await?;
        let order = order.ok_or_else(|| refused(ErrorCode::NotFound))?;
        let mut pending = pending::of(&self.replica().outbox().await?);
        pending.retain(|item| item.order_id == order_id && item.step().is_some());
        if pending.iter().any(|item| item.refusal().is_some()) {
            // First the person decides about that one.
            return Err(refused(ErrorCode::NotApplicable));
        }
        let facts = pending::expected(&order, me, &pending);
        let facts = facts.ok_or_else(|| refused(ErrorCode::NotApplicable))?;
        let after = facts.state.after(step.kind(), me, self.parts.clock.now());
        after.map(drop).map_err(|error| refused(error.into()))
    }

    pub(crate) fn order_changed(&self, order_id: OrderId) {
        self.changed(Change::Order { order_id });
        self.changed(Change::Chat { order_id });
    }

    fn tell_lane(&self, lane: Lane) {
        match lane {
            Lane::Order(order_id) => self.order_changed(order_id),
            Lane::Notifications => self.changed(Change::Notifications),
        }
        self.changed(Change::Connection);
    }
}

fn bad_reason(error: InvalidText) -> ClientError {
    let (code, message) = match error {
        InvalidText::TooShort { .. } => {
            ("too_short", "Напишите заказчику, почему вы отказываетесь".to_owned())
        }
        InvalidText::TooLong { max } => ("too_long", format!("Не больше {max} символов")),
    };
    let field = FieldError { field: "reason".into(), code: code.into(), message };
    let problem = Problem { errors: vec![field], ..Problem::new(ErrorCode::InvalidInput) };
    ClientError::Rejected(Box::new(problem))
}
