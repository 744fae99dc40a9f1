//! The window among other programs: one instance, links, the tray, its place, its shortcuts.

use anyhow::{Context, Result, ensure};
use montaj_e2e::desktop_session::DesktopSession;
use montaj_e2e::dialler::Dialler;
use montaj_e2e::killed_app;
use montaj_e2e::people::{Host, Person};
use montaj_e2e::stage::{DEMO_PASSWORD, Stage};
use montaj_e2e::steps::{ANNA, WINDOWS_ORDER};
use montaj_e2e::tray::Panel;
use montaj_e2e::{PATIENCE, until};

const STATUS_PAGE: &str = "order-status";

fn desktop(person: &Person) -> Result<&DesktopSession> {
    person.desktop().context("a window stands in a desktop")
}

async fn comes_to(person: &Person, route: &str) -> Result<()> {
    until(format!("the page {route}"), PATIENCE, || async {
        (person.route().await.ok()? == route).then_some(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_its_page_in_the_running_app_at_a_start_and_after_a_log_in() -> Result<()> {
    let stage = Stage::set("native-links").await?;
    let mut anna = stage.person("anna", Host::DesktopWindow).await?;
    anna.register(&stage, &ANNA).await?;
    let order = anna.post_order(&WINDOWS_ORDER, &stage.day_after(3)).await?;
    let (page, link) = (format!("/orders/{order}"), format!("montaj://order/{order}"));
    anna.look_elsewhere().await?;

    anna.window()?.start_beside(&["montaj://order/nonsense"]).await?;
    anna.window()?.start_beside(&[&format!("https://order/{order}")]).await?;
    anna.window()?.start_beside(&[&link]).await?;
    comes_to(&anna, &page).await?;
    anna.see(STATUS_PAGE).await?;
    anna.picture("opened-by-a-link").await?;

    anna.restart_with(&[&link]).await?;
    anna.see(STATUS_PAGE).await?;
    comes_to(&anna, &page).await?;

    anna.look_elsewhere().await?;
    anna.press("log-out").await?;
    anna.see("welcome").await?;
    anna.window()?.start_beside(&[&link]).await?;
    anna.see("login-form").await?;
    // By way of another page: the link is not forgotten.
    anna.press("login-to-reset").await?;
    anna.go("/login").await?;
    anna.fill("login-phone", ANNA.phone).await?;
    anna.fill("login-password", ANNA.password).await?;
    anna.press("login-submit").await?;
    anna.see(STATUS_PAGE).await?;
    comes_to(&anna, &page).await?;
    anna.leave().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_number_is_called_by_the_system_and_the_interface_stays() -> Result<()> {
    let stage = Stage::set_with_demo("native-contacts").await?;
    let anna = stage.person("anna", Host::DesktopWindow).await?;
    let dialler = Dialler::install(&desktop(&anna)?.home())?;
    anna.log_in("+79000000011", DEMO_PASSWORD).await?;
    anna.press("nav-my-orders").await?;
    anna.press("my-orders-tab-in-progress").await?;
    anna.press("[data-testid=order-card][data-status=IN_PROGRESS]").await?;
    for contact in ["contact-phone", "contact-email"] {
        let address = anna.see(contact).await?.attr("href").await?.context("a link")?;
        anna.press(contact).await?;
        dialler.is_asked_for(&address).await?;
    }
    // Anywhere else the window does not go.
    anna.ask("location.href = 'https://example.org/';").await?;
    anna.press("nav-chats").await?;
    anna.see("chats").await?;
    anna.leave().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_that_hands_over_to_one_that_is_just_killed_starts_itself() -> Result<()> {
    let stage = Stage::set("native-killed").await?;
    let mut anna = stage.person("anna", Host::DesktopWindow).await?;
    anna.see("welcome").await?;
    let killed = killed_app::after_the_app_on(desktop(&anna)?.bus()).await?;
    anna.restart().await?;
    anna.see("welcome").await?;
    killed.await??;
    anna.leave().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_window_waits_in_the_tray_and_comes_back() -> Result<()> {
    let stage = Stage::set("native-tray").await?;
    let anna = stage.person("anna", Host::DesktopWindow).await?;
    let desktop = desktop(&anna)?;
    anna.register(&stage, &ANNA).await?;
    anna.press("nav-settings").await?;
    anna.see("settings-autostart").await?;
    anna.miss("settings-tray").await?;
    // At a log-in the app may be there before the panel.
    let panel = Panel::start(desktop.bus()).await?;
    anna.see("settings-tray").await?;
    desktop.wait_for_window(true).await?;
    let quiet = panel.picture().await?;

    anna.press_with_ctrl('w').await?;
    desktop.wait_for_window(false).await?;
    desktop.notifications.wait_for("Montaj работает дальше").await?;
    ensure!(anna.window()?.runs(), "the app has ended");
    panel.press("Открыть Montaj").await?;
    desktop.wait_for_window(true).await?;

    anna.press_with_ctrl('w').await?;
    desktop.wait_for_window(false).await?;
    anna.window()?.start_beside(&[]).await?;
    desktop.wait_for_window(true).await?;
    let told = desktop.notifications.popups();
    let told = told.iter().filter(|popup| popup.title.contains("работает дальше")).count();
    ensure!(told == 1, "said {told} times where the window went");

    // The welcome to a new account, if there is one, and what happens to an order count.
    let order = anna.post_order(&WINDOWS_ORDER, &stage.day_after(3)).await?;
    anna.look_elsewhere().await?;
    stage.take_away(&order).await?;
    panel.wait_for("непрочитан").await?;
    until("a badge on the icon", PATIENCE, || async {
        (panel.picture().await.ok()? != quiet).then_some(())
    })
    .await?;

    panel.press("Не беспокоить час").await?;
    until("the hour is ticked", PATIENCE, || async {
        panel.wait_for("Не беспокоить").await.ok().filter(|line| line.checked)
    })
    .await?;
    panel.press("Выйти из аккаунта").await?;
    anna.see("welcome").await?;
    panel.press("Закрыть Montaj").await?;
    anna.window()?.wait_for_its_end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_tray_closing_the_window_ends_the_app_and_a_hidden_start_shows_it() -> Result<()>
{
    let stage = Stage::set("native-no-tray").await?;
    let mut anna = stage.person("anna", Host::DesktopWindow).await?;
    anna.see("welcome").await?;
    anna.press_with_ctrl('w').await?;
    anna.window()?.wait_for_its_end().await?;
    anna.restart_with(&["--hidden"]).await?;
    anna.see("welcome").await?;
    ensure!(!desktop(&anna)?.shows_window()?, "a hidden start shows its window at once");
    desktop(&anna)?.wait_for_window(true).await?;
    anna.leave().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_keeps_its_size_and_zoom_over_a_restart() -> Result<()> {
    let stage = Stage::set("native-window-state").await?;
    let mut anna = stage.person("anna", Host::DesktopWindow).await?;
    anna.see("welcome").await?;
    desktop(&anna)?.wait_for_window(true).await?;
    let chosen = anna.resize(900, 700).await?;
    let page = "return window.innerWidth;";
    until("the page takes the size", PATIENCE, || async {
        (anna.ask(page).await.ok()? == 900).then_some(())
    })
    .await?;
    anna.press_with_ctrl('=').await?;
    until("a larger page", PATIENCE, || async {
        (anna.ask(page).await.ok()?.as_u64()? < 900).then_some(())
    })
    .await?;
    anna.press_with_ctrl('q').await?;
    anna.window()?.wait_for_its_end().await?;
    anna.restart().await?;
    anna.see("welcome").await?;
    until("the size of before", PATIENCE, || async {
        (anna.size().await.ok()? == chosen).then_some(())
    })
    .await?;
    let zoomed = anna.ask(page).await?;
    ensure!(zoomed.as_u64().is_some_and(|width| width < 900), "the zoom is lost: {zoomed}");
    anna.press_with_ctrl('0').await?;
    until("the usual size", PATIENCE, || async {
        (anna.ask(page).await.ok()? == 900).then_some(())
    })
    .await?;
    anna.leave().await;
    Ok(())
}

/// The switch writes what the desktop reads at its start, and takes it away again.
#[tokio::test(flavor = "multi_thread")]
async fn the_app_starts_with_the_system_when_that_is_wished() -> Result<()> {
    let stage = Stage::set("native-autostart").await?;
    let anna = stage.person("anna", Host::DesktopWindow).await?;
    anna.see("welcome").await?;
    let folder = desktop(&anna)?.home().join(".config/autostart");
    let entries = || -> Vec<String> {
        let files = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        files.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect()
    };
    anna.go("/settings").await?;
    anna.see("[data-testid=\"settings-autostart\"]:not(:checked)").await?;
    anna.picture("settings-autostart").await?;
    ensure!(entries().is_empty(), "it is entered before anybody wished it: {:?}", entries());
    anna.press("settings-autostart").await?;
    anna.see("[data-testid=\"settings-autostart\"]:checked").await?;
    until("an entry that starts into the tray", PATIENCE, || async {
        let entries = entries();
        entries.iter().any(|entry| entry.contains("--hidden")).then_some(())
    })
    .await?;
    anna.press("settings-autostart").await?;
    until("no entry", PATIENCE, || async { entries().is_empty().then_some(()) }).await?;
    anna.leave().await;
    Ok(())
}
