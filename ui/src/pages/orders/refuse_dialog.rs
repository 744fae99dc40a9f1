//! «Отказаться от заказа» with a reason (PRODUCT 4.2); also another reason for a refusal that
//! still waits in the outbox or was not accepted.

use montaj_domain::{
    ids::{OperationId, OrderId},
    text,
};
use yew::prelude::*;

use super::consequences::{Consequence, consequences};
use crate::{
    components::{Button, ButtonKind, Dialog, Shape, TextField, form_error},
    hooks::{Form, use_action, use_backend, use_form},
    i18n::length_text,
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct RefuseDialogProps {
    pub order_id: OrderId,
    /// The refusal that gets another reason, and the one it has.
    #[prop_or_default]
    pub edits: Option<(OperationId, String)>,
    pub onclose: Callback<()>,
}

#[component]
pub fn RefuseDialog(props: &RefuseDialogProps) -> Html {
    let (backend, action) = (use_backend(), use_action());
    let known = props.edits.as_ref().map(|(_, reason)| reason.clone()).unwrap_or_default();
    let reason = use_form(move || known);
    let wrong = use_state(|| None::<String>);
    let onsubmit = {
        let (action, reason, wrong) = (action.clone(), reason.clone(), wrong.clone());
        let (order_id, onclose) = (props.order_id, props.onclose.clone());
        let edited = props.edits.as_ref().map(|(id, _)| *id);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match text::REASON.check(&reason) {
                Err(invalid) => wrong.set(Some(length_text(invalid))),
                Ok(reason) => {
                    wrong.set(None);
                    let (backend, onclose) = (backend.clone(), onclose.clone());
                    let work = async move {
                        match edited {
                            Some(id) => backend.edit_refusal(id, reason).await,
                            None => backend.cancel_work(order_id, reason).await,
                        }
                    };
                    action.run(work, move |()| onclose.emit(()));
                }
            }
        })
    };
    html! {
        <Dialog title={tr!("cancel-work-title")} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { consequences(&follows()) }
                <div class="quick" role="group" aria-label={tr!("cancel-work-choose")}>
                    <span class="quick__label">{ tr!("cancel-work-choose") }</span>
                    for known in known_reasons() {
                        { reason_chip(&reason, known) }
                    }
                </div>
                <TextField testid="cancel-work-reason" label={tr!("cancel-work-reason")} rows=3
                    field="reason" maxlength="500" value={(*reason).clone()}
                    placeholder={tr!("cancel-work-reason-hint")}
                    error={(*wrong).clone().or_else(|| action.field_error("reason"))}
                    oninput={reason.edit(|reason, typed| *reason = typed)} />
                { form_error(action.error(), "cancel-work-error") }
                <div class="dialog__buttons">
                    { Button::new(tr!("action-back")).kind(ButtonKind::Ghost).testid("confirm-no")
                        .onclick(props.onclose.reform(|_| ())).view() }
                    { Button::new(tr!("action-cancel-work")).kind(ButtonKind::Danger)
                        .testid("cancel-work-confirm").submit().busy(action.is_busy()).view() }
                </div>
            </form>
        </Dialog>
    }
}

fn follows() -> Vec<Consequence> {
    vec![
        Consequence::new(Shape::Feed, tr!("cancel-work-back")),
        Consequence::new(Shape::Chat, tr!("cancel-work-loses")),
        Consequence::new(Shape::Wallet, tr!("cancel-work-fee")),
    ]
}

/// What it is most often; one's own words go on from there.
fn known_reasons() -> [String; 4] {
    [
        tr!("cancel-work-busy"),
        tr!("cancel-work-price"),
        tr!("cancel-work-other-work"),
        tr!("cancel-work-silent"),
    ]
}

fn reason_chip(reason: &Form<String>, known: String) -> Html {
    let chosen = reason.starts_with(&known);
    let label = known.clone();
    let onclick = reason.edit(move |reason: &mut String, _: MouseEvent| reason.clone_from(&known));
    html! {
        <button key={label.clone()} type="button" {onclick} aria-pressed={chosen.to_string()}
            class={classes!("quick__one", chosen.then_some("quick__one--chosen"))}>{ label }</button>
    }
}
