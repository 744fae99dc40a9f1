//! Components in a real browser: what they show, what keys do in them, where the focus goes.
//! `cargo xtask test --only components` runs them in a headless Chromium.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod browser;
mod date;
mod field;
mod list;
mod overlay;
mod page;
mod roving;

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);
