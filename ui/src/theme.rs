//! Light, dark, or as the system has it. `ui/theme.js` holds the choice and applies it before the
//! first paint; this is the interface's way to it.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// As `theme.js` and the settings write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Anything unknown is left to the system.
    pub fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }
}

/// What was chosen on this device.
pub fn chosen() -> Theme {
    let storage = gloo::utils::window().local_storage().ok().flatten();
    let name = storage.and_then(|storage| storage.get_item("montaj.theme").ok().flatten());
    name.map(|name| Theme::named(&name)).unwrap_or_default()
}

/// Holds at once and after a restart.
pub fn choose(theme: Theme) {
    let window = JsValue::from(gloo::utils::window());
    let apply = Reflect::get(&window, &JsValue::from_str("montajTheme"));
    let apply = apply.ok().and_then(|apply| apply.dyn_into::<Function>().ok());
    if let Some(apply) = apply {
        // Where storage is forbidden it holds until the window is closed.
        drop(apply.call1(&window, &JsValue::from_str(theme.name())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_is_read_by_the_name_it_is_written_under() {
        for theme in Theme::ALL {
            assert_eq!(Theme::named(theme.name()), theme);
        }
        assert_eq!(Theme::named("sepia"), Theme::System);
    }
}
