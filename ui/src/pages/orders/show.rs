//! The page of an order: what it asks for, how far it is, and what can be done next.

use std::rc::Rc;

use montaj_client::{pending::Pending, views::Change};
use montaj_domain::{
    ids::OrderId, order::OrderStatus, policy::OrderAction, response::ResponseStatus, user::Role,
};
use montaj_wire::{order::OrderView, response::ResponseView};
use yew::{platform::spawn_local, prelude::*};

use super::{
    actions::OrderActions, face::order_face, outbox::OrderOutbox, outbox_state::taken,
    responses::Responses, standing::Standing, timeline::timeline,
};
use crate::{
    components::{
        PageHeader, PartyCard, SkeletonKind, load_failure, skeleton, stale_note, status_badge,
    },
    format,
    hooks::{
        Me, OPENED_ORDER, Shown, use_backend, use_load, use_me, use_media, use_now, use_services,
        use_shelf, use_shown,
    },
    i18n::{category_name, response_status_name},
    pages::chats::ChatPane,
};

/// From this width on, the chat stands beside its order.
const WIDE: &str = "(min-width: 1200px)";

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct OrderPageProps {
    pub order_id: OrderId,
}

#[component]
pub fn OrderPage(props: &OrderPageProps) -> Html {
    let me = use_me();
    use_shown(Some(Shown::Order(props.order_id)));
    let page = use_load(
        props.order_id,
        |id, change| change == Change::Order { order_id: *id },
        |backend, id| async move {
            // First what waits: a step that is taken meanwhile is then seen twice, not never.
            let mut pending = backend.pending().await?;
            pending.retain(|item| item.order_id == id);
            match backend.order(id).await {
                Err(error) if pending.is_empty() => Err(error),
                order => Ok((order.ok(), Rc::new(pending))),
            }
        },
    );
    use_announced(page.data(), &me);
    match (page.data(), page.error()) {
        (Some(page), None) if page.0.is_none() => gone(props.order_id, page.1.clone()),
        (Some(data), error) => html! {
            <>
                if let Some(error) = error {
                    { stale_note(&error, &page.reload) }
                }
                if let (Some(order), pending) = &*data {
                    <Order order={order.clone()} pending={pending.clone()} {me} />
                }
            </>
        },
        (None, Some(error)) => html! {
            <div class="page">{ load_failure(&error, &page.reload) }</div>
        },
        (None, None) => html! { <div class="page">{ skeleton(SkeletonKind::Page) }</div> },
    }
}

type PageData = (Option<OrderView>, Rc<Vec<Pending>>);

/// Says of a step that waited that it has been taken.
#[hook]
fn use_announced(data: Option<Rc<PageData>>, me: &Me) {
    let (toaster, before, me) = (use_services().toaster, use_mut_ref(Vec::<Pending>::new), me.id);
    use_effect_with(data, move |data| {
        let Some(data) = data else { return };
        let (order, pending) = &**data;
        let before = before.replace((**pending).clone());
        if let Some(text) = order.as_ref().and_then(|order| taken(&before, pending, order, me)) {
            toaster.success(text);
        }
    });
}

