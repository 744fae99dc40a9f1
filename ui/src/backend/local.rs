//! The engine in this page, for a plain browser: a WebAssembly module of its own (`ui/engine`),
//! which `start.js` loads beside the interface.

use js_sys::{Function, Promise, Reflect};
use montaj_client::{
    calls::{Call, Caller},
    error::ClientError,
    views::Change,
};
use montaj_wire::lean;
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use yew::Callback;

use super::Listeners;

pub async fn connect(listeners: Listeners) -> Result<LocalCaller, ClientError> {
    let module = loaded().await.map_err(|error| failure(&error))?;
    let caller = LocalCaller { module };
    let config = [page_origin()?.into(), device_name().into(), heard(listeners.on_change)];
    caller.ask("open", &config).await.map_err(|error| failure(&error))?;
    Ok(caller)
}

/// The loaded module's functions.
pub struct LocalCaller {
    module: JsValue,
}

#[async_trait::async_trait(?Send)]
impl Caller for LocalCaller {
    async fn call(&self, call: Call) -> Result<Value, ClientError> {
        let text = lean::to_string(&call).map_err(|error| ClientError::local(&error))?;
        let answer = self.ask("call", &[text.into()]).await.map_err(|error| failure(&error))?;
        let text = answer.as_string().unwrap_or_default();
        lean::from_str(&text).map_err(|error| ClientError::local(&error))
    }
}

impl LocalCaller {
    /// Awaits what the module's function `name` answers.
    async fn ask(&self, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
        let function: Function = Reflect::get(&self.module, &name.into())?.dyn_into()?;
        let promise = function.apply(&JsValue::NULL, &arguments.iter().collect())?;
        JsFuture::from(promise.dyn_into::<Promise>()?).await
    }
}

/// `montajEngine()`, which `start.js` provides: the module, once it is loaded.
async fn loaded() -> Result<JsValue, JsValue> {
    let load: Function = Reflect::get(&js_sys::global(), &"montajEngine".into())?.dyn_into()?;
    JsFuture::from(load.call0(&JsValue::NULL)?.dyn_into::<Promise>()?).await
}

/// A listener to changes, for as long as the page lives.
fn heard(on_change: Callback<Change>) -> JsValue {
    let listener =
        Closure::<dyn Fn(String)>::new(move |text: String| match lean::from_str(&text) {
            Ok(change) => on_change.emit(change),
            Err(error) => web_sys::console::warn_1(&error.to_string().into()),
        });
    listener.into_js_value()
}

/// The module throws `ClientError`s; anything else is the browser's own.
fn failure(thrown: &JsValue) -> ClientError {
    let text = thrown.as_string().unwrap_or_else(|| format!("{thrown:?}"));
    lean::from_str(&text).unwrap_or(ClientError::Local { message: text })
}
/// The server that served the page is the one to talk to.
fn page_origin() -> Result<String, ClientError> {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok());
    origin.ok_or_else(|| ClientError::Local { message: "the page has no origin".to_owned() })
}

/// What the person will find in the list of their devices.
fn device_name() -> String {
    let agent = web_sys::window()
        .and_then(|window| window.navigator().user_agent().ok())
        .unwrap_or_default();
    name_of_agent(&agent)
}

fn name_of_agent(agent: &str) -> String {
    // The order matters: every Chromium also calls itself Safari, and Edge also Chrome.
    const BROWSERS: [(&str, &str); 6] = [
        ("YaBrowser", "Yandex Browser"),
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let find = |table: &[(&str, &'static str)]| {
        table.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let named: Vec<_> = [find(&BROWSERS), find(&SYSTEMS)].into_iter().flatten().collect();
    if named.is_empty() { tr!("device-browser") } else { named.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_named_by_its_browser_and_system() {
        let edge = "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0";
        assert_eq!(name_of_agent(edge), "Edge, Windows");
        assert_eq!(name_of_agent("curl/8"), tr!("device-browser"));
    }
}
