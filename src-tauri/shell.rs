//! What the shell holds for as long as the app runs: the engine once it is open, and the page
//! that somebody asked for before it could be shown.

use montaj_client::engine::Engine;
use parking_lot::Mutex;
use tokio::sync::watch;

/// The app's state, managed by Tauri.
#[derive(Debug)]
pub struct Shell {
    engine: watch::Sender<Option<Engine>>,
    page: Mutex<Page>,
}

#[derive(Debug, Default)]
struct Page {
    /// The interface has asked its first question: it hears what it is told.
    ready: bool,
    /// To open as soon as it is ready.
    pending: Option<String>,
    /// To open again as soon as somebody signs in.
    after_log_in: Option<String>,
}

impl Default for Shell {
    fn default() -> Self {
        Self { engine: watch::Sender::new(None), page: Mutex::default() }
    }
}

impl Shell {
    pub fn hand_over(&self, engine: Engine) {
        self.engine.send_replace(Some(engine));
    }

    /// The engine, as soon as it is open; it opens while the window does.
    pub async fn engine(&self) -> Option<Engine> {
        let mut engine = self.engine.subscribe();
        let open = engine.wait_for(Option::is_some).await.ok()?;
        open.clone()
    }

    /// The engine, if it is open.
    pub fn open_engine(&self) -> Option<Engine> {
        self.engine.borrow().clone()
    }

    /// The interface hears from now on; the answer is the page that was asked for before.
    pub fn page_is_ready(&self) -> Option<String> {
        let mut page = self.page.lock();
        page.ready = true;
        page.pending.take()
    }

    /// Whether the interface can be told of `route` now; else it is kept until it can.
    pub fn may_open(&self, route: &str) -> bool {
        let mut page = self.page.lock();
        if !page.ready {
            page.pending = Some(route.to_owned());
        }
        page.ready
    }

    pub fn open_after_log_in(&self, route: Option<String>) {
        self.page.lock().after_log_in = route;
    }

    pub fn take_after_log_in(&self) -> Option<String> {
        self.page.lock().after_log_in.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_page_asked_for_before_the_interface_hears_is_opened_then() {
        let shell = Shell::default();
        assert!(!shell.may_open("/orders/1") && !shell.may_open("/orders/2"));
        assert_eq!(shell.page_is_ready(), Some("/orders/2".to_owned()));
        assert!(shell.may_open("/orders/3"));
        assert_eq!(shell.page_is_ready(), None);
    }
}
