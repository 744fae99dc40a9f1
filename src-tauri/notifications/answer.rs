//! What becomes of a press on a pop-up where the system tells the app of it.

use montaj_client::engine::Engine;
use tauri::AppHandle;

use super::subject::Subject;
use crate::events;

/// What the person did with a pop-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Closed it, or it went by itself.
    #[cfg_attr(target_os = "linux", expect(dead_code, reason = "what is closed is forgotten"))]
    Nothing,
    Open,
    /// Wants to write an answer in the window.
    #[cfg_attr(target_os = "macos", expect(dead_code, reason = "the pop-up has a field for it"))]
    Write,
    /// Has written it already.
    Reply(String),
}

/// Does what the person asked for.
pub async fn act(app: &AppHandle, engine: &Engine, route: &str, answer: Answer) {
    match (answer, Subject::of(route)) {
        (Answer::Nothing, _) => {}
        (Answer::Reply(text), Some(Subject::Chat(order_id))) => {
            if let Err(error) = engine.send_message(order_id, text, None).await {
                tracing::warn!(%error, "an answer from a pop-up was not taken");
                events::open_page(app, &format!("{route}#write"));
            }
        }
        (Answer::Write, Some(Subject::Chat(_))) => {
            events::open_page(app, &format!("{route}#write"));
        }
        (_, None) if route.is_empty() => crate::desktop::window::raise(app),
        (Answer::Open | Answer::Write | Answer::Reply(_), _) => events::open_page(app, route),
    }
}
