//! The steps of the work through the outbox: with a network or without, once, in order, and what
//! the server refuses is told (PRODUCT 4).

use montaj_client::{
    error::ClientError,
    outbox::{Action, Lane, OutboxItem, OutboxState, Step},
    pending::{self, PendingState, PendingWhat},
    replica::{Replica as _, Write},
    views::{ChatLine, Link},
};
use montaj_domain::{chat::MessageKind, ids::OrderId, order::OrderStatus};
use montaj_server::limits::Rate;
use montaj_testkit::Fault;
use montaj_wire::problem::{ErrorCode, Problem};

use crate::house::{Device, House, code_of};

/// What waits for the order or was refused: a message's text or a step, and how it stands.
async fn pending(device: &Device, order_id: OrderId) -> Vec<(String, &'static str)> {
    let all = device.engine.pending().await.unwrap();
    let of_order = all.into_iter().filter(|item| item.order_id == order_id);
    let shown = of_order.map(|item| {
        let what = match item.what {
            PendingWhat::Message { content } | PendingWhat::EditMessage { content } => content,
            PendingWhat::DeleteMessage => "deleted".to_owned(),
            PendingWhat::Step(step) => format!("{:?}", step.kind()),
        };
        let state = match item.state {
            PendingState::Waiting { .. } => "waits",
            PendingState::Held => "held",
            PendingState::Refused { .. } => "refused",
        };
        (what, state)
    });
    shown.collect()
}

fn waits<const N: usize>(what: [&str; N]) -> Vec<(String, &'static str)> {
    what.map(|what| (what.to_owned(), "waits")).to_vec()
}

/// What the chat says, marks of what happened by their kind.
async fn story(device: &Device, order_id: OrderId) -> Vec<String> {
    let chat = device.engine.chat(order_id, 100).await.unwrap();
    let lines = chat.lines.into_iter().filter_map(|line| match line {
        ChatLine::Message { message, .. } if message.kind == MessageKind::Text => {
            Some(message.content)
        }
        ChatLine::Message { message, .. } => Some(message.kind.as_str().to_owned()),
        ChatLine::Queued { .. } => None,
    });
    lines.collect()
}

async fn told(device: &Device) -> Vec<&'static str> {
    let all = device.engine.notifications(50).await.unwrap();
    all.into_iter().rev().map(|one| one.kind.as_str()).collect()
}

#[tokio::test]
async fn without_network_the_whole_work_waits_and_goes_in_order_with_what_was_written() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    boris.go_offline().await;
    boris.say(order_id, "Уже у вас").await;
    boris.engine.start_work(order_id).await.unwrap();
    boris.say(order_id, "Почти готово").await;
    boris.engine.complete(order_id).await.unwrap();
    boris.engine.close(order_id).await.unwrap();
    let all = ["Уже у вас", "Start", "Почти готово", "Complete", "Close"];
    assert_eq!(pending(&boris, order_id).await, waits(all));
    let connection = boris.engine.connection().await.unwrap();
    assert_eq!((connection.messages, connection.steps, connection.refused), (2, 3, 0));
    // The order is what the server said; what comes of it is known all the same.
    let order = boris.engine.order(order_id).await.unwrap();
    assert_eq!((order.status, order.work_started_at), (OrderStatus::InProgress, None));
    let waiting = boris.engine.pending().await.unwrap();
    let expected = pending::expected(&order, boris.me().await, &waiting).unwrap();
    assert_eq!(expected.state.status(), OrderStatus::Completed);
    assert!(!boris.engine.chat(order_id, 9).await.unwrap().can_write, "not behind the close");
    boris.proxy.clear();
    anna.until_order(order_id, "closed", |order| order.status == OrderStatus::Completed).await;
    boris.until_sent().await;
    assert!(pending(&boris, order_id).await.is_empty());
    for device in [&anna, &boris] {
        let expected = ["SELECTED", "Уже у вас", "STARTED", "Почти готово", "DONE", "CLOSED"];
        device
            .until("the same story", async |_| {
                (story(device, order_id).await == expected).then_some(())
            })
            .await;
    }
    assert_eq!(told(&anna).await, ["RESPONSE", "STARTED", "DONE", "CLOSED"]);
}

