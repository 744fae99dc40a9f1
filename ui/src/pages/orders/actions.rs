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
    hooks::{Go, focus_if_lost, use_action, use_backend},
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
    /// The chat stands beside.
    pub beside: bool,
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
    // A button that did what it was for is gone: whoever pressed it reads what comes next.
    let first = use_mut_ref(|| true);
    use_effect_with((props.standing.actions.clone(), *asking), move |_| {
        if !first.replace(false) {
            focus_if_lost(".order__next");
        }
    });
    let mut main = repeats(&props.standing, &props.order).then(|| repeat(order_id));
    let mut chat = None;
    let mut others = Vec::new();
    for action in &props.standing.actions {
        match action {
            OrderAction::Respond => {
                main = Some(step("action-respond", tr!("action-respond"), ask(Asking::Respond)));
            }
            OrderAction::StartWork => {
                let button = Button::new(tr!("action-start-work")).icon(Shape::Spark);
                let button = button.testid("action-start-work").busy(starting.is_busy());
                main = Some(button.onclick(start.clone()).view());
            }
            OrderAction::Complete => {
                main = Some(step("action-complete", tr!("action-complete"), ask(Asking::Complete)));
            }
            OrderAction::Close => {
                main = Some(step("action-close", tr!("action-close"), ask(Asking::Close)));
            }
            OrderAction::CancelWork => {
                let label = tr!("action-cancel-work");
                others.push(danger("action-cancel-work", label, ask(Asking::CancelWork)));
            }
            OrderAction::Cancel => {
                others.push(danger("action-cancel", tr!("action-cancel"), ask(Asking::Cancel)));
            }
            OrderAction::Edit => others.push(html! {
                <LinkButton testid="action-edit" label={tr!("action-edit")} icon={Shape::Edit}
                    kind={ButtonKind::Secondary} to={Route::EditOrder { order_id }} />
            }),
            OrderAction::OpenChat if !props.beside => {
                chat = Some(html! {
                    <LinkButton testid="action-open-chat" label={tr!("action-open-chat")} icon={Shape::Chat}
                        kind={ButtonKind::Secondary} to={Route::Chat { order_id }} />
                })
            }
            // The chat stands beside, and the responses on the page itself, each with its «select».
            OrderAction::OpenChat | OrderAction::ViewResponses | OrderAction::Select => {}
        }
    }
    // With nothing to do, one talks.
    let main = match (main, chat) {
        (None, chat) => chat,
        (main, chat) => {
            others.extend(chat);
            main
        }
    };
    html! {
        <>
            if main.is_some() || !others.is_empty() {
                <div class="actions" data-testid="order-actions">
                    if let Some(main) = main {
                        <div class="actions__main" data-testid="order-main-action">
                            { form_error(starting.error(), "action-error") }
                            { main }
                        </div>
                    }
                    { for others }
                </div>
            }
            { dialog(*asking, &props.order, onclose) }
        </>
    }
}

/// What a pressed button asks for.
fn dialog(asking: Option<Asking>, order: &OrderView, onclose: Callback<()>) -> Html {
    let (order_id, order) = (order.id, order.clone());
    match asking {
        None => Html::default(),
        Some(Asking::Respond) => html! { <RespondDialog {order} {onclose} /> },
        Some(Asking::CancelWork) => html! { <RefuseDialog {order_id} {onclose} /> },
        Some(Asking::Complete) => html! { <CompleteDialog {order} {onclose} /> },
        Some(Asking::Close) => html! { <CloseDialog {order} {onclose} /> },
        Some(Asking::Cancel) => html! { <CancelDialog {order} {onclose} /> },
    }
}

/// The next step of the order.
fn step(testid: &'static str, label: String, onclick: Callback<MouseEvent>) -> Html {
    Button::new(label).icon(Shape::Check).testid(testid).onclick(onclick).view()
}

fn danger(testid: &'static str, label: String, onclick: Callback<MouseEvent>) -> Html {
    Button::new(label).kind(ButtonKind::Danger).testid(testid).onclick(onclick).view()
}

/// The customer of an order that ended without anybody may post it again.
fn repeats(standing: &Standing, order: &OrderView) -> bool {
    standing.is_customer && order.status == OrderStatus::Cancelled
}

/// A new order with the same words, one step from being posted.
fn repeat(order_id: OrderId) -> Html {
    let onclick = Callback::from(move |_: MouseEvent| {
        let id = order_id.to_string();
        Go.with_query(Route::NewOrder, &[("from", &*id), ("step", "check")]);
    });
    Button::new(tr!("action-repeat"))
        .icon(Shape::Retry)
        .testid("action-repeat")
        .onclick(onclick)
        .view()
}
