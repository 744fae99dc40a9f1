//! The field of a day, with the button that opens its calendar.

use montaj_domain::timestamp::{Date, day_text, parse_day};
use yew::prelude::*;

use super::{
    calendar::Calendar,
    typed::{kept, shown, typed_date},
};
use crate::components::{
    Shape,
    field::{FieldShell, described, masked},
    icon,
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct DateFieldProps {
    pub testid: AttrValue,
    pub label: AttrValue,
    /// `YYYY-MM-DD`, or what has been typed so far.
    pub value: AttrValue,
    pub oninput: Callback<String>,
    #[prop_or_default]
    pub field: AttrValue,
    #[prop_or_default]
    pub error: Option<String>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// The first and the last day that may be chosen, `YYYY-MM-DD`.
    #[prop_or_default]
    pub min: Option<AttrValue>,
    #[prop_or_default]
    pub max: Option<AttrValue>,
    #[prop_or_default]
    pub disabled: bool,
    #[prop_or_default]
    pub optional: bool,
    #[prop_or_default]
    pub compact: bool,
}

#[component]
pub fn DateField(props: &DateFieldProps) -> Html {
    let open = use_state_eq(|| false);
    let opener = use_node_ref();
    let text = AttrValue::from(shown(&props.value));
    let oninput =
        masked(text.clone(), typed_date, props.oninput.reform(|text: String| kept(&text)));
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onclose = use_callback(open.setter(), |(), open| open.set(false));
    let onchoose = {
        let (open, oninput) = (open.setter(), props.oninput.clone());
        Callback::from(move |day: Date| {
            open.set(false);
            oninput.emit(day_text(day));
        })
    };
    let bound = |day: &Option<AttrValue>| day.as_deref().and_then(parse_day);
    let control = html! {
        <>
            <input class="field__input field__input--figures" id={props.testid.clone()}
                data-testid={props.testid.clone()} type="text" inputmode="numeric"
                autocomplete="off" placeholder={tr!("date-placeholder")} value={text} {oninput}
                disabled={props.disabled}
                aria-invalid={props.error.is_some().then_some("true")}
                aria-describedby={described(&props.testid, props.error.as_ref(), props.hint.as_deref())} />
            <button ref={opener.clone()} type="button" class="field__reveal" onclick={toggle}
                disabled={props.disabled} aria-haspopup="dialog" aria-expanded={open.to_string()}
                aria-label={tr!("date-open", label = props.label.to_string())}
                data-testid={format!("{}-calendar", props.testid)}>
                { icon(Shape::Calendar) }
            </button>
            if *open {
                <Calendar {opener} chosen={parse_day(&props.value)} min={bound(&props.min)}
                    max={bound(&props.max)} {onchoose} {onclose} />
            }
        </>
    };
    FieldShell {
        id: &props.testid,
        label: &props.label,
        field: &props.field,
        error: props.error.as_ref(),
        hint: props.hint.as_deref(),
        optional: props.optional,
        compact: props.compact,
        class: Some("field__box--end"),
        ..FieldShell::default()
    }
    .around(control)
}
