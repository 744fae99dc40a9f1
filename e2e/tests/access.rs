//! Every page, as everybody who may see it, on a phone, a tablet and a desk, by day and by night,
//! with letters twice as large, and in English: nothing stands over the edge or is cut off, no list
//! is without an end, the console is silent, and axe-core finds nothing serious. Leaves a picture of
//! each: `<page>-<width>-<theme>.png`.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use montaj_e2e::devtools::{HARD_LOOKS, LOOKS, Look};
use montaj_e2e::people::{Host, Person};
use montaj_e2e::stage::{DEMO_PASSWORD, Stage};

const ADMIN: &str = "+79000000001";
const CUSTOMER: &str = "+79000000011";
const EXECUTOR: &str = "+79000000021";

const GUEST: u8 = 1;
const CUSTOMERS: u8 = 2;
const EXECUTORS: u8 = 4;
const ADMINS: u8 = 8;
const SIGNED_IN: u8 = CUSTOMERS | EXECUTORS | ADMINS;

/// Every variant of the interface's `Route` with its address and those who look at it. `{order}`,
/// `{work}`, `{chat}` and `{executor}` stand for ids that the person's own lists show.
const PAGES: &[(&str, &str, u8)] = &[
    ("Home", "/", GUEST),
    ("LogIn", "/login", GUEST),
    ("Register", "/register", GUEST),
    ("Verify", "/verify?phone=%2B79160000001", GUEST),
    ("Reset", "/reset", GUEST),
    ("Feed", "/feed", EXECUTORS),
    ("MyOrders", "/orders", CUSTOMERS | EXECUTORS),
    ("NewOrder", "/orders/new", CUSTOMERS),
    ("Order", "/orders/{order}", CUSTOMERS | EXECUTORS),
    ("EditOrder", "/orders/{order}/edit", CUSTOMERS),
    ("Chat", "/orders/{chat}/chat", CUSTOMERS | EXECUTORS),
    ("Executor", "/executors/{executor}", CUSTOMERS),
    ("Chats", "/chats", CUSTOMERS | EXECUTORS),
    ("Notifications", "/notifications", SIGNED_IN),
    ("Profile", "/profile", SIGNED_IN),
    ("Settings", "/settings", GUEST | SIGNED_IN),
    ("NotFound", "/404", SIGNED_IN),
];

/// The variants of `Route`, as its source names them.
fn routes() -> BTreeSet<String> {
    let source = include_str!("../../ui/src/routes.rs");
    let body = source.split("pub enum Route {").nth(1).and_then(|rest| rest.split("\n}").next());
    let lines = body.unwrap_or_default().lines().map(str::trim);
    let names = lines.filter(|line| line.starts_with(|first: char| first.is_ascii_uppercase()));
    names
        .map(|line| line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(line).to_owned())
        .collect()
}

#[test]
fn every_page_of_the_interface_is_walked() {
    let walked: BTreeSet<String> = PAGES.iter().map(|(name, ..)| (*name).to_owned()).collect();
    assert_eq!(routes(), walked, "PAGES in e2e/tests/access.rs has a row for every Route");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_a_guest_is_open_to_everybody() -> Result<()> {
    let stage = Stage::set_with_demo("access-guest").await?;
    let guest = stage.person("guest", Host::Chromium).await?;
    guest.see("welcome").await?;
    walk(&guest, GUEST).await?;
    guest.leave().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_a_customer_is_open_to_everybody() -> Result<()> {
    walk_signed_in("access-customer", CUSTOMER, CUSTOMERS).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_an_executor_is_open_to_everybody() -> Result<()> {
    walk_signed_in("access-executor", EXECUTOR, EXECUTORS).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_an_administrator_is_open_to_everybody() -> Result<()> {
    walk_signed_in("access-admin", ADMIN, ADMINS).await
}

async fn walk_signed_in(script: &str, phone: &str, who: u8) -> Result<()> {
    let stage = Stage::set_with_demo(script).await?;
    let person = stage.person("demo", Host::Chromium).await?;
    person.log_in(phone, DEMO_PASSWORD).await?;
    walk(&person, who).await?;
    person.leave().await;
    Ok(())
}

/// All pages of `who`; every fault of every page is told at the end.
async fn walk(person: &Person, who: u8) -> Result<()> {
    let mut pages = Vec::new();
    for (name, path, seen_by) in PAGES {
        if seen_by & who != 0 {
            pages.push((name.to_lowercase(), with_ids(person, path).await?));
        }
    }
    let mut faults = Vec::new();
    for look in LOOKS.into_iter().chain(HARD_LOOKS) {
        faults.extend(faults_of(person, &pages, look, "").await?);
    }
    person.go("/settings").await?;
    person.tick("language-en").await?;
    person.until_true("English", "return document.documentElement.lang === 'en';").await?;
    // English on a phone, on a desk, and where there is the least room.
    for look in [LOOKS[0], LOOKS[5], HARD_LOOKS[0]] {
        faults.extend(faults_of(person, &pages, look, "-english").await?);
    }
    ensure!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    Ok(())
}

/// What is wrong with each of the pages in this look.
async fn faults_of(
    person: &Person,
    pages: &[(String, String)],
    look: Look,
    language: &str,
) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    person.look(look).await?;
    for (name, path) in pages {
        person.go(path).await?;
        person.until_settled(name).await?;
        let shown = format!("{name}-{}{language}", look.name());
        person.picture(&shown).await?;
        let mut found = person.faults_of_page().await?;
        if is_asked_of_axe(look) {
            found.extend(person.barriers().await?);
        }
        if !language.is_empty() {
            found.extend(person.words_in_russian().await?);
        }
        faults.extend(found.iter().map(|fault| format!("{shown}: {fault}")));
    }
    Ok(faults)
}

/// A tablet shows nothing that neither a phone nor a desk does.
const fn is_asked_of_axe(look: Look) -> bool {
    look.width != 820 && look.width != 320
}

/// The path with ids of what this person finds in their own lists.
async fn with_ids(person: &Person, path: &str) -> Result<String> {
    if path.contains("{order}") {
        let id = first(person, "/", "order-card", "orderId").await?;
        Ok(path.replace("{order}", &id))
    } else if path.contains("{chat}") {
        let id = first(person, "/chats", "chat-list-item", "orderId").await?;
        Ok(path.replace("{chat}", &id))
    } else if path.contains("{executor}") {
        let chat = first(person, "/chats", "chat-list-item", "orderId").await?;
        let id = first(person, &format!("/orders/{chat}"), "order-party", "userId").await?;
        Ok(path.replace("{executor}", &id))
    } else {
        Ok(path.to_owned())
    }
}

/// What the first element of that name on the page at `list` holds in its data.
async fn first(person: &Person, list: &str, testid: &str, data: &str) -> Result<String> {
    person.go(list).await?;
    person.see(testid).await?;
    let held = format!("return document.querySelector('[data-testid={testid}]').dataset.{data};");
    let held = person.ask(&held).await?;
    Ok(held.as_str().with_context(|| format!("no {data} at {testid}"))?.to_owned())
}