#[tokio::test]
async fn steps_whose_answers_were_lost_happen_once() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    for step in ["start-work", "complete", "close"] {
        let request = format!("POST /api/orders/{order_id}/{step}");
        boris.proxy.set(Fault::DropAnswer { request });
        match step {
            "start-work" => boris.engine.start_work(order_id).await.unwrap(),
            "complete" => boris.engine.complete(order_id).await.unwrap(),
            _ => boris.engine.close(order_id).await.unwrap(),
        }
        boris.until_sent().await;
        assert_eq!(boris.proxy.fault(), Fault::Pass, "the fault has struck at {step}");
    }
    anna.until_order(order_id, "closed", |order| order.status == OrderStatus::Completed).await;
    boris.until_order(order_id, "closed", |order| order.status == OrderStatus::Completed).await;
    assert_eq!(told(&anna).await, ["RESPONSE", "STARTED", "DONE", "CLOSED"]);
    assert!(pending(&boris, order_id).await.is_empty());
}

#[tokio::test]
async fn an_answer_to_a_repetition_does_not_take_the_order_back() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    boris.go_offline().await;
    boris.engine.start_work(order_id).await.unwrap();
    let start = boris.engine.pending().await.unwrap().remove(0);
    boris.proxy.clear();
    boris.until_sent().await;
    boris.engine.complete(order_id).await.unwrap();
    boris.until_sent().await;
    // As if the program had been killed between the answer and its saving.
    let boris = boris
        .restart_after(async |replica| {
            let item = OutboxItem {
                id: start.id,
                lane: Lane::Order(order_id),
                action: Action::Step(Step::StartWork),
                state: OutboxState::Sending,
                attempts: 1,
                created_at: start.created_at,
            };
            replica.write(vec![Write::Enqueue(item)]).await.unwrap();
        })
        .await;
    assert_eq!(pending(&boris, order_id).await, waits(["Start"]));
    boris.until_sent().await;
    // The server answered what it had answered then; the order is shown as it is now.
    assert!(boris.engine.order(order_id).await.unwrap().work_done_at.is_some());
    assert!(pending(&boris, order_id).await.is_empty());
    assert_eq!(told(&anna).await, ["RESPONSE", "STARTED", "DONE"]);
}

#[tokio::test]
async fn steps_saved_before_the_program_ended_go_after_its_restart() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    boris.go_offline().await;
    boris.engine.start_work(order_id).await.unwrap();
    let before = boris.engine.pending().await.unwrap();
    let boris = boris.restart().await;
    assert_eq!(boris.engine.pending().await.unwrap(), before, "the same operation, not another");
    boris.engine.complete(order_id).await.unwrap();
    boris.say(order_id, "Готово").await;
    let boris = boris.restart().await;
    assert_eq!(pending(&boris, order_id).await, waits(["Start", "Complete", "Готово"]));
    boris.proxy.clear();
    anna.until_order(order_id, "done", |order| order.work_done_at.is_some()).await;
    anna.until_texts(order_id, &["Готово"]).await;
    assert_eq!(story(&anna, order_id).await, ["SELECTED", "STARTED", "DONE", "Готово"]);
}

