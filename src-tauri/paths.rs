//! Where the app keeps its data and which server it talks to.

use std::path::PathBuf;

use serde::Deserialize;
use tauri::{AppHandle, Manager, Runtime};
use thiserror::Error;

/// The server of a build that names no other: what `cargo xtask run` serves.
const DEFAULT_SERVER: &str = match option_env!("MONTAJ_DEFAULT_SERVER_URL") {
    Some(url) => url,
    None => "http://127.0.0.1:8080",
};

/// What can be wrong with the app's folders.
#[derive(Debug, Error)]
pub enum PathError {
    #[error("the system names no folder for the app's data")]
    NoFolder(#[source] tauri::Error),
    #[error("{path} cannot be made or read")]
    Unusable { path: PathBuf, source: std::io::Error },
    #[error("{path} is not a configuration: {reason}")]
    BadConfiguration { path: PathBuf, reason: String },
}

/// The app's own folder, made if it is not there. `MONTAJ_DATA_DIR` names another one.
///
/// # Errors
/// When the system has no such folder or it cannot be made.
pub fn data_dir<R: Runtime>(app: &AppHandle<R>) -> Result<PathBuf, PathError> {
    let path = match data_dir_override() {
        Some(named) => named,
        None => app.path().app_local_data_dir().map_err(PathError::NoFolder)?,
    };
    std::fs::create_dir_all(&path)
        .map_err(|source| PathError::Unusable { path: path.clone(), source })?;
    Ok(path)
}

/// The folder named by `MONTAJ_DATA_DIR`: two apps of one person, as tests and demos have.
pub fn data_dir_override() -> Option<PathBuf> {
    std::env::var_os("MONTAJ_DATA_DIR").filter(|named| !named.is_empty()).map(PathBuf::from)
}

/// The server's address: `MONTAJ_SERVER_URL`, else `server_url` of `montaj.toml` in the
/// system's configuration folder, else what the build was made for.
///
/// # Errors
/// When `montaj.toml` is there but cannot be read or understood.
pub fn server_url<R: Runtime>(app: &AppHandle<R>) -> Result<String, PathError> {
    if let Ok(named) = std::env::var("MONTAJ_SERVER_URL")
        && !named.is_empty()
    {
        return Ok(named);
    }
    let path = app.path().app_config_dir().map_err(PathError::NoFolder)?.join("montaj.toml");
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok(DEFAULT_SERVER.to_owned());
        }
        Err(source) => return Err(PathError::Unusable { path, source }),
    };
    let file: File = toml::from_str(&text).map_err(|error| PathError::BadConfiguration {
        path,
        reason: error.message().to_owned(),
    })?;
    Ok(file.server_url.unwrap_or_else(|| DEFAULT_SERVER.to_owned()))
}

/// `montaj.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    server_url: Option<String>,
}
