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
    words::{beginning, beginnings, other_forms, stems},
};
use crate::{
    StoreError, Tx,
    dialect::{execute, execute_given, fetch_all, fetch_one, fetch_optional, rows_json},
};

/// Orders that are indexed in one transaction when the database is opened for the first time.
const BACKFILL: u32 = 5000;

#[derive(Serialize)]
struct WordRow<'a> {
    order_id: OrderId,
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
    enter_all(tx, std::slice::from_ref(order), &mut BTreeSet::new()).await
}

/// The same for several; `kept` are words that are kept under their beginnings already.
async fn enter_all(
    tx: &mut Tx,
    orders: &[Order],
    kept: &mut BTreeSet<String>,
) -> Result<(), StoreError> {
    let mut of_orders = Vec::new();
    let mut new = BTreeSet::new();
    for order in orders {
        let details = &order.details;
        for word in stems([&*details.title, &*details.description, &*details.address]) {
            if !kept.contains(&word) {
                new.insert(word.clone());
            }
            of_orders.push((word, order.id));
        }
    }
    if of_orders.is_empty() {
        return Ok(());
    }
    // The indexes begin with the word: so they are written from one end to the other.
    of_orders.sort();
    let rows = of_orders.iter().map(|(word, order_id)| WordRow { order_id: *order_id, word });
    execute_given!(
        tx,
        "insert into order_words (order_id, word, category, region, published_at, start_date)
         select given.order_id, given.word, o.category, o.region, o.published_at, o.start_date
         from",
        (order_id text, word text),
        "join orders o on o.id = given.order_id
         where o.published_at is not null on conflict (order_id, word) do nothing",
        rows_json(rows)?,
    )?;
    keep_words(tx, &new).await?;
    kept.append(&mut new);
    Ok(())
}

/// Keeps words under their beginnings. In an order, so that two who keep the same ones do not wait
/// for each other crosswise.
async fn keep_words(tx: &mut Tx, words: &BTreeSet<String>) -> Result<(), StoreError> {
    if words.is_empty() {
        return Ok(());
    }
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

/// At most `limit` words of orders that begin with a stem, itself first, and then those that are
/// other forms of it.
pub(super) async fn meanings(
    tx: &mut Tx,
    stem: &str,
    limit: usize,
) -> Result<Vec<String>, StoreError> {
    let length = |word: &str| i64::try_from(word.chars().count()).unwrap_or(i64::MAX);
    let [one, other] = other_forms(stem);
    let rows = fetch_all!(
        tx,
        (String,),
        "select word from (
             select word from search_words where beginning = $1 and length >= $2
             order by length, word limit $3 + 0
         ) as walk
         union all
         select word from search_words where beginning = $4 and length = $5 and word = $6
         union all
         select word from search_words where beginning = $7 and length = $8 and word = $9",
        beginning(stem),
        length(stem),
        i64::try_from(limit).unwrap_or(i64::MAX),
        beginning(&one),
        length(&one),
        one.as_str(),
        beginning(&other),
        length(&other),
        other.as_str(),
    )?;
    let (mut words, mut forms) = (Vec::new(), Vec::new());
    for (word,) in rows {
        if word == one || word == other {
            forms.push(word);
        } else if word.starts_with(stem) {
            words.push(word);
        }
    }
    words.sort_by_key(|word| length(word));
    // A form of the word is nearer to it than what is longer.
    let places = words.iter().position(|word| word != stem).unwrap_or(words.len());
    words.splice(places..places, forms);
    words.dedup();
    words.truncate(limit);
    Ok(words)
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

/// Enters the next of them; false when none is left. `kept` is handed from one call to the next.
pub(crate) async fn enter_older(
    tx: &mut Tx,
    kept: &mut BTreeSet<String>,
) -> Result<bool, StoreError> {
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
    let orders: Result<Vec<Order>, StoreError> =
        rows.into_iter().map(|row| row.into_stored().map(|stored| stored.order)).collect();
    let orders = orders?;
    let next = orders.last().map(|order| order.number + 1);
    enter_all(tx, &orders, kept).await?;
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
