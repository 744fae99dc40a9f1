//! Script 1, "Start": from posting an order to closing it.

use anyhow::Result;
use montaj_e2e::people::Host;
use montaj_e2e::stage::Stage;
use montaj_e2e::steps::{ANNA, BORIS, WINDOWS_ORDER};

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_done_by_two_people_in_browsers() -> Result<()> {
    play("start-browsers", Host::Chromium, Host::Chromium).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_done_with_the_customer_in_the_window() -> Result<()> {
    play("start-customer-window", Host::DesktopWindow, Host::Chromium).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_done_with_the_executor_in_the_window() -> Result<()> {
    play("start-executor-window", Host::Chromium, Host::DesktopWindow).await
}

async fn play(script: &str, customer: Host, executor: Host) -> Result<()> {
    let stage = Stage::set(script).await?;
    let anna = stage.person("anna", customer).await?;
    let boris = stage.person("boris", executor).await?;
    anna.register(&stage, &ANNA).await?;
    boris.register(&stage, &BORIS).await?;
    boris.become_active(&stage, &BORIS).await?;

    let order = anna.post_order(&WINDOWS_ORDER, &stage.day_after(3)).await?;
    anna.look_elsewhere().await?;
    boris.find_in_feed(&order).await?;
    boris.respond("Ставлю окна двенадцать лет, приеду со своим инструментом.").await?;
    boris.look_elsewhere().await?;

    anna.is_told("RESPONSE", &order).await?;
    anna.select(BORIS.full_name).await?;
    anna.sees_phone(BORIS.phone).await?;
    anna.look_elsewhere().await?;

    boris.is_told("SELECTED", &order).await?;
    boris.sees_phone(ANNA.phone).await?;
    boris.read("action-start-work", "Приступить к работе").await?;
    boris.picture("before-start").await?;
    boris.press("action-start-work").await?;
    boris.read("action-complete", "Заказ выполнен").await?;
    boris.miss("action-start-work").await?;
    boris.picture("started").await?;

    anna.is_told("STARTED", &order).await?;
    anna.picture("order-started").await?;
    anna.open_chat(&order).await?;
    anna.see("[data-testid=\"chat-line\"][data-kind=\"STARTED\"]").await?;
    anna.see("chat-input").await?;
    anna.picture("chat").await?;
    anna.look_elsewhere().await?;

    boris.press("action-complete").await?;
    boris.confirm("complete").await?;
    boris.read("action-close", "Закрыть заказ").await?;
    boris.miss("action-complete").await?;
    boris.picture("done").await?;
    anna.is_told("DONE", &order).await?;
    anna.picture("order-done").await?;
    anna.look_elsewhere().await?;

    boris.press("action-close").await?;
    boris.confirm("close").await?;
    boris.status("COMPLETED").await?;
    boris.miss("contacts").await?;
    boris.picture("closed").await?;
    anna.is_told("CLOSED", &order).await?;
    anna.status("COMPLETED").await?;
    anna.miss("contacts").await?;
    anna.picture("order-closed").await?;
    anna.open_own(&order, "finished").await?;
    anna.leave().await;
    boris.leave().await;
    Ok(())
}
