//! Asking for changes by REST.

use std::sync::Arc;

use montaj_wire::sync::{ArrivedSyncPage, DEFAULT_LIMIT, SyncQuery};

use super::{SyncFailure, arrive::CatchUp};
use crate::{core::Core, transport::Request};

impl Core {
    /// One page after what is stored here. Asking says that everything up to there is.
    pub(super) async fn fetch_page(self: &Arc<Self>) -> Result<ArrivedSyncPage, SyncFailure> {
        let since = self.replica().cursor().await?.ok_or(SyncFailure::Reset)?;
        let query = SyncQuery { since, limit: Some(DEFAULT_LIMIT) };
        Ok(self.ask(Request::get("/api/sync").query(&query)?).await?)
    }

    /// Stores a page and all that follow it.
    pub(super) async fn take_pages(
        self: &Arc<Self>,
        first: ArrivedSyncPage,
        catch_up: &mut CatchUp,
    ) -> Result<i64, SyncFailure> {
        let mut page = first;
        loop {
            let arrived = self.arrive(page.events, Some(catch_up)).await?;
            if arrived.gap {
                // The log has no gaps: this is not the log that is stored here.
                return Err(SyncFailure::Reset);
            }
            if !page.more {
                return Ok(arrived.cursor);
            }
            page = self.fetch_page().await?;
        }
    }
}
