//! `seed-demo`: fills an empty database with demo data and prints who can log in.

use std::sync::Arc;

use anyhow::Context;
use montaj_domain::ambient::Clock;
use montaj_store::{Db, DbOptions};

use crate::{
    ambient::SystemClock,
    config::Config,
    demo::{self, Seeding},
};

/// The logins go to the standard output, the rest is for people at the terminal.
pub async fn run(config: &Config) -> anyhow::Result<()> {
    let max_connections = config.database.max_connections;
    let options = DbOptions { max_connections, ..DbOptions::default() };
    let db = Db::open(&config.database.url, options, Arc::new(|_| {}))
        .await
        .context("opening the database")?;
    let seeding = demo::seed(&db, SystemClock.now()).await;
    db.close().await;
    match seeding? {
        Seeding::Written => eprintln!("The demo data is written."),
        Seeding::AlreadyThere => eprintln!("The demo data is there already."),
    }
    print!("{}", demo::logins()?);
    Ok(())
}
