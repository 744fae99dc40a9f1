//! Fields: what is typed, pasted and deleted in them.

use montaj_ui::components::{
    CodeField, MoneyField, PhoneField, RatingField, SearchField, Segment, Segmented, Switch,
    TextField,
};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;

use crate::page::Page;

#[wasm_bindgen_test]
async fn a_field_says_what_is_wrong_where_screen_readers_look_for_it() {
    let page = Page::with("Анна", |value, oninput| {
        let error = value.is_empty().then(|| "Пусто".to_owned());
        html! { <TextField testid="name" label="Имя" limit=10 {value} {error} {oninput} /> }
    })
    .await;
    assert_eq!(page.find(".field__counter").unwrap().inner_text(), "4 / 10");
    assert_eq!(page.input("name").get_attribute("aria-invalid"), None);
    page.enter("name", "", 0).await;
    let field = page.input("name");
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    let note = field.get_attribute("aria-describedby").unwrap();
    assert_eq!(page.find(&format!("#{note}")).unwrap().inner_text(), "Пусто");
    assert_eq!(field.labels().unwrap().length(), 1);
}

#[wasm_bindgen_test]
async fn a_password_is_shown_on_request_and_keeps_its_text() {
    let page = Page::with("secret", |value, oninput| {
        html! { <TextField testid="password" label="Пароль" kind="password" {value} {oninput} /> }
    })
    .await;
    assert_eq!(page.input("password").type_(), "password");
    page.press("password-reveal").await;
    assert_eq!(
        (page.input("password").type_().as_str(), page.input("password").value().as_str()),
        ("text", "secret")
    );
    assert_eq!(page.see("password-reveal").get_attribute("aria-pressed").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn a_phone_number_is_pasted_in_any_way_of_writing() {
    let page = Page::with("", |value, oninput| {
        html! { <PhoneField testid="phone" label="Телефон" {value} {oninput} /> }
    })
    .await;
    for written in ["89161234567", "+7 916 123 45 67", "916-123-45-67", "8 (916) 123-45-67"] {
        page.enter("phone", written, u32::try_from(written.len()).unwrap()).await;
        assert_eq!(page.input("phone").value(), "+7 (916) 123-45-67", "{written}");
        assert_eq!(page.last(), "+7 (916) 123-45-67");
    }
    assert_eq!(page.input("phone").selection_start().unwrap(), Some(18), "the caret at the end");
}

#[wasm_bindgen_test]
async fn the_caret_stays_where_one_mends_a_phone_number() {
    let page = Page::with("+7 (916) 123-45-67", |value, oninput| {
        html! { <PhoneField testid="phone" label="Телефон" {value} {oninput} /> }
    })
    .await;
    // The bracket after 916 is deleted: the 6 before it goes.
    page.edit("phone", "+7 (916 123-45-67", 7, "deleteContentBackward").await;
    assert_eq!(page.input("phone").value(), "+7 (911) 234-56-7");
    assert_eq!(page.input("phone").selection_start().unwrap(), Some(6));
}

#[wasm_bindgen_test]
async fn money_stands_in_groups_while_one_types() {
    let page = Page::with("", |value, oninput| {
        MoneyField {
            testid: "budget",
            label: "Бюджет".to_owned(),
            value: value.to_string(),
            oninput,
            ..MoneyField::default()
        }
        .view()
    })
    .await;
    for (typed, at, shown) in
        [("1", 1, "1"), ("15", 2, "15"), ("1500", 4, "1 500"), ("150000", 6, "150 000")]
    {
        page.enter("budget", typed, at).await;
        assert_eq!(page.input("budget").value().replace('\u{a0}', " "), shown);
    }
    page.enter("budget", "1950\u{a0}000", 2).await;
    assert_eq!(page.input("budget").value().replace('\u{a0}', " "), "1 950 000");
    assert_eq!(page.input("budget").selection_start().unwrap(), Some(3), "after the 9");
    page.enter("budget", "x", 1).await;
    assert_eq!(page.input("budget").value(), "");
}

#[wasm_bindgen_test]
async fn a_code_is_pasted_whole_and_stands_in_its_cells() {
    let page = Page::with("", |value, oninput| {
        html! { <CodeField testid="code" label="Код" length=6 autofocus=true {value} {oninput} /> }
    })
    .await;
    assert_eq!(page.focus(), "code");
    page.enter("code", "Ваш код: 123-456", 16).await;
    assert_eq!(page.last(), "123456");
    assert_eq!(page.find(".code-field__cells").unwrap().text_content().unwrap(), "123456");
    page.enter("code", "12", 2).await;
    assert_eq!(page.find(".code-field__cells").unwrap().text_content().unwrap(), "12");
    let current = page.find(".code-field__cell--current").unwrap();
    assert_eq!(current.text_content().unwrap(), "", "the third cell waits");
    assert_eq!(page.input("code").get_attribute("autocomplete").as_deref(), Some("one-time-code"));
}

#[wasm_bindgen_test]
async fn a_search_is_cleared_by_its_cross_and_by_escape() {
    let page = Page::with("окна", |value, oninput| {
        html! { <SearchField testid="search" label="Поиск" {value} {oninput} /> }
    })
    .await;
    page.press("search-clear").await;
    assert_eq!((page.input("search").value().as_str(), page.focus().as_str()), ("", "search"));
    assert!(page.misses("search-clear"));
    assert!(!page.key("Escape").await, "an empty field leaves Escape to others");
    page.enter("search", "двери", 5).await;
    assert!(page.key("Escape").await);
    assert_eq!(page.input("search").value(), "");
}

#[wasm_bindgen_test]
async fn a_switch_says_its_state() {
    let page = Page::with("off", |value, tell: Callback<String>| {
        let onchange = tell.reform(|on: bool| if on { "on" } else { "off" }.to_owned());
        Switch {
            testid: "quiet".into(),
            label: "Тихие часы".to_owned(),
            on: value == "on",
            onchange,
            ..Switch::default()
        }
        .view()
    })
    .await;
    assert_eq!(page.see("quiet").get_attribute("role").as_deref(), Some("switch"));
    page.press("quiet").await;
    assert!(page.input("quiet").checked());
    page.press("quiet").await;
    assert_eq!(page.told(), ["on", "off"]);
}

#[wasm_bindgen_test]
async fn stars_and_segments_are_choices_of_one() {
    let page = Page::with("0", |value, tell: Callback<String>| {
        let given = value.parse::<u8>().unwrap_or(0);
        let onchange = tell.reform(|stars: u8| stars.to_string());
        let segments = ["day", "week"].map(|id| Segment { id, label: id.into(), shape: None });
        html! {
            <>
                <RatingField testid="rate" label="Оценка" value={given} {onchange} />
                <Segmented testid="period" label="Срок" segments={segments.to_vec()}
                    chosen={value} onchoose={tell.reform(str::to_owned)} />
            </>
        }
    })
    .await;
    page.press("rate-4").await;
    assert_eq!(page.last(), "4");
    assert!(page.input("rate-4").checked());
    assert_eq!(page.find(".rating-field__star--given:nth-of-type(4)").map(|_| ()), Some(()));
    page.press("period-week").await;
    assert_eq!(page.last(), "week");
    assert!(page.input("period-week").checked());
}
