//! The buttons of an order page: exactly what can be done at that moment.

use montaj_domain::{ids::OrderId, order::OrderStatus, policy::OrderAction};
use montaj_wire::order::OrderView;
use yew::prelude::*;

use super::{
    dialogs::{CancelDialog, CloseDialog, CompleteDialog, RespondDialog},
    refuse_dialog::RefuseDialog,
    standing::Standing,
};
use crate::{
    components::{Button, ButtonKind, LinkButton, Shape, form_error},
    hooks::{use_action, use_backend, use_go},
    routes::Route,
};

/// Which dialog is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    Respond,
    CancelWork,
    Complete,
    Close,
    Cancel,
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct OrderActionsProps {
    pub order: OrderView,
    pub standing: Standing,
}

#[component]
pub fn OrderActions(props: &OrderActionsProps) -> Html {
    let backend = use_backend();
    let asking = use_state(|| None::<Asking>);
    let starting = use_action();
    let order_id = props.order.id;
    let start = {
        let starting = starting.clone();
        Callback::from(move |_: MouseEvent| {
            let backend = backend.clone();
            starting.run(async move { backend.start_work(order_id).await }, |()| ());
        })
    };
    let ask = |question: Asking| {
        let asking = asking.setter();
        Callback::from(move |_: MouseEvent| asking.set(Some(question)))
    };
    let onclose = {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(None))
    };
    let buttons: Vec<Html> = props
        .standing
        .actions
        .iter()
        .filter_map(|action| {
            Some(match action {
                OrderAction::Respond => button("action-respond", tr!("action-respond"), ask(Asking::Respond)),
                OrderAction::StartWork => Button::new(tr!("action-start-work")).icon(Shape::Spark).testid("action-start-work").busy(starting.is_busy()).onclick(start.clone()).view(),
                OrderAction::Complete => button("action-complete", tr!("action-complete"), ask(Asking::Complete)),
                OrderAction::Close => button("action-close", tr!("action-close"), ask(Asking::Close)),
                OrderAction::CancelWork => danger("action-cancel-work", tr!("action-cancel-work"), ask(Asking::CancelWork)),
                OrderAction::Cancel => danger("action-cancel", tr!("action-cancel"), ask(Asking::Cancel)),
                OrderAction::Edit => html! {
                    <LinkButton testid="action-edit" label={tr!("action-edit")} icon={Shape::Edit}
                        kind={ButtonKind::Secondary} to={Route::EditOrder { order_id }} />
                },
                OrderAction::OpenChat => html! {
                    <LinkButton testid="action-open-chat" label={tr!("action-open-chat")} icon={Shape::Chat}
                        kind={ButtonKind::Secondary} to={Route::Chat { order_id }} />
                },
                // The responses stand on the page itself, each with its «select».
                OrderAction::ViewResponses | OrderAction::Select => return None,
            })
        })
        .collect();
    let order = props.order.clone();
    let dialog = match *asking {
        None => Html::default(),
        Some(Asking::Respond) => html! { <RespondDialog {order} {onclose} /> },
        Some(Asking::CancelWork) => html! { <RefuseDialog {order_id} {onclose} /> },
        Some(Asking::Complete) => html! { <CompleteDialog {order} {onclose} /> },
        Some(Asking::Close) => html! { <CloseDialog {order} {onclose} /> },
        Some(Asking::Cancel) => html! { <CancelDialog {order} {onclose} /> },
    };
    html! {
        <>
            if repeats(&props.standing, &props.order) {
                <div class="actions"><Repeat {order_id} /></div>
            }
            if !buttons.is_empty() {
                <div class="actions" data-testid="order-actions">{ for buttons }</div>
            }
            { form_error(starting.error(), "action-error") }
            { dialog }
        </>
    }
}

fn button(testid: &'static str, label: String, onclick: Callback<MouseEvent>) -> Html {
    Button::new(label).icon(Shape::Check).testid(testid).onclick(onclick).view()
}

fn danger(testid: &'static str, label: String, onclick: Callback<MouseEvent>) -> Html {
    Button::new(label).kind(ButtonKind::Danger).testid(testid).onclick(onclick).view()
}

/// The customer of an order that ended without anybody may post it again.
fn repeats(standing: &Standing, order: &OrderView) -> bool {
    standing.is_customer && order.status == OrderStatus::Cancelled
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct RepeatProps {
    order_id: OrderId,
}

/// A new order with the same words, one step from being posted.
#[component]
fn Repeat(props: &RepeatProps) -> Html {
    let (go, id) = (use_go(), props.order_id.to_string());
    let onclick = Callback::from(move |_: MouseEvent| {
        go.with_query(Route::NewOrder, &[("from", &*id), ("step", "check")]);
    });
    Button::new(tr!("action-repeat"))
        .icon(Shape::Retry)
        .testid("action-repeat")
        .onclick(onclick)
        .view()
}
