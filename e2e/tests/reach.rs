//! What one looks for is near: on a phone the one thing to do, from every page the search of orders.

use anyhow::Result;
use montaj_e2e::devtools::{HARD_LOOKS, LOOKS};
use montaj_e2e::people::{Host, Person};
use montaj_e2e::stage::{DEMO_PASSWORD, Stage};

const CUSTOMER: &str = "+79000000011";
const EXECUTOR: &str = "+79000000021";

#[tokio::test(flavor = "multi_thread")]
async fn the_main_action_of_an_order_is_under_the_thumb_of_a_phone() -> Result<()> {
    let stage = Stage::set_with_demo("reach-phone").await?;
    let boris = demo(&stage, "boris", EXECUTOR).await?;
    boris.press("order-card").await?;
    boris.see("action-respond").await?;
    for look in [LOOKS[0], LOOKS[1], HARD_LOOKS[0], HARD_LOOKS[2]] {
        boris.look(look).await?;
        boris.until_true("the action over the tabs", OVER_THE_TABS).await?;
        boris.until_true("the page ends above the action", END_IS_FREE).await?;
        boris.until_true("no focus under the action", FOCUS_IS_FREE).await?;
        boris.picture(&format!("bar-{}", look.name())).await?;
    }
    // A desk has it among the rest of what can be done.
    boris.look(LOOKS[4]).await?;
    boris.until_true("the action in its card", IN_ITS_CARD).await?;
    boris.look(LOOKS[0]).await?;
    boris.press("action-respond").await?;
    boris.see("respond-message").await?;
    boris.picture("respond").await?;
    boris.leave().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_search_of_orders_is_one_step_away() -> Result<()> {
    let stage = Stage::set_with_demo("reach-search").await?;
    let boris = demo(&stage, "boris", EXECUTOR).await?;
    leads_to(&boris, "feed-search").await?;
    boris.leave().await;
    let anna = demo(&stage, "anna", CUSTOMER).await?;
    leads_to(&anna, "my-orders-search").await?;
    anna.leave().await;
    Ok(())
}

async fn demo(stage: &Stage, name: &'static str, phone: &str) -> Result<Person> {
    let person = stage.person(name, Host::Chromium).await?;
    person.log_in(phone, DEMO_PASSWORD).await?;
    Ok(person)
}

/// By the side bar, by the key, and by the head of a page on a phone: each time into the field.
async fn leads_to(person: &Person, field: &str) -> Result<()> {
    let written = format!(
        "const field = document.activeElement;
         return field?.id === '{field}' && field.getBoundingClientRect().top >= 0;"
    );
    person.go("/profile").await?;
    person.see("profile").await?;
    person.press("nav-search").await?;
    person.until_true("the field by the side bar", &written).await?;
    person.go("/settings").await?;
    person.see("settings").await?;
    person.type_on("settings-account", "/").await?;
    person.until_true("the field by the key", &written).await?;
    person.go("/profile").await?;
    person.see("profile").await?;
    person.look(LOOKS[0]).await?;
    person.press("page-search").await?;
    person.until_true("the field on a phone", &written).await?;
    person.picture(field).await?;
    Ok(())
}

const OVER_THE_TABS: &str = r"
    const action = document.querySelector('[data-testid=action-respond]').getBoundingClientRect();
    const tabs = document.querySelector('[data-testid=nav]').getBoundingClientRect();
    return scrollY === 0 && action.top > innerHeight / 2 && action.bottom <= tabs.top
        && action.left >= 0 && action.right <= innerWidth;";

/// At the end of the page the last card stands wholly above the bar.
const END_IS_FREE: &str = r"
    scrollTo(0, document.documentElement.scrollHeight);
    const bar = document.querySelector('[data-testid=order-main-action]').getBoundingClientRect();
    const ends = [...document.querySelectorAll('[data-testid=order-page] .card')]
        .map(card => card.getBoundingClientRect().bottom);
    const free = Math.max(...ends) <= bar.top;
    scrollTo(0, 0);
    return free;";

/// Whatever takes the focus is scrolled to where the bar is not.
const FOCUS_IS_FREE: &str = r"
    const bar = document.querySelector('[data-testid=order-main-action]');
    const others = [...document.querySelectorAll('#page a, #page button')]
        .filter(element => !bar.contains(element) && element.getBoundingClientRect().height > 0);
    const free = others.every(element => {
        element.focus();
        return element.getBoundingClientRect().bottom <= bar.getBoundingClientRect().top;
    });
    scrollTo(0, 0);
    return free;";

const IN_ITS_CARD: &str = r"
    const action = document.querySelector('[data-testid=action-respond]').getBoundingClientRect();
    const card = document.querySelector('.order__next').getBoundingClientRect();
    return action.top > card.top && action.bottom < card.bottom;";
