//! What the window may ask of the shell: everything of the engine by one command, and the few
//! shortcuts that are the window's own.

use montaj_client::calls::Call;
use montaj_client::error::ClientError;
use serde_json::Value;
use tauri::{AppHandle, State};

use crate::events;
use crate::shell::Shell;

/// Answers a call of the interface.
///
/// # Errors
/// The engine's own, for the interface to show.
#[tauri::command]
pub async fn call(
    app: AppHandle,
    shell: State<'_, Shell>,
    call: Call,
) -> Result<Value, ClientError> {
    events::page_is_ready(&app);
    let engine = shell
        .engine()
        .await
        .ok_or_else(|| ClientError::Local { message: "the engine did not open".to_owned() })?;
    engine.answer(call).await
}

/// Does what a shortcut of the window asks for.
#[tauri::command]
pub fn shortcut(app: AppHandle, name: &str) {
    #[cfg(desktop)]
    crate::desktop::shortcuts::run(&app, name);
    #[cfg(not(desktop))]
    tracing::debug!(name, ?app, "phones have no shortcuts");
}
