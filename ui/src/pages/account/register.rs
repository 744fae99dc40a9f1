//! Registration in steps (PRODUCT 1.1): who one is, how to log in, about the person, consents. The
//! code comes on the next page.

use montaj_domain::user::Role;
use montaj_wire::{account::Register, problem::ErrorCode};
use yew::prelude::*;

use super::{
    fields,
    layout::GuestLayout,
    register_form::{self, Wrong},
    steps::Step,
};
use crate::{
    components::{Button, ButtonKind, Shape, Steps, form_error},
    hooks::{
        Action, Form, focus_first_wrong, use_action, use_backend, use_form, use_go, use_query,
        use_shelf,
    },
    routes::Route,
};

/// What the parts of the form draw from.
#[derive(Clone)]
pub struct Draft {
    pub form: Form<Register>,
    pub action: Action,
    /// What is wrong on the step that was sent on, by what stands in it now.
    pub wrong: Wrong,
}

impl Draft {
    /// What is wrong with a field: this device's word first, then the server's.
    pub fn error(&self, field: &str) -> Option<String> {
        let own = self.wrong.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone());
        own.or_else(|| self.action.field_error(field))
    }
}

/// What was typed, for whoever comes back to it.
const SHELF: &str = "registration";

#[component]
pub fn RegisterPage() -> Html {
    let asked_role = use_query("role");
    let role = match asked_role.as_deref() {
        Some("executor") => Role::Executor,
        _ => Role::Customer,
    };
    let shelf = use_shelf();
    let left = use_memo((), |()| shelf.get::<Register>(SHELF));
    let begun = left.as_ref().as_deref().cloned();
    // Whoever chose on the welcome page, or before, is not asked again.
    let has_role = asked_role.is_some() || begun.is_some();
    let step = use_state(|| if has_role { Step::Access } else { Step::Role });
    let role = begun.as_ref().filter(|_| asked_role.is_none()).map_or(role, |begun| begun.role);
    let form = use_form(move || match begun {
        Some(begun) => Register { role, ..begun },
        None => register_form::empty(role),
    });
    let action = use_action();
    // The password is left behind nowhere.
    let (typed, has_begun) = (form.clone(), *step != Step::Role);
    use_effect(move || {
        if has_begun {
            shelf.put(SHELF, Register { password: String::new(), ..(*typed).clone() });
        }
    });
    let tried = use_state(|| None::<Step>);
    let wrong = if *tried == Some(*step) { wrong_on(*step, &form) } else { Wrong::new() };
    let draft = Draft { form, action, wrong };
    use_refused_step(&draft, step.setter());
    let onsubmit = use_submit(&draft, &step, tried.setter());
    let back = {
        let step = step.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(back) = step.back() {
                step.set(back);
            }
        })
    };
    let (log_in, to_log_in) = use_go().link(Route::LogIn);
    let next = match step.next() {
        Some(_) => Button::new(tr!("register-next")).testid("register-next"),
        None => Button::new(tr!("register-submit")).testid("register-submit"),
    };
    let next = next.submit().wide().busy(draft.action.is_busy());
    html! {
        <GuestLayout title={tr!("register-title")}>
            { progress(*step, &step.setter()) }
            <form class="form" {onsubmit} data-testid="register-form" data-step={step.name()}
                novalidate=true>
                { fields::of(*step, &draft) }
                { failure(&draft) }
                <div class="steps__buttons">
                    if step.back().is_some() {
                        { Button::new(tr!("action-back")).icon(Shape::Back)
                            .kind(ButtonKind::Ghost).testid("register-back").onclick(back).view() }
                    }
                    <key={step.name()}>
                        { next.view() }
                    </>
                </div>
            </form>
            <p class="guest__links">
                <span>{ tr!("register-have-account") }</span>
                <a href={log_in} onclick={to_log_in} data-testid="register-to-login">{ tr!("log-in") }</a>
            </p>
        </GuestLayout>
    }
}

fn wrong_on(step: Step, form: &Register) -> Wrong {
    let mut wrong = register_form::check(form);
    wrong.retain(|(field, _)| Step::of_field(field) == step);
    wrong
}

/// On to the next step when this one is right; from the last to the server.
#[hook]
fn use_submit(
    draft: &Draft,
    step: &UseStateHandle<Step>,
    tried: UseStateSetter<Option<Step>>,
) -> Callback<SubmitEvent> {
    let (backend, go) = (use_backend(), use_go());
    let (draft, step) = (draft.clone(), step.clone());
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(Some(*step));
        match step.next() {
            _ if !wrong_on(*step, &draft.form).is_empty() => focus_first_wrong(),
            Some(next) => {
                draft.action.clear();
                step.set(next);
            }
            None => {
                let (backend, form, go) = (backend.clone(), (*draft.form).clone(), go.clone());
                draft.action.run(async move { backend.register(form).await }, move |user| {
                    go.with_query(Route::Verify, &[("phone", &user.phone)]);
                });
            }
        }
    })
}

/// What the server refused is shown where it was asked for.
#[hook]
fn use_refused_step(draft: &Draft, step: UseStateSetter<Step>) {
    let refusal = draft.action.error().cloned();
    use_effect_with(refusal, move |refusal| {
        let Some(montaj_client::error::ClientError::Rejected(problem)) = refusal else { return };
        let field = match problem.code {
            ErrorCode::PhoneTaken => Some("phone"),
            _ => problem.errors.first().map(|error| error.field.as_ref()),
        };
        if let Some(field) = field {
            step.set(Step::of_field(field));
        }
    });
}

fn failure(draft: &Draft) -> Html {
    if draft.wrong.is_empty() {
        return form_error(draft.action.error(), "register-error");
    }
    html! {
        <p class="form-error" role="alert" data-testid="register-error">
            { tr!("form-check-fields") }
        </p>
    }
}

/// How far one has come, and a way back to what is done.
fn progress(current: Step, go_back: &UseStateSetter<Step>) -> Html {
    let names = Step::ALL.map(|step| AttrValue::from(step.title())).to_vec();
    let go_back = go_back.clone();
    let onback = Callback::from(move |at: usize| {
        if let Some(step) = Step::ALL.get(at) {
            go_back.set(*step);
        }
    });
    html! { <Steps {names} at={current.number() - 1} {onback} testid="register-steps" /> }
}
