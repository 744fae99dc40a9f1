//! Script 2, "Refuse": the executor refuses with a reason, another one is selected and works.

use anyhow::Result;
use montaj_e2e::people::Host;
use montaj_e2e::stage::Stage;
use montaj_e2e::steps::{ANNA, BORIS, VERA, WINDOWS_ORDER};

const REASON: &str = "Сломал руку, не смогу приехать";

/// What the first executor and the customer said is not for the second one (PRODUCT 5.1).
const FORMER_WORDS: &str = "Заеду за ключами в девять";

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_order_finds_another_executor_in_browsers() -> Result<()> {
    play("refuse-browsers", Host::Chromium, Host::Chromium).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_order_finds_another_executor_with_the_customer_in_the_window() -> Result<()> {
    play("refuse-customer-window", Host::DesktopWindow, Host::Chromium).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_order_finds_another_executor_with_the_first_in_the_window() -> Result<()> {
    play("refuse-executor-window", Host::Chromium, Host::DesktopWindow).await
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
    boris.respond("Приеду завтра утром.").await?;
    anna.select(BORIS.full_name).await?;
    anna.look_elsewhere().await?;
    boris.press("action-start-work").await?;
    boris.see("action-complete").await?;
    boris.open_chat(&order).await?;
    boris.say(FORMER_WORDS).await?;
    boris.ticked(FORMER_WORDS, "delivered").await?;
    boris.press("chat-to-order").await?;

    boris.press("action-cancel-work").await?;
    boris.fill("cancel-work-reason", REASON).await?;
    boris.picture("refusing").await?;
    boris.press("cancel-work-confirm").await?;
    boris.mark("order-my-response", "data-status", "CANCELLED").await?;
    boris.miss("order-chat-pane").await?;
    boris.miss("action-open-chat").await?;
    boris.miss("contacts").await?;
    boris.picture("refused").await?;

    anna.press("nav-notifications").await?;
    anna.read("[data-testid=\"notification-item\"][data-kind=\"REFUSED\"]", REASON).await?;
    if let Some(popups) = anna.popups() {
        popups.wait_for(REASON).await?;
    }
    anna.is_told("REFUSED", &order).await?;
    anna.status("PUBLISHED").await?;
    anna.read("order-status", "Опубликован").await?;
    anna.miss("contacts").await?;
    anna.picture("order-published-again").await?;
    anna.look_elsewhere().await?;

    // The second executor takes the first one's place before the same kind of screen.
    boris.leave().await;
    let vera = stage.person("vera", executor).await?;
    vera.register(&stage, &VERA).await?;
    vera.become_active(&stage, &VERA).await?;
    vera.find_in_feed(&order).await?;
    vera.respond("Свободна на этой неделе, сделаю с откосами.").await?;
    vera.look_elsewhere().await?;
    anna.is_told("RESPONSE", &order).await?;
    anna.select(VERA.full_name).await?;
    anna.sees_phone(VERA.phone).await?;
    anna.look_elsewhere().await?;
    vera.is_told("SELECTED", &order).await?;
    vera.press("action-start-work").await?;
    vera.read("action-complete", "Заказ выполнен").await?;
    vera.picture("another-works").await?;
    anna.is_told("STARTED", &order).await?;
    anna.status("IN_PROGRESS").await?;
    anna.picture("order-in-progress-again").await?;
    vera.open_chat(&order).await?;
    vera.see("chat-line").await?;
    vera.miss("chat-load-older").await?;
    vera.never_hears(FORMER_WORDS).await?;
    vera.picture("chat-of-another").await?;
    anna.leave().await;
    vera.leave().await;
    Ok(())
}
