//! Orders of the data set, with who looked at them, who responded, and what was said in chats.

use montaj_domain::{
    ids::{MessageId, OrderId, ResponseId},
    order::OrderStatus,
    text::search_form,
    timestamp::Timestamp,
    user::Specialization,
};

use super::{
    bulk::Bulk,
    dice::Dice,
    people::{People, Person, region},
    tables::{Message, Order, OrderView, Response},
    texts::Texts,
    words::Words,
};

const HOUR: i64 = 3_600_000;
/// Rows are written when so many orders have been made.
const FLUSH: usize = 5_000;
/// A long chat has so many messages more.
const LONG_CHAT: i64 = 150;
/// The numbers people see begin here (PRODUCT 2.1).
const FIRST_NUMBER: i64 = 1001;

/// An order with a chat.
#[derive(Debug, Clone)]
pub struct Chat {
    pub order_id: OrderId,
    pub customer: Person,
    pub executor: Person,
    pub messages: i64,
}

/// What later steps ask for.
#[derive(Debug, Default)]
pub struct Orders {
    pub published: Vec<OrderId>,
    pub chats: Vec<Chat>,
}

/// Of how many orders, and how long each one's chat is.
#[derive(Debug, Clone, Copy)]
pub struct Amount {
    pub orders: usize,
    /// Of a hundred orders, so many are published, and so many of the rest in progress.
    pub published_percent: i64,
    pub in_progress_percent: i64,
    pub messages: (i64, i64),
    /// One chat in so many is long.
    pub long_chat_every: i64,
    /// Whether each order has a customer and an executor of its own.
    pub one_to_one: bool,
}

#[derive(Debug, Default)]
struct Rows {
    orders: Vec<Order>,
    views: Vec<OrderView>,
    responses: Vec<Response>,
    messages: Vec<Message>,
}

/// Makes and writes the orders of `people`.
pub async fn post(
    bulk: &mut Bulk,
    dice: &Dice,
    texts: &Texts,
    people: &People,
    amount: Amount,
    now: Timestamp,
) -> anyhow::Result<Orders> {
    let mut posted = Orders::default();
    let (mut rows, mut words) = (Rows::default(), Words::default());
    let maker = Maker { dice, texts, people, amount, now };
    for number in (FIRST_NUMBER..).take(amount.orders) {
        maker.order(number, &mut rows, &mut posted);
        if rows.orders.len() == FLUSH {
            std::mem::take(&mut rows).write(bulk, &mut words).await?;
        }
    }
    rows.write(bulk, &mut words).await?;
    bulk.put(&words.by_beginning()).await?;
    bulk.run(
        "update counters set value = (select max(number) from orders)
         where name = 'order_number' and exists (select 1 from orders)",
    )
    .await?;
    Ok(posted)
}

struct Maker<'a> {
    dice: &'a Dice,
    texts: &'a Texts,
    people: &'a People,
    amount: Amount,
    now: Timestamp,
}

