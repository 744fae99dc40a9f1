//! The app's thin shell: opens the engine, gives it the system's keyring, clock and chance,
//! and stands between it and the window. No business logic.

mod commands;
mod events;
#[cfg(not(any(target_os = "android", target_os = "ios")))]
mod keyring;
#[cfg(not(any(target_os = "android", target_os = "ios")))]
mod notifications;
mod paths;

use std::error::Error;
use std::sync::Arc;

use montaj_client::engine::{Engine, EngineConfig, Parts};
use montaj_client::host::{OsEntropy, SystemClock};
use montaj_client::local::Offers;
use montaj_client::replica::SqliteReplica;
use montaj_client::secrets::Secrets;
use tauri::{AppHandle, Manager, RunEvent, WebviewWindowBuilder};
use tracing_subscriber::EnvFilter;

/// Runs the app until its window closes.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() {
    log_to_stderr();
    let built = tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![commands::call])
        .setup(|app| {
            start_engine(app.handle())?;
            open_window(app.handle())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => app.run(|app, event| {
            if let RunEvent::Exit = event {
                stop_engine(app);
            }
        }),
        Err(error) => {
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

fn start_engine(app: &AppHandle) -> Result<(), Box<dyn Error>> {
    // Fails only when a provider is installed already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let config = EngineConfig { server_url: paths::server_url(app)?, device_name: device_name() };
    let data = paths::data_dir(app)?;
    let engine = tauri::async_runtime::block_on(async {
        let replica = SqliteReplica::open(&data.join("replica.db")).await?;
        let parts = Parts {
            replica: Arc::new(replica),
            secrets: secrets(),
            clock: Arc::new(SystemClock),
            entropy: Arc::new(OsEntropy),
        };
        Engine::open(config, parts).await.map_err(Box::<dyn Error>::from)
    })?;
    engine.offer(Offers { server: true, ..Offers::default() });
    events::forward_changes(app.clone(), &engine);
    #[cfg(not(any(target_os = "android", target_os = "ios")))]
    notifications::raise_popups(app.clone(), &engine);
    app.manage(engine);
    Ok(())
}

/// The window comes after the engine: its page asks at once.
fn open_window(app: &AppHandle) -> Result<(), Box<dyn Error>> {
    for window in &app.config().app.windows {
        WebviewWindowBuilder::from_config(app, window)?.build()?;
    }
    Ok(())
}

fn stop_engine(app: &AppHandle) {
    if let Some(engine) = app.try_state::<Engine>() {
        tauri::async_runtime::block_on(engine.shutdown());
    }
}

#[cfg(not(any(target_os = "android", target_os = "ios")))]
fn secrets() -> Arc<dyn Secrets> {
    let folder = paths::data_dir_override();
    let profile = folder.as_deref().map(|folder| folder.to_string_lossy());
    Arc::new(keyring::Keyring::new(profile.as_deref()))
}

/// Phones keep the session for this run only, and the interface says so, until their own
/// keyrings are joined.
#[cfg(any(target_os = "android", target_os = "ios"))]
fn secrets() -> Arc<dyn Secrets> {
    Arc::new(montaj_client::secrets::MemorySecrets::default())
}

/// What the person's list of devices calls this one.
fn device_name() -> String {
    format!("Montaj, {}", std::env::consts::OS)
}
