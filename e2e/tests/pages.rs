//! What pages keep: a draft over a reload, the feed's place and filters, a comparison.

use anyhow::Result;
use montaj_e2e::devtools::{LOOKS, Look};
use montaj_e2e::people::{Host, Person};
use montaj_e2e::stage::{DEMO_PASSWORD, Stage};
use montaj_e2e::steps::{ANNA, BORIS, Line, Order, WINDOWS_ORDER};

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_and_its_step_outlive_a_reload() -> Result<()> {
    let stage = Stage::set("draft").await?;
    let anna = stage.person("anna", Host::Chromium).await?;
    anna.register(&stage, &ANNA).await?;
    anna.press("nav-new-order").await?;
    anna.see("order-new-form").await?;
    // Nobody gets on before the step is right, and each field says what it misses. The press that
    // leaves a wrong field arrives, though the field has an error to show then.
    anna.fill("order-new-title", "о").await?;
    anna.press("order-new-next").await?;
    for field in ["title", "description"] {
        let error = format!("[data-testid=\"field-error\"][data-field=\"{field}\"]");
        anna.see(&error).await?;
    }
    anna.mark("order-new-form", "data-step", "what").await?;
    anna.describe_work(&WINDOWS_ORDER).await?;
    anna.next_step("where").await?;
    anna.fill("order-new-address", WINDOWS_ORDER.address).await?;
    anna.until_true("the draft is kept", &kept("Лесная")).await?;
    anna.ask("location.reload();").await?;
    anna.see("order-new-draft").await?;
    anna.mark("order-new-form", "data-step", "where").await?;
    anna.until_true("the address is there again", ADDRESS_IS_THERE).await?;
    anna.picture("draft-restored").await?;
    anna.ask("history.back();").await?;
    anna.mark("order-new-form", "data-step", "what").await?;
    anna.until_true("the title is there again", TITLE_IS_THERE).await?;
    anna.press("order-new-discard-draft").await?;
    anna.miss("order-new-discard-draft").await?;
    anna.picture("draft-discarded").await?;
    anna.press("order-new-undo").await?;
    anna.until_true("the title is back", TITLE_IS_THERE).await?;
    // Left in the middle of a word.
    anna.type_on("order-new-title", " за день").await?;
    anna.press("nav-chats").await?;
    anna.press("nav-new-order").await?;
    let title = format!("{} за день", WINDOWS_ORDER.title);
    anna.until_true("the last words are there", &holds("order-new-title", &title)).await?;
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

/// The demo feed is longer than a phone: whoever looks at an order far down finds it again where it
/// was, by the page's own way back and by the browser's, and the window is called after each page.
#[tokio::test(flavor = "multi_thread")]
async fn the_feed_stands_where_one_left_it() -> Result<()> {
    let stage = Stage::set_with_demo("feed-scrolled").await?;
    let boris = stage.person("boris", Host::Chromium).await?;
    boris.look(PHONE).await?;
    boris.log_in("+79000000021", DEMO_PASSWORD).await?;
    boris.see("feed").await?;
    boris.until_settled("feed").await?;
    boris.until_true("the window is the feed", "return document.title.startsWith('(');").await?;
    for back in ["document.querySelector('[data-testid=back]').click();", "history.back();"] {
        boris.ask("window.scrollTo(0, 1e6);").await?;
        boris.until_true("the last card", "return window.scrollY > 200;").await?;
        // What came into sight is drawn, and as high as it is.
        boris.until_true("the list stands still", STANDS_STILL).await?;
        let place = boris.ask(LAST_CARD).await?;
        boris.ask("document.querySelector(`[data-order-id='${window.last}']`).click();").await?;
        boris.see("order-page").await?;
        boris.until_true("an order begins at its top", "return window.scrollY === 0;").await?;
        boris.until_true("the window is the order", IS_CALLED_BY_TRADE_AND_REGION).await?;
        boris.ask(back).await?;
        boris.see("feed").await?;
        let same = format!("return Math.abs(({CARD_PLACE}) - {place}) < 2;");
        boris.until_true("the card where it was", &same).await?;
        boris.picture("feed-where-it-was").await?;
    }
    boris.leave().await;
    Ok(())
}

/// Whoever has responses sees them before their own words; whoever has a chat sees it beside the
/// order.
#[tokio::test(flavor = "multi_thread")]
async fn an_order_shows_what_matters_first() -> Result<()> {
    let (_stage, anna, boris, _) = one_who_responded("order-first").await?;
    for look in LOOKS.into_iter().filter(|look| !look.dark) {
        anna.look(look).await?;
        anna.until_true("responses before the description", RESPONSES_FIRST).await?;
        anna.picture(&format!("responses-{}", look.name())).await?;
    }
    anna.select(BORIS.full_name).await?;
    anna.see("order-chat-pane").await?;
    anna.see("chat-input").await?;
    anna.until_true("order and chat side by side", SIDE_BY_SIDE).await?;
    anna.picture("side-by-side").await?;
    anna.leave().await;
    boris.leave().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn responses_are_compared_side_by_side_and_a_profile_leads_back() -> Result<()> {
    let (_stage, anna, boris, order) = one_who_responded("compare").await?;
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

/// What one types in a chat is there when one comes back, however soon one left, with what it
/// answers; what one sent is not.
#[tokio::test(flavor = "multi_thread")]
async fn a_chat_keeps_what_is_unsent_and_nothing_else() -> Result<()> {
    let (_stage, anna, boris, order) = one_who_responded("chat-draft").await?;
    anna.select(BORIS.full_name).await?;
    anna.open_chat(&order).await?;
    anna.fill("chat-input", "Половина").await?;
    anna.press("nav-my-orders").await?;
    anna.open_chat(&order).await?;
    anna.until_true("the half is there", &holds("chat-input", "Половина")).await?;
    anna.until_true("it is kept", &kept("Половина")).await?;
    anna.say("Половина и ещё").await?;
    anna.press("nav-my-orders").await?;
    anna.ask("location.reload();").await?;
    anna.open_chat(&order).await?;
    anna.hears("Половина и ещё", Line(&[("data-mine", "true")])).await?;
    anna.until_settled("the chat").await?;
    anna.until_true("nothing is unsent", &holds("chat-input", "")).await?;
    boris.open_chat(&order).await?;
    boris.hears("Половина и ещё", Line(&[("data-mine", "false")])).await?;
    boris.use_tool("Половина и ещё", "chat-reply").await?;
    boris.fill("chat-input", "Вторая").await?;
    boris.press("nav-my-orders").await?;
    boris.open_chat(&order).await?;
    boris.see("chat-replying").await?;
    boris.until_true("the answer is there", &holds("chat-input", "Вторая")).await?;
    boris.ask(&format!("location.href = '/orders/{order}';")).await?;
    boris.see("order-page").await?;
    boris.press("back").await?;
    boris.see("feed-search").await?;
    anna.leave().await;
    boris.leave().await;
    Ok(())
}

/// Whoever turns back in a registration finds what was typed, but for the password; a code that
/// does not come is asked for again, or for another number.
#[tokio::test(flavor = "multi_thread")]
async fn a_guest_goes_on_where_they_turned_back() -> Result<()> {
    let stage = Stage::set("guest-back").await?;
    let anna = stage.person("anna", Host::Chromium).await?;
    anna.see("welcome").await?;
    anna.press("welcome-register-customer").await?;
    anna.fill("register-phone", ANNA.phone).await?;
    anna.fill("register-password", ANNA.password).await?;
    anna.press("register-next").await?;
    anna.fill("register-name", ANNA.full_name).await?;
    anna.ask("history.back();").await?;
    anna.press("welcome-register-customer").await?;
    anna.until_true("the password is not kept", &holds("register-password", "")).await?;
    anna.fill("register-password", ANNA.password).await?;
    anna.press("register-next").await?;
    anna.until_true("the name is there", &holds("register-name", ANNA.full_name)).await?;
    anna.go("/reset").await?;
    anna.fill("reset-phone", ANNA.phone).await?;
    anna.press("reset-request").await?;
    anna.see("code-resend").await?;
    anna.see("code-countdown").await?;
    anna.picture("reset-code").await?;
    anna.press("reset-other").await?;
    anna.miss("reset-code").await?;
    anna.fill("reset-phone", BORIS.phone).await?;
    anna.leave().await;
    Ok(())
}

fn kept(text: &str) -> String {
    format!(
        "return Object.keys(localStorage).some(name => name.startsWith('montaj.draft.')
            && localStorage.getItem(name).includes('{text}'));"
    )
}

fn holds(field: &str, text: &str) -> String {
    format!("return document.querySelector('[data-testid={field}]')?.value === '{text}';")
}

/// A customer before an order to which an executor has responded.
async fn one_who_responded(script: &str) -> Result<(Stage, Person, Person, String)> {
    let stage = Stage::set(script).await?;
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
    Ok((stage, anna, boris, order))
}

const PHONE: Look = LOOKS[0];

/// The id of the last card is left in `window.last`; answers where it stands.
const STANDS_STILL: &str = r"
    const cards = [...document.querySelectorAll('[data-testid=order-card]')];
    const now = cards.length + ' ' + cards.at(-1).getBoundingClientRect().top;
    const still = window.before === now;
    window.before = now;
    return still;";

const LAST_CARD: &str = r"
    const cards = [...document.querySelectorAll('[data-testid=order-card]')];
    window.last = cards.at(-1).dataset.orderId;
    return cards.at(-1).getBoundingClientRect().top;";

const CARD_PLACE: &str =
    "document.querySelector(`[data-order-id='${window.last}']`)?.getBoundingClientRect().top";

const IS_CALLED_BY_TRADE_AND_REGION: &str =
    r"return /(^|\) )[А-Я][а-я]+, Москва · Montaj$/.test(document.title);";

const RESPONSES_FIRST: &str = r"
    const top = selector => document.querySelector(selector)?.getBoundingClientRect().top;
    const responses = top('[data-testid=responses]');
    return responses < top('.order__description') && responses < 844;";

const SIDE_BY_SIDE: &str = r"
    const order = document.querySelector('.order__main').getBoundingClientRect();
    const chat = document.querySelector('[data-testid=order-chat-pane]').getBoundingClientRect();
    return order.right <= chat.left + 1 && chat.top === 0 && chat.bottom <= window.innerHeight
        && chat.right <= window.innerWidth && order.width > 500;";

const ADDRESS_IS_THERE: &str = r"
    return document.getElementById('order-new-address')?.value.includes('Лесная') ?? false;";

const TITLE_IS_THERE: &str = r"
    return document.getElementById('order-new-title')?.value.includes('окна') ?? false;";

const SEARCH_IS_THERE: &str = r"
    return document.getElementById('feed-search')?.value === 'лоджия';";