#[tokio::test]
async fn a_refusal_without_network_goes_behind_the_words_before_it() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    boris.go_offline().await;
    boris.say(order_id, "Простите, не смогу приехать").await;
    boris.engine.cancel_work(order_id, "Заболел".to_owned()).await.unwrap();
    let chat = boris.engine.chat(order_id, 9).await.unwrap();
    assert!(!chat.can_write, "nothing can be written behind the refusal");
    let refusal = boris.engine.pending().await.unwrap().pop().unwrap();
    boris.engine.edit_refusal(refusal.id, "Сломалась машина".to_owned()).await.unwrap();
    let short = boris.engine.edit_refusal(refusal.id, " ".to_owned()).await;
    assert_eq!(code_of(short), ErrorCode::InvalidInput);
    let waiting = boris.engine.pending().await.unwrap().pop().unwrap();
    assert_ne!(waiting.id, refusal.id, "another operation");
    boris.proxy.clear();
    anna.until_order(order_id, "in the feed again", |o| o.status == OrderStatus::Published).await;
    boris.until_sent().await;
    assert_eq!(code_of(boris.engine.chat(order_id, 9).await), ErrorCode::NotFound);
    let refused = anna
        .until("told with the reason", async |engine| {
            let all = engine.notifications(20).await.unwrap();
            all.into_iter().find(|one| one.kind.as_str() == "REFUSED")
        })
        .await;
    assert!(refused.body.contains("Сломалась машина"), "{}", refused.body);
    // What he wrote before it arrived before it: she reads it with whom she selects next.
    let vera = house.executor("Вера", "+79160000003").await;
    vera.respond(order_id).await;
    anna.engine.select_executor(order_id, vera.me().await).await.unwrap();
    anna.until_texts(order_id, &["Простите, не смогу приехать"]).await;
    let expected = ["SELECTED", "Простите, не смогу приехать", "REFUSED", "SELECTED"];
    assert_eq!(story(&anna, order_id).await, expected);
}

#[tokio::test]
async fn refused_and_replaced_while_offline_his_queue_ends_politely() {
    let house = House::open().await;
    let (anna, mut boris, order_id) = house.at_work().await;
    let mut laptop = house.device("Ноутбук Бориса").await;
    laptop.log_in_as(&boris).await;
    laptop.until_chat(order_id).await;
    boris.go_offline().await;
    boris.say(order_id, "Выезжаю").await;
    boris.engine.start_work(order_id).await.unwrap();
    boris.say(order_id, "Начал").await;
    boris.engine.complete(order_id).await.unwrap();
    laptop.engine.cancel_work(order_id, "Не успеваю".to_owned()).await.unwrap();
    anna.until_order(order_id, "published", |o| o.status == OrderStatus::Published).await;
    let vera = house.executor("Вера", "+79160000003").await;
    vera.respond(order_id).await;
    anna.engine.select_executor(order_id, vera.me().await).await.unwrap();
    anna.say(order_id, "Вера, код домофона 45").await;
    vera.until_texts(order_id, &["Вера, код домофона 45"]).await;
    boris.proxy.clear();
    boris.until_sent().await;
    let expected =
        [("Выезжаю", "refused"), ("Start", "refused"), ("Начал", "refused"), ("Complete", "held")];
    let left = pending(&boris, order_id).await;
    assert_eq!(left, expected.map(|(what, state)| (what.to_owned(), state)));
    let connection = boris.engine.connection().await.unwrap();
    assert_eq!((connection.refused, connection.refused_in), (3, Some(order_id)));
    // He is told, and sees nothing of what is not his any more.
    assert_eq!(code_of(boris.engine.chat(order_id, 9).await), ErrorCode::NotFound);
    assert!(boris.engine.chats().await.unwrap().is_empty());
    let popup = loop {
        let popup = boris.popups.next().await.unwrap();
        let said = boris.worded(&popup).await;
        assert!(!said.body.contains("домофона"), "{popup:?}");
        if said.title.contains("Приступить к работе") {
            break popup;
        }
    };
    assert_eq!(popup.route, format!("/orders/{order_id}"));
    vera.until_texts(order_id, &["Вера, код домофона 45"]).await;
    let order = vera.engine.order(order_id).await.unwrap();
    assert_eq!(order.work_started_at, None);
    // With the step goes what rests on it; the words are given up one by one.
    let items = boris.engine.pending().await.unwrap();
    boris.engine.discard(items[1].id).await.unwrap();
    boris.engine.discard(items[0].id).await.unwrap();
    let left = pending(&boris, order_id).await;
    assert_eq!(left, [("Начал".to_owned(), "refused")]);
    boris.engine.discard(items[2].id).await.unwrap();
    assert_eq!(boris.engine.connection().await.unwrap().refused, 0);
}

