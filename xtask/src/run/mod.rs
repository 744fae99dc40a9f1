//! `cargo xtask run`: the whole product on this machine, ended by one Ctrl-C.

mod app;
pub mod http;
pub mod ports;
pub mod server;
pub mod simulators;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, bail};
use clap::Args;

use crate::setup::{self, Purpose};
use crate::supervised::Supervised;
use crate::workspace::Workspace;
use crate::{interrupt, ui};

#[derive(Debug, Args)]
pub struct Options {
    /// Build with optimisations, as it is shipped
    #[arg(long)]
    release: bool,
    /// Open no window, only serve the browser version
    #[arg(long)]
    headless: bool,
    /// The server's port; another one is taken if it is busy
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Where the database and the logs stand [default: run/ in the target directory]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

pub fn command(workspace: &Workspace, options: &Options) -> anyhow::Result<()> {
    setup::ensure(workspace, Purpose::Run)?;
    let window = !options.headless && app::has_display();
    build(workspace, options.release, window)?;
    let data = data_dir(workspace, options)?;
    println!("\nStarting (data and logs in {})", data.display());

    let simulators = simulators::start(workspace, options.release, &data)?;
    let mut settings = server::Settings::new(&data, options.port, &simulators)?;
    settings.seed_demo(workspace, options.release)?;
    let server = settings.start(workspace, options.release)?;
    let mut children = vec![simulators.child, server];
    wait_until_ready(settings.port, &mut children)?;
    announce(&settings, &simulators.url, window);
    if window {
        let app = app::open(workspace, options.release, &settings.url(), &data)?;
        return watch(children, Some(app));
    }
    watch(children, None)
}

fn build(workspace: &Workspace, release: bool, window: bool) -> anyhow::Result<()> {
    println!("\nBuilding the interface");
    ui::build(workspace, release)?;
    println!("\nBuilding the server{}", if window { " and the desktop app" } else { "" });
    let mut cargo = workspace.cargo().arg("build").args([
        "--package",
        "montaj-server",
        "--package",
        "montaj-sandbox",
        "--bins",
    ]);
    if window {
        cargo = cargo.args(["--package", "montaj", "--features", "montaj/custom-protocol"]);
    }
    if release {
        cargo = cargo.arg("--release");
    }
    cargo.run()
}

fn data_dir(workspace: &Workspace, options: &Options) -> anyhow::Result<PathBuf> {
    let dir = options.data.clone().unwrap_or_else(|| workspace.target.join("run"));
    let dir = std::path::absolute(dir)?;
    fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
    Ok(dir)
}

/// Waits until the server on that port is ready.
pub fn wait_until_ready(port: u16, children: &mut [Supervised]) -> anyhow::Result<()> {
    while !http::answers_ok(port, "/ready") {
        fail_if_one_ended(children)?;
        if interrupt::requested() {
            bail!("interrupted");
        }
        thread::sleep(interrupt::POLL);
    }
    Ok(())
}

fn announce(settings: &server::Settings, simulators: &str, window: bool) {
    let url = settings.url();
    println!("\nMontaj is running.\n");
    println!("  browser version   {url}/");
    println!("  API               {url}/api/docs");
    println!("  metrics           http://127.0.0.1:{}/metrics", settings.operator_port);
    println!("  simulators        {simulators}/   (the SMS that went out are shown there)");
    println!("\nDemo logins:\n");
    for line in settings.logins.lines() {
        println!("  {line}");
    }
    let app = if window { "The desktop app opens." } else { "No display: no desktop window." };
    println!("\n{app} Ctrl-C ends everything.");
}

/// Stay until Ctrl-C, or until a part that must run does not. Dropping the children ends them.
fn watch(mut children: Vec<Supervised>, mut app: Option<Supervised>) -> anyhow::Result<()> {
    while !interrupt::requested() {
        fail_if_one_ended(&mut children)?;
        if let Some(window) = &mut app
            && let Some(status) = window.ended()?
        {
            if !status.success() {
                eprintln!("\nThe desktop app ended ({status}):\n{}", window.last_lines());
            }
            println!(
                "\nThe window is closed. The browser version is still served; Ctrl-C ends it."
            );
            app = None;
        }
        thread::sleep(interrupt::POLL);
    }
    println!("\nEnding");
    drop(app);
    drop(children);
    Ok(())
}

fn fail_if_one_ended(children: &mut [Supervised]) -> anyhow::Result<()> {
    for child in children {
        if let Some(status) = child.ended()?
            && !interrupt::requested()
        {
            let (name, log) = (child.name, child.log.display());
            bail!("the {name} ended ({status}), see {log}:\n{}", child.last_lines());
        }
    }
    Ok(())
}

/// A log file of a run.
fn log_file(data: &Path, name: &str) -> PathBuf {
    data.join(format!("{name}.log"))
}
