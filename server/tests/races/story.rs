//! What a person's log tells of an order, in words that two orders of one fate share.

use std::collections::HashMap;

use montaj_domain::{ids::OrderId, notification::NotificationKind};
use montaj_testkit::world::Actor;
use montaj_wire::event::EventBody;

/// One line per event: no ids, no times.
pub type Story = Vec<String>;

/// The person's whole log, order by order. (That it has no gaps, reading it asserts.)
pub async fn stories(person: &Actor) -> HashMap<OrderId, Story> {
    let mut stories: HashMap<OrderId, Story> = HashMap::new();
    for event in person.events(0).await {
        if let Some((order, line)) = line(event.body) {
            stories.entry(order).or_default().push(line);
        }
    }
    stories
}

fn line(body: EventBody) -> Option<(OrderId, String)> {
    let line = match body {
        EventBody::OrderUpdated(order) => {
            let executor = order.executor.as_ref();
            let line = format!(
                "order {:?}, {} responses, mine {:?}, executor {:?}, contacts {} {}, started {}",
                order.status,
                order.responses_count,
                order.my_response_status,
                executor.map(|executor| executor.full_name.as_str()),
                order.customer.contacts.is_some(),
                executor.is_some_and(|executor| executor.contacts.is_some()),
                order.work_started_at.is_some(),
            );
            (order.id, line)
        }
        EventBody::ResponseCreated(response) => {
            (response.order_id, format!("{} responds", response.executor.full_name))
        }
        EventBody::ResponseUpdated(response) => {
            let name = response.executor.full_name;
            (response.order_id, format!("response of {name} is {:?}", response.status))
        }
        EventBody::MessageCreated(message) => {
            (message.order_id, format!("line {}: {:?}", message.seq, message.kind))
        }
        // The worker tells of new orders when it gets to it: before or after the responses.
        EventBody::NotificationCreated(note) if note.kind != NotificationKind::NewOrder => {
            (note.order_id?, format!("told: {}", note.kind))
        }
        _ => return None,
    };
    Some(line)
}
