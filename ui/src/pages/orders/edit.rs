//! Editing a published order until somebody is selected (PRODUCT 2.4).

use montaj_client::views::Change;
use montaj_domain::{ids::OrderId, policy::OrderAction};
use montaj_wire::order::{OrderDraft, OrderView};
use yew::prelude::*;

use super::{form::OrderFormView, form_state::OrderForm, standing::Standing};
use crate::{
    components::{
        LinkButton, PageHeader, Shape, SkeletonKind, empty_state, load_failure, skeleton,
    },
    hooks::{use_action, use_backend, use_form, use_go, use_load, use_me, use_services},
    routes::Route,
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct EditOrderPageProps {
    pub order_id: OrderId,
}

#[component]
pub fn EditOrderPage(props: &EditOrderPageProps) -> Html {
    let me = use_me();
    let order = use_load(
        props.order_id,
        |id, change| change == Change::Order { order_id: *id },
        |backend, id| backend.order(id),
    );
    let Some(view) = order.data() else {
        return match order.error() {
            Some(error) => load_failure(&error, &order.reload),
            None => html! { <div class="page">{ skeleton(SkeletonKind::Page) }</div> },
        };
    };
    if !Standing::of(&view, &me, &[]).actions.contains(&OrderAction::Edit) {
        return html! {
            <div class="page">
                { empty_state(Shape::Edit, tr!("order-edit-late-title"), tr!("order-edit-late-text"), html! {
                    <LinkButton to={Route::Order { order_id: view.id }} label={tr!("order-open")} />
                }) }
            </div>
        };
    }
    html! { <EditForm order={(*view).clone()} /> }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct EditFormProps {
    order: OrderView,
}

#[component]
fn EditForm(props: &EditFormProps) -> Html {
    let (backend, toaster, go) = (use_backend(), use_services().toaster, use_go());
    let order = &props.order;
    let form = use_form(|| OrderForm::of(order));
    let action = use_action();
    let settings = use_load((), |(), _| false, |backend, ()| backend.public_settings());
    let (order_id, kept_start) = (order.id, order.start_date);
    let onsubmit = {
        let action = action.clone();
        Callback::from(move |draft: OrderDraft| {
            let (backend, go, toaster) = (backend.clone(), go.clone(), toaster.clone());
            let work = async move { backend.edit_order(order_id, draft).await };
            action.run(work, move |order| {
                toaster.success(tr!("order-edited"));
                go.instead(Route::Order { order_id: order.id });
            });
        })
    };
    let route = Route::EditOrder { order_id };
    html! {
        <div class="page page--narrow">
            <PageHeader title={tr!("order-edit-title", number = order.order_number)} inner=true
                subtitle={tr!("order-edit-subtitle")} />
            <OrderFormView {form} {action} {onsubmit} {route} {kept_start} mode="edit"
                settings={settings.data()} submit_label={tr!("order-edit-submit")} />
        </div>
    }
}
