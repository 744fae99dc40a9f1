//! What of an order waits to be sent or was refused, with what can be done about each.

use std::rc::Rc;

use montaj_client::{pending::Pending, views::Change};
use montaj_domain::ids::{OperationId, OrderId};
use montaj_wire::order::OrderView;
use yew::{platform::spawn_local, prelude::*};

use super::{
    outbox_state::{Entry, Remedy, Tone, entries},
    refuse_dialog::RefuseDialog,
};
use crate::{
    ambient,
    components::{Shape, icon},
    hooks::{use_backend, use_load, use_me, use_services},
    i18n::error_text,
};

/// For so long something may be on its way without a word.
const FRESH_SECS: i64 = 1;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct OrderOutboxProps {
    pub order_id: OrderId,
    /// What is known of the order, if it is still to be seen.
    pub order: Option<OrderView>,
    /// Of this order only.
    pub pending: Rc<Vec<Pending>>,
    /// Whether refused messages stand here too: not where their chat is on screen.
    pub words: bool,
}

#[component]
pub fn OrderOutbox(props: &OrderOutboxProps) -> Html {
    let (backend, toaster, me) = (use_backend(), use_services().toaster, use_me());
    let editing = use_state(|| None::<(OperationId, String)>);
    let lines = entries(&props.pending, props.order.as_ref(), me.id, props.words);
    let edit = editing.setter();
    let apply = Callback::from(move |(id, remedy): (OperationId, Remedy)| {
        let (backend, toaster) = (backend.clone(), toaster.clone());
        if let Remedy::Edit { reason } = remedy {
            edit.set(Some((id, reason)));
            return;
        }
        spawn_local(async move {
            let done = match remedy {
                Remedy::Retry => backend.retry(id).await,
                _ => backend.discard(id).await,
            };
            if let Err(error) = done {
                toaster.error(error_text(&error));
            }
        });
    });
    let onclose = {
        let editing = editing.setter();
        Callback::from(move |()| editing.set(None))
    };
    html! {
        <>
            if !lines.is_empty() {
                <ul class="outbox" data-testid="order-outbox" aria-live="polite">
                    for line in lines {
                        <OutboxLine key={line.id.to_string()} line={line.clone()} onremedy={apply.clone()} />
                    }
                </ul>
            }
            if let Some(edits) = (*editing).clone() {
                <RefuseDialog order_id={props.order_id} {edits} {onclose} />
            }
        </>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ChatOutboxProps {
    pub order: OrderView,
}

/// The steps over the lines of a chat that does not stand beside its order.
#[component]
pub fn ChatOutbox(props: &ChatOutboxProps) -> Html {
    let order_id = props.order.id;
    let pending = use_load(
        order_id,
        |id, change| change == Change::Order { order_id: *id },
        |backend, id| async move {
            let mut pending = backend.pending().await?;
            pending.retain(|item| item.order_id == id);
            Ok(Rc::new(pending))
        },
    );
    let Some(pending) = pending.data() else { return Html::default() };
    html! {
        <OrderOutbox {order_id} order={props.order.clone()} pending={(*pending).clone()} words=false />
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct OutboxLineProps {
    line: Entry,
    onremedy: Callback<(OperationId, Remedy)>,
}

#[component]
fn OutboxLine(props: &OutboxLineProps) -> Html {
    let Entry { id, name, title, note, tone, since, remedies } = &props.line;
    // What is sent at once is not worth a flash: only what has to wait unfolds.
    let fresh = use_memo(*id, |_| ambient::now() < since.plus_secs(FRESH_SECS));
    let shape = if *tone == Tone::Refused { Shape::Alert } else { Shape::Clock };
    let class = classes!(
        "outbox__item",
        format!("outbox__item--{}", tone.name()),
        (*fresh && *tone == Tone::Waiting).then_some("outbox__item--fresh"),
    );
    html! {
        <li {class} data-testid="pending-step" data-step={*name} data-state={tone.name()}>
            { icon(shape) }
            <div class="outbox__text">
                <strong>{ title }</strong>
                if let Some(note) = note {
                    <span>{ note }</span>
                }
            </div>
            if !remedies.is_empty() {
                <div class="outbox__remedies">
                    for remedy in remedies.iter().cloned() {
                        { button(*id, remedy, &props.onremedy) }
                    }
                </div>
            }
        </li>
    }
}

fn button(id: OperationId, remedy: Remedy, onremedy: &Callback<(OperationId, Remedy)>) -> Html {
    let (testid, label) = match &remedy {
        Remedy::TakeBack => ("pending-take-back", tr!("pending-take-back")),
        Remedy::Retry => ("pending-retry", tr!("action-retry")),
        Remedy::Edit { .. } => ("pending-edit", tr!("chat-edit")),
        Remedy::Discard { with_others: false } => ("pending-discard", tr!("chat-discard")),
        Remedy::Discard { with_others: true } => ("pending-discard", tr!("pending-discard-all")),
    };
    let onclick = onremedy.reform(move |_: MouseEvent| (id, remedy.clone()));
    html! { <button key={testid} type="button" class="link" data-testid={testid} {onclick}>{ label }</button> }
}
