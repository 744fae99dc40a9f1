//! An order written in steps, a new one and an edit alike. The step stands in the address: «back»
//! and «forward» walk through them.

use std::rc::Rc;

use montaj_domain::timestamp::{Date, day_text};
use montaj_wire::{account::PublicSettings, order::OrderDraft};
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{
    fields::{Fields, check_step, money_step, what_step, when_step, where_step},
    form_state::{OrderForm, Wrong},
    left::use_left_fields,
    steps::FormStep,
};
use crate::{
    ambient,
    components::{Button, ButtonKind, Shape, form_error, icon},
    hooks::{Action, Form, focus_first_wrong, use_go, use_me, use_now, use_search},
    routes::Route,
};

#[derive(Clone, Properties)]
pub struct OrderFormViewProps {
    pub form: Form<OrderForm>,
    pub action: Action,
    pub settings: Option<Rc<PublicSettings>>,
    /// Where the form stands: its steps are said behind this address.
    pub route: Route,
    /// `new` or `edit`.
    pub mode: &'static str,
    /// An edit may leave the start where it was, if it has passed.
    #[prop_or_default]
    pub kept_start: Option<Date>,
    pub submit_label: AttrValue,
    pub onsubmit: Callback<OrderDraft>,
}

impl PartialEq for OrderFormViewProps {
    /// The page above is drawn again only when something of it changed.
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

#[component]
pub fn OrderFormView(props: &OrderFormViewProps) -> Html {
    let (go, search, me, now) = (use_go(), use_search(), use_me(), use_now(3600));
    let (left, onfocusout) = use_left_fields();
    let tried = use_state(|| None::<FormStep>);
    let today = ambient::now().moscow_day();
    let platform = props.settings.as_ref().map(|s| s.platform.clone()).unwrap_or_default();
    let checked = props.form.checked(today, props.kept_start, &platform);
    let wrong = checked.as_ref().err().cloned().unwrap_or_default();
    let asked = search.get("step").and_then(|name| FormStep::from_name(&name));
    let step = asked.unwrap_or_default().reachable(&wrong);
    let refused = refused_step(&props.action);
    let to_step = {
        let (go, route) = (go.clone(), props.route);
        Callback::from(move |step: FormStep| go.with_query(route, &[("step", step.name())]))
    };
    use_back_to_refused(refused, to_step.clone());
    let section = use_step_shown(step);
    let shown = shown(&wrong, step, &left, *tried == Some(step));
    let onsubmit = {
        let (checked, tried, onsubmit) = (checked.clone(), tried.setter(), props.onsubmit.clone());
        let (wrong, to_step) = (wrong.clone(), to_step.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match (step.next(), &checked) {
                (Some(next), _) if step.is_right(&wrong) => to_step.emit(next),
                (None, Ok(draft)) => onsubmit.emit(draft.clone()),
                _ => {
                    tried.set(Some(step));
                    focus_first_wrong();
                }
            }
        })
    };
    let fields = Fields {
        form: &props.form,
        action: &props.action,
        wrong: &shown,
        settings: props.settings.as_deref(),
        first_day: day_text(props.kept_start.map_or(today, |kept| kept.min(today))),
    };
    let content = match step {
        FormStep::What => what_step(&fields),
        FormStep::Where => where_step(&fields),
        FormStep::When => when_step(&fields, now),
        FormStep::Money => money_step(&fields),
        FormStep::Check => check_step(checked.as_ref().ok(), &me, now, &to_step),
    };
    html! {
        <form class="order-form" {onsubmit} {onfocusout} novalidate=true data-testid="order-new-form"
            data-mode={props.mode} data-step={step.name()}>
            { stepper(step, &wrong, &to_step) }
            <section ref={section} class="form card order-form__step" tabindex="-1"
                aria-label={step.label()} key={step.name()}>
                { content }
                { failure(props, step, shown.is_empty()) }
            </section>
            { foot(props, step, &go, &to_step) }
        </form>
    }
}

