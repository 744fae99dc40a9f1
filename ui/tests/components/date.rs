//! The field of a day and its calendar.

use montaj_ui::components::DateField;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;

use crate::page::Page;

async fn from(value: &str) -> Page {
    Page::with(value, |value, oninput| {
        html! { <DateField testid="start" label="Начать" min="2026-11-10" {value} {oninput} /> }
    })
    .await
}

fn day_in_focus() -> String {
    let active = gloo::utils::document().active_element();
    active.and_then(|active| active.get_attribute("data-day")).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn a_typed_day_is_told_as_forms_send_it() {
    let page = from("").await;
    for (typed, shown, told) in [
        ("24", "24", "24"),
        ("2411", "24.11", "24.11"),
        ("24112026", "24.11.2026", "2026-11-24"),
        ("5.12.2026", "05.12.2026", "2026-12-05"),
        ("31.02.2026", "31.02.2026", "31.02.2026"),
        ("2026-11-24", "24.11.2026", "2026-11-24"),
    ] {
        page.enter("start", typed, u32::try_from(typed.len()).unwrap()).await;
        assert_eq!((page.input("start").value().as_str(), page.last().as_str()), (shown, told));
    }
}

#[wasm_bindgen_test]
async fn arrows_lead_through_the_calendar_and_a_day_is_chosen() {
    let page = from("2026-11-24").await;
    page.press("start-calendar").await;
    assert_eq!(page.see("start-calendar").get_attribute("aria-expanded").as_deref(), Some("true"));
    assert_eq!(day_in_focus(), "2026-11-24");
    for (key, day) in [
        ("ArrowRight", "2026-11-25"),
        ("ArrowDown", "2026-12-02"),
        ("PageDown", "2027-01-02"),
        ("Home", "2026-12-28"),
        ("PageUp", "2026-11-28"),
        ("PageUp", "2026-11-10"),
        ("ArrowLeft", "2026-11-10"),
    ] {
        assert!(page.key(key).await, "{key}");
        assert_eq!(day_in_focus(), day, "after {key}");
    }
    page.find("[data-day=\"2026-11-12\"]").unwrap().click();
    crate::page::settled().await;
    assert_eq!(
        (page.last().as_str(), page.input("start").value().as_str()),
        ("2026-11-12", "12.11.2026")
    );
    assert!(page.misses("calendar"));
    assert_eq!(page.focus(), "start-calendar", "the focus is back");
}

#[wasm_bindgen_test]
async fn days_out_of_bounds_cannot_be_chosen_and_escape_changes_nothing() {
    let page = from("2026-11-24").await;
    page.press("start-calendar").await;
    let early = page.find("[data-day=\"2026-11-09\"]").unwrap();
    assert!(early.has_attribute("disabled"));
    assert!(page.see("calendar-back").has_attribute("disabled"));
    page.press("calendar-forward").await;
    assert!(page.find("[data-day=\"2026-12-24\"]").is_some());
    page.key("Escape").await;
    assert!(page.misses("calendar"));
    assert_eq!((page.told(), page.focus().as_str()), (vec![], "start-calendar"));
}
