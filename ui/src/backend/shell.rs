//! The engine behind the app's shell: one Tauri command, and two events of the webview.

use js_sys::{Function, JSON, Promise, Reflect};
use montaj_client::{
    calls::{Call, Caller},
    error::ClientError,
};
use montaj_wire::lean;
use serde::Deserialize;
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use yew::Callback;

use super::{
    Listeners,
    lane::{Lane, is_ordered},
};

const CHANGE: &str = "montaj://change";
const OPEN: &str = "montaj://open";

/// Whether this page stands in the app's window. Asked before anything of Tauri is touched.
pub fn is_present() -> bool {
    web_sys::window()
        .is_some_and(|window| Reflect::has(&window, &"__TAURI__".into()).unwrap_or(false))
}

pub async fn connect(listeners: Listeners) -> Result<ShellCaller, ClientError> {
    listen(CHANGE, listeners.on_change).await?;
    let on_open = listeners.on_open;
    listen(OPEN, Callback::from(move |open: Open| on_open.emit(open.route))).await?;
    Ok(ShellCaller::default())
}

#[derive(Deserialize)]
struct Open {
    route: String,
}

#[derive(Debug, Default)]
pub struct ShellCaller {
    lane: Lane,
}

#[async_trait::async_trait(?Send)]
impl Caller for ShellCaller {
    async fn call(&self, call: Call) -> Result<Value, ClientError> {
        let argument = to_js(&serde_json::json!({ "call": call }))?;
        let answer = if is_ordered(&call) {
            self.lane.in_turn(invoke(&argument)).await
        } else {
            invoke(&argument).await
        };
        match answer {
            Ok(value) => from_js(&value),
            Err(failure) => Err(from_js(&failure).unwrap_or_else(|_| js_failure(&failure))),
        }
    }
}

/// `__TAURI__.core.invoke("call", argument)`.
async fn invoke(argument: &JsValue) -> Result<JsValue, JsValue> {
    let core = tauri("core")?;
    let invoke: Function = Reflect::get(&core, &"invoke".into())?.dyn_into()?;
    let promise: Promise = invoke.call2(&core, &"call".into(), argument)?.dyn_into()?;
    JsFuture::from(promise).await
}

/// `__TAURI__.event.listen(event, …)`, for as long as the page lives.
async fn listen<T>(event: &str, listener: Callback<T>) -> Result<(), ClientError>
where
    T: serde::de::DeserializeOwned + 'static,
{
    let heard = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        let payload = Reflect::get(&event, &"payload".into()).unwrap_or(JsValue::NULL);
        match from_js(&payload) {
            Ok(payload) => listener.emit(payload),
            Err(error) => web_sys::console::warn_1(&error.to_string().into()),
        }
    });
    let started = async {
        let events = tauri("event")?;
        let listen: Function = Reflect::get(&events, &"listen".into())?.dyn_into()?;
        let promise = listen.call2(&events, &event.into(), heard.as_ref())?;
        JsFuture::from(promise.dyn_into::<Promise>()?).await
    };
    started.await.map_err(|failure| js_failure(&failure))?;
    heard.forget();
    Ok(())
}

fn tauri(part: &str) -> Result<JsValue, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let tauri = Reflect::get(&window, &"__TAURI__".into())?;
    Reflect::get(&tauri, &part.into())
}

fn to_js(value: &Value) -> Result<JsValue, ClientError> {
    JSON::parse(&lean::written(value)).map_err(|failure| js_failure(&failure))
}

fn from_js<T: serde::de::DeserializeOwned>(value: &JsValue) -> Result<T, ClientError> {
    let text = JSON::stringify(value).ok().and_then(|text| text.as_string());
    // `undefined` has no JSON: it is what a command without an answer gives.
    lean::from_str(text.as_deref().unwrap_or("null")).map_err(|e| ClientError::local(&e))
}

fn js_failure(failure: &JsValue) -> ClientError {
    let text = failure.as_string().unwrap_or_else(|| format!("{failure:?}"));
    ClientError::Local { message: text }
}
