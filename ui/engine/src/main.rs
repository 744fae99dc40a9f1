//! The engine for a plain browser, over the in-memory replica: a WebAssembly module beside the
//! interface's. What passes between them is the text that passes between a window and its shell,
//! so the interface is one program for both and loads nothing of the engine in the app.
//!
//! The refresh token is an HttpOnly cookie that no script can read.

mod kept;

use std::{cell::RefCell, sync::Arc};

use js_sys::Function;
use montaj_client::{
    engine::{Engine, EngineConfig, Parts},
    error::ClientError,
    host::{OsEntropy, SystemClock},
    replica::MemoryReplica,
    secrets::CookieSecrets,
};
use montaj_wire::lean;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::spawn_local;

thread_local! {
    /// The page's one engine, from `open` on.
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
}

/// Nothing happens at the start: the interface opens the engine.
fn main() {}

/// Opens the engine against `server_url`. It then calls `on_change` with every change, as JSON.
/// What an earlier call opened ends.
///
/// # Errors
/// A `ClientError`, as JSON.
#[wasm_bindgen]
pub async fn open(
    server_url: String,
    device_name: String,
    on_change: Function,
) -> Result<(), JsValue> {
    let config = EngineConfig { server_url, device_name };
    let parts = Parts {
        replica: Arc::new(MemoryReplica::with_local(kept::settings(), kept::keep_settings)),
        secrets: Arc::new(CookieSecrets::default()),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(OsEntropy),
    };
    let engine = Engine::open(config, parts).await.map_err(|error| failure(&error))?;
    let mut changes = engine.changes();
    spawn_local(async move {
        while let Some(change) = changes.next().await {
            if let Ok(text) = lean::to_string(&change) {
                // The interface's listener does not throw.
                let _: Result<JsValue, JsValue> = on_change.call1(&JsValue::NULL, &text.into());
            }
        }
    });
    ENGINE.set(Some(engine));
    Ok(())
}

/// Answers a `Call`, both as JSON.
///
/// # Errors
/// A `ClientError`, as JSON.
#[wasm_bindgen]
pub async fn call(text: String) -> Result<String, JsValue> {
    let answer = async {
        let engine = ENGINE.with_borrow(Clone::clone);
        let engine = engine.ok_or_else(|| ClientError::local(&"the engine is not open"))?;
        let call = lean::from_str(&text).map_err(|error| ClientError::local(&error))?;
        engine.answer(call).await
    };
    match answer.await {
        Ok(value) => Ok(lean::written(&value)),
        Err(error) => Err(failure(&error)),
    }
}

fn failure(error: &ClientError) -> JsValue {
    lean::to_string(error).unwrap_or_default().into()
}
