//! The feed of an executor (PRODUCT 2.3): one walk along an index for each category, merged, in one
//! statement. What a page costs depends on its size, not on the table's nor on its depth. Words to
//! look for are walked along the index of words, see [`search`].

mod search;

use montaj_domain::{
    ids::{OrderId, UserId},
    money::Kopecks,
    timestamp::{Date, Timestamp},
    user::Specialization,
};

use self::search::Sought;
use super::row::{SeenOrder, SeenRow, columns, seen_item, unanswered_columns};
use crate::{StoreError, Tx, dialect::fetch_page, row::date_text};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedSort {
    Publication { newest_first: bool },
    StartDate { latest_first: bool },
}

/// Where a page ended. It stays valid whatever is published or taken back in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedPosition {
    pub published_at: Timestamp,
    pub start_date: Date,
    pub id: OrderId,
}

/// What to show: published orders that have not expired on `today`.
#[derive(Debug, Clone)]
pub struct FeedFilter<'a> {
    /// Whose feed it is: what this executor responded to is left out.
    pub executor_id: UserId,
    pub categories: &'a [Specialization],
    pub region: &'a str,
    /// A bound on the budget leaves out negotiable ones.
    pub min_budget: Option<Kopecks>,
    pub max_budget: Option<Kopecks>,
    /// The work starts on one of these days, both included.
    pub start_from: Option<Date>,
    pub start_to: Option<Date>,
    /// Words of which each, or what begins with it, must be in title, description or address, in
    /// whatever form; empty for all orders.
    pub words: &'a str,
    /// The day in Moscow.
    pub today: Date,
    pub sort: FeedSort,
    pub after: Option<FeedPosition>,
    pub limit: u32,
}

/// A walk along the index of a category, as far as the page reaches. `limit $14 + 0`: of a bare
/// parameter there SQLite looks at the value, and makes a new plan at every call, which takes three
/// times as long as reading the page.
macro_rules! walk_sql {
    ($category:literal, $key:literal, $beyond:literal, $direction:literal) => {
        concat!(
            "select * from (
                 select id as picked_id, ",
            $key,
            " as picked_key from orders
                 where status = 'PUBLISHED' and category = ",
            $category,
            " and region = $7
                     and (",
            $key,
            ", id) ",
            $beyond,
            " ($8, $9)
                     and (end_date is null or end_date >= $10)
                     and ($11 is null or budget_kopecks >= $11)
                     and ($12 is null or budget_kopecks <= $12)
                     and ($15 = '' or start_date >= $15)
                     and ($16 = '' or start_date <= $16)
                     and not exists (
                         select 1 from responses
                         where responses.order_id = orders.id and responses.executor_id = $13
                     )
                 order by ",
            $key,
            " ",
            $direction,
            ", id ",
            $direction,
            " limit $14 + 0
             ) as walk"
        )
    };
}

/// The walks of all categories, merged to one page. `$person` and `$limit` are the parameters of
/// the walk that name them.
macro_rules! feed_sql {
    ($walk:ident, $person:literal, $limit:literal,
     $key:literal, $beyond:literal, $direction:literal) => {
        concat!(
            "select ",
            columns!(),
            ", ",
            unanswered_columns!($person),
            " from (",
            $walk!("$1", $key, $beyond, $direction),
            " union all ",
            $walk!("$2", $key, $beyond, $direction),
            " union all ",
            $walk!("$3", $key, $beyond, $direction),
            " union all ",
            $walk!("$4", $key, $beyond, $direction),
            " union all ",
            $walk!("$5", $key, $beyond, $direction),
            " union all ",
            $walk!("$6", $key, $beyond, $direction),
            " order by picked_key ",
            $direction,
            ", picked_id ",
            $direction,
            " limit ",
            $limit,
            " + 0) as picked join orders on orders.id = picked.picked_id"
        )
    };
}
use feed_sql;

/// Walks of one statement; places left over walk nowhere.
const WALKS: usize = Specialization::ALL.len();

