//! What lies over the page: dialogs, menus, toasts, and the end of a list that goes on.

use std::{cell::RefCell, rc::Rc};

use montaj_ui::components::{
    ConfirmDialog, Dialog, Menu, MenuItem, Sentinel, Shape, TextField, ToastKind, ToastState,
    ToastStep, Toasts,
};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;

use crate::page::{Page, eventually};

async fn with_dialog() -> Page {
    Page::with("", |value, tell: Callback<String>| {
        let open = tell.reform(|_: MouseEvent| "open".to_owned());
        let onclose = tell.reform(|()| "closed".to_owned());
        html! {
            <>
                <button data-testid="opener" onclick={open}>{ "…" }</button>
                if value == "open" {
                    <Dialog title="Отказ" {onclose}>
                        <TextField testid="reason" label="Причина" value="" oninput={Callback::noop()} />
                    </Dialog>
                }
            </>
        }
    })
    .await
}

#[wasm_bindgen_test]
async fn a_dialog_takes_the_focus_keeps_it_and_gives_it_back() {
    let page = with_dialog().await;
    page.press("opener").await;
    assert_eq!(page.focus(), "reason", "in the first field");
    page.see("opener").focus().unwrap();
    assert_eq!(page.focus(), "reason", "what lies below cannot be reached");
    // What a browser sends when Escape is pressed.
    page.send("dialog", "cancel").await;
    assert_eq!(page.last(), "closed");
    assert!(page.misses("dialog"));
    assert_eq!(page.focus(), "opener");
}

#[wasm_bindgen_test]
async fn a_question_is_not_answered_by_a_stray_enter() {
    let page = Page::with("", |_, tell: Callback<String>| {
        ConfirmDialog {
            title: "Закрыть заказ?".to_owned(),
            text: Some("Отменить это нельзя.".to_owned()),
            yes: "Закрыть".to_owned(),
            danger: true,
            onyes: tell.reform(|()| "yes".to_owned()),
            onno: tell.reform(|()| "no".to_owned()),
            ..ConfirmDialog::default()
        }
        .view()
    })
    .await;
    assert_eq!(page.focus(), "dialog", "no button has the focus");
    page.press("confirm-no").await;
    page.press("confirm-yes").await;
    assert_eq!(page.told(), ["no", "yes"]);
}

async fn with_menu() -> Page {
    Page::with("", |_, tell: Callback<String>| {
        let items = vec![
            MenuItem::new("copy", "Копировать", Shape::Copy),
            MenuItem::new("reply", "Ответить", Shape::Reply),
            MenuItem::new("open", "Открыть", Shape::Eye).disabled(true),
            MenuItem::new("delete", "Удалить", Shape::Trash).danger(),
        ];
        html! { <Menu label="Действия" testid="more" {items} onchoose={tell.reform(str::to_owned)} /> }
    })
    .await
}

#[wasm_bindgen_test]
async fn arrows_and_letters_lead_through_a_menu() {
    let page = with_menu().await;
    page.press("more").await;
    assert_eq!(page.see("more").get_attribute("aria-expanded").as_deref(), Some("true"));
    assert_eq!(page.focus(), "copy");
    for (key, item) in [
        ("ArrowDown", "reply"),
        ("End", "delete"),
        ("ArrowDown", "copy"),
        ("ArrowUp", "delete"),
        ("у", "delete"),
        ("Home", "copy"),
    ] {
        page.key(key).await;
        assert_eq!(page.focus(), item, "after {key}");
    }
    page.key("Escape").await;
    assert!(page.misses("menu"));
    assert_eq!((page.focus().as_str(), page.told()), ("more", vec![]));
}

#[wasm_bindgen_test]
async fn a_choice_closes_the_menu_and_a_disabled_one_does_nothing() {
    let page = with_menu().await;
    page.press("more").await;
    page.press("open").await;
    assert!(!page.misses("menu"));
    page.press("reply").await;
    assert!(page.misses("menu"));
    assert_eq!((page.told(), page.focus().as_str()), (vec!["reply".to_owned()], "more"));
}

#[wasm_bindgen_test]
async fn failures_are_said_at_once_and_all_toasts_go_by_themselves() {
    let closed = Rc::new(RefCell::new(Vec::new()));
    let page = Page::with("", move |_, tell: Callback<String>| {
        let show = |state: Rc<ToastState>, kind, text: &str| {
            state.reduce(ToastStep::Show(kind, text.to_owned()))
        };
        let state = show(Rc::default(), ToastKind::Success, "Сохранено");
        let state = show(state, ToastKind::Error, "Не удалось");
        let gone = closed.borrow().clone();
        let close = |state: Rc<ToastState>, id: u32| state.reduce(ToastStep::Close(id));
        let state = gone.into_iter().fold(state, close);
        let closed = closed.clone();
        let onclose = Callback::from(move |id: u32| {
            closed.borrow_mut().push(id);
            tell.emit(id.to_string());
        });
        html! { <Toasts state={(*state).clone()} {onclose} /> }
    })
    .await;
    let texts = |region: &str| page.find(region).unwrap().text_content().unwrap();
    assert_eq!(texts(".toasts > [role=status]"), "Сохранено");
    assert_eq!(texts(".toasts > [role=alert]"), "Не удалось");
    eventually("both toasts go", || page.misses("toast")).await;
}

#[wasm_bindgen_test]
async fn the_end_of_a_list_calls_for_more_while_it_is_in_sight() {
    let page = Page::with("0", |value, tell: Callback<String>| {
        let count = value.parse::<usize>().unwrap();
        let onreach = Callback::from(move |()| {
            if count < 3 {
                tell.emit((count + 1).to_string());
            }
        });
        html! {
            <div>
                for row in 0..count { <p key={row}>{ row }</p> }
                <Sentinel {count} {onreach} testid="end" />
            </div>
        }
    })
    .await;
    eventually("three rows", || page.last() == "3").await;
    assert_eq!(page.told(), ["1", "2", "3"]);
}
