//! What pages keep: a draft over a reload, the feed's place and filters, a comparison.

use anyhow::Result;
use montaj_e2e::people::Host;
use montaj_e2e::stage::Stage;
use montaj_e2e::steps::{ANNA, BORIS, Order, WINDOWS_ORDER};

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_and_its_step_outlive_a_reload() -> Result<()> {
    let stage = Stage::set("draft").await?;
    let anna = stage.person("anna", Host::Chromium).await?;
    anna.register(&stage, &ANNA).await?;
    anna.press("nav-new-order").await?;
    anna.see("order-new-form").await?;
    // Nobody gets on before the step is right, and each field says what it misses.
    anna.press("order-new-next").await?;
    anna.see("[data-testid=\"field-error\"][data-field=\"title\"]").await?;
    anna.mark("order-new-form", "data-step", "what").await?;
    anna.describe_work(&WINDOWS_ORDER).await?;
    anna.next_step("where").await?;
    anna.fill("order-new-address", WINDOWS_ORDER.address).await?;
    anna.until_true("the draft is kept", KEPT).await?;
    anna.ask("location.reload();").await?;
    anna.see("order-new-draft").await?;
    anna.mark("order-new-form", "data-step", "where").await?;
    anna.until_true("the address is there again", ADDRESS_IS_THERE).await?;
    anna.picture("draft-restored").await?;
    anna.ask("history.back();").await?;
    anna.mark("order-new-form", "data-step", "what").await?;
    anna.until_true("the title is there again", TITLE_IS_THERE).await?;
    anna.press("order-new-discard-draft").await?;
    anna.miss("order-new-draft").await?;
    anna.leave().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_feed_is_found_again_as_it_was_left() -> Result<()> {
    let stage = Stage::set("feed-place").await?;
    let anna = stage.person("anna", Host::Chromium).await?;
    let boris = stage.person("boris", Host::Chromium).await?;
    anna.register(&stage, &ANNA).await?;
    boris.register(&stage, &BORIS).await?;
    boris.become_active(&stage, &BORIS).await?;
    let mut orders = Vec::new();
    for title in ["Окно на лоджию", "Лоджия и спальня", "Балконный блок"]
    {
        let order = Order { title, ..WINDOWS_ORDER };
        orders.push(anna.post_order(&order, &stage.day_after(4)).await?);
    }
    boris.press("nav-feed").await?;
    boris.find_in_feed(&orders[2]).await?;
    boris.press("nav-feed").await?;
    boris.fill("feed-search", "лоджия").await?;
    let balcony = format!("[data-testid=\"order-card\"][data-order-id=\"{}\"]", orders[2]);
    boris.miss(&balcony).await?;
    boris.until_true("the address says so", "return location.search.includes('q=');").await?;
    boris.ask("window.scrollTo(0, 40);").await?;
    boris.find_in_feed(&orders[0]).await?;
    boris.press("back").await?;
    boris.until_true("the search is there again", SEARCH_IS_THERE).await?;
    boris.miss(&balcony).await?;
    boris.see("[data-testid=\"feed\"][data-rows=\"2\"]").await?;
    boris.picture("feed-again").await?;
    boris.ask("location.href = '/feed';").await?;
    boris.until_true("the filters outlive a restart", SEARCH_IS_THERE).await?;
    boris.see("[data-testid=\"feed\"][data-rows=\"2\"]").await?;
    anna.leave().await;
    boris.leave().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn responses_are_compared_side_by_side_and_a_profile_leads_back() -> Result<()> {
    let stage = Stage::set("compare").await?;
    let anna = stage.person("anna", Host::Chromium).await?;
    let boris = stage.person("boris", Host::Chromium).await?;
    anna.register(&stage, &ANNA).await?;
    boris.register(&stage, &BORIS).await?;
    boris.become_active(&stage, &BORIS).await?;
    let order = anna.post_order(&WINDOWS_ORDER, &stage.day_after(4)).await?;
    boris.press("nav-feed").await?;
    boris.find_in_feed(&order).await?;
    boris.respond("Сделаю за день, гарантия три года.").await?;
    anna.read("responses", BORIS.full_name).await?;
    anna.picture("compare").await?;
    anna.press("response-profile").await?;
    anna.read("executor-name", BORIS.full_name).await?;
    anna.picture("profile").await?;
    anna.press("back").await?;
    anna.on_order(&order).await?;
    anna.select(BORIS.full_name).await?;
    anna.leave().await;
    boris.leave().await;
    Ok(())
}

const KEPT: &str = r"
    return Object.keys(localStorage).some(name => name.startsWith('montaj.draft.')
        && localStorage.getItem(name).includes('Лесная'));";

const ADDRESS_IS_THERE: &str = r"
    return document.getElementById('order-new-address')?.value.includes('Лесная') ?? false;";

const TITLE_IS_THERE: &str = r"
    return document.getElementById('order-new-title')?.value.includes('окна') ?? false;";

const SEARCH_IS_THERE: &str = r"
    return document.getElementById('feed-search')?.value === 'лоджия';";
