//! A person before a screen: what they see, press and type, the same in a browser and in the
//! desktop window.

use std::fmt::Display;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use montaj_testkit::{Fault, FaultProxy};
use serde_json::json;

use crate::browser::Browser;
use crate::desktop_session::{DesktopSession, Keyring};
use crate::devtools::{LOOKS, Look, console_errors};
use crate::notifications::Recorder;
use crate::screens::Screens;
use crate::wait::{PATIENCE, until};
use crate::window::Window;

/// What a person sits before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    Chromium,
    DesktopWindow,
    /// A desktop on which no keyring takes secrets.
    WindowWithoutKeyring,
    /// A desktop whose keyring is shut.
    WindowWithLockedKeyring,
}

/// The program that shows Montaj to a person.
#[derive(Debug)]
enum Program {
    Chromium(Browser),
    Window(Box<Window>),
}

/// Somebody who uses Montaj.
#[derive(Debug)]
pub struct Person {
    pub name: &'static str,
    client: Client,
    /// The person's own line to the server.
    network: FaultProxy,
    screens: Arc<Screens>,
    program: Program,
}

impl Person {
    /// Sits down before `host`, which reaches the server through `network`.
    ///
    /// # Errors
    /// When the program does not start.
    pub async fn sit_down(
        name: &'static str,
        host: Host,
        network: FaultProxy,
        screens: Arc<Screens>,
    ) -> Result<Self> {
        let logs: &Path = screens.folder();
        let (program, client) = match host {
            Host::Chromium => {
                let (browser, client) = Browser::open(&network.url(), logs).await?;
                (Program::Chromium(browser), client)
            }
            Host::DesktopWindow | Host::WindowWithoutKeyring | Host::WindowWithLockedKeyring => {
                let keyring = match host {
                    Host::WindowWithoutKeyring => Keyring::Missing,
                    Host::WindowWithLockedKeyring => Keyring::Locked,
                    _ => Keyring::Unlocked,
                };
                let (window, client) = Window::open(&network.url(), keyring, logs).await?;
                (Program::Window(Box::new(window)), client)
            }
        };
        Ok(Self { name, client, network, screens, program })
    }

    /// The desktop around the person's window; a headless browser has none.
    #[must_use]
    pub fn desktop(&self) -> Option<&DesktopSession> {
        match &self.program {
            Program::Chromium(_) => None,
            Program::Window(window) => Some(&window.desktop),
        }
    }

    /// The pop-ups of the person's desktop.
    #[must_use]
    pub fn popups(&self) -> Option<&Recorder> {
        self.desktop().map(|desktop| &desktop.notifications)
    }

    /// Breaks the person's network.
    pub fn suffer(&self, fault: Fault) {
        self.network.set(fault);
    }

    /// Mends the person's network.
    pub fn recover(&self) {
        self.network.clear();
    }

    /// Takes a picture of the page.
    ///
    /// # Errors
    /// When the driver gives none.
    pub async fn picture(&self, what: &str) -> Result<()> {
        self.screens.take(&self.client, self.name, what).await
    }

    /// The picture of the page itself, as a PNG.
    ///
    /// # Errors
    /// When the driver gives none.
    pub async fn screenshot(&self) -> Result<Vec<u8>> {
        Ok(self.client.screenshot().await?)
    }

    /// Looks at the pages at `routes` as a phone, a tablet and a desk show them, by day and by
    /// night: nothing may stand over the edge. Only a browser can be looked at so.
    ///
    /// # Errors
    /// When a page does not come or is wider than its window.
    pub async fn look_around(&self, routes: &[(&str, &str)]) -> Result<()> {
        if self.desktop().is_some() {
            return Ok(());
        }
        for look in LOOKS {
            self.look(look).await?;
            for (name, route) in routes {
                self.go(route).await?;
                self.until_settled(name).await?;
                self.picture(&format!("{name}-{}", look.name())).await?;
                let wide = self.ask(WIDER_THAN_THE_WINDOW).await?;
                if wide != json!([]) {
                    bail!("{}: {name} at {}: over the edge: {wide}", self.name, look.name());
                }
            }
        }
        Ok(())
    }

