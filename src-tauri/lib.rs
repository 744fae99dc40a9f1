//! The app's thin shell: opens the engine, gives it the system's keyring, clock and chance,
//! and stands between it and the window. No business logic.

#[cfg(target_os = "linux")]
mod bus;
mod commands;
mod deep_link;
#[cfg(desktop)]
mod desktop;
mod events;
#[cfg(desktop)]
mod notifications;
mod paths;
#[cfg(desktop)]
mod secrets;
mod shell;
#[cfg(desktop)]
mod words;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use montaj_client::engine::{Engine, EngineConfig, Parts};
use montaj_client::host::{OsEntropy, SystemClock};
use montaj_client::local::Offers;
use montaj_client::replica::SqliteReplica;
use montaj_client::secrets::Secrets;
use tauri::{App, AppHandle, Builder, Manager, RunEvent};
use tracing_subscriber::EnvFilter;

use crate::shell::Shell;

/// Runs the app until the person quits it.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() {
    log_to_stderr();
    let builder = Builder::default()
        .invoke_handler(tauri::generate_handler![commands::call, commands::shortcut])
        .manage(Shell::default())
        .setup(set_up);
    #[cfg(desktop)]
    let builder = desktop::with_plugins(
        builder.manage(desktop::settings::Settings::default()),
        paths::data_dir_override().as_deref(),
    );
    match builder.build(tauri::generate_context!()) {
        Ok(app) => app.run(|app, event| match event {
            #[cfg(desktop)]
            RunEvent::ExitRequested { .. } => desktop::instance::let_the_next_start(app),
            RunEvent::Exit => stop_engine(app),
            #[cfg(target_os = "macos")]
            RunEvent::Reopen { .. } => desktop::window::raise(app),
            _ => {}
        }),
        Err(error) => {
            #[cfg(target_os = "linux")]
            desktop::instance::start_anew(&error);
            tracing::error!(%error, "the app did not start");
            std::process::exit(1);
        }
    }
}

/// `MONTAJ_LOG` says what is logged, in tracing's manner.
fn log_to_stderr() {
    let filter = EnvFilter::try_from_env("MONTAJ_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// The window and the engine come up at the same time; the window's page asks as soon as it
/// stands, and is answered as soon as the engine does.
fn set_up(app: &mut App) -> Result<(), Box<dyn Error>> {
    let handle = app.handle().clone();
    let data = paths::data_dir(&handle)?;
    let config =
        EngineConfig { server_url: paths::server_url(&handle)?, device_name: device_name() };
    let folder = data.clone();
    tauri::async_runtime::spawn(async move {
        match open_engine(config, &folder).await {
            Ok(engine) => join_engine(&handle, engine),
            Err(error) => {
                tracing::error!(%error, "the engine did not open");
                handle.exit(1);
            }
        }
    });
    open_window(app, &data)
}

async fn open_engine(config: EngineConfig, data: &Path) -> Result<Engine, Box<dyn Error>> {
    // Fails only when a provider is installed already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let parts = Parts {
        replica: Arc::new(SqliteReplica::open(&data.join("replica.db")).await?),
        secrets: secrets(data.to_owned()),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(OsEntropy),
    };
    Ok(Engine::open(config, parts).await?)
}

fn join_engine(app: &AppHandle, engine: Engine) {
    engine.offer(Offers { server: true, ..Offers::default() });
    events::forward_changes(app.clone(), &engine);
    #[cfg(desktop)]
    desktop::join(app, &engine);
    app.state::<Shell>().hand_over(engine);
}

#[cfg(desktop)]
fn open_window(app: &App, data: &Path) -> Result<(), Box<dyn Error>> {
    desktop::set_up(app, data)
}

/// A phone has the one window, on screen at once.
#[cfg(not(desktop))]
fn open_window(app: &App, _: &Path) -> Result<(), Box<dyn Error>> {
    for window in &app.config().app.windows {
        tauri::WebviewWindowBuilder::from_config(app, window)?.build()?;
    }
    Ok(())
}

fn stop_engine(app: &AppHandle) {
    if let Some(engine) = app.state::<Shell>().open_engine() {
        tauri::async_runtime::block_on(engine.shutdown());
    }
}

#[cfg(desktop)]
fn secrets(data: PathBuf) -> Arc<dyn Secrets> {
    let folder = paths::data_dir_override();
    let profile = folder.as_deref().map(|folder| folder.to_string_lossy());
    Arc::new(secrets::Keeper::new(data, profile.as_deref()))
}

/// Phones keep the session for this run only, and the interface says so, until their own
/// keyrings are joined.
#[cfg(not(desktop))]
fn secrets(_: PathBuf) -> Arc<dyn Secrets> {
    Arc::new(montaj_client::secrets::MemorySecrets::default())
}

/// What the person's list of devices calls this one.
fn device_name() -> String {
    format!("Montaj, {}", std::env::consts::OS)
}
