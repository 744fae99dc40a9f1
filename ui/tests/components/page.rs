//! A page with one component on it, and hands to use it with.

use std::{cell::RefCell, rc::Rc};

use gloo::{timers::future::TimeoutFuture, utils::document};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventInit, HtmlElement, HtmlInputElement, InputEvent, InputEventInit,
    KeyboardEvent, KeyboardEventInit,
};
use yew::prelude::*;

/// As the product looks: what is hidden there is hidden here.
const STYLES: [&str; 4] = [
    include_str!("../../styles/tokens.css"),
    include_str!("../../styles/base.css"),
    include_str!("../../styles/components.css"),
    include_str!("../../styles/controls.css"),
];

/// The component under test, drawn by a function of the newest value it gave.
pub struct Page {
    root: Element,
    app: Option<AppHandle<Host>>,
    told: Rc<RefCell<Vec<String>>>,
}

type Draw = Rc<dyn Fn(AttrValue, Callback<String>) -> Html>;

#[derive(Clone, Properties)]
pub struct HostProps {
    start: AttrValue,
    draw: Draw,
    told: Rc<RefCell<Vec<String>>>,
}

impl PartialEq for HostProps {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// Keeps the value as a page's form would.
#[component]
pub fn Host(props: &HostProps) -> Html {
    let value = use_state(|| props.start.clone());
    let (setter, told) = (value.setter(), props.told.clone());
    let tell = use_callback((), move |text: String, ()| {
        told.borrow_mut().push(text.clone());
        setter.set(AttrValue::from(text));
    });
    (props.draw)((*value).clone(), tell)
}

impl Page {
    /// Draws a component that is given a value and tells the next.
    pub async fn with(
        start: &str,
        draw: impl Fn(AttrValue, Callback<String>) -> Html + 'static,
    ) -> Self {
        let root = document().create_element("div").unwrap();
        let style = document().create_element("style").unwrap();
        style.set_text_content(Some(&STYLES.concat()));
        root.append_child(&style).unwrap();
        let place = document().create_element("div").unwrap();
        root.append_child(&place).unwrap();
        document().body().unwrap().append_child(&root).unwrap();
        let told = Rc::default();
        let props =
            HostProps { start: AttrValue::from(start.to_owned()), draw: Rc::new(draw), told };
        let told = props.told.clone();
        let app = yew::Renderer::<Host>::with_root_and_props(place, props).render();
        TimeoutFuture::new(0).await;
        Self { root, app: Some(app), told }
    }

    /// What was told, from the first to the newest.
    pub fn told(&self) -> Vec<String> {
        self.told.borrow().clone()
    }

    pub fn last(&self) -> String {
        self.told().pop().unwrap_or_default()
    }

    pub fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.root.query_selector(selector).unwrap().map(|found| found.dyn_into().unwrap())
    }

    /// The element with this `data-testid`.
    pub fn see(&self, id: &str) -> HtmlElement {
        self.find(&format!("[data-testid=\"{id}\"]")).unwrap_or_else(|| panic!("no {id}"))
    }

    pub fn misses(&self, id: &str) -> bool {
        self.find(&format!("[data-testid=\"{id}\"]")).is_none()
    }

    pub fn input(&self, id: &str) -> HtmlInputElement {
        self.see(id).dyn_into().unwrap()
    }

    /// Puts `text` into a field as typing or pasting does, with the caret `at` a place in it.
    pub async fn enter(&self, id: &str, text: &str, at: u32) {
        self.edit(id, text, at, "insertText").await;
    }

    /// `kind` is what the browser calls the edit: `deleteContentBackward`.
    pub async fn edit(&self, id: &str, text: &str, at: u32, kind: &str) {
        let input = self.input(id);
        input.focus().unwrap();
        input.set_value(text);
        input.set_selection_range(at, at).unwrap();
        let init = InputEventInit::new();
        init.set_bubbles(true);
        init.set_input_type(kind);
        let event = InputEvent::new_with_event_init_dict("input", &init).unwrap();
        input.dispatch_event(&event).unwrap();
        settled().await;
    }

    pub async fn press(&self, id: &str) {
        let button = self.see(id);
        button.focus().unwrap();
        button.click();
        settled().await;
    }

    /// Presses a key where the focus is; answers whether the component took it for itself.
    pub async fn key(&self, key: &str) -> bool {
        let init = KeyboardEventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        init.set_key(key);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        let at = document().active_element().unwrap();
        let free = at.dispatch_event(&event).unwrap();
        settled().await;
        !free
    }

    /// Sends an event that browsers send by themselves: `cancel` of a dialog.
    pub async fn send(&self, id: &str, name: &str) {
        let init = EventInit::new();
        init.set_cancelable(true);
        let event = Event::new_with_event_init_dict(name, &init).unwrap();
        self.see(id).dispatch_event(&event).unwrap();
        settled().await;
    }

    /// The `data-testid` of what has the focus.
    pub fn focus(&self) -> String {
        focus()
    }
}

pub fn focus() -> String {
    let active = document().active_element();
    active.and_then(|active| active.get_attribute("data-testid")).unwrap_or_default()
}

impl Drop for Page {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        self.root.remove();
    }
}

/// Lets everything be drawn that an event has led to.
pub async fn settled() {
    for _ in 0..3 {
        TimeoutFuture::new(0).await;
    }
}

/// Waits until `is_so`, at most some seconds.
pub async fn eventually(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..600 {
        if is_so() {
            return;
        }
        TimeoutFuture::new(10).await;
    }
    panic!("not in time: {what}");
}
