//! The replica in SQLite: the app's. A file that turns out to be damaged is made anew, with what only
//! this device knows (`rescue`); the engine then finds no cursor and starts from a snapshot.

mod apply;
mod file;
mod messages;
mod read;
mod rescue;
mod row;

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use montaj_domain::{
    ids::{MessageId, OperationId, OrderId, UserId},
    timestamp::Timestamp,
};
use montaj_wire::{
    chat::MessageView, notification::NotificationView, order::OrderView, response::ResponseView,
};
use parking_lot::RwLock;
use serde_json::Value;
use tokio::sync::Mutex;

use self::file::File;
use super::{ChatFacts, Kept, Replica, ReplicaError, ResponsesOf, Write};
use crate::{
    outbox::OutboxItem,
    views::{DraftKey, Unread},
};

/// Batches up to this size are written again after a rescue; larger ones come from the log and
/// come again.
const SMALL_BATCH: usize = 8;

/// A file that one engine at a time has open.
#[derive(Debug)]
pub struct SqliteReplica {
    path: PathBuf,
    file: RwLock<Arc<File>>,
    /// Whoever finds the file damaged makes it anew, and nobody else at once.
    rescuing: Mutex<()>,
    closed: AtomicBool,
}

impl SqliteReplica {
    /// Opens the replica at `path`, makes it if it is not there, rescues it if it is damaged, and
    /// brings its tables up to date.
    ///
    /// # Errors
    /// When the file cannot be opened, or was written by a newer build.
    pub async fn open(path: &Path) -> Result<Self, ReplicaError> {
        rescue::finish(path)?;
        let file = match File::open(path).await {
            Err(ReplicaError::Damaged(reason)) => {
                tracing::error!(reason, "the replica cannot be opened");
                rescue::rescue(path).await?;
                File::open(path).await?
            }
            opened => opened?,
        };
        let file = RwLock::new(Arc::new(file));
        Ok(Self {
            path: path.to_owned(),
            file,
            rescuing: Mutex::new(()),
            closed: AtomicBool::new(false),
        })
    }

    /// Closes the file, so that nothing is left beside it. Who asks afterwards gets an error.
    pub async fn close(&self) {
        let _alone = self.rescuing.lock().await;
        self.closed.store(true, Ordering::SeqCst);
        self.file().close().await;
    }

    fn file(&self) -> Arc<File> {
        Arc::clone(&self.file.read())
    }

    /// Makes the file anew, unless somebody has since `damaged` was opened.
    async fn rescue(&self, damaged: &Arc<File>) -> Result<(), ReplicaError> {
        let _alone = self.rescuing.lock().await;
        if Arc::ptr_eq(damaged, &self.file()) && !self.closed.load(Ordering::SeqCst) {
            damaged.close().await;
            rescue::rescue(&self.path).await?;
            let anew = Arc::new(File::open(&self.path).await?);
            *self.file.write() = anew;
        }
        Ok(())
    }
}

impl From<sqlx::Error> for ReplicaError {
    fn from(error: sqlx::Error) -> Self {
        /// SQLITE_CORRUPT and SQLITE_NOTADB; the upper bits tell more.
        const DAMAGE: [i32; 2] = [11, 26];
        let code = error.as_database_error().and_then(|error| error.code());
        let code = code.and_then(|code| code.parse::<i32>().ok());
        let is_damage = code.is_some_and(|code| DAMAGE.contains(&(code & 0xff)));
        if is_damage || matches!(error, sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_)) {
            Self::Damaged(error.to_string())
        } else {
            failed(&error)
        }
    }
}

fn failed(error: &dyn std::fmt::Display) -> ReplicaError {
    ReplicaError::Failed(error.to_string())
}

/// Does something with the file; if that is damaged, once more with the one made anew.
macro_rules! with_file {
    ($replica:ident, $file:ident => $work:expr) => {{
        let $file = $replica.file();
        match $work {
            // Closed: somebody else has found the damage before.
            Err(error) if error.is_damage() || $file.is_closed() => {
                tracing::error!(%error, "the replica is damaged");
                $replica.rescue(&$file).await?;
                let $file = $replica.file();
                $work
            }
            done => done,
        }
    }};
}