/// At most `limit` orders of the feed.
pub async fn feed(tx: &mut Tx, filter: &FeedFilter<'_>) -> Result<Vec<SeenOrder>, StoreError> {
    let rows = match search::sought(tx, filter.words).await? {
        Sought::Everything => page(tx, filter).await?,
        Sought::Nothing => Vec::new(),
        Sought::Words(words) => words.page(tx, filter).await?,
    };
    let mut found: Vec<_> = rows.into_iter().map(SeenRow::into_seen).collect::<Result<_, _>>()?;
    match filter.sort {
        FeedSort::Publication { .. } => found.sort_by_key(|SeenOrder { stored, .. }| {
            (stored.order.state.published_at(), stored.order.id)
        }),
        FeedSort::StartDate { .. } => found.sort_by_key(|SeenOrder { stored, .. }| {
            (stored.order.details.start_date, stored.order.id)
        }),
    }
    if filter.sort.is_descending() {
        found.reverse();
    }
    // Of several walks each brought a page, and one order may be in two.
    found.dedup_by_key(|seen| seen.stored.order.id);
    found.truncate(usize::try_from(filter.limit).unwrap_or(usize::MAX));
    Ok(found)
}

async fn page(tx: &mut Tx, filter: &FeedFilter<'_>) -> Result<Vec<SeenRow>, StoreError> {
    let categories = filter.places();
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
                filter.executor_id.to_string(),
                i64::from(filter.limit),
                filter.start_from.map(date_text).unwrap_or_default(),
                filter.start_to.map(date_text).unwrap_or_default(),
            )
        };
    }
    match filter.sort {
        FeedSort::Publication { newest_first: true } => walk!(
            feed_sql!(walk_sql, "$13", "$14", "published_at", "<", "desc"),
            filter.instant(i64::MAX)
        ),
        FeedSort::Publication { newest_first: false } => walk!(
            feed_sql!(walk_sql, "$13", "$14", "published_at", ">", "asc"),
            filter.instant(i64::MIN)
        ),
        FeedSort::StartDate { latest_first: true } => walk!(
            feed_sql!(walk_sql, "$13", "$14", "start_date", "<", "desc"),
            filter.day("9999-99-99")
        ),
        FeedSort::StartDate { latest_first: false } => {
            walk!(feed_sql!(walk_sql, "$13", "$14", "start_date", ">", "asc"), filter.day(""))
        }
    }
}

impl FeedFilter<'_> {
    fn places(&self) -> [Option<&'static str>; WALKS] {
        std::array::from_fn(|place| self.categories.get(place).map(|c| c.as_str()))
    }

    fn last_id(&self) -> String {
        self.after.map(|after| after.id.to_string()).unwrap_or_default()
    }

    /// Where the walk goes on by publication. Without a position it begins beyond every key.
    fn instant(&self, beyond: i64) -> i64 {
        self.after.map_or(beyond, |after| after.published_at.as_millis())
    }

    /// The same by the day of the start.
    fn day(&self, beyond: &str) -> String {
        self.after.map_or_else(|| beyond.to_owned(), |after| date_text(after.start_date))
    }
}

impl FeedSort {
    const fn is_descending(self) -> bool {
        matches!(
            self,
            Self::Publication { newest_first: true } | Self::StartDate { latest_first: true }
        )
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use sqlx::{AssertSqlSafe, Row as _};

    use super::*;
    use crate::{Db, DbOptions, tx::Engine};

    #[tokio::test]
    async fn every_feed_walks_its_index_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("plan.db").display());
        let db = Db::open(&address, DbOptions::default(), Arc::new(|_| {})).await.unwrap();
        for (sql, index) in [
            (feed_sql!(walk_sql, "$13", "$14", "published_at", "<", "desc"), "orders_feed "),
            (feed_sql!(walk_sql, "$13", "$14", "published_at", ">", "asc"), "orders_feed "),
            (feed_sql!(walk_sql, "$13", "$14", "start_date", "<", "desc"), "orders_feed_by_start "),
            (feed_sql!(walk_sql, "$13", "$14", "start_date", ">", "asc"), "orders_feed_by_start "),
        ] {
            let mut tx = db.read().await.unwrap();
            let Ok(Engine::Sqlite(engine)) = tx.engine() else { unreachable!("opened as SQLite") };
            let explain = AssertSqlSafe(format!("explain query plan {sql}"));
            let rows = sqlx::query(explain).fetch_all(&mut **engine).await.unwrap();
            let plan: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
            let plan = plan.join("\n");
            let walk =
                format!("SEARCH orders USING INDEX {index}(status=? AND category=? AND region=?");
            assert_eq!(plan.matches(&walk).count(), WALKS, "{plan}");
            // Only what the walks have found is sorted, a page of each.
            let lines: Vec<_> = plan.lines().collect();
            let sorts = lines.windows(2).filter(|pair| pair[1].contains("TEMP B-TREE"));
            assert!(sorts.clone().all(|pair| pair[0] == "SCAN walk"), "{plan}");
            assert!(!plan.contains("SCAN orders"), "{plan}");
        }
    }
}
