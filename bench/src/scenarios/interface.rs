//! The interface: what it weighs, how soon the window and the page paint, and how quickly a page
//! follows a click, among 100,000 orders.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use fantoccini::Client;
use montaj_e2e::{
    PATIENCE, browser::Browser, desktop_session::Keyring, devtools, until, window::Window,
};
use serde_json::json;

use super::Bench;
use crate::{
    figures::Figure,
    home::Engine,
    process::Process,
    report::{Aim, Row, Unit},
    server::{Server, now},
};

const SECTION: &str = "interface";
/// Nothing listens there: the window shows what it shows to guests without a network.
const NOWHERE: &str = "http://127.0.0.1:9";
/// An executor's way through the parts of the application.
const WAY: [&str; 5] =
    ["nav-my-orders", "nav-chats", "nav-notifications", "nav-profile", "nav-feed"];

/// Clicks what leads to a page, and tells how long it took until the page stood there with its
/// content, painted, in milliseconds.
const FOLLOW: &str = r#"
    const [link, done] = arguments;
    const item = () => document.querySelector(`[data-testid="${link}"]`);
    const there = () => item()?.getAttribute("aria-current") === "page"
        && document.querySelector("main h1, main [data-testid]")
        && !document.querySelector("main .skeleton");
    const clicked = performance.now();
    const look = () => there()
        ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - clicked)))
        : setTimeout(look);
    item().click();
    look();
"#;

/// When the page first painted something of its own: since it was asked for, and by the clock.
const PAINTED: &str = r#"
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    return paint ? [paint.startTime, performance.timeOrigin + paint.startTime] : null;
"#;

/// Waits for the page of guests, and tells when it was painted, by the clock.
const WELCOMED: &str = r#"
    const [done] = arguments;
    const look = () => document.querySelector('[data-testid="welcome"]')
        ? requestAnimationFrame(() =>
            setTimeout(() => done(performance.timeOrigin + performance.now())))
        : setTimeout(look);
    look();
"#;

pub async fn run(bench: &mut Bench) -> anyhow::Result<()> {
    let interface = built_interface()?;
    weigh(bench, &interface)?;
    let logs = tempfile::Builder::new().prefix("montaj-bench-logs-").tempdir()?;
    windows(bench, logs.path()).await?;
    pages(bench, &interface, logs.path()).await
}

/// `ui/dist` of the checkout that this program was built in.
fn built_interface() -> anyhow::Result<PathBuf> {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/dist");
    dist.canonicalize().context("the interface is not built: run `cargo xtask bench`")
}

fn weigh(bench: &mut Bench, interface: &Path) -> anyhow::Result<()> {
    for (module, what, aim) in [
        ("montaj-ui", "the interface, as brotli packs it", Aim::AtMost(350.0 * 1000.0 / 1024.0)),
        ("engine", "the engine that a plain browser loads beside it", Aim::None),
    ] {
        let packed = packed_bytes(&module_file(interface, module)?)?;
        #[expect(clippy::cast_precision_loss, reason = "bytes")]
        let kib = packed as f64 / 1024.0;
        add(bench, &format!("wasm.{module}"), what, Figure::of([kib]), Unit::KiB, aim, "");
    }
    Ok(())
}

fn module_file(interface: &Path, module: &str) -> anyhow::Result<PathBuf> {
    for entry in std::fs::read_dir(interface)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(module) && name.ends_with(".wasm") {
            return Ok(path);
        }
    }
    bail!("{} has no {module}", interface.display())
}

fn packed_bytes(file: &Path) -> anyhow::Result<usize> {
    let mut packed = Vec::new();
    let best = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut std::fs::File::open(file)?, &mut packed, &best)?;
    Ok(packed.len())
}