#[tokio::test]
async fn behind_a_refused_step_the_next_ones_wait_and_words_go_on() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    boris.go_offline().await;
    boris.engine.start_work(order_id).await.unwrap();
    boris.engine.complete(order_id).await.unwrap();
    boris.say(order_id, "Я на месте").await;
    let start = boris.engine.pending().await.unwrap().remove(0).id;
    let boris = boris
        .restart_after(async |replica| {
            let problem = Problem::new(ErrorCode::Internal);
            let state = OutboxState::Wedged(Box::new(problem));
            replica.write(vec![Write::SetOutbox { id: start, state, attempts: 8 }]).await.unwrap();
        })
        .await;
    boris.proxy.clear();
    anna.until_texts(order_id, &["Я на месте"]).await;
    let expected = [("Start", "refused"), ("Complete", "held")];
    let expected = expected.map(|(what, state)| (what.to_owned(), state));
    assert_eq!(pending(&boris, order_id).await, expected);
    assert_eq!(anna.engine.order(order_id).await.unwrap().work_started_at, None);
    let more = boris.engine.cancel_work(order_id, "Не могу".to_owned()).await;
    assert_eq!(code_of(more), ErrorCode::NotApplicable, "first he decides about the refused one");
    boris.engine.retry(start).await.unwrap();
    anna.until_order(order_id, "done", |order| order.work_done_at.is_some()).await;
    boris.until_sent().await;
    assert!(pending(&boris, order_id).await.is_empty());
    assert_eq!(told(&anna).await, ["RESPONSE", "STARTED", "DONE"]);
}

#[tokio::test]
async fn what_two_devices_press_happens_once_and_neither_is_bothered() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    let mut laptop = house.device("Ноутбук Бориса").await;
    laptop.log_in_as(&boris).await;
    laptop.until_chat(order_id).await;
    for device in [&boris, &laptop] {
        device.go_offline().await;
        device.engine.start_work(order_id).await.unwrap();
    }
    boris.engine.complete(order_id).await.unwrap();
    laptop.proxy.clear();
    anna.until_order(order_id, "started", |order| order.work_started_at.is_some()).await;
    boris.proxy.clear();
    anna.until_order(order_id, "done", |order| order.work_done_at.is_some()).await;
    for device in [&boris, &laptop] {
        device.until_sent().await;
        assert!(pending(device, order_id).await.is_empty());
        device.until_order(order_id, "done", |order| order.work_done_at.is_some()).await;
    }
    assert_eq!(told(&anna).await, ["RESPONSE", "STARTED", "DONE"]);
}

#[tokio::test]
async fn a_refusal_that_comes_too_late_says_why_and_can_be_told_again() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    let mut laptop = house.device("Ноутбук Бориса").await;
    laptop.log_in_as(&boris).await;
    laptop.until_chat(order_id).await;
    boris.go_offline().await;
    boris.engine.cancel_work(order_id, "Заболел".to_owned()).await.unwrap();
    laptop.engine.start_work(order_id).await.unwrap();
    laptop.engine.complete(order_id).await.unwrap();
    laptop.until_sent().await;
    boris.proxy.clear();
    boris.until_sent().await;
    let item = boris.engine.pending().await.unwrap().remove(0);
    assert_eq!(item.refusal().map(|problem| problem.code), Some(ErrorCode::AlreadyDone));
    boris.engine.edit_refusal(item.id, "Заболел и не доделал".to_owned()).await.unwrap();
    boris.until_sent().await;
    let again = boris.engine.pending().await.unwrap();
    assert_eq!(again.len(), 1);
    assert!(again[0].refusal().is_some());
    let reason = "Заболел и не доделал".to_owned();
    assert_eq!(again[0].step(), Some(&Step::CancelWork { reason }));
    boris.engine.retry(again[0].id).await.unwrap();
    boris.until_sent().await;
    assert_eq!(pending(&boris, order_id).await, [("Cancel".to_owned(), "refused")]);
    boris.engine.discard(again[0].id).await.unwrap();
    assert!(pending(&boris, order_id).await.is_empty());
    boris.engine.close(order_id).await.unwrap();
    anna.until_order(order_id, "closed", |order| order.status == OrderStatus::Completed).await;
}

