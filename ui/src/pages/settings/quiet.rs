//! Quiet hours: whether, from when to when, and by whose clock.

use montaj_domain::notification::QuietHours;
use montaj_wire::notification::EditNotificationSettings;
use yew::prelude::*;

use crate::{
    ambient,
    components::{Button, ButtonKind, Shape, Switch, TextField, icon},
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct QuietHoursFormProps {
    pub hours: QuietHours,
    pub onedit: Callback<EditNotificationSettings>,
}

#[component]
pub fn QuietHoursForm(props: &QuietHoursFormProps) -> Html {
    let hours = props.hours.clone();
    let wrong = use_state_eq(|| false);
    let save = {
        let (onedit, wrong) = (props.onedit.clone(), wrong.setter());
        Callback::from(move |hours: QuietHours| {
            // Whoever changes them means the clock before them.
            let hours = QuietHours {
                zone: ambient::zone_name(),
                offset_minutes: ambient::zone_secs() / 60,
                ..hours
            };
            let is_wrong = hours.check().is_err();
            wrong.set(is_wrong);
            if !is_wrong {
                let quiet_hours = Some(hours);
                onedit.emit(EditNotificationSettings { quiet_hours, ..Default::default() });
            }
        })
    };
    let change = |apply: fn(&mut QuietHours, u16)| {
        let (save, hours) = (save.clone(), hours.clone());
        Callback::from(move |text: String| {
            let mut hours = hours.clone();
            // A field that is being typed into is no time yet.
            let Some(minute) = minute_of(&text) else { return };
            apply(&mut hours, minute);
            save.emit(hours);
        })
    };
    let switch = {
        let (save, hours) = (save.clone(), hours.clone());
        Callback::from(move |on| save.emit(QuietHours { on, ..hours.clone() }))
    };
    let here = ambient::zone_secs() / 60;
    let move_here = {
        let (save, hours) = (save.clone(), hours.clone());
        Callback::from(move |_: MouseEvent| save.emit(hours.clone()))
    };
    html! {
        <div class="quiet-hours" data-testid="settings-quiet" data-on={hours.on.to_string()}>
            { Switch { testid: "settings-quiet-on".into(), label: tr!("quiet-hours"),
                hint: Some(tr!("quiet-hours-hint")), on: hours.on, onchange: switch,
                ..Switch::default() }.view() }
            if hours.on {
                <div class="form__pair">
                    <TextField testid="settings-quiet-from" label={tr!("quiet-hours-from")} kind="time"
                        value={time_of(hours.from_minute)} field="quietHours"
                        oninput={change(|hours, minute| hours.from_minute = minute)} />
                    <TextField testid="settings-quiet-to" label={tr!("quiet-hours-to")} kind="time"
                        value={time_of(hours.to_minute)} field="quietHours"
                        error={wrong.then(|| tr!("quiet-hours-empty"))}
                        oninput={change(|hours, minute| hours.to_minute = minute)} />
                </div>
                <p class="field__hint">
                    { tr!("quiet-hours-zone", zone = zone_text(&hours.zone, hours.offset_minutes)) }
                </p>
                if hours.offset_minutes != here {
                    <p class="notice">
                        { icon(Shape::Clock) }
                        <span>{ tr!("quiet-hours-elsewhere", zone = zone_text(&ambient::zone_name(), here)) }</span>
                        { Button::new(tr!("quiet-hours-move")).kind(ButtonKind::Secondary)
                            .testid("settings-quiet-here").onclick(move_here).view() }
                    </p>
                }
            }
        </div>
    }
}

/// «22:00».
fn time_of(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn minute_of(time: &str) -> Option<u16> {
    let (hour, minute) = time.split_once(':')?;
    let (hour, minute) = (hour.parse::<u16>().ok()?, minute.get(..2)?.parse::<u16>().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// «Europe/Moscow, UTC+3», «UTC+5:30».
fn zone_text(name: &str, offset_minutes: i32) -> String {
    let sign = if offset_minutes < 0 { '−' } else { '+' };
    let (hours, minutes) = (offset_minutes.abs() / 60, offset_minutes.abs() % 60);
    let minutes = if minutes == 0 { String::new() } else { format!(":{minutes:02}") };
    let offset = format!("UTC{sign}{hours}{minutes}");
    if name.is_empty() { offset } else { format!("{name}, {offset}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_fields_write_them() {
        assert_eq!(minute_of("22:05"), Some(1325));
        assert_eq!(minute_of("22:05:00"), Some(1325));
        for typing in ["", "2", "22:", "25:00", "12:75", "ab:cd"] {
            assert_eq!(minute_of(typing), None, "{typing:?}");
        }
        assert_eq!(time_of(65), "01:05");
    }

    #[test]
    fn a_zone_is_told_by_name_and_distance() {
        assert_eq!(zone_text("Europe/Moscow", 180), "Europe/Moscow, UTC+3");
        assert_eq!(zone_text("", -330), "UTC−5:30");
    }
}