    /// Shows the page as in `look`; a window stays as it is.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn look(&self, look: Look) -> Result<()> {
        if self.desktop().is_none() {
            look.show(&self.client).await?;
        }
        Ok(())
    }

    /// Waits until the page on screen is all there and stands still.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn until_settled(&self, what: &str) -> Result<()> {
        self.until_true(&format!("{what} all there"), SETTLED).await
    }

    /// The errors of the page's console since the last time; Chromium only.
    ///
    /// # Errors
    /// When the driver does not tell.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        console_errors(&self.client).await
    }

    /// Waits until the element `id` is on screen.
    ///
    /// # Errors
    /// When it does not come in time; a picture of the page is left behind.
    pub async fn see(&self, id: impl Display) -> Result<Element> {
        let selector = selector(&id);
        self.wait(&format!("{id} on screen"), || async { self.find(&selector).await }).await
    }

    /// Waits until the element `id` shows `text`, and answers all it shows.
    ///
    /// # Errors
    /// When it does not in time.
    pub async fn read(&self, id: impl Display, text: &str) -> Result<String> {
        let selector = selector(&id);
        self.wait(&format!("«{text}» in {id}"), || async {
            let shown = self.find(&selector).await?.text().await.ok()?;
            flat(&shown).contains(text).then_some(shown)
        })
        .await
    }

    /// Waits until the attribute `name` of the element `id` is `value`.
    ///
    /// # Errors
    /// When it is not in time.
    pub async fn mark(&self, id: impl Display, name: &str, value: &str) -> Result<()> {
        let selector = format!("{}[{name}=\"{value}\"]", selector(&id));
        let what = format!("{name}={value} at {id}");
        self.wait(&what, || async { self.find_any(&selector).await.map(|_| ()) }).await
    }

    /// Waits until no element `id` is on screen.
    ///
    /// # Errors
    /// When one stays.
    pub async fn miss(&self, id: impl Display) -> Result<()> {
        let selector = selector(&id);
        self.wait(&format!("{id} gone"), || async {
            self.find(&selector).await.is_none().then_some(())
        })
        .await
    }

    /// Whether the element `id` is on screen now.
    pub async fn sees(&self, id: impl Display) -> bool {
        self.find(&selector(&id)).await.is_some()
    }

    /// Presses the element `id`, as soon as it can be pressed.
    ///
    /// # Errors
    /// When it cannot in time.
    pub async fn press(&self, id: impl Display) -> Result<()> {
        let selector = selector(&id);
        self.wait(&format!("{id} pressed"), || async {
            let element = self.find(&selector).await?;
            if !element.is_enabled().await.ok()? {
                return None;
            }
            element.click().await.ok()
        })
        .await
    }

    /// Presses the element `id` if it is there right now; whether it was.
    pub async fn press_now(&self, id: impl Display) -> bool {
        match self.find(&selector(&id)).await {
            Some(element) => element.click().await.is_ok(),
            None => false,
        }
    }

    /// Presses `inner` in the one of the elements `id` that shows `text`.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn press_in(&self, id: impl Display, text: &str, inner: &str) -> Result<()> {
        let (outer, inner) = (selector(&id), selector(&inner));
        self.wait(&format!("{inner} pressed beside «{text}»"), || async {
            for element in self.client.find_all(Locator::Css(&outer)).await.ok()? {
                if flat(&element.text().await.ok()?).contains(text) {
                    return element.find(Locator::Css(&inner)).await.ok()?.click().await.ok();
                }
            }
            None
        })
        .await
    }

    /// Ticks a box or chooses a radio button, unless it is chosen already.
    ///
    /// # Errors
    /// When it does not take the tick in time.
    pub async fn tick(&self, id: impl Display) -> Result<()> {
        let selector = selector(&id);
        self.wait(&format!("{id} ticked"), || async {
            // A styled box may hide the input itself and draw its label.
            let input = self.find_any(&selector).await?;
            if input.is_selected().await.ok()? {
                return Some(());
            }
            let element = serde_json::to_value(&input).ok()?;
            self.client.execute(CLICK, vec![element]).await.ok()?;
            None
        })
        .await
    }

    /// Waits for a card in a list that may announce new entries by a banner.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn until_card(&self, card: &str) -> Result<()> {
        self.wait(&format!("{card} in the list"), || async {
            if self.find(card).await.is_none() {
                self.press_now("feed-new-orders").await;
            }
            self.find(card).await.map(|_| ())
        })
        .await
    }

    /// Types `text` into the field `id`, in place of what it held.
    ///
    /// # Errors
    /// When the field does not come in time or takes nothing.
    pub async fn fill(&self, id: impl Display, text: &str) -> Result<()> {
        let field = self.see(&id).await?;
        field.clear().await.with_context(|| format!("clearing {id}"))?;
        field.send_keys(text).await.with_context(|| format!("typing into {id}"))
    }

    /// Types `text` into the field `id` without touching what it held.
    ///
    /// # Errors
    /// When the field does not come in time or takes nothing.
    pub async fn type_on(&self, id: impl Display, text: &str) -> Result<()> {
        let field = self.see(&id).await?;
        field.send_keys(text).await.with_context(|| format!("typing into {id}"))
    }

    /// Puts `value` into a field whose keyboard entry differs from system to system (dates,
    /// lists), and lets the page know as the system would.
    ///
    /// # Errors
    /// When the field does not come in time.
    pub async fn set(&self, id: impl Display, value: &str) -> Result<()> {
        let element = self.see(&id).await?;
        let element = serde_json::to_value(&element)?;
        let found = self.client.execute(SET_VALUE, vec![element, json!(value)]).await?;
        if found != json!(value) {
            bail!("{}: {id} does not take {value:?}, it holds {found}", self.name);
        }
        Ok(())
    }

    /// Goes to the page at `route` of the interface, as its own links do.
    ///
    /// # Errors
    /// When the page cannot be told.
    pub async fn go(&self, route: &str) -> Result<()> {
        self.client.execute(GO, vec![json!(route)]).await?;
        Ok(())
    }

    /// Runs a question in the page and answers what it says.
    ///
    /// # Errors
    /// When the page cannot run it.
    pub async fn ask(&self, script: &str) -> Result<serde_json::Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// As [`Self::ask`], for a script that answers later, by its last argument.
    ///
    /// # Errors
    /// When the page cannot run it.
    pub async fn ask_later(&self, script: &str) -> Result<serde_json::Value> {
        Ok(self.client.execute_async(script, Vec::new()).await?)
    }

    /// Waits until `script` says true in the page.
    ///
    /// # Errors
    /// When it does not in time.
    pub async fn until_true(&self, what: &str, script: &str) -> Result<()> {
        self.wait(what, || async {
            let answer = self.client.execute(script, Vec::new()).await.ok()?;
            (answer == json!(true)).then_some(())
        })
        .await
    }

    /// The part of the address after the host.
    ///
    /// # Errors
    /// When the driver does not say.
    pub async fn route(&self) -> Result<String> {
        Ok(self.client.current_url().await?.path().to_owned())
    }

    /// Ends the program and starts it again, with all that it kept.
    ///
    /// # Errors
    /// When it does not come up again.
    pub async fn restart(&mut self) -> Result<()> {
        self.restart_with(&[]).await
    }

    /// As [`Person::restart`], with arguments for a window.
    ///
    /// # Errors
    /// When it does not come up again.
    pub async fn restart_with(&mut self, arguments: &[&str]) -> Result<()> {
        let _ = self.client.clone().close().await;
        self.client = match &self.program {
            Program::Chromium(browser) => browser.start(&self.network.url()).await?,
            Program::Window(window) => {
                window.wait_for_its_end().await?;
                window.start(arguments).await?
            }
        };
        Ok(())
    }

    /// The window the person sits before.
    ///
    /// # Errors
    /// When it is a browser.
    pub fn window(&self) -> Result<&Window> {
        match &self.program {
            Program::Chromium(_) => bail!("{} sits before a browser", self.name),
            Program::Window(window) => Ok(window),
        }
    }

    /// Presses `key` with Ctrl held. The page is told of it a moment later: where the key hides or
    /// ends the window, a driver that presses it itself never answers. An app that ends at once may
    /// still take the answer with it.
    ///
    /// # Errors
    /// When the page cannot be told.
    pub async fn press_with_ctrl(&self, key: char) -> Result<()> {
        match self.client.execute(PRESS_WITH_CTRL, vec![json!(key)]).await {
            Ok(_) => Ok(()),
            Err(error) => self.window()?.wait_for_its_end().await.with_context(|| error),
        }
    }

    /// Gives the window another size, and answers what it has then.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn resize(&self, width: u32, height: u32) -> Result<(u64, u64)> {
        self.client.set_window_size(width, height).await?;
        self.size().await
    }

    /// The size of the window.
    ///
    /// # Errors
    /// When the driver does not say.
    pub async fn size(&self) -> Result<(u64, u64)> {
        Ok(self.client.get_window_size().await?)
    }

    /// Closes the session; the program ends with the person anyway.
    pub async fn leave(self) {
        // tauri-driver cuts its last answer short; nothing depends on it.
        let _ = self.client.close().await;
    }

    async fn wait<T, F, P>(&self, what: &str, probe: P) -> Result<T>
    where
        P: FnMut() -> F,
        F: Future<Output = Option<T>>,
    {
        match until(format!("{} — {what}", self.name), PATIENCE, probe).await {
            Ok(found) => Ok(found),
            Err(error) => {
                let _ = self.picture("failed").await;
                Err(error.context(self.describe().await))
            }
        }
    }

    async fn describe(&self) -> String {
        let page = self.client.execute(DESCRIBE, Vec::new()).await.unwrap_or_default();
        format!("{} saw: {}", self.name, page.as_str().unwrap_or("nothing"))
    }

    async fn find(&self, selector: &str) -> Option<Element> {
        let element = self.find_any(selector).await?;
        element.is_displayed().await.ok()?.then_some(element)
    }

    async fn find_any(&self, selector: &str) -> Option<Element> {
        self.client.find(Locator::Css(selector)).await.ok()
    }
}