#[tokio::test]
async fn what_does_not_follow_is_refused_at_once_and_what_waits_can_be_taken_back() {
    let house = House::open().await;
    let (anna, boris, order_id) = house.at_work().await;
    assert_eq!(code_of(boris.engine.complete(order_id).await), ErrorCode::NotStarted);
    assert_eq!(code_of(anna.engine.start_work(order_id).await), ErrorCode::Forbidden);
    boris.go_offline().await;
    boris.engine.start_work(order_id).await.unwrap();
    assert_eq!(code_of(boris.engine.start_work(order_id).await), ErrorCode::AlreadyStarted);
    assert_eq!(code_of(boris.engine.close(order_id).await), ErrorCode::NotDone);
    boris.engine.complete(order_id).await.unwrap();
    boris.say(order_id, "Передумал").await;
    let start = boris.engine.pending().await.unwrap().remove(0);
    assert_eq!(start.state, PendingState::Waiting { can_be_taken_back: true });
    boris.engine.discard(start.id).await.unwrap();
    assert_eq!(pending(&boris, order_id).await, waits(["Передумал"]));
    boris.proxy.clear();
    anna.until_texts(order_id, &["Передумал"]).await;
    boris.until_link(Link::Live).await;
    assert_eq!(anna.engine.order(order_id).await.unwrap().work_started_at, None);
    boris.engine.start_work(order_id).await.unwrap();
    anna.until_order(order_id, "started", |order| order.work_started_at.is_some()).await;
}

#[tokio::test]
async fn whoever_writes_too_fast_waits_as_long_as_the_server_says_and_loses_nothing() {
    let plenty = Rate { burst: 10_000, per_hour: 3_600_000 };
    let house = House::open_with(|config| {
        config.limits.exempt.clear();
        config.limits.address_requests = plenty;
        config.limits.address_sockets = plenty;
        config.limits.person_messages = Rate { burst: 2, per_hour: 3600 };
    })
    .await;
    let (anna, boris, order_id) = house.at_work().await;
    boris.go_offline().await;
    for text in ["Раз", "Два", "Три", "Четыре"] {
        boris.say(order_id, text).await;
    }
    boris.engine.start_work(order_id).await.unwrap();
    let since = tokio::time::Instant::now();
    boris.proxy.clear();
    boris.until_sent().await;
    assert!(since.elapsed() >= std::time::Duration::from_secs(1), "a drop a second");
    assert!(pending(&boris, order_id).await.is_empty(), "waiting is not a refusal");
    let expected = ["SELECTED", "Раз", "Два", "Три", "Четыре", "STARTED"];
    anna.until("all of it, in order", async |_| {
        (story(&anna, order_id).await == expected).then_some(())
    })
    .await;
}

#[tokio::test]
async fn selecting_still_needs_the_network() {
    let house = House::open().await;
    let (anna, boris, _) = house.at_work().await;
    let other = anna.engine.post_order(crate::house::draft()).await.unwrap();
    boris.respond(other.id).await;
    anna.go_offline().await;
    let selected = anna.engine.select_executor(other.id, boris.me().await).await;
    assert_eq!(selected.unwrap_err(), ClientError::Offline);
    assert_eq!(anna.engine.connection().await.unwrap().queued, 0);
}
