//! A new order. What is typed is kept on the device until it is posted (PRODUCT 2.1).

use std::{cell::Cell, rc::Rc};

use gloo::timers::callback::Timeout;
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
    hooks::{Form, use_action, use_backend, use_form, use_go, use_load, use_query, use_services},
    routes::Route,
};

const SAVE_AFTER_MS: u32 = 400;

#[component]
pub fn NewOrderPage() -> Html {
    let (backend, toaster, go) = (use_backend(), use_services().toaster, use_go());
    let form = use_form(OrderForm::default);
    let kept = use_kept_draft(backend.clone(), form.clone());
    let settings = use_load((), |(), _| false, |backend, ()| backend.public_settings());
    let action = use_action();
    let onsubmit = {
        let (action, kept) = (action.clone(), kept.clone());
        Callback::from(move |draft: OrderDraft| {
            let (backend, go, toaster) = (backend.clone(), go.clone(), toaster.clone());
            let kept = kept.clone();
            let work = async move { backend.post_order(draft).await };
            action.run(work, move |order| {
                kept.forget();
                toaster.success(tr!("order-posted", number = order.order_number));
                go.instead(Route::Order { order_id: order.id });
            });
        })
    };
    let discard = {
        let (form, kept, go) = (form.clone(), kept.clone(), use_go());
        Callback::from(move |_: MouseEvent| {
            form.set(OrderForm::default());
            kept.note.set(Note::Nothing);
            go.instead(Route::NewOrder);
        })
    };
    let note = match *kept.note {
        Note::Unknown => {
            return html! { <div class="page">{ skeleton(SkeletonKind::Page) }</div> };
        }
        Note::Nothing => None,
        Note::Restored => Some(tr!("order-draft-restored")),
        Note::Repeated => Some(tr!("order-repeated")),
    };
    html! {
        <div class="page page--narrow">
            <PageHeader title={tr!("order-new-title")} subtitle={tr!("order-new-subtitle")} />
            if let Some(note) = note {
                <p class="notice" data-testid="order-new-draft">
                    <span>{ note }</span>
                    <button type="button" class="link" onclick={discard}
                        data-testid="order-new-discard-draft">{ tr!("order-draft-discard") }</button>
                </p>
            }
            <OrderFormView {form} {action} {onsubmit} route={Route::NewOrder} mode="new"
                settings={settings.data()} submit_label={tr!("order-new-submit")} />
        </div>
    }
}

/// What is known of a draft from before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Note {
    Unknown,
    Nothing,
    Restored,
    /// Not a draft: another order is the pattern.
    Repeated,
}

#[derive(Clone)]
struct KeptDraft {
    backend: Backend,
    note: UseStateHandle<Note>,
    /// The order is posted: nothing more is kept.
    posted: Rc<Cell<bool>>,
}

impl KeptDraft {
    fn forget(&self) {
        self.posted.set(true);
        save(&self.backend, None);
    }
}

/// Puts the draft of before into the form, and keeps what the form becomes.
#[hook]
fn use_kept_draft(backend: Backend, form: Form<OrderForm>) -> KeptDraft {
    let note = use_state(|| Note::Unknown);
    let posted = use_memo((), |()| Cell::new(false));
    let kept = KeptDraft { backend: backend.clone(), note: note.clone(), posted };
    {
        let (form, backend) = (form.clone(), backend.clone());
        let (note, pattern, go) = (note.setter(), use_query("from"), use_go());
        use_effect_with((), move |()| {
            spawn_local(async move {
                if let Some(order) = pattern_order(&backend, pattern).await {
                    form.set(OrderForm::again(&order, ambient::now().moscow_day()));
                    note.set(Note::Repeated);
                    // From here on it is a draft like any other: a reload finds it as it is left.
                    go.instead_with_query(Route::NewOrder, &[("step", "check")]);
                    return;
                }
                let draft = backend.draft(DraftKey::NewOrder).await.ok().flatten();
                let draft = draft.and_then(|value| lean::from_value(value).ok());
                match draft.filter(|draft| *draft != OrderForm::default()) {
                    Some(draft) => {
                        form.set(draft);
                        note.set(Note::Restored);
                    }
                    None => note.set(Note::Nothing),
                }
            });
        });
    }
    let posted = kept.posted.clone();
    let known = *note != Note::Unknown;
    use_effect_with((*form).clone(), move |form| {
        let form = form.clone();
        let timeout = Timeout::new(SAVE_AFTER_MS, move || {
            if known && !posted.get() {
                let content = lean::to_value(&form).ok();
                save(&backend, content.filter(|_| form != OrderForm::default()));
            }
        });
        move || drop(timeout)
    });
    kept
}

/// The order that is to be posted once more.
async fn pattern_order(backend: &Backend, id: Option<String>) -> Option<OrderView> {
    backend.order(id?.parse().ok()?).await.ok()
}

fn save(backend: &Backend, content: Option<serde_json::Value>) {
    let backend = backend.clone();
    // A draft that cannot be kept is not worth a word while one types.
    spawn_local(async move { drop(backend.save_draft(DraftKey::NewOrder, content).await) });
}
