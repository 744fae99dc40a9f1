//! The harness itself: each of its parts does what the scripts rely on.

use std::process::Command;

use anyhow::{Result, ensure};
use montaj_e2e::browser::Browser;
use montaj_e2e::desktop_session::{DesktopSession, Keyring};
use montaj_e2e::window::Window;
use montaj_e2e::{PATIENCE, until};

#[tokio::test(flavor = "multi_thread")]
async fn a_pop_up_is_recorded_and_can_be_pressed() -> Result<()> {
    let logs = tempfile::tempdir()?;
    let desktop = DesktopSession::start(logs.path(), Keyring::Unlocked).await?;
    let mut send = Command::new("notify-send");
    send.args(["--wait", "--action=default=Open", "Новый отклик", "Борис готов взяться"]);
    let sending = desktop.enter(&mut send).stdout(std::process::Stdio::piped()).spawn()?;
    let popup = desktop.notifications.wait_for("Новый отклик").await?;
    ensure!(popup.body == "Борис готов взяться", "{popup:?}");
    desktop.notifications.click(&popup).await?;
    let said = tokio::task::spawn_blocking(move || sending.wait_with_output()).await??;
    ensure!(String::from_utf8_lossy(&said.stdout).trim() == "default", "{said:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_private_keyring_keeps_a_secret() -> Result<()> {
    let logs = tempfile::tempdir()?;
    let desktop = DesktopSession::start(logs.path(), Keyring::Unlocked).await?;
    let mut store = Command::new("sh");
    store.args(["-c", "printf secret | secret-tool store --label=x service montaj-harness"]);
    ensure!(desktop.enter(&mut store).status()?.success());
    let mut lookup = Command::new("secret-tool");
    let found = desktop.enter(lookup.args(["lookup", "service", "montaj-harness"])).output()?;
    ensure!(found.stdout == b"secret", "{found:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_opens_a_page() -> Result<()> {
    let logs = tempfile::tempdir()?;
    let (_browser, client) =
        Browser::open("data:text/html,<title>Montaj</title>", logs.path()).await?;
    ensure!(client.title().await? == "Montaj");
    client.close().await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_app_opens_its_window() -> Result<()> {
    let logs = tempfile::tempdir()?;
    let (_window, client) =
        Window::open("http://127.0.0.1:9", Keyring::Unlocked, logs.path()).await?;
    until("the page's title", PATIENCE, || async {
        client.title().await.ok().filter(|title| title.contains("Montaj"))
    })
    .await?;
    ensure!(client.current_url().await?.scheme() == "tauri");
    // The driver's answer to the end of a session is cut short; that is no failure.
    let _ = client.close().await;
    Ok(())
}
