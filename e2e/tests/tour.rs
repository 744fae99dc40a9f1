//! The pictures of docs/tour.md, from the demo data. `MONTAJ_TOUR=1 cargo nextest run -p montaj-e2e
//! the_tour` takes them anew into docs/images/tour; without it the script looks whether each can
//! still be taken.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use montaj_e2e::devtools::{LOOKS, Look};
use montaj_e2e::people::{Host, Person};
use montaj_e2e::stage::{DEMO_PASSWORD, Stage};

const CUSTOMER: &str = "+79000000011";
const EXECUTOR: &str = "+79000000021";
/// Pictures are read over slow lines, too.
const MOST_BYTES: usize = 120 * 1024;

const PHONE: Look = LOOKS[0];
const PHONE_AT_NIGHT: Look = LOOKS[1];
const DESK: Look = Look { width: 1200, height: 580, ..LOOKS[4] };
/// Where what to do stands beside what came.
const WIDE_DESK: Look = Look { width: 1366, height: 570, ..DESK };
/// Its ground is painted, which no PNG makes small.
const SMALL_DESK: Look = Look { width: 960, height: 600, ..DESK };
const DESK_AT_NIGHT: Look = Look { dark: true, ..DESK };

#[tokio::test(flavor = "multi_thread")]
async fn the_tour_shows_the_app_as_it_is() -> Result<()> {
    let stage = Stage::set_with_demo("tour").await?;
    let anna = stage.person("anna", Host::Chromium).await?;
    anna.see("welcome").await?;
    show(&anna, "welcome", SMALL_DESK).await?;
    anna.log_in(CUSTOMER, DEMO_PASSWORD).await?;
    anna.go("/orders").await?;
    anna.see("order-card").await?;
    show(&anna, "my-orders", PHONE).await?;
    anna.go("/orders/new").await?;
    anna.see("order-new-form").await?;
    show(&anna, "new-order", PHONE_AT_NIGHT).await?;
    anna.go(&format!("/orders/{}", with_two_responses(&anna).await?)).await?;
    anna.see("response-card").await?;
    show(&anna, "responses", WIDE_DESK).await?;
    anna.go("/chats").await?;
    anna.see("chat-list-item").await?;
    let order = anna.ask(FIRST_CHAT).await?;
    let order = order.as_str().context("a chat")?.to_owned();
    anna.go(&format!("/orders/{order}/chat")).await?;
    anna.see("chat-input").await?;
    show(&anna, "chat", PHONE).await?;
    anna.go(&format!("/orders/{order}")).await?;
    anna.look(DESK).await?;
    anna.see("order-chat-pane").await?;
    anna.see("chat-input").await?;
    show(&anna, "order-and-chat", DESK).await?;
    anna.go("/notifications").await?;
    anna.see("notification-item").await?;
    show(&anna, "notifications", PHONE).await?;
    anna.leave().await;

    let boris = stage.person("boris", Host::Chromium).await?;
    boris.log_in(EXECUTOR, DEMO_PASSWORD).await?;
    boris.go("/feed").await?;
    boris.see("order-card").await?;
    show(&boris, "feed", DESK_AT_NIGHT).await?;
    boris.leave().await;
    Ok(())
}

/// Looks at the page as the tour does, and keeps the picture if it was asked for.
async fn show(person: &Person, name: &str, look: Look) -> Result<()> {
    person.look(look).await?;
    person.until_settled(name).await?;
    // The pointer and a toast are no part of the page.
    person.until_true("no toast", "return !document.querySelector('.toast');").await?;
    let picture = person.screenshot().await?;
    ensure!(picture.len() <= MOST_BYTES, "{name} takes {} bytes", picture.len());
    let tour = docs().join("tour.md");
    let told = std::fs::read_to_string(&tour).with_context(|| tour.display().to_string())?;
    ensure!(told.contains(&format!("images/tour/{name}.png")), "the tour leaves {name} out");
    if std::env::var_os("MONTAJ_TOUR").is_some() {
        let folder = docs().join("images/tour");
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("{name}.png")), picture)?;
    }
    Ok(())
}

async fn with_two_responses(person: &Person) -> Result<String> {
    person.go("/orders").await?;
    person
        .until_true("an order with two responses", &format!("return ({TWO_RESPONSES}) != null;"))
        .await?;
    let id = person.ask(&format!("return {TWO_RESPONSES};")).await?;
    Ok(id.as_str().context("an order with two responses")?.to_owned())
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs")
}

const TWO_RESPONSES: &str = r"[...document.querySelectorAll('[data-testid=order-card]')]
    .find(card => card.innerText.includes('2 отклика'))?.dataset.orderId";

const FIRST_CHAT: &str =
    "return document.querySelector('[data-testid=chat-list-item]').dataset.orderId;";
