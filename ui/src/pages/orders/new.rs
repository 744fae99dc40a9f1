//! A new order. What is typed is kept on the device until it is posted (PRODUCT 2.1).

use montaj_client::{calls::Backend, views::DraftKey};
use montaj_wire::{
    lean,
    order::{OrderDraft, OrderView},
};
use yew::{platform::spawn_local, prelude::*};

use super::{form::OrderFormView, form_state::OrderForm};
use crate::{
    ambient,
    components::{PageHeader, SkeletonKind, skeleton},
    hooks::{
        Form, KeptDraft, use_action, use_backend, use_form, use_go, use_kept_draft, use_load,
        use_query, use_services,
    },
    routes::Route,
};

#[component]
pub fn NewOrderPage() -> Html {
    let (backend, toaster, go) = (use_backend(), use_services().toaster, use_go());
    let form = use_form(OrderForm::default);
    let kept = use_kept_form(backend.clone(), form.clone());
    let settings = use_load((), |(), _| false, |backend, ()| backend.public_settings());
    let action = use_action();
    let onsubmit = {
        let (action, kept, go) = (action.clone(), kept.clone(), go.clone());
        Callback::from(move |draft: OrderDraft| {
            let (backend, go, toaster) = (backend.clone(), go.clone(), toaster.clone());
            let kept = kept.clone();
            let work = async move { backend.post_order(draft).await };
            action.run(work, move |order| {
                kept.draft.forget();
                toaster.success(tr!("order-posted", number = order.order_number));
                go.instead(Route::Order { order_id: order.id });
            });
        })
    };
    let discard = {
        let (form, kept, go) = (form.clone(), kept.clone(), go.clone());
        Callback::from(move |_: MouseEvent| {
            kept.note.set(Note::Discarded(Box::new((*form).clone())));
            form.set(OrderForm::default());
            go.instead(Route::NewOrder);
        })
    };
    let (text, before) = match &*kept.note {
        Note::Unknown => {
            return html! { <div class="page">{ skeleton(SkeletonKind::Page) }</div> };
        }
        Note::Nothing => (None, None),
        Note::Restored => (Some(tr!("order-draft-restored")), None),
        Note::Repeated(before) => (Some(tr!("order-repeated")), before.clone()),
        Note::Discarded(before) => (Some(tr!("order-draft-discarded")), Some(before.clone())),
    };
    let undo = before.map(|before| {
        let (form, kept) = (form.clone(), kept.clone());
        let undo = Callback::from(move |_: MouseEvent| {
            form.set((*before).clone());
            kept.note.set(Note::Restored);
        });
        link("order-new-undo", undo, tr!("order-draft-undo"))
    });
    let is_empty = matches!(*kept.note, Note::Discarded(_));
    html! {
        <div class="page page--narrow">
            <PageHeader title={tr!("order-new-title")} subtitle={tr!("order-new-subtitle")} />
            if let Some(text) = text {
                <p class="notice" data-testid="order-new-draft">
                    <span>{ text }</span>
                    { undo }
                    if !is_empty {
                        { link("order-new-discard-draft", discard, tr!("order-draft-discard")) }
                    }
                </p>
            }
            <OrderFormView {form} {action} {onsubmit} route={Route::NewOrder} mode="new"
                settings={settings.data()} submit_label={tr!("order-new-submit")} />
        </div>
    }
}

fn link(testid: &'static str, onclick: Callback<MouseEvent>, text: String) -> Html {
    html! { <button type="button" class="link" {onclick} data-testid={testid}>{ text }</button> }
}

/// What is known of a draft from before.
#[derive(Debug, Clone, PartialEq)]
enum Note {
    Unknown,
    Nothing,
    Restored,
    /// Not a draft: another order is the pattern. The draft that gave way to it.
    Repeated(Option<Box<OrderForm>>),
    /// The draft that was thrown away.
    Discarded(Box<OrderForm>),
}

#[derive(Clone)]
struct Kept {
    note: UseStateHandle<Note>,
    draft: KeptDraft,
}

/// Puts the draft of before into the form, and keeps what the form becomes.
#[hook]
fn use_kept_form(backend: Backend, form: Form<OrderForm>) -> Kept {
    let note = use_state(|| Note::Unknown);
    let content = (*form != OrderForm::default()).then(|| lean::to_value(&*form).ok()).flatten();
    let draft = use_kept_draft(DraftKey::NewOrder, content, *note != Note::Unknown);
    let (setter, pattern, go) = (note.setter(), use_query("from"), use_go());
    use_effect_with((), move |()| {
        spawn_local(async move {
            let draft = backend.draft(DraftKey::NewOrder).await.ok().flatten();
            let draft = draft.and_then(|value| lean::from_value::<OrderForm>(value).ok());
            let draft = draft.filter(|draft| *draft != OrderForm::default());
            if let Some(order) = pattern_order(&backend, pattern).await {
                form.set(OrderForm::again(&order, ambient::now().moscow_day()));
                setter.set(Note::Repeated(draft.map(Box::new)));
                // From here on it is a draft like any other: a reload finds it as it is left.
                go.instead_with_query(Route::NewOrder, &[("step", "check")]);
                return;
            }
            setter.set(if draft.is_some() { Note::Restored } else { Note::Nothing });
            if let Some(draft) = draft {
                form.set(draft);
            }
        });
    });
    Kept { note, draft }
}

/// The order that is to be posted once more.
async fn pattern_order(backend: &Backend, id: Option<String>) -> Option<OrderView> {
    backend.order(id?.parse().ok()?).await.ok()
}