impl Maker<'_> {
    fn order(&self, number: i64, rows: &mut Rows, posted: &mut Orders) {
        let Self { dice, amount, now, .. } = self;
        let status = self.status();
        // The later the number the later the hour, over two months.
        let age = i64::try_from(amount.orders).unwrap_or(1) - (number - FIRST_NUMBER);
        let step = 60 * 24 * HOUR / i64::try_from(amount.orders.max(1)).unwrap_or(1);
        let created_at = now.as_millis() - age * step - dice.between(1, step.max(1));
        let id = OrderId::new(Timestamp::from_millis(created_at), dice.entropy());
        let (customer, executor) = self.sides(number);
        let with_chat = matches!(status, OrderStatus::InProgress | OrderStatus::Completed);
        let mut order = self.row(number, id, customer, status, created_at);
        if with_chat {
            order.executor_id = Some(executor.id.to_string());
            order.selected_at = Some(created_at + HOUR);
            let done = status == OrderStatus::Completed;
            order.work_started_at = done.then_some(created_at + 2 * HOUR);
            order.work_done_at = done.then_some(created_at + 3 * HOUR);
            let mut messages = dice.between(amount.messages.0, amount.messages.1);
            if number % amount.long_chat_every == 0 {
                messages += LONG_CHAT;
            }
            let chat = Chat {
                order_id: id,
                customer: customer.clone(),
                executor: executor.clone(),
                messages,
            };
            self.chat(&chat, created_at + HOUR, rows);
            self.response(&order, executor, "ACCEPTED", rows);
            order.responses_count = 1;
            posted.chats.push(chat);
        } else if status == OrderStatus::Published {
            order.responses_count = self.interest(&mut order, rows);
            posted.published.push(id);
        }
        rows.orders.push(order);
    }

    fn sides(&self, number: i64) -> (&Person, &Person) {
        let People { customers, executors } = self.people;
        if self.amount.one_to_one {
            let place = usize::try_from(number - FIRST_NUMBER).unwrap_or(0);
            return (&customers[place % customers.len()], &executors[place % executors.len()]);
        }
        (self.dice.pick(customers), self.dice.pick(executors))
    }

    fn status(&self) -> OrderStatus {
        let Self { dice, amount, .. } = self;
        if dice.percent(amount.published_percent) {
            OrderStatus::Published
        } else if dice.percent(amount.in_progress_percent) {
            OrderStatus::InProgress
        } else {
            let rest = [
                OrderStatus::Completed,
                OrderStatus::Completed,
                OrderStatus::Completed,
                OrderStatus::Cancelled,
                OrderStatus::Archived,
            ];
            *dice.pick(&rest)
        }
    }

    fn row(
        &self,
        number: i64,
        id: OrderId,
        customer: &Person,
        status: OrderStatus,
        created_at: i64,
    ) -> Order {
        let Self { dice, texts, now, .. } = self;
        let category = *dice.pick(Specialization::ALL);
        let region = region(dice);
        let (title, description, address) = (
            texts.title(dice, category),
            texts.description(dice, category),
            texts.address(dice, region),
        );
        let start = now.plus_days(dice.between(0, 20));
        let closed = matches!(
            status,
            OrderStatus::Completed | OrderStatus::Cancelled | OrderStatus::Archived
        );
        Order {
            id: id.to_string(),
            number,
            customer_id: customer.id.to_string(),
            executor_id: None,
            category: category.as_str(),
            search_text: [&title, &description, &address].map(|t| search_form(t)).join("\n"),
            title,
            description,
            region: region.to_owned(),
            address,
            start_date: start.moscow_day().to_string(),
            end_date: dice.percent(40).then(|| start.plus_days(14).moscow_day().to_string()),
            budget_kopecks: dice.percent(75).then(|| dice.between(30, 900) * 10_000),
            payment_method: dice.pick::<&str>(&["CASH", "CARD", "BANK"]),
            status: status.as_str(),
            created_at,
            published_at: Some(created_at + 1000),
            selected_at: None,
            work_started_at: None,
            work_done_at: None,
            closed_at: closed.then_some(created_at + 4 * HOUR),
            responses_count: 0,
            views_count: 0,
        }
    }

    /// Who looked at a published order; about every other one responded.
    fn interest(&self, order: &mut Order, rows: &mut Rows) -> i64 {
        let (mut seen, mut responses) = (Vec::new(), 0);
        for _ in 0..self.dice.between(0, 4) {
            let executor = self.dice.pick(&self.people.executors);
            if seen.contains(&executor.id) {
                continue;
            }
            seen.push(executor.id);
            order.views_count += 1;
            rows.views.push(OrderView {
                order_id: order.id.clone(),
                executor_id: executor.id.to_string(),
                viewed_at: order.created_at + HOUR,
            });
            if self.dice.percent(50) {
                responses += 1;
                self.response(order, executor, "PENDING", rows);
            }
        }
        responses
    }

    fn response(&self, order: &Order, by: &Person, status: &'static str, rows: &mut Rows) {
        let created_at = order.created_at + HOUR / 2;
        rows.responses.push(Response {
            id: self.dice.id(ResponseId::new, Timestamp::from_millis(created_at)),
            order_id: order.id.clone(),
            executor_id: by.id.to_string(),
            tariff: "PREMIUM",
            commission_kopecks: 0,
            message: Some(self.texts.answer(self.dice)),
            price_kopecks: order.budget_kopecks,
            status,
            created_at,
        });
    }

    fn chat(&self, chat: &Chat, since: i64, rows: &mut Rows) {
        for seq in 1..=chat.messages {
            let sender = if self.dice.percent(50) { &chat.customer } else { &chat.executor };
            let at = since + seq * 60_000;
            rows.messages.push(Message {
                id: self.dice.id(MessageId::new, Timestamp::from_millis(at)),
                order_id: chat.order_id.to_string(),
                seq,
                kind: "TEXT",
                sender_id: sender.id.to_string(),
                content: self.texts.line(self.dice),
                created_at: at,
                delivered_at: Some(at + 200),
                read_at: Some(at + 20_000),
            });
        }
    }
}

impl Rows {
    async fn write(self, bulk: &mut Bulk, words: &mut Words) -> anyhow::Result<()> {
        bulk.put(&words.enter(&self.orders)).await?;
        bulk.put(&self.orders).await?;
        bulk.put(&self.views).await?;
        bulk.put(&self.responses).await?;
        bulk.put(&self.messages).await
    }
}
