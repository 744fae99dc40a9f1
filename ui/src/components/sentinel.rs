//! The end of a list that goes on: calls for more when it comes near the window.

use std::cell::RefCell;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};
use yew::prelude::*;

/// How long before its end comes into sight a list asks for more.
const AHEAD: &str = "600px";

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SentinelProps {
    /// Called each time it comes near, and again when `count` has grown and it is near still.
    pub onreach: Callback<()>,
    /// How many rows stand before it.
    pub count: usize,
    /// More is on its way: shows that.
    #[prop_or_default]
    pub loading: bool,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

#[component]
pub fn Sentinel(props: &SentinelProps) -> Html {
    let node = use_node_ref();
    let watched = node.clone();
    let newest = use_mut_ref(Callback::<()>::noop);
    *newest.borrow_mut() = props.onreach.clone();
    use_effect_with(props.count, move |_| {
        let watch = watched.cast::<Element>().and_then(|element| {
            watch(&element, move || {
                let onreach = Callback::clone(&RefCell::borrow(&newest));
                onreach.emit(());
            })
        });
        move || {
            if let Some((observer, _called)) = watch {
                observer.disconnect();
            }
        }
    });
    html! {
        <div ref={node} class="list-foot" role="status" data-testid={props.testid.clone()}
            aria-busy={props.loading.to_string()}>
            if props.loading {
                <span class="spinner" aria-hidden="true" />
                <span class="visually-hidden">{ tr!("loading") }</span>
            }
        </div>
    }
}

type Called = Closure<dyn FnMut(Array)>;

fn watch(
    element: &Element,
    onreach: impl Fn() + 'static,
) -> Option<(IntersectionObserver, Called)> {
    let called = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
        let near = |entry: JsValue| {
            entry.dyn_into::<IntersectionObserverEntry>().is_ok_and(|entry| entry.is_intersecting())
        };
        if entries.iter().any(near) {
            onreach();
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(AHEAD);
    let function = called.as_ref().unchecked_ref();
    let observer = IntersectionObserver::new_with_options(function, &options).ok()?;
    observer.observe(element);
    Some((observer, called))
}
