//! The one command of the window: everything it asks goes to the engine as it is.

use montaj_client::calls::Call;
use montaj_client::engine::Engine;
use montaj_client::error::ClientError;
use serde_json::Value;
use tauri::State;

/// Answers a call of the interface.
///
/// # Errors
/// The engine's own, for the interface to show.
#[tauri::command]
pub async fn call(engine: State<'_, Engine>, call: Call) -> Result<Value, ClientError> {
    engine.answer(call).await
}
