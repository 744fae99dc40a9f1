//! The way of an order from publication to its end, with what has happened when.

use montaj_domain::{order::OrderStatus, timestamp::Timestamp};
use montaj_wire::order::OrderView;
use yew::prelude::*;

use crate::format::{self, Now};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StepState {
    Done,
    /// What is waited for.
    Current,
    Ahead,
}

#[derive(Debug, Clone, PartialEq)]
struct TimelineStep {
    name: &'static str,
    label: String,
    at: Option<Timestamp>,
    state: StepState,
    /// Who, where that is known.
    note: Option<String>,
}

pub fn timeline(order: &OrderView, now: Now) -> Html {
    html! {
        <ol class="timeline" data-testid="order-timeline" aria-label={tr!("timeline-label")}>
            for step in steps(order) {
                <li key={step.name} class={format!("timeline__step timeline__step--{}", step.state.name())}
                    data-testid="timeline-step" data-step={step.name} data-state={step.state.name()}
                    aria-current={(step.state == StepState::Current).then_some("step")}>
                    <span class="timeline__pane" aria-hidden="true" />
                    <span class="timeline__label">{ step.label }</span>
                    if let Some(at) = step.at {
                        <time class="timeline__at">{ format::moment(at, now) }</time>
                    }
                    if let Some(note) = step.note {
                        <span class="timeline__note">{ note }</span>
                    }
                </li>
            }
        </ol>
    }
}

impl StepState {
    const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Current => "current",
            Self::Ahead => "ahead",
        }
    }
}

fn steps(order: &OrderView) -> Vec<TimelineStep> {
    let step =
        |name, label, at| TimelineStep { name, label, at, state: StepState::Ahead, note: None };
    let ended = matches!(order.status, OrderStatus::Cancelled | OrderStatus::Archived);
    let mut steps = vec![step("published", tr!("timeline-published"), order.published_at)];
    if ended {
        let label = match order.status {
            OrderStatus::Archived => tr!("timeline-archived"),
            _ => tr!("timeline-cancelled"),
        };
        steps.push(step("cancelled", label, order.closed_at));
    } else {
        steps.push(step("selected", tr!("timeline-selected"), order.selected_at));
        steps.push(step("started", tr!("timeline-started"), order.work_started_at));
        steps.push(step("done", tr!("timeline-done"), order.work_done_at));
        steps.push(step("closed", tr!("timeline-closed"), order.closed_at));
    }
    if let Some(selected) = steps.iter_mut().find(|step| step.name == "selected") {
        selected.note = order.executor.as_ref().map(|executor| executor.full_name.clone());
    }
    let mut waited_for = false;
    for step in &mut steps {
        if step.at.is_some() {
            step.state = StepState::Done;
        } else if !waited_for {
            step.state = StepState::Current;
            waited_for = true;
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::orders::samples::{AT, in_progress, published};

    fn states(order: &OrderView) -> Vec<(&'static str, &'static str)> {
        steps(order).into_iter().map(|step| (step.name, step.state.name())).collect()
    }

    #[test]
    fn the_first_step_that_has_not_happened_is_waited_for() {
        let way = [
            ("published", "done"),
            ("selected", "done"),
            ("started", "current"),
            ("done", "ahead"),
            ("closed", "ahead"),
        ];
        assert_eq!(states(&in_progress(1)), way);
    }

    #[test]
    fn a_step_says_who() {
        let steps = steps(&in_progress(1));
        assert_eq!(steps[1].note.as_deref(), Some("Борис Иванов"));
        assert_eq!(steps[0].note, None);
        assert_eq!(steps[2].note, None);
    }

    #[test]
    fn a_cancelled_order_ends_there() {
        let cancelled =
            OrderView { status: OrderStatus::Cancelled, closed_at: Some(AT), ..published(1) };
        assert_eq!(states(&cancelled), [("published", "done"), ("cancelled", "done")]);
    }
}
