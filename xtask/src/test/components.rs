//! The interface's components in a headless Chromium, by wasm-bindgen's own test runner.

use super::Session;
use crate::pins;

/// For the whole run, in seconds: it takes a few.
const TIMEOUT_SECS: &str = "120";

pub fn run(session: &Session<'_>) -> anyhow::Result<()> {
    if session.options.skip_e2e {
        println!("  skipped: they need a browser");
        return Ok(());
    }
    session
        .workspace
        .cargo()
        .args(["test", "--package", "montaj-ui", "--test", "components"])
        .args(["--target", pins::WASM_TARGET])
        // Both come with set-up: one with wasm-bindgen, the other with Chromium.
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("CHROMEDRIVER", "chromedriver")
        .env("WASM_BINDGEN_TEST_TIMEOUT", TIMEOUT_SECS)
        .run()
}