/// What is wrong and may be said: of fields that were left, or all of it after «Далее».
fn shown(wrong: &Wrong, step: FormStep, left: &[&'static str], tried: bool) -> Wrong {
    let said =
        |field: &&'static str| step.fields().contains(field) && (tried || left.contains(field));
    wrong.iter().filter(|(field, _)| said(field)).cloned().collect()
}

/// The step with the first field that the server refused.
fn refused_step(action: &Action) -> Option<FormStep> {
    FormStep::ALL
        .into_iter()
        .find(|step| step.fields().iter().any(|field| action.field_error(field).is_some()))
}

#[hook]
fn use_back_to_refused(refused: Option<FormStep>, to_step: Callback<FormStep>) {
    use_effect_with(refused, move |refused| {
        if let Some(step) = refused {
            to_step.emit(*step);
        }
    });
}

/// The next step is read from its beginning, with the eyes and with a screen reader.
#[hook]
fn use_step_shown(step: FormStep) -> NodeRef {
    let (node, before) = (use_node_ref(), use_mut_ref(|| step));
    let section = node.clone();
    use_effect_with(step, move |step| {
        if before.replace(*step) != *step {
            gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
            if let Some(section) = section.cast::<HtmlElement>() {
                // What cannot take the focus leaves it where it is.
                let _ = section.focus();
            }
        }
    });
    node
}

fn failure(props: &OrderFormViewProps, step: FormStep, right: bool) -> Html {
    if !right {
        return html! {
            <p class="form-error" role="alert" data-testid="order-new-error">
                { tr!("form-check-fields") }
            </p>
        };
    }
    let error = props.action.error().cloned();
    let error = error.filter(|_| step == FormStep::Check || refused_step(&props.action).is_some());
    form_error(error.as_ref(), "order-new-error")
}

fn stepper(now: FormStep, wrong: &Wrong, to_step: &Callback<FormStep>) -> Html {
    html! {
        <ol class="stepper" data-testid="order-new-steps" aria-label={tr!("order-form-steps")}>
            for (at, step) in FormStep::ALL.into_iter().enumerate() {
                <li key={step.name()} class={classes!("stepper__step", state(step, now, wrong))}>
                    <button type="button" disabled={step.reachable(wrong) != step}
                        aria-current={(step == now).then_some("step")}
                        data-testid={format!("order-new-step-{}", step.name())}
                        onclick={to_step.reform(move |_: MouseEvent| step)}>
                        <span class="stepper__mark" aria-hidden="true">
                            if step < now && step.is_right(wrong) {
                                { icon(Shape::Check) }
                            } else {
                                { at + 1 }
                            }
                        </span>
                        <span class="stepper__label">{ step.label() }</span>
                    </button>
                </li>
            }
        </ol>
    }
}

fn state(step: FormStep, now: FormStep, wrong: &Wrong) -> Option<&'static str> {
    if step == now {
        Some("stepper__step--current")
    } else if step < now && step.is_right(wrong) {
        Some("stepper__step--done")
    } else {
        None
    }
}

fn foot(
    props: &OrderFormViewProps,
    step: FormStep,
    go: &crate::hooks::Go,
    to_step: &Callback<FormStep>,
) -> Html {
    let back = step.previous().map(|previous| to_step.reform(move |_: MouseEvent| previous));
    let leave = go.clone();
    let back = back.unwrap_or_else(|| Callback::from(move |_| leave.back()));
    let last = step == FormStep::Check;
    html! {
        <footer class="order-form__foot">
            { Button::new(tr!("action-back")).kind(ButtonKind::Ghost).testid("order-new-back")
                .onclick(back).view() }
            if last {
                { Button::new(props.submit_label.to_string()).testid("order-new-submit").submit()
                    .busy(props.action.is_busy()).view() }
            } else {
                { Button::new(tr!("action-next")).testid("order-new-next").submit().view() }
            }
        </footer>
    }
}
