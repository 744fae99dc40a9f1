//! Tabs: Tab reaches one, arrows lead on.

use montaj_ui::components::{Tab, Tabs};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;

use crate::page::Page;

#[wasm_bindgen_test]
async fn arrows_choose_among_tabs_of_which_one_is_reached_by_tab() {
    let page = Page::with("open", |value, tell: Callback<String>| {
        let tabs = ["open", "work", "done"].map(|id| Tab {
            id,
            label: id.into(),
            count: None,
            testid: Some(id.into()),
        });
        html! {
            <Tabs label="Заказы" tabs={tabs.to_vec()} chosen={value} onchoose={tell.reform(str::to_owned)} />
        }
    })
    .await;
    let reached = |id: &str| page.see(id).get_attribute("tabindex").unwrap();
    assert_eq!(["open", "work", "done"].map(reached), ["0", "-1", "-1"]);
    page.see("open").focus().unwrap();
    for (key, tab) in
        [("ArrowRight", "work"), ("End", "done"), ("ArrowRight", "open"), ("ArrowLeft", "done")]
    {
        assert!(page.key(key).await, "{key}");
        assert_eq!((page.focus().as_str(), page.last().as_str()), (tab, tab), "after {key}");
        assert_eq!(page.see(tab).get_attribute("aria-selected").as_deref(), Some("true"));
        assert_eq!(reached(tab), "0");
    }
    assert!(!page.key("ArrowDown").await, "left to the page");
    page.press("work").await;
    assert_eq!(page.last(), "work");
}
