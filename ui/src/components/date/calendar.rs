//! A month to choose a day from: by pointer, or by arrows, pages and Enter.

use montaj_domain::timestamp::{Date, day_text};
use web_sys::HtmlElement;
use yew::prelude::*;

use super::month::{MonthOf, is_weekend, led_by, months_on};
use crate::{
    components::{
        Button, ButtonKind, Shape,
        float::{Side, use_float},
    },
    format::{self, Now},
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct CalendarProps {
    /// The button that opened it.
    pub opener: NodeRef,
    pub chosen: Option<Date>,
    pub min: Option<Date>,
    pub max: Option<Date>,
    pub onchoose: Callback<Date>,
    pub onclose: Callback<()>,
}

#[component]
pub fn Calendar(props: &CalendarProps) -> Html {
    let now = Now::here();
    let (min, max) = (props.min, props.max);
    let within = move |day: Date| {
        let day = min.map_or(day, |min| day.max(min));
        max.map_or(day, |max| day.min(max))
    };
    let start = props.chosen.unwrap_or_else(|| now.today());
    // The day that arrows lead from; its month is shown.
    let cursor = use_state_eq(move || within(start));
    let node = use_node_ref();
    use_float(&node, Side::Below(props.opener.clone()), props.onclose.clone());
    use_focus_on_cursor(&node, *cursor);
    let turn = |months: i32| {
        let cursor = cursor.clone();
        Callback::from(move |_: MouseEvent| cursor.set(within(months_on(*cursor, months))))
    };
    let onkeydown = {
        let cursor = cursor.clone();
        Callback::from(move |key: KeyboardEvent| {
            if let Some(day) = led_by(&key.key(), *cursor) {
                key.prevent_default();
                cursor.set(within(day));
            }
        })
    };
    let month = MonthOf::of(*cursor);
    let is_ahead = max.is_some_and(|max| MonthOf::of(max) == month);
    let is_behind = min.is_some_and(|min| MonthOf::of(min) == month);
    html! {
        <div ref={node} class="calendar float" role="dialog" aria-label={tr!("date-calendar")}
            data-testid="calendar">
            <header class="calendar__head">
                { Button::new(tr!("date-month-back")).icon(Shape::Back).kind(ButtonKind::Ghost)
                    .testid("calendar-back").icon_only().disabled(is_behind).onclick(turn(-1))
                    .view() }
                <strong class="calendar__month" aria-live="polite">
                    { tr!("date-month", month = u8::from(month.month), year = month.year) }
                </strong>
                { Button::new(tr!("date-month-forward")).icon(Shape::Forward)
                    .kind(ButtonKind::Ghost).testid("calendar-forward").icon_only()
                    .disabled(is_ahead).onclick(turn(1)).view() }
            </header>
            <div class="calendar__days" role="grid" {onkeydown}>
                { weekdays() }
                for week in month.weeks() {
                    <div class="calendar__week" role="row" key={day_text(week[0])}>
                        for day in week { { day_view(props, day, *cursor, now) } }
                    </div>
                }
            </div>
        </div>
    }
}

fn weekdays() -> Html {
    html! {
        <div class="calendar__week" role="row" aria-hidden="true">
            for day in 1..=7_u8 {
                <span class="calendar__weekday" key={day}>{ tr!("date-weekday", day = day) }</span>
            }
        </div>
    }
}

fn day_view(props: &CalendarProps, day: Date, cursor: Date, now: Now) -> Html {
    let chosen = props.chosen == Some(day);
    let class = classes!(
        "calendar__day",
        (day.month() != cursor.month()).then_some("calendar__day--beside"),
        is_weekend(day).then_some("calendar__day--weekend"),
        (day == now.today()).then_some("calendar__day--today"),
        chosen.then_some("calendar__day--chosen"),
    );
    let is_out = props.min.is_some_and(|min| day < min) || props.max.is_some_and(|max| day > max);
    let onclick = props.onchoose.reform(move |_: MouseEvent| day);
    html! {
        <span role="gridcell" key={day_text(day)} aria-selected={chosen.to_string()}>
            <button type="button" {class} {onclick} disabled={is_out} data-day={day_text(day)}
                tabindex={if day == cursor { "0" } else { "-1" }}
                aria-label={format::calendar_day(day, now)}
                aria-current={(day == now.today()).then_some("date")}>{ day.day() }</button>
        </span>
    }
}

/// The focus goes with the cursor, and into the calendar when it opens.
#[hook]
fn use_focus_on_cursor(node: &NodeRef, cursor: Date) {
    let node = node.clone();
    use_effect_with(cursor, move |cursor| {
        let day = node.cast::<HtmlElement>().and_then(|calendar| {
            let day = format!("[data-day=\"{}\"]", day_text(*cursor));
            calendar.query_selector(&day).ok().flatten()
        });
        if let Some(day) =
            day.and_then(|day| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(day).ok())
        {
            // What cannot take the focus leaves it where it is.
            let _ = day.focus();
        }
    });
}
