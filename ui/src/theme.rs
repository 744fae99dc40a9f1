//! Light, dark, or as the system has it. The choice is a setting of this device, which the engine
//! keeps; `ui/theme.js` remembers it for the first paint of the next start.

use js_sys::{Function, Reflect};
use montaj_client::local::Theme;
use wasm_bindgen::{JsCast, JsValue};

/// Holds at once.
pub fn apply(theme: Theme) {
    let window = JsValue::from(gloo::utils::window());
    let apply = Reflect::get(&window, &JsValue::from_str("montajTheme"));
    if let Some(apply) = apply.ok().and_then(|apply| apply.dyn_into::<Function>().ok()) {
        // A script that fails leaves the theme as it is.
        drop(apply.call1(&window, &JsValue::from_str(name(theme))));
    }
}

/// As `theme.js` calls it.
pub const fn name(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}
