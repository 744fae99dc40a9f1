//! Script in every text that people write is shown as it stands, and never becomes part of a page:
//! not in a browser, not in the window.

use anyhow::{Result, ensure};
use montaj_e2e::people::{Host, Person};
use montaj_e2e::stage::Stage;
use montaj_e2e::steps::{ANNA, BORIS, Line, Newcomer, Order, WINDOWS_ORDER};
use serde_json::json;

const SMITH: Newcomer = Newcomer {
    full_name: "Анна <img src=x onerror=window.ran=1>",
    city: "<script>window.ran=1</script>",
    ..ANNA
};
const FITTER: Newcomer = Newcomer { full_name: "Борис \"><svg onload=window.ran=1>", ..BORIS };
const ORDER: Order = Order {
    title: "Окно <img src=x onerror=window.ran=1> на кухне",
    description: "Монтаж <script>window.ran=1</script> с откосами, <b>старое</b> вынести.",
    address: "Лесная, 12 '\"><iframe srcdoc='<script>parent.ran=1</script>'>",
    ..WINDOWS_ORDER
};
const ABOUT: &str = "Окна <details open ontoggle=window.ran=1> и двери";
const OFFER: &str = "Сделаю </p><img src=x onerror=window.ran=1>";
const SAID: &str = "Буду <a href=javascript:window.ran=1 onclick=window.ran=1>завтра</a> &lt;b&gt;";
const REASON: &str = "Заболел <object data=x onerror=window.ran=1>";

#[tokio::test(flavor = "multi_thread")]
async fn script_in_every_text_is_inert_in_browsers() -> Result<()> {
    play("inert-browsers", Host::Chromium, Host::Chromium).await
}

#[tokio::test(flavor = "multi_thread")]
async fn script_in_every_text_is_inert_in_the_window() -> Result<()> {
    play("inert-window", Host::DesktopWindow, Host::Chromium).await
}

/// Waits until the page shows the text literally; nothing of it may have run or become an element.
async fn shows(person: &Person, text: &str) -> Result<()> {
    let wanted = serde_json::to_string(text)?;
    let script =
        format!("return document.body.innerText.replace(/\\s+/g, ' ').includes({wanted});");
    person.until_true(&format!("«{text}»"), &script).await?;
    let found = person.ask(INTRUDERS).await?;
    ensure!(found == json!([]), "{}: {found} beside «{text}»", person.name);
    Ok(())
}

/// What a page of ours never has, and the mark that a script leaves.
const INTRUDERS: &str = r"
    const found = [...document.querySelectorAll('*')].filter(element =>
        ['IFRAME', 'OBJECT', 'DETAILS', 'B'].includes(element.tagName)
        || element.getAttributeNames().some(name => name.startsWith('on'))
        || (element.getAttribute('href') || '').startsWith('javascript:')
        || element.getAttribute('src') === 'x');
    const names = found.map(element => element.outerHTML.slice(0, 80));
    return window.ran === undefined ? names : names.concat('a script ran');";

async fn play(script: &str, customer: Host, executor: Host) -> Result<()> {
    let stage = Stage::set(script).await?;
    let anna = stage.person("anna", customer).await?;
    let boris = stage.person("boris", executor).await?;
    anna.register(&stage, &SMITH).await?;
    boris.register(&stage, &FITTER).await?;
    boris.become_active(&stage, &FITTER).await?;
    boris.press("nav-profile").await?;
    boris.fill("executor-short", ABOUT).await?;
    boris.press("executor-submit").await?;
    boris.see("[data-testid=\"toast\"][data-kind=\"success\"]").await?;
    boris.press("nav-feed").await?;

    let order = anna.post_order(&ORDER, &stage.day_after(3)).await?;
    shows(&anna, ORDER.title).await?;
    boris.find_in_feed(&order).await?;
    for text in [ORDER.title, ORDER.description, ORDER.address, SMITH.full_name] {
        shows(&boris, text).await?;
    }
    boris.respond(OFFER).await?;

    anna.read("responses", FITTER.full_name).await?;
    shows(&anna, OFFER).await?;
    anna.picture("responses").await?;
    anna.press("nav-notifications").await?;
    shows(&anna, ORDER.title).await?;
    anna.open_own(&order, "published").await?;
    anna.select(FITTER.full_name).await?;
    boris.press("action-start-work").await?;
    boris.see("action-complete").await?;
    boris.open_chat(&order).await?;
    boris.say(SAID).await?;
    anna.open_chat(&order).await?;
    for person in [&anna, &boris] {
        person.hears(SAID, Line(&[("data-kind", "TEXT")])).await?;
        shows(person, SAID).await?;
        person.picture("chat").await?;
    }
    boris.press("chat-to-order").await?;
    boris.press("action-cancel-work").await?;
    boris.fill("cancel-work-reason", REASON).await?;
    boris.press("cancel-work-confirm").await?;
    anna.press("nav-notifications").await?;
    shows(&anna, REASON).await?;
    anna.picture("refused").await?;
    anna.leave().await;
    boris.leave().await;
    Ok(())
}
