//! Tabs: one is chosen, Tab reaches that one, arrows lead to the others and choose them.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::roving::{Axis, step};

#[derive(Debug, Clone, PartialEq)]
pub struct Tab {
    /// What `onchoose` is told.
    pub id: &'static str,
    pub label: AttrValue,
    /// How much stands behind it.
    pub count: Option<usize>,
    pub testid: Option<AttrValue>,
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TabsProps {
    pub label: AttrValue,
    pub tabs: Vec<Tab>,
    pub chosen: AttrValue,
    pub onchoose: Callback<&'static str>,
    /// The id of the element that shows what is chosen.
    #[prop_or_default]
    pub panel: Option<AttrValue>,
}

#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let ids: Vec<_> = props.tabs.iter().map(|tab| tab.id).collect();
    let at = ids.iter().position(|id| *id == props.chosen.as_str());
    let onchoose = props.onchoose.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let next = step(&event.key(), at.unwrap_or(0), ids.len(), Axis::Across);
        if let Some(next) = next {
            event.prevent_default();
            focus_tab(&event, next);
            onchoose.emit(ids[next]);
        }
    });
    html! {
        <div class="tabs" role="tablist" aria-label={props.label.clone()} {onkeydown}>
            for (index, tab) in props.tabs.iter().enumerate() {
                { tab_view(props, tab, at == Some(index), at.unwrap_or(0) == index) }
            }
        </div>
    }
}

fn tab_view(props: &TabsProps, tab: &Tab, chosen: bool, reachable: bool) -> Html {
    let id = tab.id;
    let onclick = props.onchoose.reform(move |_: MouseEvent| id);
    html! {
        <button type="button" role="tab" key={id} {onclick} data-testid={tab.testid.clone()}
            class={classes!("tabs__tab", chosen.then_some("tabs__tab--active"))}
            aria-selected={chosen.to_string()} aria-controls={props.panel.clone()}
            tabindex={if reachable { "0" } else { "-1" }}>
            { &tab.label }
            if let Some(count) = tab.count.filter(|count| *count > 0) {
                <span class="tabs__count">{ count }</span>
            }
        </button>
    }
}

fn focus_tab(event: &KeyboardEvent, at: usize) {
    let tabs = event.current_target().and_then(|list| list.dyn_into::<Element>().ok());
    let tabs = tabs.and_then(|list| list.query_selector_all("[role=tab]").ok());
    let tab = tabs.zip(u32::try_from(at).ok()).and_then(|(tabs, at)| tabs.get(at));
    if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
        // What cannot take the focus leaves it where it is.
        let _ = tab.focus();
    }
}
