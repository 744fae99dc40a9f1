//! A long list keeps few rows in the document, and the page as high as all of them.

use std::rc::Rc;

use gloo::utils::{document, window};
use montaj_ui::components::LongList;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;

use crate::page::{Page, eventually};

const ROWS: usize = 2000;
/// As high as a row is drawn, px.
const HEIGHT: f64 = 100.0;

#[wasm_bindgen_test]
async fn a_long_list_holds_few_rows_wherever_one_scrolls() {
    let page = Page::with("", |_, _| {
        let keys = (0..ROWS).map(|row| AttrValue::from(row.to_string())).collect::<Vec<_>>();
        let row =
            Callback::from(|at: usize| html! { <p style="height: 100px; margin: 0">{ at }</p> });
        html! { <LongList keys={Rc::new(keys)} {row} name="test" testid="list" /> }
    })
    .await;
    let rows = || document().query_selector_all(".long-list__row").unwrap().length();
    let drawn = |at: u32| page.find(&format!("[data-row=\"{at}\"]")).is_some();
    assert!((1..=60).contains(&rows()), "{} rows", rows());
    assert!(drawn(0));
    for at in [1000_u32, 1990, 500, 0] {
        let top = f64::from(page.see("list").offset_top());
        window().scroll_to_with_x_and_y(0.0, top + f64::from(at) * HEIGHT);
        eventually("the rows of that place come", || {
            // Where rows were never seen their height is a guess, so the page may shift.
            let list = page.see("list").get_bounding_client_rect();
            list.top() > 0.0
                || document().query_selector_all(".long-list__row").is_ok_and(|rows| {
                    (0..rows.length()).filter_map(|row| rows.get(row)).any(|row| {
                        let row: web_sys::Element = wasm_bindgen::JsCast::unchecked_into(row);
                        let area = row.get_bounding_client_rect();
                        area.top() <= 1.0 && area.bottom() > 0.0
                    })
                })
        })
        .await;
        assert!((1..=60).contains(&rows()), "{} rows at {at}", rows());
    }
    eventually("the first row is back", || drawn(0)).await;
}
