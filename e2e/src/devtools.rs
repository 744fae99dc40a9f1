//! What only Chromium's own tools can do: another size of window or letters, another theme, a cookie
//! that no script can write.

use std::str::FromStr;

use anyhow::{Context, Result};
use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use reqwest::{Method, Url};
use serde_json::{Value, json};

/// A command of the Chrome DevTools protocol.
#[derive(Debug)]
struct Command {
    name: &'static str,
    params: Value,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(
        &self,
        base_url: &Url,
        session_id: Option<&str>,
    ) -> Result<Url, <Url as FromStr>::Err> {
        base_url.join(&format!("session/{}/goog/cdp/execute", session_id.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let body = json!({ "cmd": self.name, "params": self.params });
        (Method::POST, Some(body.to_string()))
    }
}

/// Asks the driver for what the browser's console heard since the last time.
#[derive(Debug)]
struct Console;

impl WebDriverCompatibleCommand for Console {
    fn endpoint(
        &self,
        base_url: &Url,
        session_id: Option<&str>,
    ) -> Result<Url, <Url as FromStr>::Err> {
        base_url.join(&format!("session/{}/se/log", session_id.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}

/// The errors of the page's console since the last time. Answers of the server that refuse
/// something (401 to a guest) are told by the network, and are no errors of the page.
///
/// # Errors
/// When the driver has none to tell; Chromium only.
pub async fn console_errors(client: &Client) -> Result<Vec<String>> {
    let heard = client.issue_cmd(Console).await.context("the console")?;
    let entries = heard.as_array().cloned().unwrap_or_default();
    let of_pages = entries.iter().filter(|entry| entry["source"] != "network");
    Ok(of_pages.map(|entry| entry["message"].to_string()).collect())
}

/// How a page is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub width: u32,
    pub height: u32,
    pub dark: bool,
    /// The letters of the browser, in per cent of the usual.
    pub letters: u32,
    /// For somebody who asked the system for little motion.
    pub still: bool,
}

const fn look(width: u32, height: u32, dark: bool) -> Look {
    Look { width, height, dark, letters: 100, still: false }
}

/// A phone, a tablet and a desk, by day and by night.
pub const LOOKS: [Look; 6] = [
    look(390, 844, false),
    look(390, 844, true),
    look(820, 1180, false),
    look(820, 1180, true),
    look(1440, 900, false),
    look(1440, 900, true),
];

/// A phone and a desk with letters twice as large and little motion; the narrowest window that
/// pages are made for, which is also a desk of 1280 pixels brought four times as near.
pub const HARD_LOOKS: [Look; 3] = [
    Look { letters: 200, still: true, ..look(390, 844, false) },
    Look { letters: 200, still: true, ..look(1440, 900, true) },
    look(320, 640, false),
];

impl Look {
    /// For the names of pictures.
    #[must_use]
    pub fn name(self) -> String {
        let letters = if self.letters == 100 { "" } else { "-large" };
        format!("{}-{}{letters}", self.width, if self.dark { "dark" } else { "light" })
    }

    /// Shows the page so; Chromium only.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn show(self, client: &Client) -> Result<()> {
        let metrics = json!({
            "width": self.width, "height": self.height, "deviceScaleFactor": 1, "mobile": false,
        });
        let scheme = if self.dark { "dark" } else { "light" };
        let motion = if self.still { "reduce" } else { "no-preference" };
        let media = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": motion },
        ] });
        let letters = json!({ "fontSizes": { "standard": 16 * self.letters / 100 } });
        for (name, params) in [
            ("Emulation.setDeviceMetricsOverride", metrics),
            ("Emulation.setEmulatedMedia", media),
            ("Page.setFontSizes", letters),
        ] {
            client.issue_cmd(Command { name, params }).await.context(name)?;
        }
        // Pages hear of another theme just before they are next drawn.
        client.execute_async(DRAWN, vec![]).await.context("the page is not drawn")?;
        Ok(())
    }
}

const DRAWN: &str = "requestAnimationFrame(arguments[0]);";

/// Gives the browser a cookie as the server at `url` would, for paths below `path`.
///
/// # Errors
/// When the driver refuses.
pub async fn set_cookie(
    client: &Client,
    url: &str,
    path: &str,
    name: &str,
    value: &str,
) -> Result<()> {
    let params =
        json!({ "url": url, "path": path, "name": name, "value": value, "httpOnly": true });
    client.issue_cmd(Command { name: "Network.setCookie", params }).await?;
    Ok(())
}
