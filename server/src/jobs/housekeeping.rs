//! Removes what has served: rows that only count towards limits of the past.

use std::time::Duration;

use montaj_store::{StoreError, codes, phone_guards};

use crate::app::App;

const EVERY: Duration = Duration::from_secs(3600);
/// Longer than any limit looks back.
const KEPT_DAYS: i64 = 1;

pub(super) async fn run(app: &App) {
    loop {
        match tidy(app).await {
            Ok(removed) => tracing::debug!(removed, "tidied up"),
            Err(error) => tracing::error!(%error, "cannot tidy up"),
        }
        tokio::select! {
            () = app.stopping.cancelled() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

async fn tidy(app: &App) -> Result<u64, StoreError> {
    let now = app.now();
    let before = now.plus_days(-KEPT_DAYS);
    let mut tx = app.db.write().await?;
    let codes = codes::remove_older(&mut tx, before).await?;
    let guards = phone_guards::remove_older(&mut tx, before).await?;
    tx.commit(now).await?;
    Ok(codes + guards)
}
