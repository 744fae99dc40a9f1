//! A session outlives the program: by the keyring in the app, by the cookie in a browser.

use std::process::Command;

use anyhow::{Result, ensure};
use montaj_e2e::people::Host;
use montaj_e2e::stage::Stage;
use montaj_e2e::steps::ANNA;

#[tokio::test(flavor = "multi_thread")]
async fn a_session_outlives_the_browser() -> Result<()> {
    let stage = Stage::set("session-browser").await?;
    let mut anna = stage.person("anna", Host::Chromium).await?;
    anna.register(&stage, &ANNA).await?;
    anna.restart().await?;
    anna.see("nav").await?;
    let readable = anna.ask("return document.cookie + JSON.stringify(localStorage);").await?;
    ensure!(readable == "{}", "a script of the page could read {readable}");
    anna.leave().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_outlives_the_window_by_the_keyring() -> Result<()> {
    let stage = Stage::set("session-window").await?;
    let mut anna = stage.person("anna", Host::DesktopWindow).await?;
    anna.register(&stage, &ANNA).await?;
    anna.restart().await?;
    anna.see("nav").await?;
    let desktop = anna.desktop().expect("a window stands in a desktop");
    let token = keyring_secret(|command| {
        desktop.enter(command);
    })?;
    ensure!(!token.is_empty(), "the keyring holds no refresh token");
    ensure!(!folder_holds(&desktop.home(), token.as_bytes())?, "a file holds the refresh token");
    anna.leave().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_keyring_an_encrypted_file_keeps_the_session_and_the_app_says_so() -> Result<()> {
    let stage = Stage::set("session-no-keyring").await?;
    let mut anna = stage.person("anna", Host::WindowWithoutKeyring).await?;
    anna.register(&stage, &ANNA).await?;
    anna.read("toast", "зашифрованном файле").await?;
    anna.press("nav-profile").await?;
    anna.mark("profile-kept", "data-kept", "file").await?;
    anna.picture("kept-in-a-file").await?;
    anna.restart().await?;
    anna.see("nav").await?;
    anna.press("nav-profile").await?;
    anna.mark("profile-kept", "data-kept", "file").await?;
    let home = anna.desktop().expect("a window stands in a desktop").home();
    let kept = |name: &str| home.join("montaj").join(name);
    ensure!(kept("session.sealed").exists() && kept("session.key").exists());
    anna.press("log-out").await?;
    anna.see("welcome").await?;
    ensure!(!kept("session.sealed").exists(), "a session that is over is still kept");
    anna.leave().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_moves_from_its_file_into_the_keyring_when_that_is_opened() -> Result<()> {
    let stage = Stage::set("session-locked-keyring").await?;
    let mut anna = stage.person("anna", Host::WindowWithLockedKeyring).await?;
    anna.register(&stage, &ANNA).await?;
    anna.press("nav-profile").await?;
    anna.mark("profile-kept", "data-kept", "file").await?;
    let sealed = anna.desktop().expect("a window").home().join("montaj/session.sealed");
    ensure!(sealed.exists());
    anna.desktop().expect("a window").unlock_keyring()?;
    anna.restart().await?;
    anna.press("nav-profile").await?;
    anna.see("profile").await?;
    anna.miss("profile-kept").await?;
    ensure!(!sealed.exists(), "the file is still there");
    let desktop = anna.desktop().expect("a window stands in a desktop");
    let token = keyring_secret(|command| {
        desktop.enter(command);
    })?;
    ensure!(!token.is_empty(), "the keyring holds no refresh token");
    anna.restart().await?;
    anna.see("nav").await?;
    anna.leave().await;
    Ok(())
}

/// The app's secret, as any program of the session reads it.
fn keyring_secret(enter: impl FnOnce(&mut Command)) -> Result<String> {
    let mut search = Command::new("secret-tool");
    search.args(["search", "--all", "username", "refresh-token"]);
    enter(&mut search);
    let found = String::from_utf8(search.output()?.stdout)?;
    let secret = found.lines().find_map(|line| line.strip_prefix("secret = "));
    Ok(secret.unwrap_or_default().to_owned())
}

/// Whether any file below `folder` holds `secret` in clear. The keyring's own file is encrypted.
fn folder_holds(folder: &std::path::Path, secret: &[u8]) -> Result<bool> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let kind = path.symlink_metadata()?.file_type();
        if kind.is_dir() && folder_holds(&path, secret)? {
            return Ok(true);
        }
        if kind.is_file() && std::fs::read(&path)?.windows(secret.len()).any(|part| part == secret)
        {
            return Ok(true);
        }
    }
    Ok(false)
}
