//! «Выбрать»: of whom it is, and all that follows (PRODUCT 3.3).

use montaj_wire::{order::OrderView, response::ResponseView};
use yew::prelude::*;

use super::consequences::{Consequence, consequences};
use crate::{
    components::{ConfirmDialog, Shape, avatar, rating},
    format,
    hooks::{use_action, use_backend, use_services},
    i18n::error_text,
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SelectDialogProps {
    pub response: ResponseView,
    pub order: OrderView,
    /// How many others wait for the decision.
    pub others: usize,
    pub onclose: Callback<()>,
}

#[component]
pub fn SelectDialog(props: &SelectDialogProps) -> Html {
    let (backend, toaster, action) = (use_backend(), use_services().toaster, use_action());
    let executor = &props.response.executor;
    let onyes = {
        let (action, onclose) = (action.clone(), props.onclose.clone());
        let (order_id, executor_id) = (props.response.order_id, props.response.executor_id);
        Callback::from(move |()| {
            let (backend, toaster, onclose) = (backend.clone(), toaster.clone(), onclose.clone());
            let work = async move { backend.select_executor(order_id, executor_id).await };
            action.run(work, move |_| {
                toaster.success(tr!("select-done"));
                onclose.emit(());
            });
        })
    };
    let price = match (props.response.price_kopecks, format::fixed_budget(&props.order)) {
        (Some(price), _) => tr!("select-price", sum = format::money(price)),
        (None, Some(budget)) => tr!("select-no-price", sum = budget),
        (None, None) => tr!("select-negotiable"),
    };
    let mut lines = vec![
        Consequence::new(Shape::Wallet, price),
        Consequence::new(Shape::Phone, tr!("select-contacts")),
        Consequence::new(Shape::Chat, tr!("select-chat")),
        Consequence::new(Shape::Orders, tr!("select-leaves-feed")),
    ];
    if props.others > 0 {
        lines.push(Consequence::new(Shape::People, tr!("select-others", count = props.others)));
    }
    ConfirmDialog {
        title: tr!("select-title", name = executor.full_name.clone()),
        yes: tr!("action-select"),
        busy: action.is_busy(),
        error: action.error().map(error_text),
        onyes,
        onno: props.onclose.clone(),
        children: html! { <><div class="party__head">
                        { avatar(&executor.full_name, executor.photo_url.as_deref()) }
                        <div class="party__who">
                            <strong>{ &executor.full_name }</strong>
                            { rating(executor.rating, Some(executor.reviews_count), None) }
                        </div>
                    </div>
        { consequences(&lines) }</> },
        ..ConfirmDialog::default()
    }
    .view()
}
