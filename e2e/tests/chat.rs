//! Script 3, "Chat": live talk, ticks, presence; without the socket; without the network.

use anyhow::Result;
use montaj_e2e::devtools::LOOKS;
use montaj_e2e::people::{Host, Person};
use montaj_e2e::stage::Stage;
use montaj_e2e::steps::{ANNA, BORIS, Line, WINDOWS_ORDER};
use montaj_testkit::Fault;

const THEIRS: Line<'static> = Line(&[("data-mine", "false")]);

#[tokio::test(flavor = "multi_thread")]
async fn two_people_talk_in_browsers() -> Result<()> {
    play("chat-browsers", Host::Chromium, Host::Chromium).await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_talk_with_the_customer_in_the_window() -> Result<()> {
    play("chat-customer-window", Host::DesktopWindow, Host::Chromium).await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_talk_with_the_executor_in_the_window() -> Result<()> {
    play("chat-executor-window", Host::Chromium, Host::DesktopWindow).await
}

async fn play(script: &str, customer: Host, executor: Host) -> Result<()> {
    let stage = Stage::set(script).await?;
    let anna = stage.person("anna", customer).await?;
    let boris = stage.person("boris", executor).await?;
    let order = meet(&stage, &anna, &boris).await?;

    talk_live(&anna, &boris, &order).await?;
    reply(&anna, &boris).await?;
    copy(&anna).await?;
    change(&anna, &boris).await?;
    many_lines_scroll(&anna, &boris).await?;
    back_to_what_was_answered(&boris).await?;
    search(&boris).await?;
    without_socket(&anna, &boris).await?;
    without_network(&anna, &boris).await?;
    told_of_a_message(&anna, &boris, &order).await?;
    let (page, chat) = (format!("/orders/{order}"), format!("/orders/{order}/chat"));
    let pages = [("order", page.as_str()), ("chat", &chat), ("chats", "/chats")];
    anna.look_around(&pages).await?;
    boris.look_around(&pages).await?;
    anna.leave().await;
    boris.leave().await;
    Ok(())
}

/// Up to the moment in which the chat opens.
async fn meet(stage: &Stage, anna: &Person, boris: &Person) -> Result<String> {
    anna.register(stage, &ANNA).await?;
    boris.register(stage, &BORIS).await?;
    boris.become_active(stage, &BORIS).await?;
    let order = anna.post_order(&WINDOWS_ORDER, &stage.day_after(3)).await?;
    boris.find_in_feed(&order).await?;
    boris.respond("Готов взяться.").await?;
    anna.select(BORIS.full_name).await?;
    boris.status("IN_PROGRESS").await?;
    Ok(order)
}

/// ✓ while the other is elsewhere, «Онлайн», «печатает…», a message at once, ✓✓ when read.
async fn talk_live(anna: &Person, boris: &Person, order: &str) -> Result<()> {
    boris.look_elsewhere().await?;
    anna.open_chat(order).await?;
    anna.say("Здравствуйте! Когда сможете приехать?").await?;
    anna.ticked("Когда сможете", "delivered").await?;
    anna.picture("chat-delivered").await?;
    boris.see("unread-messages").await?;
    boris.press("nav-chats").await?;
    boris.picture("chats").await?;
    boris.press(format!("[data-testid=\"chat-list-item\"][data-order-id=\"{order}\"]")).await?;
    boris.hears("Когда сможете", THEIRS).await?;
    anna.ticked("Когда сможете", "read").await?;
    anna.read("chat-online", "Онлайн").await?;
    boris.read("chat-online", "Онлайн").await?;
    boris.type_on("chat-input", "Завтра в де").await?;
    anna.read("chat-typing", "печатает").await?;
    anna.picture("chat-typing").await?;
    boris.type_on("chat-input", "сять утра").await?;
    boris.press("chat-send").await?;
    anna.hears("Завтра в десять утра", THEIRS).await?;
    boris.ticked("Завтра в десять утра", "read").await?;
    boris.picture("chat-read").await
}

/// An answer shows what it answers, on both sides.
async fn reply(anna: &Person, boris: &Person) -> Result<()> {
    anna.use_tool("Завтра в десять утра", "chat-reply").await?;
    anna.see("chat-replying").await?;
    anna.picture("chat-replying").await?;
    anna.say("Хорошо, буду ждать").await?;
    anna.miss("chat-replying").await?;
    boris.hears("буду ждать", THEIRS).await?;
    // By the page's own words: WebKit's driver reads nothing from a text that may be cut.
    let quoted = "return [...document.querySelectorAll('[data-testid=\"chat-line\"]')].some(line =>
             line.innerText.includes('буду ждать')
             && line.querySelector('[data-testid=\"chat-quote\"]')
                 ?.innerText.includes('Завтра в десять утра'));";
    for person in [anna, boris] {
        person.until_true("the answered message above the answer", quoted).await?;
    }
    boris.picture("chat-reply").await
}

/// What one copies is what one pastes; the word on it lies on nothing that can be pressed.
async fn copy(person: &Person) -> Result<()> {
    for look in LOOKS.into_iter().filter(|look| !look.dark) {
        person.look(look).await?;
        person.use_tool("Завтра в десять утра", "chat-copy").await?;
        person.sees_a_free_toast().await?;
        person.picture(&format!("chat-copied-{}", look.name())).await?;
        person.miss("toast").await?;
    }
    person.paste("chat-input", "Завтра в десять утра").await?;
    // WebKit's driver types nothing that is empty.
    person.set("chat-input", "").await
}

/// One's own message gets another text and is taken back, before both sides' eyes.
async fn change(anna: &Person, boris: &Person) -> Result<()> {
    anna.say("Код домофона 4417").await?;
    boris.hears("4417", THEIRS).await?;
    anna.use_menu("4417", "chat-menu-edit").await?;
    anna.see("chat-editing").await?;
    anna.picture("chat-editing").await?;
    anna.say("Код домофона 9000").await?;
    anna.miss("chat-editing").await?;
    for person in [anna, boris] {
        person.hears("9000", Line(&[("data-edited", "true")])).await?;
        person.never_hears("4417").await?;
    }
    boris.picture("chat-edited").await?;
    anna.use_menu("9000", "chat-menu-delete").await?;
    anna.see("dialog").await?;
    anna.picture("chat-delete").await?;
    anna.press("confirm-yes").await?;
    for person in [anna, boris] {
        person.hears("Сообщение удалено", Line(&[("data-deleted", "true")])).await?;
        person.never_hears("9000").await?;
    }
    boris.picture("chat-deleted").await
}

/// Words are found however they were written, and a result leads to its message.
async fn search(person: &Person) -> Result<()> {
    person.press("chat-search-open").await?;
    person.fill("chat-search", "ЗАВТРА в десять").await?;
    person.mark("chat-search-count", "data-count", "1").await?;
    person.picture("chat-search").await?;
    person.press("chat-search-hit").await?;
    person.until_true("what was found in sight", &in_sight("Завтра в десять утра")).await?;
    person.picture("chat-found").await?;
    person.fill("chat-search", "вертолёт").await?;
    person.mark("chat-search-count", "data-count", "0").await?;
    person.press("chat-search-close").await?;
    person.miss("chat-search").await?;
    person.press("chat-new-messages").await?;
    person.at_the_end().await
}

/// A script that tells whether a message is before one's eyes.
fn in_sight(text: &str) -> String {
    format!(
        "const list = document.querySelector('[data-testid=\"chat-lines\"]').getBoundingClientRect();
         const line = [...document.querySelectorAll('[data-testid=\"chat-line\"] .bubble__text')]
             .find(line => line.textContent.includes('{text}'))?.getBoundingClientRect();
         return Boolean(line) && line.top >= list.top && line.bottom <= list.bottom;"
    )
}

/// A press on what an answer quotes leads to it, however far above it is.
async fn back_to_what_was_answered(person: &Person) -> Result<()> {
    let in_sight = in_sight("Завтра в десять утра");
    anyhow::ensure!(person.ask(&in_sight).await? == false, "there is nothing to scroll");
    // Only what is near is in the page: one scrolls until the answer is there.
    let press = "const list = document.querySelector('[data-testid=\"chat-lines\"]');
         const quote = [...document.querySelectorAll('[data-testid=\"chat-quote\"]')]
             .find(quote => quote.textContent.includes('Завтра в десять утра'));
         if (!quote) list.scrollTop -= 300;
         quote?.click();
         return Boolean(quote);";
    person.until_true("the quote pressed", press).await?;
    person.until_true("what was answered in sight", &in_sight).await?;
    person.picture("chat-answered").await?;
    person.press("chat-new-messages").await?;
    person.at_the_end().await
}

/// The list follows new messages.
async fn many_lines_scroll(anna: &Person, boris: &Person) -> Result<()> {
    for number in 1..=20 {
        anna.say(&format!("Уточнение {number}: проём примерно {} на 140 см", 80 + number)).await?;
    }
    boris.hears("Уточнение 20", THEIRS).await?;
    boris.at_the_end().await?;
    anna.ticked("Уточнение 20", "read").await?;
    anna.at_the_end().await?;
    boris.picture("chat-scrolled").await
}

/// With the socket blocked everything goes by REST, both ways.
async fn without_socket(anna: &Person, boris: &Person) -> Result<()> {
    anna.suffer(Fault::BlockWebSockets);
    anna.say("Это сообщение идёт без сокета").await?;
    boris.hears("идёт без сокета", THEIRS).await?;
    anna.ticked("идёт без сокета", "read").await?;
    anna.picture("chat-by-rest").await?;
    boris.say("Вижу и отвечаю").await?;
    anna.hears("Вижу и отвечаю", THEIRS).await?;
    anna.recover();
    Ok(())
}

/// With the network cut a message waits with a clock, and goes when the network is back.
async fn without_network(anna: &Person, boris: &Person) -> Result<()> {
    anna.suffer(Fault::Cut);
    anna.mark("offline-banner", "data-link", "offline").await?;
    anna.say("Напишу, пока нет связи").await?;
    anna.say("И ещё одно следом").await?;
    anna.ticked("пока нет связи", "queued").await?;
    anna.ticked("И ещё одно следом", "queued").await?;
    anna.picture("chat-offline").await?;
    anna.recover();
    boris.hears("пока нет связи", THEIRS).await?;
    boris.hears("И ещё одно следом", THEIRS).await?;
    anna.ticked("И ещё одно следом", "read").await?;
    anna.miss("offline-banner").await?;
    in_order(boris, &["пока нет связи", "И ещё одно следом"]).await?;
    boris.picture("chat-after-offline").await
}

/// Each text stands exactly once, one after the other.
async fn in_order(person: &Person, texts: &[&str]) -> Result<()> {
    let script = format!(
        "const lines = [...document.querySelectorAll('[data-testid=\"chat-line\"]')]
             .map(line => line.innerText);
         const places = {}.map(text => lines.flatMap((line, at) => line.includes(text) ? [at] : []));
         return places.every(found => found.length === 1)
             && places.every((found, i) => i === 0 || found[0] > places[i - 1][0]);",
        serde_json::to_string(texts)?
    );
    person.until_true("the messages once and in order", &script).await
}

/// A pop-up for a message with the chat out of sight, none with it on screen.
async fn told_of_a_message(anna: &Person, boris: &Person, order: &str) -> Result<()> {
    boris.say("Пока вы в чате, система молчит").await?;
    anna.hears("система молчит", THEIRS).await?;
    anna.look_elsewhere().await?;
    boris.say("А теперь всплывает уведомление").await?;
    anna.see("unread-messages").await?;
    if let Some(popups) = anna.popups() {
        let popup = popups.wait_for("всплывает уведомление").await?;
        let shown = popups.popups();
        anyhow::ensure!(
            !shown.iter().any(|popup| popup.body.contains("система молчит")),
            "a pop-up came for the chat on screen: {shown:#?}"
        );
        popups.click(&popup).await?;
        anna.mark("chat", "data-order-id", order).await?;
        anna.hears("всплывает уведомление", THEIRS).await?;
        anna.picture("chat-from-pop-up").await?;
    }
    Ok(())
}
