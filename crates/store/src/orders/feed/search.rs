//! The feed by words: a walk along the index of the rarest word, in the feed's order; what it finds
//! has to have the other words, too. A word that nobody wrote costs a look into the dictionary.

use montaj_domain::{money::Kopecks, text::search_form};

use super::{FeedFilter, FeedSort, SeenRow, feed_sql};
use crate::{
    StoreError, Tx,
    dialect::fetch_page,
    orders::{
        row::{columns, seen_item, unanswered_columns},
        word_index::{self, frequency},
        words::{MOST_ASKED, asked},
    },
    row::date_text,
};

/// So many words that begin with a typed one are looked for beside itself.
const MEANINGS: usize = 4;
/// From here on a word is as frequent as any.
const FREQUENT: u32 = 1000;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sought {
    Everything,
    /// One of the words is in no order.
    Nothing,
    Words(Box<Words>),
}

/// What each typed word can mean; an order has to have one of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    /// Of the rarest one: these are walked along.
    walked: Vec<String>,
    others: [[Option<String>; MEANINGS]; MOST_ASKED - 1],
}

/// Finds out what the typed words can mean.
pub(super) async fn sought(tx: &mut Tx, typed: &str) -> Result<Sought, StoreError> {
    if search_form(typed).is_empty() {
        return Ok(Sought::Everything);
    }
    let mut all = Vec::new();
    let stems = asked(typed);
    // A word alone is walked along, however many orders have it.
    let most = if stems.len() > 1 { FREQUENT } else { 1 };
    for stem in stems {
        let mut orders = 0;
        let mut meanings = Vec::new();
        for word in word_index::meanings(tx, &stem, MEANINGS).await? {
            let count = frequency(tx, &word, most).await?;
            if count > 0 {
                orders += count;
                meanings.push(word);
            }
        }
        if meanings.is_empty() {
            return Ok(Sought::Nothing);
        }
        all.push((orders, meanings));
    }
    all.sort();
    let mut all = all.into_iter().map(|(_, meanings)| meanings);
    let Some(walked) = all.next() else { return Ok(Sought::Nothing) };
    let others = std::array::from_fn(|_| {
        let mut meanings = all.next().unwrap_or_default().into_iter();
        std::array::from_fn(|_| meanings.next())
    });
    Ok(Sought::Words(Box::new(Words { walked, others })))
}

/// A walk along the index of a word in a category, as far as the page reaches.
macro_rules! word_walk_sql {
    ($category:literal, $key:literal, $beyond:literal, $direction:literal) => {
        concat!(
            "select * from (
                 select w.order_id as picked_id, w.",
            $key,
            " as picked_key from order_words w cross join orders o
                 where w.word = $13 and w.category = ",
            $category,
            " and w.region = $7
                     and (w.",
            $key,
            ", w.order_id) ",
            $beyond,
            " ($8, $9)
                     and o.id = w.order_id
                     and (o.end_date is null or o.end_date >= $10)
                     and ($11 is null or o.budget_kopecks >= $11)
                     and ($12 is null or o.budget_kopecks <= $12)
                     and ($28 = '' or o.start_date >= $28)
                     and ($29 = '' or o.start_date <= $29)
                     and ($14 is null or exists (
                         select 1 from order_words a
                         where a.order_id = w.order_id and a.word in ($14, $15, $16, $17)))
                     and ($18 is null or exists (
                         select 1 from order_words b
                         where b.order_id = w.order_id and b.word in ($18, $19, $20, $21)))
                     and ($22 is null or exists (
                         select 1 from order_words c
                         where c.order_id = w.order_id and c.word in ($22, $23, $24, $25)))
                     and not exists (
                         select 1 from responses
                         where responses.order_id = w.order_id and responses.executor_id = $26
                     )
                 order by w.",
            $key,
            " ",
            $direction,
            ", w.order_id ",
            $direction,
            " limit $27 + 0
             ) as walk"
        )
    };
}

impl Words {
    /// A page of the walk along each meaning of the rarest word.
    pub(super) async fn page(
        &self,
        tx: &mut Tx,
        filter: &FeedFilter<'_>,
    ) -> Result<Vec<SeenRow>, StoreError> {
        let mut rows = Vec::new();
        for word in &self.walked {
            rows.extend(self.walk(tx, filter, word).await?);
        }
        Ok(rows)
    }

