//! One transaction for many messages, marks of reading and acknowledgements. Each keeps its own
//! outcome; the number of statements does not depend on how many there are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use montaj_domain::{
    ids::{MessageId, OrderId},
    timestamp::Timestamp,
};
use montaj_store::{
    Db, StoreError, Tx,
    messages::{self, Message},
    orders::{self, ChatHost},
};

use super::desk::{Outcome, Work};
use crate::{
    http::error::ApiError,
    live::acknowledge::{self, Arrived},
};

/// What of the database a batch looks at, locked where it may change.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub hosts: HashMap<OrderId, ChatHost>,
    /// How far the chats got, with what this batch adds.
    pub last_seqs: HashMap<OrderId, i64>,
    /// Messages that were there, and those that this batch adds.
    pub known: HashMap<MessageId, Message>,
    pub new: Vec<Message>,
    /// What devices have stored.
    arrived: Arrived,
}

impl Book {
    /// The seq of the newest message of a chat; 0 for none.
    pub(super) fn last_seq(&self, order_id: OrderId) -> i64 {
        self.last_seqs.get(&order_id).copied().unwrap_or_default()
    }
}

/// Does all of it. An error is the whole batch's; nothing of it happened.
pub(super) async fn write(
    db: &Db,
    now: Timestamp,
    works: &[Work],
) -> Result<Vec<Result<Outcome, ApiError>>, ApiError> {
    let mut tx = db.write().await?;
    let mut book = open(&mut tx, works).await?;
    let mut outcomes = Vec::with_capacity(works.len());
    let mut readings = BTreeMap::new();
    for work in works {
        outcomes.push(match work {
            Work::Send(sending) => book.send(&mut tx, sending, now).map(Outcome::Sent),
            Work::Read(to_read) => book.read(to_read, &mut readings).map(|()| Outcome::Done),
            Work::Store(_) => Ok(Outcome::Done),
        });
    }
    messages::insert_many(&mut tx, &book.new).await?;
    super::read::write(&mut tx, &readings, now).await?;
    acknowledge::write(&mut tx, &book.arrived, now).await?;
    // Even with nothing to write: what was found may share this commit, and is answered for.
    tx.commit(now).await?;
    Ok(outcomes)
}

async fn open(tx: &mut Tx, works: &[Work]) -> Result<Book, StoreError> {
    let mut order_ids = BTreeSet::new();
    let mut message_ids = BTreeSet::new();
    let mut stored = BTreeMap::new();
    for work in works {
        match work {
            Work::Send(sending) => {
                order_ids.insert(sending.order_id);
                message_ids.insert(sending.id);
                message_ids.extend(sending.reply_to_id);
            }
            Work::Read(to_read) => {
                order_ids.insert(to_read.order_id);
            }
            Work::Store(said) => {
                let up_to = stored.entry(said.user_id).or_insert(said.up_to);
                *up_to = said.up_to.max(*up_to);
            }
        }
    }
    let arrived = acknowledge::look(tx, &stored).await?;
    let with_ticks = acknowledge::chats_of(tx, &arrived).await?;
    let mut book = Book { arrived, ..Book::default() };
    let to_lock: BTreeSet<OrderId> = order_ids.iter().copied().chain(with_ticks).collect();
    if !to_lock.is_empty() {
        let hosts = orders::lock_chats(tx, to_lock).await?;
        book.hosts = hosts.into_iter().map(|host| (host.id, host)).collect();
    }
    if !order_ids.is_empty() {
        book.last_seqs = messages::last_seqs(tx, order_ids).await?;
    }
    if !message_ids.is_empty() {
        let known = messages::find_many(tx, message_ids).await?;
        book.known = known.into_iter().map(|message| (message.id, message)).collect();
    }
    Ok(book)
}
