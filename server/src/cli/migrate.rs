//! `migrate`: brings the database's tables up to date and ends.

use std::sync::Arc;

use montaj_store::{Db, DbOptions};

use crate::config::Config;

/// # Errors
/// The database cannot be opened, or a migration fails.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let options = DbOptions { max_connections: 1, ..DbOptions::default() };
    let db = Db::open(&config.database.url, options, Arc::new(|_| ())).await?;
    db.close().await;
    println!("The database is up to date.");
    Ok(())
}
