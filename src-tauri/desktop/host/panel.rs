//! On Linux a panel says so on the session bus.

use futures::{StreamExt as _, stream::SelectAll};
use zbus::{MatchRule, MessageStream};

use crate::bus;

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";

pub async fn is_present() -> bool {
    let host = "IsStatusNotifierHostRegistered";
    bus::flag(WATCHER, PATH, WATCHER, host).await == Some(true)
}

/// The panels that come while the app runs: at a log-in it may be there before them.
#[derive(Debug)]
pub struct Arrivals(SelectAll<MessageStream>);

impl Arrivals {
    pub async fn watch() -> Self {
        let owned = MatchRule::builder().member("NameOwnerChanged").add_arg(WATCHER);
        let host = MatchRule::builder().interface(WATCHER).member("StatusNotifierHostRegistered");
        let mut signals = SelectAll::new();
        for rule in [owned, host] {
            match bus::signals(rule).await {
                Ok(heard) => signals.push(heard),
                Err(error) => tracing::info!(%error, "a panel that comes later is not heard of"),
            }
        }
        Self(signals)
    }

    /// Comes when one may have come.
    pub async fn next(&mut self) {
        if self.0.next().await.is_none() {
            // The bus has gone, and with it whoever would tell.
            std::future::pending().await
        }
    }
}
