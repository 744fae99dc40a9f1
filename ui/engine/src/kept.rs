//! What this browser keeps between visits: the settings of the device, in `localStorage`.

use montaj_wire::lean;
use serde_json::Value;
use web_sys::Storage;

/// Where the settings stand among what the browser keeps for the page.
const LOCAL: &str = "montaj-local";

/// The settings as they were kept; a browser that keeps nothing has none.
pub fn settings() -> Option<Value> {
    let text = storage()?.get_item(LOCAL).ok()??;
    lean::from_str(&text).ok()
}

pub fn keep_settings(settings: &Value) {
    if let Some(storage) = storage() {
        // A browser that refuses keeps them for as long as the page lives.
        let _ = storage.set_item(LOCAL, &lean::written(settings));
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
