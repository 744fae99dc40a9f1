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
    orders::{self, ChatHost, LastMessage},
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
    /// Messages that were there, and those that this batch adds.
    pub known: HashMap<MessageId, Message>,
    pub new: Vec<Message>,
    /// What devices have stored.
    arrived: Arrived,
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
    close(&mut tx, &book).await?;
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
    order_ids.extend(acknowledge::chats_of(tx, &arrived).await?);
    let mut book = Book { arrived, ..Book::default() };
    if !order_ids.is_empty() {
        let hosts = orders::lock_chats(tx, order_ids).await?;
        book.hosts = hosts.into_iter().map(|host| (host.id, host)).collect();
    }
    if !message_ids.is_empty() {
        let known = messages::find_many(tx, message_ids).await?;
        book.known = known.into_iter().map(|message| (message.id, message)).collect();
    }
    Ok(book)
}

/// Writes the messages that are new, and how far their chats got.
async fn close(tx: &mut Tx, book: &Book) -> Result<(), StoreError> {
    messages::insert_many(tx, &book.new).await?;
    let touched: BTreeSet<OrderId> = book.new.iter().map(|message| message.order_id).collect();
    let hosts = touched.iter().filter_map(|id| book.hosts.get(id));
    let last: Vec<LastMessage> =
        hosts.map(|host| LastMessage { id: host.id, seq: host.last_message_seq }).collect();
    orders::save_last_messages(tx, &last).await
}