/// The order is not to be seen any more, but something of it is left on this device.
fn gone(order_id: OrderId, pending: Rc<Vec<Pending>>) -> Html {
    html! {
        <div class="page order" data-testid="order-page" data-order-id={order_id.to_string()}>
            <PageHeader title={tr!("order-gone")} inner=true />
            <section class="card">
                <OrderOutbox {order_id} order={None::<OrderView>} {pending} words=true />
            </section>
        </div>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct OrderProps {
    order: OrderView,
    /// Of this order.
    pending: Rc<Vec<Pending>>,
    me: Me,
}

#[component]
fn Order(props: &OrderProps) -> Html {
    let (order, me) = (&props.order, &props.me);
    let (now, wide, backend) = (use_now(60), use_media(WIDE), use_backend());
    let standing = Standing::of(order, me, &props.pending);
    let counts_view = me.role == Role::Executor && order.status == OrderStatus::Published;
    let shelf = use_shelf();
    use_effect_with(order.id, move |id| shelf.put(OPENED_ORDER, *id));
    use_effect_with((order.id, counts_view), move |(id, counts)| {
        if *counts {
            let id = *id;
            // Only a figure for the customer: a failure needs no word.
            spawn_local(async move { drop(backend.view_order(id).await) });
        }
    });
    let beside = wide && standing.may(OrderAction::OpenChat);
    // Whoever has responses to choose from sees them before what they wrote themselves.
    let chooses =
        standing.is_customer && order.status == OrderStatus::Published && order.responses_count > 0;
    let whole = !chooses && matches!(order.status, OrderStatus::Pending | OrderStatus::Published);
    let may_select = standing.may(OrderAction::Select);
    let responses = standing.may(OrderAction::ViewResponses).then(|| {
        html! {
            <Responses order={order.clone()} {may_select} {now} {beside} />
        }
    });
    let number = tr!("order-number", number = order.order_number);
    let window = format!("{}, {}", category_name(order.category), order.region);
    html! {
        <div class={classes!("page", "order", beside.then_some("order--with-chat"))}
            data-testid="order-page" data-order-id={order.id.to_string()}>
            <div class="order__main">
                <PageHeader title={number} {window} inner=true testid="order-number">
                    { status_badge(order.status, Some("order-status")) }
                </PageHeader>
                { order_face(order, now, whole) }
                <div class="order__side">
                    <section class="card order__next" tabindex="-1">
                        if let Some(advice) = standing.advice(order) {
                            <p class="order__advice">{ advice }</p>
                        }
                        if let Some(status) = order.my_response_status {
                            <MyResponse order_id={order.id} {status} />
                        }
                        <OrderOutbox order_id={order.id} order={order.clone()} pending={props.pending.clone()}
                            words={!beside} />
                        <OrderActions order={order.clone()} standing={standing.clone()} {beside} />
                    </section>
                    { other_side(order, &standing) }
                    <section class="card order__way">{ timeline(order, now) }</section>
                </div>
                <div class="order__rest">
                    if chooses {
                        { responses.clone() }
                    }
                    if !whole {
                        <section class="card order__card">
                            <h2 class="card__title">{ tr!("order-details") }</h2>
                            <p class="order__description">{ &order.description }</p>
                        </section>
                    }
                    if !chooses {
                        { responses }
                    }
                </div>
            </div>
            if beside {
                <aside class="order__chat" data-testid="order-chat-pane">
                    <ChatPane key={order.id.to_string()} order_id={order.id} beside=true />
                </aside>
            }
        </div>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct MyResponseProps {
    order_id: OrderId,
    status: ResponseStatus,
}

/// What has become of one's own response, and what one offered.
#[component]
fn MyResponse(props: &MyResponseProps) -> Html {
    let MyResponseProps { order_id, status } = *props;
    let (backend, mine) = (use_backend(), use_state(|| None::<ResponseView>));
    let setter = mine.setter();
    use_effect_with((order_id, status), move |_| {
        spawn_local(async move {
            // Without it the status alone is told.
            let all = backend.my_responses().await.unwrap_or_default();
            setter.set(all.into_iter().find(|mine| mine.order_id == order_id));
        });
    });
    html! {
        <div class="order__mine" data-testid="order-my-response" data-status={status.as_str()}>
            { tr!("order-my-response") }{ " " }<strong>{ response_status_name(status) }</strong>
            if let Some(mine) = &*mine {
                if let Some(price) = mine.price_kopecks {
                    { ", " }{ format::money(price) }
                }
                if let Some(message) = &mine.message {
                    <p class="muted">{ message }</p>
                }
            }
        </div>
    }
}

/// The executor for the customer, the customer for everybody else.
fn other_side(order: &OrderView, standing: &Standing) -> Html {
    let working = order.status == OrderStatus::InProgress;
    // Who has refused the order is not selected for it again.
    let may_be_selected =
        !standing.is_customer && order.my_response_status != Some(ResponseStatus::Cancelled);
    let masked = match order.status {
        OrderStatus::Published if may_be_selected => Some(tr!("contacts-after-selection")),
        OrderStatus::Completed => Some(tr!("contacts-masked")),
        _ => None,
    };
    let contacts_note = masked.map(AttrValue::from);
    if standing.is_customer {
        let Some(party) = order.executor.clone() else { return Html::default() };
        let title = if working { tr!("party-executor") } else { tr!("party-executor-was") };
        return html! { <PartyCard {title} {party} {contacts_note} has_profile=true /> };
    }
    html! { <PartyCard title={tr!("party-customer")} party={order.customer.clone()} {contacts_note} /> }
}
