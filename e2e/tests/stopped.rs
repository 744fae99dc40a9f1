//! A program that came to a state it does not know stops for good, and the page says so.

use anyhow::Result;
use montaj_e2e::people::Host;
use montaj_e2e::stage::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_stopped_says_so_and_begins_anew_in_a_browser() -> Result<()> {
    play("stopped-browser", Host::Chromium).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_stopped_says_so_and_begins_anew_in_the_window() -> Result<()> {
    play("stopped-window", Host::DesktopWindow).await
}

async fn play(script: &str, host: Host) -> Result<()> {
    let stage = Stage::set(script).await?;
    let anna = stage.person("anna", host).await?;
    for (how, trap) in [("a listener", IN_A_LISTENER), ("a promise", IN_A_PROMISE)] {
        anna.until_true("the page of guests", GUESTS_ARE_IN).await?;
        anna.until_true(&format!("a trap in {how}"), trap).await?;
        anna.read("stopped", "Montaj остановился").await?;
        anna.read("stopped-again", "Обновить").await?;
        anna.picture("stopped").await?;
        anna.press("stopped-again").await?;
        anna.miss("stopped").await?;
    }
    anna.until_true("the page of guests", GUESTS_ARE_IN).await?;
    anna.leave().await;
    Ok(())
}

const GUESTS_ARE_IN: &str = "return !!document.querySelector('[data-testid=app]') &&
    !document.querySelector('[data-testid=app-loading]');";

/// The interface's own module is asked for more memory than there can be, which it does not survive.
const IN_A_LISTENER: &str = "import(document.querySelector('script[data-wasm]').dataset.js)
    .then((module) => module.default())
    .then((program) => setTimeout(() => program.__wbindgen_malloc(-1, 1)));
    return true;";

const IN_A_PROMISE: &str = "import(document.querySelector('script[data-wasm]').dataset.js)
    .then((module) => module.default())
    .then((program) => program.__wbindgen_malloc(-1, 1));
    return true;";
