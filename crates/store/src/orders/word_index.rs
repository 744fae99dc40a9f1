//! The index of words by which published orders are found: kept in the transaction that publishes,
//! edits or takes back an order.

use std::collections::BTreeSet;

use montaj_domain::{
    ids::OrderId,
    order::{Order, OrderStatus},
};
use serde::Serialize;

use super::{
    row::{OrderRow, columns},
    words::{beginning, beginnings, stems},
};
use crate::{
    StoreError, Tx,
    dialect::{execute, execute_given, fetch_all, fetch_one, fetch_optional, rows_json},
    row::date_text,
};

/// Orders that are indexed in one transaction when the database is opened for the first time.
const BACKFILL: u32 = 200;

#[derive(Serialize)]
struct WordRow<'a> {
    word: &'a str,
}

#[derive(Serialize)]
struct BeginningRow<'a> {
    beginning: &'a str,
    length: usize,
    word: &'a str,
}

/// Makes the index tell what the order is now: a published one is found, another is not.
pub(super) async fn tell(tx: &mut Tx, order: &Order) -> Result<(), StoreError> {
    forget(tx, order.id).await?;
    if order.state.status() == OrderStatus::Published { enter(tx, order).await } else { Ok(()) }
}

/// The order is found no more.
pub(super) async fn forget(tx: &mut Tx, id: OrderId) -> Result<(), StoreError> {
    execute!(tx, "delete from order_words where order_id = $1", id.to_string())?;
    Ok(())
}

/// Enters an order that is published, and not in the index.
pub(super) async fn enter(tx: &mut Tx, order: &Order) -> Result<(), StoreError> {
    let Some(published_at) = order.state.published_at() else { return Ok(()) };
    let details = &order.details;
    let words = stems([&*details.title, &*details.description, &*details.address]);
    if words.is_empty() {
        return Ok(());
    }
    execute_given!(
        tx,
        "insert into order_words (order_id, word, category, region, published_at, start_date)
         select $2, given.word, $3, $4, $5, $6 from",
        (word text),
        "where true on conflict (order_id, word) do nothing",
        rows_json(words.iter().map(|word| WordRow { word }))?,
        order.id.to_string(),
        details.category.as_str(),
        details.region.as_str(),
        published_at.as_millis(),
        date_text(details.start_date),
    )?;
    keep_words(tx, &words).await
}

/// Keeps words under their beginnings. In an order, so that two who keep the same ones do not wait
/// for each other crosswise.
async fn keep_words(tx: &mut Tx, words: &BTreeSet<String>) -> Result<(), StoreError> {
    let rows = words.iter().flat_map(|word| {
        let length = word.chars().count();
        beginnings(word).into_iter().map(move |beginning| BeginningRow { beginning, length, word })
    });
    execute_given!(
        tx,
        "insert into search_words (beginning, length, word)
         select given.beginning, given.length, given.word from",
        (beginning text, length bigint, word text),
        "where true order by given.beginning, given.length, given.word
         on conflict (beginning, length, word) do nothing",
        rows_json(rows)?,
    )?;
    Ok(())
}

/// At most `limit` words of orders that begin with a stem, itself first.
pub(super) async fn beginning_with(
    tx: &mut Tx,
    stem: &str,
    limit: u32,
) -> Result<Vec<String>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String,),
        "select word from search_words where beginning = $1 and length >= $2
         order by length, word limit $3",
        beginning(stem),
        i64::try_from(stem.chars().count()).unwrap_or(i64::MAX),
        i64::from(limit),
    )?;
    let words = rows.into_iter().map(|(word,)| word);
    Ok(words.filter(|word| word.starts_with(stem)).collect())
}

/// How many orders have a word, counted up to `most`.
pub(super) async fn frequency(tx: &mut Tx, word: &str, most: u32) -> Result<i64, StoreError> {
    let (count,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "select count(*) from (select 1 from order_words where word = $1 limit $2) as counted",
        word,
        i64::from(most),
    )?;
    Ok(count)
}

/// Whether there are orders that were published before there was an index.
pub(crate) async fn wait_for_words(tx: &mut Tx) -> Result<bool, StoreError> {
    Ok(first_without_words(tx).await?.is_some())
}

async fn first_without_words(tx: &mut Tx) -> Result<Option<i64>, StoreError> {
    let row = fetch_optional!(
        tx,
        (i64,),
        "select value from counters where name = 'orders_without_words'",
    )?;
    Ok(row.map(|(number,)| number))
}

/// Enters the next of them; false when none is left.
pub(crate) async fn enter_older(tx: &mut Tx) -> Result<bool, StoreError> {
    let Some(first) = first_without_words(tx).await? else { return Ok(false) };
    let rows = fetch_all!(
        tx,
        OrderRow,
        concat!(
            "select ",
            columns!(),
            " from orders where number >= $1 and status = 'PUBLISHED' order by number limit $2"
        ),
        first,
        i64::from(BACKFILL),
    )?;
    let mut next = None;
    for row in rows {
        let order = row.into_stored()?.order;
        next = Some(order.number + 1);
        tell(tx, &order).await?;
    }
    match next {
        Some(next) => {
            execute!(
                tx,
                "update counters set value = $1 where name = 'orders_without_words'",
                next,
            )?;
        }
        None => {
            execute!(tx, "delete from counters where name = 'orders_without_words'")?;
        }
    }
    Ok(next.is_some())
}