    async fn walk(
        &self,
        tx: &mut Tx,
        filter: &FeedFilter<'_>,
        word: &str,
    ) -> Result<Vec<SeenRow>, StoreError> {
        let categories = filter.places();
        let [second, third, fourth] = &self.others;
        macro_rules! walk {
            ($sql:expr, $key:expr) => {
                fetch_page!(
                    tx,
                    SeenRow,
                    seen_item,
                    $sql,
                    categories[0],
                    categories[1],
                    categories[2],
                    categories[3],
                    categories[4],
                    categories[5],
                    filter.region,
                    $key,
                    filter.last_id(),
                    date_text(filter.today),
                    filter.min_budget.map(Kopecks::get),
                    filter.max_budget.map(Kopecks::get),
                    word,
                    second[0].as_deref(),
                    second[1].as_deref(),
                    second[2].as_deref(),
                    second[3].as_deref(),
                    third[0].as_deref(),
                    third[1].as_deref(),
                    third[2].as_deref(),
                    third[3].as_deref(),
                    fourth[0].as_deref(),
                    fourth[1].as_deref(),
                    fourth[2].as_deref(),
                    fourth[3].as_deref(),
                    filter.executor_id.to_string(),
                    i64::from(filter.limit),
                    filter.start_from.map(date_text).unwrap_or_default(),
                    filter.start_to.map(date_text).unwrap_or_default(),
                )
            };
        }
        match filter.sort {
            FeedSort::Publication { newest_first: true } => walk!(
                feed_sql!(word_walk_sql, "$26", "$27", "published_at", "<", "desc"),
                filter.instant(i64::MAX)
            ),
            FeedSort::Publication { newest_first: false } => walk!(
                feed_sql!(word_walk_sql, "$26", "$27", "published_at", ">", "asc"),
                filter.instant(i64::MIN)
            ),
            FeedSort::StartDate { latest_first: true } => walk!(
                feed_sql!(word_walk_sql, "$26", "$27", "start_date", "<", "desc"),
                filter.day("9999-99-99")
            ),
            FeedSort::StartDate { latest_first: false } => walk!(
                feed_sql!(word_walk_sql, "$26", "$27", "start_date", ">", "asc"),
                filter.day("")
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use montaj_testkit::postgres::TestDatabase;
    use sqlx::{AssertSqlSafe, Connection as _, PgConnection, Row as _};

    use super::{super::WALKS, *};
    use crate::{Db, DbOptions, dialect::postgres_options, tx::Engine};

    /// Each statement with the index it is to walk, and where it begins.
    const STATEMENTS: [(&str, &str, &str); 4] = [
        (
            feed_sql!(word_walk_sql, "$26", "$27", "published_at", "<", "desc"),
            "order_words_feed",
            "9000000000000::bigint",
        ),
        (
            feed_sql!(word_walk_sql, "$26", "$27", "published_at", ">", "asc"),
            "order_words_feed",
            "0::bigint",
        ),
        (
            feed_sql!(word_walk_sql, "$26", "$27", "start_date", "<", "desc"),
            "order_words_by_start",
            "'9999-99-99'::text",
        ),
        (
            feed_sql!(word_walk_sql, "$26", "$27", "start_date", ">", "asc"),
            "order_words_by_start",
            "''::text",
        ),
    ];

    async fn open(url: &str) -> Db {
        Db::open(url, DbOptions::default(), Arc::new(|_| {})).await.unwrap()
    }

    #[tokio::test]
    async fn every_search_walks_the_index_of_words_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let db = open(&format!("sqlite:{}", folder.path().join("plan.db").display())).await;
        for (sql, index, _) in STATEMENTS {
            let mut tx = db.read().await.unwrap();
            let Ok(Engine::Sqlite(engine)) = tx.engine() else { unreachable!("opened as SQLite") };
            let explain = AssertSqlSafe(format!("explain query plan {sql}"));
            let rows = sqlx::query(explain).fetch_all(&mut **engine).await.unwrap();
            let plan: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
            let plan = plan.join("\n");
            let walk = format!("{index} (word=? AND category=? AND region=?");
            assert_eq!(plan.matches(&walk).count(), WALKS, "{plan}");
            // Scanned is what the walks have found, and nothing else.
            let scans = plan.lines().filter_map(|line| line.trim().strip_prefix("SCAN "));
            let mut scans = scans.filter(|scan| !["walk", "picked"].contains(scan));
            assert_eq!(scans.next(), None, "{plan}");
        }
    }

    #[tokio::test]
    async fn every_search_walks_the_index_of_words_on_postgres() {
        let database = TestDatabase::create().await.unwrap();
        open(database.url()).await.close().await;
        let options = postgres_options(database.url().parse().unwrap());
        let mut connection = PgConnection::connect_with(&options).await.unwrap();
        for (number, (sql, index, from)) in STATEMENTS.into_iter().enumerate() {
            let (from, kind) = from.split_once("::").unwrap();
            let (texts, words) = (["text"; 7].join(", "), ["text"; 14].join(", "));
            let prepare = format!(
                "prepare walk_{number}({texts}, {kind}, text, text, bigint, bigint, {words}, \
                 bigint, text, text) as {sql}"
            );
            sqlx::raw_sql(AssertSqlSafe(prepare)).execute(&mut connection).await.unwrap();
            let others = ["null"; 12].join(", ");
            let explain = format!(
                "explain (costs off) execute walk_{number}('WINDOWS', 'DOORS', null, null, null, \
                 null, 'Москва', {from}, '', '2026-03-02', null, null, 'окн', {others}, '', 20, \
                 '', '')"
            );
            let rows = sqlx::raw_sql(AssertSqlSafe(explain)).fetch_all(&mut connection).await;
            let plan: Vec<String> = rows.unwrap().iter().map(|row| row.get(0)).collect();
            let plan = plan.join("\n");
            assert!(!plan.contains("Seq Scan"), "{plan}");
            assert!(plan.matches(index).count() >= WALKS, "{plan}");
            // Nothing is sorted but what the walks have found, a page of each.
            let sorts = plan.lines().filter(|line| line.trim_start().starts_with("->  Sort"));
            assert!(sorts.count() <= 1 && !plan.contains("Incremental Sort"), "{plan}");
        }
        connection.close().await.unwrap();
    }
}
