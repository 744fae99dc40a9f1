//! What an order page asks before it acts: each dialog names what follows.

use std::future::Future;

use montaj_client::{calls::Backend, error::ClientError, views::DraftKey};
use montaj_domain::{
    contacts, fee::for_response, ids::OrderId, money::Kopecks, order::PaymentMethod,
};
use montaj_wire::{lean, order::OrderView, response::Respond};
use yew::{platform::spawn_local, prelude::*};

use super::consequences::{Consequence, consequences};
use crate::{
    components::{
        Button, ButtonKind, ConfirmDialog, Dialog, MoneyField, Shape, TextField, form_error,
    },
    format,
    hooks::{use_action, use_backend, use_form, use_kept_draft, use_load, use_me, use_services},
    i18n::{contact_text, error_text, tariff_name},
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct OrderDialogProps {
    pub order: OrderView,
    pub onclose: Callback<()>,
}

/// Words and deed of a step that only needs a yes.
struct Step<F> {
    title: String,
    lines: Vec<Consequence>,
    yes: String,
    /// Said at once where it has happened then; a step of the work is announced when it has.
    done: Option<String>,
    danger: bool,
    act: F,
}

#[hook]
fn use_confirmed<F, Fut, T>(props: &OrderDialogProps, step: Step<F>) -> Html
where
    F: Fn(Backend, OrderId) -> Fut + 'static,
    Fut: Future<Output = Result<T, ClientError>> + 'static,
    T: 'static,
{
    let (backend, toaster, action) = (use_backend(), use_services().toaster, use_action());
    let (order_id, onclose) = (props.order.id, props.onclose.clone());
    let Step { title, lines, yes, done, danger, act } = step;
    let onyes = {
        let action = action.clone();
        Callback::from(move |()| {
            let (toaster, onclose, done) = (toaster.clone(), onclose.clone(), done.clone());
            action.run(act(backend.clone(), order_id), move |_| {
                if let Some(done) = done {
                    toaster.success(done);
                }
                onclose.emit(());
            });
        })
    };
    ConfirmDialog {
        title,
        yes,
        danger,
        busy: action.is_busy(),
        error: action.error().map(error_text),
        onyes,
        onno: props.onclose.clone(),
        children: consequences(&lines),
        ..ConfirmDialog::default()
    }
    .view()
}

#[component]
pub fn CompleteDialog(props: &OrderDialogProps) -> Html {
    use_confirmed(
        props,
        Step {
            title: tr!("complete-title"),
            lines: vec![
                Consequence::new(Shape::Bell, tr!("complete-told")),
                Consequence::new(Shape::Wallet, tr!("complete-then")),
                Consequence::new(Shape::Alert, tr!("complete-final")),
            ],
            yes: tr!("action-complete"),
            done: None,
            danger: false,
            act: |backend: Backend, id| async move { backend.complete(id).await },
        },
    )
}

#[component]
pub fn CloseDialog(props: &OrderDialogProps) -> Html {
    let paid = match props.order.payment_method {
        PaymentMethod::Cash => tr!("close-paid-cash"),
        PaymentMethod::Card | PaymentMethod::Bank => tr!("close-paid"),
    };
    use_confirmed(
        props,
        Step {
            title: tr!("close-title"),
            lines: vec![
                Consequence::new(Shape::Wallet, paid),
                Consequence::new(Shape::Check, tr!("close-counts")),
                Consequence::new(Shape::Shield, tr!("close-contacts")),
            ],
            yes: tr!("action-close"),
            done: None,
            danger: false,
            act: |backend: Backend, id| async move { backend.close(id).await },
        },
    )
}

#[component]
pub fn CancelDialog(props: &OrderDialogProps) -> Html {
    let count = props.order.responses_count;
    let mut lines = vec![Consequence::new(Shape::Feed, tr!("cancel-leaves-feed"))];
    if count > 0 {
        lines.push(Consequence::new(Shape::People, tr!("cancel-told", count = count)));
    }
    lines.push(Consequence::new(Shape::Retry, tr!("cancel-repeat")));
    use_confirmed(
        props,
        Step {
            title: tr!("cancel-title"),
            lines,
            yes: tr!("action-cancel"),
            done: Some(tr!("cancel-done")),
            danger: true,
            act: |backend: Backend, id| async move { backend.cancel_order(id).await },
        },
    )
}

#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
struct Offer {
    message: String,
    price: String,
}

/// What the response takes from the balance, now or later (PRODUCT 3.1).
#[hook]
fn use_cost() -> Vec<Consequence> {
    let me = use_me();
    let settings = use_load((), |(), _| false, |backend, ()| backend.public_settings());
    let mut lines = Vec::new();
    if let (Some(settings), Some(subscription)) = (settings.data(), &me.subscription) {
        let tariff = subscription.tariff_type;
        // The fee alone: whether there is money enough is the server's to say.
        if let Ok(fee) = for_response(tariff, Kopecks::new(i64::MAX), &settings.platform) {
            let text = if fee.now > Kopecks::ZERO {
                tr!("respond-costs-now", sum = format::money(fee.now))
            } else if fee.if_selected > Kopecks::ZERO {
                tr!("respond-costs-later", sum = format::money(fee.if_selected))
            } else {
                tr!("respond-free", tariff = tariff_name(tariff))
            };
            lines.push(Consequence::new(Shape::Wallet, text));
        }
    }
    lines.push(Consequence::new(Shape::Info, tr!("respond-once")));
    lines
}

/// A response with an optional message and price (PRODUCT 3.1).
#[component]
pub fn RespondDialog(props: &OrderDialogProps) -> Html {
    let (backend, toaster, action) = (use_backend(), use_services().toaster, use_action());
    let order_id = props.order.id;
    let cost = use_cost();
    let offer = use_form(Offer::default);
    let restored = use_state(|| false);
    let content = (*offer != Offer::default()).then(|| lean::to_value(&*offer).ok()).flatten();
    let kept = use_kept_draft(DraftKey::Response(order_id), content, *restored);
    let (to_restore, restored) = (offer.clone(), restored.setter());
    let restoring = backend.clone();
    use_effect_with(order_id, move |id| {
        let key = DraftKey::Response(*id);
        spawn_local(async move {
            let draft = restoring.draft(key).await.ok().flatten();
            if let Some(draft) = draft.and_then(|value| lean::from_value(value).ok()) {
                to_restore.set(draft);
            }
            restored.set(true);
        });
    });
    let found = contacts::find(&offer.message);
    let contact = found.map(|found| contact_text(&found, &offer.message));
    let onsubmit = {
        let (action, offer, onclose) = (action.clone(), offer.clone(), props.onclose.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let message = Some(offer.message.trim().to_owned()).filter(|text| !text.is_empty());
            let response =
                Respond { order_id, message, price_kopecks: format::roubles(&offer.price) };
            let (sending, toaster) = (backend.clone(), toaster.clone());
            let (onclose, kept) = (onclose.clone(), kept.clone());
            action.run(async move { sending.respond(response).await }, move |response| {
                kept.forget();
                let taken = response.commission_kopecks.filter(|sum| *sum > Kopecks::ZERO);
                toaster.success(match taken {
                    Some(sum) => tr!("respond-done-paid", sum = format::money(sum)),
                    None => tr!("respond-done"),
                });
                onclose.emit(());
            });
        })
    };
    let budget = match format::fixed_budget(&props.order) {
        Some(budget) => tr!("respond-text", budget = budget),
        None => tr!("respond-negotiable"),
    };
    html! {
        <Dialog title={tr!("respond-title")} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                <p class="dialog__text">{ budget }</p>
                { consequences(&cost) }
                <TextField testid="respond-message" label={tr!("respond-message")} rows=4 field="message"
                    optional=true maxlength="2000" value={offer.message.clone()}
                    placeholder={tr!("respond-message-hint")}
                    error={action.field_error("message")} hint={contact.map(AttrValue::from)}
                    oninput={offer.edit(|offer, typed| offer.message = typed)} />
                { MoneyField { testid: "respond-price", label: tr!("respond-price"),
                    field: "priceKopecks", value: offer.price.clone(), optional: true,
                    error: action.field_error("priceKopecks"),
                    oninput: offer.edit(|offer, price| offer.price = price),
                    ..MoneyField::default() }.view() }
                { form_error(action.error(), "respond-error") }
                <div class="dialog__buttons">
                    { Button::new(tr!("action-back")).kind(ButtonKind::Ghost).testid("confirm-no")
                        .onclick(props.onclose.reform(|_| ())).view() }
                    { Button::new(tr!("respond-submit")).testid("respond-submit").submit()
                        .busy(action.is_busy()).view() }
                </div>
            </form>
        </Dialog>
    }
}
