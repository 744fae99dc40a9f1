//! The engine in this page, over the in-memory replica: what a plain browser runs.
//!
//! Its refresh token is an HttpOnly cookie that no script can read.

use std::sync::Arc;

use montaj_client::{
    calls::{Answer, Call, Caller},
    engine::{Engine, EngineConfig, Parts},
    error::ClientError,
    host::{OsEntropy, SystemClock},
    replica::MemoryReplica,
    secrets::CookieSecrets,
};
use montaj_wire::lean;
use serde_json::Value;
use wasm_bindgen_futures::spawn_local;

use super::Listeners;

/// Where the settings of this device stand among what the browser keeps for the page.
const LOCAL: &str = "montaj-local";

pub async fn connect(listeners: Listeners) -> Result<LocalCaller, ClientError> {
    let config = EngineConfig { server_url: page_origin()?, device_name: device_name() };
    let parts = Parts {
        replica: Arc::new(MemoryReplica::with_local(kept_settings(), keep_settings)),
        secrets: Arc::new(CookieSecrets::default()),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(OsEntropy),
    };
    let engine = Engine::open(config, parts).await?;
    let mut changes = engine.changes();
    spawn_local(async move {
        while let Some(change) = changes.next().await {
            listeners.on_change.emit(change);
        }
    });
    Ok(LocalCaller(engine))
}

pub struct LocalCaller(Engine);

#[async_trait::async_trait(?Send)]
impl Caller for LocalCaller {
    async fn call(&self, call: Call) -> Result<Answer, ClientError> {
        self.0.answer_here(call).await
    }
}

/// The settings of this device as they were kept; a browser that keeps nothing has none.
fn kept_settings() -> Option<Value> {
    let text = storage()?.get_item(LOCAL).ok()??;
    lean::from_str(&text).ok()
}

fn keep_settings(settings: &Value) {
    if let Some(storage) = storage() {
        // A browser that refuses keeps them for as long as the page lives.
        let _ = storage.set_item(LOCAL, &lean::written(settings));
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
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
