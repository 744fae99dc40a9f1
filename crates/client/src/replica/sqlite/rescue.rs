//! A damaged file: what only this device knows is read out of it, row by row as far as it can be
//! read, into a new file that takes its place. The rest comes from the server again.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use futures::TryStreamExt as _;
use sqlx::{
    ConnectOptions as _, Connection as _, FromRow, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteRow},
};

use super::{failed, file::File, row::OutboxRow};
use crate::{outbox::OutboxItem, replica::ReplicaError};

/// No replica is larger (16 GiB); a header that says so is damaged itself.
const MOST_PAGES: u32 = 4 << 20;

/// Makes a sound file of the damaged one, which nobody has open any more.
pub(super) async fn rescue(path: &Path) -> Result<(), ReplicaError> {
    let own = Own::read(path).await;
    tracing::error!(
        outbox = own.outbox.len(),
        drafts = own.drafts.len(),
        "the replica's file is damaged: it is made anew with what could be kept"
    );
    let making = beside(path, ".rescuing");
    for suffix in ["", "-wal", "-shm"] {
        remove(&beside(&making, suffix))?;
    }
    let file = File::open(&making).await?;
    let written = own.write(&file).await;
    file.close().await;
    written?;
    fs::rename(&making, rescued(path)).map_err(|error| failed(&error))?;
    finish(path)
}

/// Puts a rescued file in the place of the damaged one: the last step of a rescue, and the first of
/// an opening, should the program have been killed before it was done.
pub(super) fn finish(path: &Path) -> Result<(), ReplicaError> {
    let rescued = rescued(path);
    if !rescued.exists() {
        return Ok(());
    }
    // A log of the old file must not be played into the new one.
    for suffix in ["-wal", "-shm"] {
        remove(&beside(path, suffix))?;
    }
    fs::rename(rescued, path).map_err(|error| failed(&error))
}

fn rescued(path: &Path) -> PathBuf {
    beside(path, ".rescued")
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn remove(path: &Path) -> Result<(), ReplicaError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(&error)),
        _ => Ok(()),
    }
}

/// What exists nowhere else, as it stands in the file.
#[derive(Default)]
struct Own {
    outbox: Vec<PlacedRow>,
    drafts: Vec<(String, String)>,
    operations: Vec<(String, String, i64)>,
    /// Who is signed in and whose all of this is.
    kept: Vec<(String, String)>,
    device: Vec<(String, String)>,
}

#[derive(FromRow)]
struct PlacedRow {
    position: i64,
    id: String,
    lane: String,
    action: String,
    state: String,
    attempts: i64,
    created_at: i64,
}

impl PlacedRow {
    /// Whether it can be understood: one that cannot would be damage for ever.
    fn is_sound(&self) -> bool {
        let row = OutboxRow {
            id: self.id.clone(),
            lane: self.lane.clone(),
            action: self.action.clone(),
            state: self.state.clone(),
            attempts: self.attempts,
            created_at: self.created_at,
        };
        OutboxItem::try_from(row).is_ok()
    }
}

/// SQLite reads nothing of a file that is shorter than its header says. What is missing reads as
/// empty pages then, and the others can be read.
fn fill_up(path: &Path) -> io::Result<()> {
    let mut header = [0; 32];
    io::Read::read_exact(&mut fs::File::open(path)?, &mut header)?;
    let page = match u64::from(u16::from_be_bytes([header[16], header[17]])) {
        1 => 65_536,
        bytes => bytes,
    };
    let pages = u32::from_be_bytes([header[28], header[29], header[30], header[31]]);
    let full = page * u64::from(pages.min(MOST_PAGES));
    if fs::metadata(path)?.len() < full {
        fs::OpenOptions::new().write(true).open(path)?.set_len(full)?;
    }
    Ok(())
}

impl Own {
    async fn read(path: &Path) -> Self {
        if let Err(error) = fill_up(path) {
            tracing::info!(%error, "the damaged file has no header");
        }
        let options = SqliteConnectOptions::new().filename(path).create_if_missing(false);
        let Ok(mut file) = options.connect().await else { return Self::default() };
        let mut outbox: Vec<PlacedRow> = as_far_as_readable(
            &mut file,
            "select position, id, lane, action, state, attempts, created_at from outbox \
             order by position",
        )
        .await;
        // From the other end, too: between the two lies only what is damaged.
        let last = outbox.last().map_or(i64::MIN, |row| row.position);
        let from_the_end: Vec<PlacedRow> = as_far_as_readable(
            &mut file,
            "select position, id, lane, action, state, attempts, created_at from outbox \
             order by position desc",
        )
        .await;
        outbox.extend(from_the_end.into_iter().filter(|row| row.position > last));
        outbox.retain(PlacedRow::is_sound);
        outbox.sort_by_key(|row| row.position);
        let drafts = as_far_as_readable(&mut file, "select form, content from drafts").await;
        let operations =
            as_far_as_readable(&mut file, "select fingerprint, id, begun_at from operations").await;
        let kept = as_far_as_readable(
            &mut file,
            "select name, value from kept where name in ('user', 'owner', 'settings')",
        )
        .await;
        let device = as_far_as_readable(&mut file, "select name, value from device").await;
        // It is thrown away in any case.
        drop(file.close().await);
        Self { outbox, drafts, operations, kept, device }
    }

    async fn write(self, file: &File) -> Result<(), ReplicaError> {
        let mut tx = file.writer.begin().await?;
        for row in self.outbox {
            sqlx::query(
                "insert into outbox (position, id, lane, action, state, attempts, created_at) \
                 values ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(row.position)
            .bind(row.id)
            .bind(row.lane)
            .bind(row.action)
            .bind(row.state)
            .bind(row.attempts)
            .bind(row.created_at)
            .execute(&mut *tx)
            .await?;
        }
        for (form, content) in self.drafts {
            sqlx::query("insert into drafts (form, content) values ($1, $2)")
                .bind(form)
                .bind(content)
                .execute(&mut *tx)
                .await?;
        }
        for (fingerprint, id, begun_at) in self.operations {
            sqlx::query("insert into operations (fingerprint, id, begun_at) values ($1, $2, $3)")
                .bind(fingerprint)
                .bind(id)
                .bind(begun_at)
                .execute(&mut *tx)
                .await?;
        }
        for (name, value) in self.kept {
            sqlx::query("insert into kept (name, value) values ($1, $2)")
                .bind(name)
                .bind(value)
                .execute(&mut *tx)
                .await?;
        }
        for (name, value) in self.device {
            sqlx::query("insert into device (name, value) values ($1, $2)")
                .bind(name)
                .bind(value)
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await?;
        // All of it in the one file that is going to be moved.
        sqlx::query("pragma wal_checkpoint(truncate)").execute(&file.writer).await?;
        Ok(())
    }
}

/// The rows up to the first that cannot be read.
async fn as_far_as_readable<T>(file: &mut SqliteConnection, sql: &'static str) -> Vec<T>
where
    T: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
{
    let mut found = Vec::new();
    let mut rows = sqlx::query_as::<_, T>(sql).fetch(file);
    while let Ok(Some(row)) = rows.try_next().await {
        found.push(row);
    }
    found
}
