//! What happened to an order of the demo data, step by step in the order of time.

use montaj_domain::{order::OrderStatus, timestamp::Timestamp};

use super::{
    DemoError,
    ago::Ago,
    data::{OrderData, ResponseData},
};

/// One step. People are named by their keys.
#[derive(Debug, Clone, Copy)]
pub enum Step<'a> {
    Respond(&'a ResponseData),
    Select { executor: &'a str },
    Refuse { executor: &'a str, reason: &'a str },
    Start,
    Done,
    Close,
    Cancel,
    Archive,
    Say { line: usize, by: &'a str, text: &'a str },
}

/// All that followed the posting of the order, oldest first.
pub fn steps(data: &OrderData, now: Timestamp) -> Result<Vec<(Timestamp, Step<'_>)>, DemoError> {
    let mut steps: Vec<(Ago, Step<'_>)> = Vec::new();
    steps.extend(data.responses.iter().map(|response| (response.at, Step::Respond(response))));
    for refusal in &data.refusals {
        steps.push((refusal.selected, Step::Select { executor: &refusal.by }));
        steps.push((refusal.at, Step::Refuse { executor: &refusal.by, reason: &refusal.reason }));
    }
    if let (Some(at), Some(executor)) = (data.selected, &data.executor) {
        steps.push((at, Step::Select { executor }));
    }
    steps.extend(data.started.map(|at| (at, Step::Start)));
    steps.extend(data.done.map(|at| (at, Step::Done)));
    if let Some(at) = data.closed {
        steps.push((at, ending(data)?));
    }
    for (line, (at, by, text)) in data.chat.iter().enumerate() {
        steps.push((*at, Step::Say { line, by, text }));
    }
    let mut steps: Vec<_> = steps.into_iter().map(|(at, step)| (at.before(now), step)).collect();
    steps.sort_by_key(|(at, _)| *at);
    Ok(steps)
}

/// How the order left the market.
fn ending(data: &OrderData) -> Result<Step<'static>, DemoError> {
    match data.status {
        None => Ok(Step::Close),
        Some(OrderStatus::Cancelled) => Ok(Step::Cancel),
        Some(OrderStatus::Archived) => Ok(Step::Archive),
        Some(status) => {
            Err(DemoError::wrong(&data.key, format_args!("{status} orders are not closed")))
        }
    }
}