/// A test id; one that is a selector already (`[`…) is taken as it is.
fn selector(id: &impl Display) -> String {
    let id = id.to_string();
    if id.starts_with('[') { id } else { format!("[data-testid=\"{id}\"]") }
}

/// The text with every kind of blank as one space, as a person reads it.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const SET_VALUE: &str = r"
    const [field, value] = arguments;
    Object.getOwnPropertyDescriptor(field.constructor.prototype, 'value').set.call(field, value);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    return field.value;";

const PRESS_WITH_CTRL: &str = r"
    const key = arguments[0];
    setTimeout(() => document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true, cancelable: true })));";

const CLICK: &str = "arguments[0].click();";

const GO: &str = r"
    history.pushState(null, '', arguments[0]);
    window.dispatchEvent(new PopStateEvent('popstate'));";

/// The page came, and its animations have ended.
const SETTLED: &str = r"
    return !document.querySelector('[data-testid=skeleton], [data-testid=app-loading]')
        && document.getAnimations().every(a => a.playState !== 'running'
            || a.effect.getComputedTiming().endTime === Infinity);";

pub(crate) const WIDER_THAN_THE_WINDOW: &str = r"
    const page = document.documentElement;
    if (page.scrollWidth <= page.clientWidth) return [];
    return [...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > page.clientWidth + 1)
        .map(e => e.tagName + '.' + e.className).slice(0, 5);";

const DESCRIBE: &str = r"
    const ids = [...document.querySelectorAll('[data-testid]')].map(e => e.dataset.testid);
    return location.pathname + ' | ids: ' + ids.join(' ') + ' | ' + document.body.innerText;";
