//! Script 5, "Offline": the executor works where there is no network, and it all arrives.

use anyhow::{Result, ensure};
use montaj_e2e::people::{Host, Person};
use montaj_e2e::stage::Stage;
use montaj_e2e::steps::{ANNA, BORIS, Line, WINDOWS_ORDER};
use montaj_testkit::Fault;

/// Whether the page wants to be asked for before it is left.
const IS_ASKED_FOR: &str = "const leaving = new Event('beforeunload', { cancelable: true });
    return !window.dispatchEvent(leaving);";
const THEIRS: Line<'static> = Line(&[("data-mine", "false")]);

#[tokio::test(flavor = "multi_thread")]
async fn work_begun_without_network_is_known_when_it_is_back_in_browsers() -> Result<()> {
    play("offline-browsers", Host::Chromium, Host::Chromium).await
}

#[tokio::test(flavor = "multi_thread")]
async fn work_begun_without_network_is_known_when_it_is_back_in_the_window() -> Result<()> {
    play("offline-executor-window", Host::Chromium, Host::DesktopWindow).await
}

async fn play(script: &str, customer: Host, executor: Host) -> Result<()> {
    let stage = Stage::set(script).await?;
    let anna = stage.person("anna", customer).await?;
    let boris = stage.person("boris", executor).await?;
    anna.register(&stage, &ANNA).await?;
    boris.register(&stage, &BORIS).await?;
    boris.become_active(&stage, &BORIS).await?;
    let order = anna.post_order(&WINDOWS_ORDER, &stage.day_after(3)).await?;
    boris.find_in_feed(&order).await?;
    boris.respond("Приеду завтра, инструмент свой.").await?;
    anna.select(BORIS.full_name).await?;
    boris.read("action-start-work", "Приступить к работе").await?;

    begins_without_network(&boris, &order).await?;
    anna.see(timeline("started", "current")).await?;
    boris.recover();
    anna.see(timeline("started", "done")).await?;
    anna.picture("sees-it-started").await?;
    boris.miss("pending-step").await?;
    boris.miss("offline-banner").await?;
    ensure!(boris.ask(IS_ASKED_FOR).await? == false);
    boris.see(timeline("started", "done")).await?;
    anna.open_chat(&order).await?;
    anna.hears("в подвале не ловит", THEIRS).await?;

    changes_his_mind(&boris).await?;
    is_refused(&stage, &boris, &order).await?;
    anna.leave().await;
    boris.leave().await;
    Ok(())
}

/// He presses and writes; all of it waits, and nothing pretends to have happened.
async fn begins_without_network(boris: &Person, order: &str) -> Result<()> {
    cut(boris).await?;
    boris.press("action-start-work").await?;
    boris.see(pending("start-work", "waiting")).await?;
    boris.read("order-outbox", "Ждёт отправки: Приступить к работе").await?;
    boris.read("offline-banner", "Ждёт отправки: 1 действие").await?;
    boris.read("action-complete", "Заказ выполнен").await?;
    boris.miss("action-start-work").await?;
    boris.see(timeline("started", "current")).await?;
    boris.picture("start-waits").await?;
    boris.open_chat(order).await?;
    boris.say("Начал работу, в подвале не ловит").await?;
    boris.ticked("в подвале не ловит", "queued").await?;
    boris.read("offline-banner", "Ждут отправки: 1 сообщение, 1 действие").await?;
    boris.picture("chat-waits").await?;
    // The window keeps what waits on the disk, a browser's page loses it when it is left.
    let is_browser = boris.desktop().is_none();
    ensure!(boris.ask(IS_ASKED_FOR).await? == is_browser);
    boris.press("nav-my-orders").await?;
    boris.read("order-card-pending", "Ждёт отправки: Приступить к работе").await?;
    boris.picture("my-orders-wait").await?;
    boris.press(format!("[data-testid=\"order-card\"][data-order-id=\"{order}\"]")).await?;
    boris.on_order(order).await
}

/// What has not left yet is edited and taken back.
async fn changes_his_mind(boris: &Person) -> Result<()> {
    cut(boris).await?;
    boris.press("action-cancel-work").await?;
    boris.fill("cancel-work-reason", "Не успеваю").await?;
    boris.press("cancel-work-confirm").await?;
    boris.see(pending("cancel-work", "waiting")).await?;
    boris.miss("action-complete").await?;
    boris.press("pending-edit").await?;
    boris.fill("cancel-work-reason", "Сломалась машина").await?;
    boris.press("cancel-work-confirm").await?;
    boris.read("order-outbox", "Причина: Сломалась машина").await?;
    boris.picture("refusal-waits").await?;
    boris.press("pending-take-back").await?;
    boris.miss("pending-step").await?;
    boris.read("action-complete", "Заказ выполнен").await?;
    boris.recover();
    boris.miss("offline-banner").await
}

/// The order is taken away meanwhile: he is told why, everywhere, until he has decided.
async fn is_refused(stage: &Stage, boris: &Person, order: &str) -> Result<()> {
    cut(boris).await?;
    boris.press("action-complete").await?;
    boris.confirm("complete-offline").await?;
    boris.see(pending("complete", "waiting")).await?;
    boris.press("action-close").await?;
    boris.confirm("close-offline").await?;
    boris.see(pending("close", "waiting")).await?;
    boris.picture("whole-work-waits").await?;
    stage.take_away(order).await?;
    boris.recover();
    boris.see(pending("complete", "refused")).await?;
    boris.see(pending("close", "held")).await?;
    boris.status("CANCELLED").await?;
    boris.picture("refused").await?;
    boris.press("pending-retry").await?;
    boris.see(pending("complete", "refused")).await?;
    boris.press("nav-my-orders").await?;
    boris.see("refused-banner").await?;
    boris.picture("refused-elsewhere").await?;
    boris.press("refused-open").await?;
    boris.on_order(order).await?;
    boris.press("pending-discard").await?;
    boris.miss("pending-step").await?;
    boris.press("nav-my-orders").await?;
    boris.see("my-orders").await?;
    boris.miss("refused-banner").await
}

async fn cut(boris: &Person) -> Result<()> {
    boris.suffer(Fault::Cut);
    boris.mark("offline-banner", "data-link", "offline").await
}

fn pending(step: &str, state: &str) -> String {
    format!("[data-testid=\"pending-step\"][data-step=\"{step}\"][data-state=\"{state}\"]")
}

fn timeline(step: &str, state: &str) -> String {
    format!("[data-testid=\"timeline-step\"][data-step=\"{step}\"][data-state=\"{state}\"]")
}
