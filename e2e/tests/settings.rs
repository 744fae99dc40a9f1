//! Script 8, "Settings": what is switched off, muted or comes in quiet hours does not pop up; what
//! was told is read, deleted and brought back; the look and the language are one's own.

use anyhow::{Result, ensure};
use montaj_e2e::people::{Host, Person};
use montaj_e2e::stage::Stage;
use montaj_e2e::steps::{ANNA, BORIS, WINDOWS_ORDER};

#[tokio::test(flavor = "multi_thread")]
async fn a_person_decides_what_reaches_them_in_a_browser() -> Result<()> {
    play("settings-browser", Host::Chromium).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_decides_what_reaches_them_in_the_window() -> Result<()> {
    play("settings-window", Host::DesktopWindow).await
}

async fn play(script: &str, customer: Host) -> Result<()> {
    let stage = Stage::set(script).await?;
    let mut anna = stage.person("anna", customer).await?;
    let boris = stage.person("boris", Host::Chromium).await?;
    anna.register(&stage, &ANNA).await?;
    boris.register(&stage, &BORIS).await?;
    boris.become_active(&stage, &BORIS).await?;
    let order = anna.post_order(&WINDOWS_ORDER, &stage.day_after(3)).await?;
    boris.find_in_feed(&order).await?;
    boris.respond("Готов взяться.").await?;
    anna.select(BORIS.full_name).await?;
    boris.status("IN_PROGRESS").await?;

    a_kind_is_switched_off(&anna, &boris).await?;
    a_chat_is_muted(&anna, &boris, &order).await?;
    hours_are_quiet(&anna, &boris).await?;
    the_list_is_tidied(&anna).await?;
    it_looks_as_one_likes(&anna).await?;
    it_speaks_as_one_likes(&anna, &boris, &order).await?;
    let pages = [("settings", "/settings"), ("notifications", "/notifications")];
    anna.look_around(&pages).await?;
    anna.restart().await?;
    anna.see("nav").await?;
    anna.go("/settings").await?;
    anna.see(switch("STARTED-PUSH", false)).await?;
    anna.leave().await;
    boris.leave().await;
    Ok(())
}

/// Of two steps of the work only the one that is wanted pops up; both stand in the list.
async fn a_kind_is_switched_off(anna: &Person, boris: &Person) -> Result<()> {
    anna.go("/settings").await?;
    anna.see("settings-kind").await?;
    anna.picture("settings").await?;
    anna.press(switch("STARTED-PUSH", true)).await?;
    anna.see(switch("STARTED-PUSH", false)).await?;
    boris.press("action-start-work").await?;
    boris.see("action-complete").await?;
    boris.press("action-complete").await?;
    boris.confirm("complete").await?;
    anna.press("nav-notifications").await?;
    anna.see("[data-testid=\"notification-item\"][data-kind=\"STARTED\"]").await?;
    anna.see("[data-testid=\"notification-item\"][data-kind=\"DONE\"]").await?;
    if let Some(popups) = anna.popups() {
        popups.wait_for("Заказ выполнен").await?;
        silent(anna, "приступил")?;
    }
    Ok(())
}

/// A muted chat is counted, not heard, and is let speak again in the settings.
async fn a_chat_is_muted(anna: &Person, boris: &Person, order: &str) -> Result<()> {
    anna.go(&format!("/orders/{order}/chat")).await?;
    anna.press("chat-mute").await?;
    anna.see("dialog").await?;
    anna.picture("mute").await?;
    anna.press("mute-for-good").await?;
    anna.mark("chat-mute-state", "data-muted", "true").await?;
    anna.picture("muted").await?;
    anna.look_elsewhere().await?;
    boris.go(&format!("/orders/{order}/chat")).await?;
    boris.say("Это в тишине").await?;
    anna.see("unread-messages").await?;
    anna.go("/settings").await?;
    anna.press("settings-unmute").await?;
    anna.miss("settings-muted").await?;
    boris.say("А это слышно").await?;
    if let Some(popups) = anna.popups() {
        popups.wait_for("А это слышно").await?;
        silent(anna, "Это в тишине")?;
    }
    Ok(())
}

/// Nothing pops up in them; when they are over, one word on all of it.
async fn hours_are_quiet(anna: &Person, boris: &Person) -> Result<()> {
    anna.go("/settings").await?;
    anna.press("settings-quiet-on").await?;
    anna.mark("settings-quiet", "data-on", "true").await?;
    for (field, hours) in [("settings-quiet-from", -1), ("settings-quiet-to", 1)] {
        let time = anna.ask(&local_time(hours)).await?;
        anna.set(field, time.as_str().unwrap_or_default()).await?;
    }
    anna.picture("quiet-hours").await?;
    let before = anna.ask(UNREAD_MESSAGES).await?;
    boris.say("Тихо стучусь").await?;
    boris.ticked("Тихо стучусь", "delivered").await?;
    anna.until_true("another unread message", &format!("return ({UNREAD}) !== {before};")).await?;
    silent(anna, "Тихо стучусь")?;
    anna.press("settings-quiet-on").await?;
    anna.mark("settings-quiet", "data-on", "false").await?;
    if let Some(popups) = anna.popups() {
        let summary = popups.wait_for("За тихие часы").await?;
        ensure!(summary.body.contains("сообщ"), "{summary:?}");
        silent(anna, "Тихо стучусь")?;
    }
    Ok(())
}

/// Read one and all, look at the unread alone, delete with a way back and for good.
async fn the_list_is_tidied(anna: &Person) -> Result<()> {
    let started = "[data-testid=\"notification-item\"][data-kind=\"STARTED\"]";
    let in_row =
        |tool: &str| format!("[data-kind=\"STARTED\"] + .told__tools [data-testid=\"{tool}\"]");
    anna.press("nav-notifications").await?;
    anna.see(started).await?;
    anna.picture("notifications").await?;
    anna.press("notifications-unread").await?;
    anna.see(started).await?;
    press_hidden(anna, &in_row("notification-read")).await?;
    anna.miss(started).await?;
    anna.press("notifications-all").await?;
    anna.mark(started, "data-read", "true").await?;
    press_hidden(anna, &in_row("notification-delete")).await?;
    anna.see("notification-deleted").await?;
    anna.picture("notification-deleted").await?;
    anna.press("notification-undo").await?;
    anna.see(started).await?;
    press_hidden(anna, &in_row("notification-delete")).await?;
    anna.miss(started).await?;
    // Whoever leaves means it.
    anna.look_elsewhere().await?;
    anna.press("nav-notifications").await?;
    anna.see("[data-testid=\"notification-item\"]").await?;
    anna.miss(started).await?;
    anna.press("notifications-read-all").await?;
    anna.miss("unread-notifications").await
}

async fn it_looks_as_one_likes(anna: &Person) -> Result<()> {
    anna.go("/settings").await?;
    anna.tick("theme-dark").await?;
    anna.until_true("the dark theme", "return document.documentElement.dataset.theme === 'dark';")
        .await?;
    anna.tick("text-larger").await?;
    anna.until_true("larger text", "return document.documentElement.style.fontSize === '130%';")
        .await?;
    anna.picture("settings-dark-large").await?;
    anna.tick("text-normal").await?;
    anna.tick("theme-system").await
}

/// What happens meanwhile is told in the new language, by the system, too.
async fn it_speaks_as_one_likes(anna: &Person, boris: &Person, order: &str) -> Result<()> {
    anna.tick("language-en").await?;
    anna.until_true("English", "return document.documentElement.lang === 'en';").await?;
    anna.read("settings-language", "Language").await?;
    anna.picture("settings-english").await?;
    boris.go(&format!("/orders/{order}")).await?;
    boris.press("action-close").await?;
    boris.confirm("close").await?;
    anna.press("nav-notifications").await?;
    let closed = "[data-testid=\"notification-item\"][data-kind=\"CLOSED\"]";
    anna.read(closed, "Thank you for choosing Montaj").await?;
    anna.picture("notifications-english").await?;
    if let Some(popups) = anna.popups() {
        let closed = popups.wait_for("The order is closed").await?;
        ensure!(closed.body.contains(WINDOWS_ORDER.title), "{closed:?}");
        ensure!(closed.body.contains("Thank you"), "{closed:?}");
    }
    anna.go("/settings").await?;
    anna.tick("language-ru").await?;
    anna.read("settings-language", "Язык").await.map(|_| ())
}

/// Tools are seen only under the pointer or with the focus.
async fn press_hidden(person: &Person, selector: &str) -> Result<()> {
    let press = format!(
        "const tool = document.querySelector('{selector}'); tool?.click(); return Boolean(tool);"
    );
    person.until_true(&format!("{selector} pressed"), &press).await
}

/// No pop-up of the person's desktop has said this.
fn silent(person: &Person, text: &str) -> Result<()> {
    let Some(popups) = person.popups() else { return Ok(()) };
    let shown = popups.popups();
    let said = shown.iter().any(|popup| popup.title.contains(text) || popup.body.contains(text));
    ensure!(!said, "a pop-up said «{text}»: {shown:#?}");
    Ok(())
}

/// A switch of the settings as it stands.
fn switch(of: &str, on: bool) -> String {
    let state = if on { ":checked" } else { ":not(:checked)" };
    format!("[data-testid=\"settings-{of}\"]{state}")
}

/// The person's own time so many hours from now, as fields write it.
fn local_time(hours: i32) -> String {
    format!("return new Date(Date.now() + {hours} * 3600e3).toTimeString().slice(0, 5);")
}

const UNREAD: &str = "document.querySelector('[data-testid=\"unread-messages\"]')?.innerText ?? ''";
const UNREAD_MESSAGES: &str = "return JSON.stringify(document.querySelector('[data-testid=\"unread-messages\"]')?.innerText ?? '');";
