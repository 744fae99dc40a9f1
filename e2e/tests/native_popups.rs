//! Pop-ups: their buttons, what is written into them, one per subject, gone when it was read.

use anyhow::{Context, Result, ensure};
use montaj_e2e::people::{Host, Person};
use montaj_e2e::stage::Stage;
use montaj_e2e::steps::{ANNA, BORIS, Line, WINDOWS_ORDER};

/// Two people who talk, the customer in the window and elsewhere, the executor in the chat.
async fn two_who_talk(script: &str) -> Result<(Stage, Person, Person, String)> {
    let stage = Stage::set(script).await?;
    let anna = stage.person("anna", Host::DesktopWindow).await?;
    let boris = stage.person("boris", Host::Chromium).await?;
    anna.register(&stage, &ANNA).await?;
    boris.register(&stage, &BORIS).await?;
    boris.become_active(&stage, &BORIS).await?;
    let order = anna.post_order(&WINDOWS_ORDER, &stage.day_after(3)).await?;
    boris.find_in_feed(&order).await?;
    boris.respond("Приеду завтра утром.").await?;
    anna.select(BORIS.full_name).await?;
    anna.look_elsewhere().await?;
    boris.open_chat(&order).await?;
    Ok((stage, anna, boris, order))
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_open_the_chat_and_begin_an_answer() -> Result<()> {
    let (_stage, anna, boris, order) = two_who_talk("native-popup-buttons").await?;
    let popups = anna.popups().context("a window stands in a desktop")?;
    boris.say("Буду к девяти").await?;
    let popup = popups.wait_for("Буду к девяти").await?;
    let labels: Vec<&str> = popup.actions.iter().map(String::as_str).collect();
    ensure!(labels.contains(&"Открыть") && labels.contains(&"Ответить"), "{popup:?}");
    let hint = |name: &str| popup.hints.get(name).map(String::as_str);
    ensure!(hint("category") == Some("im.received"), "{popup:?}");
    ensure!(hint("desktop-entry") == Some("Montaj"), "{popup:?}");
    ensure!(hint("sound-name").is_some() && popup.hints.contains_key("urgency"), "{popup:?}");
    popups.press(&popup, "open").await?;
    anna.mark("chat", "data-order-id", &order).await?;

    anna.look_elsewhere().await?;
    boris.say("Ключи будут?").await?;
    let popup = popups.wait_for("Ключи будут?").await?;
    popups.press(&popup, "reply").await?;
    anna.mark("chat", "data-order-id", &order).await?;
    anna.until_true(
        "the focus in the field of the chat",
        "return document.activeElement?.dataset.testid === 'chat-input';",
    )
    .await?;
    anna.picture("answering").await?;
    anna.leave().await;
    boris.leave().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_has_one_pop_up_that_takes_answers_and_goes_when_the_chat_is_read() -> Result<()> {
    let (_stage, anna, boris, order) = two_who_talk("native-popup-one").await?;
    let popups = anna.popups().context("a window stands in a desktop")?;
    boris.say("Выезжаю").await?;
    let first = popups.wait_for("Выезжаю").await?;
    boris.say("Пробка, опоздаю").await?;
    let second = popups.wait_for("Пробка, опоздаю").await?;
    ensure!(second.replaces == first.id && second.id == first.id, "{first:?} {second:?}");
    anna.go(&format!("/orders/{order}/chat")).await?;
    popups.wait_until_gone(&second).await?;

    anna.look_elsewhere().await?;
    popups.take_replies();
    boris.say("Домофон какой?").await?;
    let third = popups.wait_for("Домофон какой?").await?;
    ensure!(third.replaces == 0, "a pop-up that is gone was replaced: {third:?}");
    ensure!(third.actions.iter().any(|key| key == "inline-reply"), "{third:?}");
    popups.write(&third, "Двенадцать, ключ").await?;
    boris.hears("Двенадцать, ключ", Line(&[("data-mine", "false")])).await?;
    anna.see("profile").await?;
    anna.leave().await;
    boris.leave().await;
    Ok(())
}