/// From the start of the process to the first paint, of the app and of Tauri's least window, and
/// to the app's first page.
async fn windows(bench: &mut Bench, logs: &Path) -> anyhow::Result<()> {
    let (mut hello, mut montaj, mut welcomed) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..bench.count(7, 1) {
        let least = Opened::start("montaj-hello", logs).await?;
        hello.push(least.painted().await?);
        least.close().await?;
        let app = Opened::start("montaj", logs).await?;
        welcomed.push(app.welcomed().await?);
        montaj.push(app.painted().await?);
        app.close().await?;
    }
    let floor = Figure::of(hello);
    let words = format!("{} for «Hello, world»", Unit::Millis.words(floor.median));
    let (what, aim) = ("the window's first paint", Aim::AtMost(floor.median * 1.25));
    add(bench, "window", what, Figure::of(montaj), Unit::Millis, aim, &words);
    let (what, figure) = ("the window's first page, for a guest", Figure::of(welcomed));
    add(bench, "window.page", what, figure, Unit::Millis, Aim::None, "");
    Ok(())
}

/// A program that was started with a window, and when.
struct Opened {
    client: Client,
    started_at_millis: f64,
    _window: Window,
}

impl Opened {
    /// Starts the program `name`, which stands beside this one.
    async fn start(name: &str, logs: &Path) -> anyhow::Result<Self> {
        let program = std::env::current_exe()?.with_file_name(name);
        let (window, client) =
            Window::open_program(program.clone(), NOWHERE, Keyring::Unlocked, logs).await?;
        let started_at_millis = Process::running(&program)?.started_at_millis(now())?;
        Ok(Self { client, started_at_millis, _window: window })
    }

    /// Milliseconds from the start to the first paint.
    async fn painted(&self) -> anyhow::Result<f64> {
        let at = until("the first paint", PATIENCE, || async {
            self.client.execute(PAINTED, vec![]).await.ok()?.get(1)?.as_f64()
        });
        Ok(at.await? - self.started_at_millis)
    }

    /// Milliseconds from the start to the page that guests see.
    async fn welcomed(&self) -> anyhow::Result<f64> {
        let at = self.client.execute_async(WELCOMED, vec![]).await?;
        Ok(at.as_f64().context("a page without a time")? - self.started_at_millis)
    }

    async fn close(self) -> anyhow::Result<()> {
        Ok(self.client.close().await?)
    }
}

/// In Chromium, signed in as an executor with a heavy feed.
async fn pages(bench: &mut Bench, interface: &Path, logs: &Path) -> anyhow::Result<()> {
    let market = bench.market(Engine::Sqlite).await?;
    let server = Server::start_with(&market.home.url(), interface).await?;
    let reader = super::feed::readers(&market.data)[0];
    let refresh = server.refresh_token(reader);
    let (browser, client) = Browser::open(&server.url(), logs).await?;
    devtools::set_cookie(&client, &server.url(), "/api/auth", "montaj_refresh", &refresh).await?;
    let mut paints = Vec::new();
    for _ in 0..bench.count(5, 1) {
        client.refresh().await?;
        paints.push(
            until("the first paint", PATIENCE, || async {
                client.execute(PAINTED, vec![]).await.ok()?.get(0)?.as_f64()
            })
            .await?,
        );
    }
    until("the navigation", PATIENCE, || async { follow(&client, WAY[4]).await.ok() }).await?;
    let mut changes = Vec::new();
    for _ in 0..bench.count(10, 2) {
        for link in WAY {
            changes.push(follow(&client, link).await?);
        }
    }
    client.close().await?;
    drop(browser);
    let (what, none) = ("Chromium: the page's first paint", Aim::None);
    add(bench, "page.paint", what, Figure::of(paints), Unit::Millis, none, "");
    let (what, aim) = ("Chromium: from a click to another page, painted", Aim::AtMost(100.0));
    add(bench, "page.change", what, Figure::of(changes), Unit::Millis, aim, "");
    Ok(())
}

async fn follow(client: &Client, link: &str) -> anyhow::Result<f64> {
    let took = client.execute_async(FOLLOW, vec![json!(link)]).await?;
    took.as_f64().context("a page without a time")
}

fn add(
    bench: &mut Bench,
    key: &str,
    what: &str,
    figure: Figure,
    unit: Unit,
    aim: Aim,
    floor: &str,
) {
    let row = Row {
        key: format!("interface.{key}"),
        what: what.to_owned(),
        figure,
        unit,
        aim,
        floor: floor.to_owned(),
    };
    bench.report.add(SECTION, row);
}
