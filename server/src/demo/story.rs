//! Tells one order of the demo data: posts it, then takes each step of its timeline through the
//! domain's transitions, with the notifications and the lines of the chat that follow from it.

mod chat;
mod notes;
mod posting;

use montaj_domain::{
    chat::MessageKind,
    ids::UserId,
    money::Kopecks,
    order::{Order, OrderError, OrderModeration},
    response::{Responder, ResponseStatus, may_respond},
    settings::PlatformSettings,
    tariff::Tariff,
    timestamp::Timestamp,
};
use montaj_store::{
    Tx, order_views, orders,
    responses::{self, Response},
    users,
};

use super::{
    DemoError,
    data::{OrderData, ResponseData},
    ids,
    people::People,
    timeline::{self, Step},
};
use crate::notify::OrderNote;

/// How long before responding an executor opened the order.
const LOOKED_BEFORE_SECS: i64 = 140;

/// An order whose story is being told.
struct Story<'a> {
    tx: &'a mut Tx,
    people: &'a People,
    data: &'a OrderData,
    settings: &'a PlatformSettings,
    now: Timestamp,
    order: Order,
    /// Notifications written so far.
    notes: usize,
}

/// Posts the order and takes every step of its timeline.
pub async fn tell(
    tx: &mut Tx,
    people: &People,
    data: &OrderData,
    settings: &PlatformSettings,
    now: Timestamp,
) -> Result<(), DemoError> {
    let order = posting::post(tx, people, data, settings, now).await?;
    let mut story = Story { tx, people, data, settings, now, order, notes: 0 };
    story.show_to_executors().await?;
    for (at, step) in timeline::steps(data, now)? {
        story.take(at, step).await?;
    }
    Ok(())
}

impl Story<'_> {
    async fn take(&mut self, at: Timestamp, step: Step<'_>) -> Result<(), DemoError> {
        let customer = self.order.customer_id;
        match step {
            Step::Respond(response) => self.respond(at, response).await,
            Step::Select { executor } => self.select(at, executor).await,
            Step::Refuse { executor, reason } => self.refuse(at, executor, reason).await,
            Step::Say { line, by, text } => self.say(at, line, by, text).await,
            Step::Start => self.work(at, MessageKind::Started).await,
            Step::Done => self.work(at, MessageKind::Done).await,
            Step::Close => self.work(at, MessageKind::Closed).await,
            Step::Cancel => {
                self.moved(|order| order.cancel(customer, at)).await?;
                self.tell_responders(at, |about| about.cancelled()).await
            }
            Step::Archive => {
                let act = OrderModeration::Archive;
                self.moved(|order| order.moderate(act, at)).await?;
                self.note(at, customer, |about| about.moderated(act, None)).await
            }
        }
    }

    async fn moved(
        &mut self,
        step: impl FnOnce(Order) -> Result<Order, OrderError>,
    ) -> Result<(), DemoError> {
        self.order = step(self.order.clone()).map_err(|error| self.wrong(error))?;
        Ok(orders::save_state(self.tx, &self.order).await?)
    }

    async fn respond(&mut self, at: Timestamp, data: &ResponseData) -> Result<(), DemoError> {
        let executor = self.people.get(&data.by)?;
        let responder = Responder {
            role: executor.role,
            status: executor.status,
            active_specializations: executor.active_specializations(self.now, self.settings),
            has_responded: false,
        };
        may_respond(responder, self.order.state.status(), self.order.details.category)
            .map_err(|error| self.wrong(format_args!("{}: {error}", data.by)))?;
        let looked_at = at.plus_secs(-LOOKED_BEFORE_SECS);
        order_views::record(self.tx, self.order.id, executor.id, looked_at).await?;
        let response = Response {
            id: ids::response(&self.data.key, &data.by),
            order_id: self.order.id,
            executor_id: executor.id,
            tariff: Tariff::Premium,
            commission: Kopecks::ZERO,
            message: Some(data.text.clone()),
            price: data.price.map(Kopecks::from_roubles),
            status: ResponseStatus::Pending,
            flagged: false,
            created_at: at,
        };
        if !responses::insert(self.tx, &response).await? {
            return Err(self.wrong(format_args!("{} responds twice", data.by)));
        }
        let name = executor.full_name.clone();
        let customer = self.order.customer_id;
        self.note(at, customer, |about| about.response(&name, Some(&data.text))).await
    }

    async fn select(&mut self, at: Timestamp, executor: &str) -> Result<(), DemoError> {
        let executor = self.people.get(executor)?.id;
        let customer = self.people.by_id(self.order.customer_id)?;
        self.moved(|order| order.select(customer.id, executor, at)).await?;
        self.set_response(executor, ResponseStatus::Accepted).await?;
        let rejected = responses::reject_pending_but(self.tx, self.order.id, executor).await?;
        orders::open_chat_from_here(self.tx, self.order.id).await?;
        self.mark(at, MessageKind::Selected).await?;
        self.note(at, executor, |about| about.selected(&customer.full_name)).await?;
        for response in rejected {
            self.note(at, response.executor_id, |about| about.not_selected()).await?;
        }
        Ok(())
    }

    async fn refuse(
        &mut self,
        at: Timestamp,
        executor: &str,
        reason: &str,
    ) -> Result<(), DemoError> {
        let executor = self.people.get(executor)?;
        self.moved(|order| order.cancel_work(executor.id)).await?;
        self.set_response(executor.id, ResponseStatus::Cancelled).await?;
        let reopened = responses::reopen_rejected(self.tx, self.order.id).await?;
        self.mark(at, MessageKind::Refused).await?;
        let customer = self.order.customer_id;
        self.note(at, customer, |about| about.refused(&executor.full_name, reason)).await?;
        for response in reopened {
            self.note(at, response.executor_id, |about| about.reopened()).await?;
        }
        Ok(())
    }

    /// The assigned executor starts, reports the work done, or closes the order.
    async fn work(&mut self, at: Timestamp, step: MessageKind) -> Result<(), DemoError> {
        let assignment = self.order.state.assignment();
        let executor = assignment.ok_or_else(|| self.wrong("nobody is selected"))?.executor_id;
        let executor = self.people.by_id(executor)?;
        let customer = self.order.customer_id;
        self.moved(|order| match step {
            MessageKind::Started => order.start_work(executor.id, at),
            MessageKind::Done => order.complete(executor.id, at),
            _ => order.close(executor.id, at),
        })
        .await?;
        self.mark(at, step).await?;
        if step == MessageKind::Closed {
            users::add_completed_order(self.tx, customer).await?;
            users::add_completed_order(self.tx, executor.id).await?;
        }
        self.note(at, customer, |about: OrderNote<'_>| match step {
            MessageKind::Started => about.started(&executor.full_name),
            MessageKind::Done => about.done(&executor.full_name),
            _ => about.closed(),
        })
        .await
    }

    async fn set_response(
        &mut self,
        executor: UserId,
        status: ResponseStatus,
    ) -> Result<(), DemoError> {
        let response = responses::of(self.tx, self.order.id, executor).await?;
        let response = response.ok_or_else(|| self.wrong("selected without a response"))?;
        Ok(responses::set_status(self.tx, response.id, status).await?)
    }

    fn wrong(&self, problem: impl std::fmt::Display) -> DemoError {
        DemoError::wrong(&self.data.key, problem)
    }
}