async fn write(file: &File, batch: Vec<Write>) -> Result<(), ReplicaError> {
    let mut tx = file.writer.begin_with("begin immediate").await?;
    apply::apply_all(&mut tx, batch).await?;
    tx.commit().await?;
    Ok(())
}

#[async_trait::async_trait]
impl Replica for SqliteReplica {
    async fn write(&self, batch: Vec<Write>) -> Result<(), ReplicaError> {
        if batch.len() <= SMALL_BATCH {
            return with_file!(self, file => write(&file, batch.clone()).await);
        }
        let file = self.file();
        let written = write(&file, batch).await;
        if written.as_ref().is_err_and(ReplicaError::is_damage) {
            self.rescue(&file).await?;
        }
        written
    }

    async fn cursor(&self) -> Result<Option<i64>, ReplicaError> {
        with_file!(self, file => read::cursor(&file.readers).await)
    }

    async fn kept(&self, what: Kept) -> Result<Option<Value>, ReplicaError> {
        with_file!(self, file => read::kept(&file.readers, what.as_str()).await)
    }

    async fn orders(&self) -> Result<Vec<OrderView>, ReplicaError> {
        with_file!(self, file => read::orders(&file.readers).await)
    }

    async fn order(&self, id: OrderId) -> Result<Option<OrderView>, ReplicaError> {
        with_file!(self, file => read::order(&file.readers, id).await)
    }

    async fn responses(&self, of: ResponsesOf) -> Result<Vec<ResponseView>, ReplicaError> {
        with_file!(self, file => read::responses(&file.readers, of).await)
    }

    async fn messages(
        &self,
        order_id: OrderId,
        limit: u32,
    ) -> Result<Vec<MessageView>, ReplicaError> {
        with_file!(self, file => read::messages(&file.readers, order_id, limit).await)
    }

    async fn messages_between(
        &self,
        order_id: OrderId,
        from: i64,
        to: i64,
    ) -> Result<Vec<MessageView>, ReplicaError> {
        with_file!(self, file => {
            read::messages_between(&file.readers, order_id, from, to).await
        })
    }

    async fn messages_of(
        &self,
        order_id: OrderId,
        ids: Vec<MessageId>,
    ) -> Result<Vec<MessageView>, ReplicaError> {
        with_file!(self, file => read::messages_of(&file.readers, order_id, &ids).await)
    }

    async fn chat(&self, order_id: OrderId, me: UserId) -> Result<ChatFacts, ReplicaError> {
        with_file!(self, file => read::chat(&file.readers, order_id, me).await)
    }

    async fn notifications(&self, limit: u32) -> Result<Vec<NotificationView>, ReplicaError> {
        with_file!(self, file => read::notifications(&file.readers, limit).await)
    }

    async fn unread(&self, me: UserId) -> Result<Unread, ReplicaError> {
        with_file!(self, file => read::unread(&file.readers, me).await)
    }

    async fn outbox(&self) -> Result<Vec<OutboxItem>, ReplicaError> {
        with_file!(self, file => read::outbox(&file.readers).await)
    }

    async fn outbox_item(&self, id: OperationId) -> Result<Option<OutboxItem>, ReplicaError> {
        with_file!(self, file => read::outbox_item(&file.readers, id).await)
    }

    async fn local(&self) -> Result<Option<Value>, ReplicaError> {
        with_file!(self, file => read::local(&file.readers).await)
    }

    async fn draft(&self, key: DraftKey) -> Result<Option<Value>, ReplicaError> {
        with_file!(self, file => read::draft(&file.readers, key).await)
    }

    async fn operation(
        &self,
        fingerprint: &str,
    ) -> Result<Option<(OperationId, Timestamp)>, ReplicaError> {
        with_file!(self, file => read::operation(&file.readers, fingerprint).await)
    }
}
