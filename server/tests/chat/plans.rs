//! How the engines carry a statement out: by looking rows up, or by reading and sorting tables.

use std::{collections::BTreeSet, time::Duration};

use montaj_store::postgres_options;
use montaj_testkit::{eventually, world::Engine};
use serde_json::Value;
use sqlx::{
    AssertSqlSafe, Connection as _, Executor as _, PgConnection, Row as _, SqliteConnection,
};

/// The plans of statements, on the engine of a database.
pub struct Plans {
    engine: Connection,
    checked: BTreeSet<&'static str>,
    complaints: Vec<String>,
}

enum Connection {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Plans {
    pub async fn on(engine: Engine, url: &str) -> Self {
        let engine = match engine {
            Engine::Sqlite => Connection::Sqlite(SqliteConnection::connect(url).await.unwrap()),
            Engine::Postgres => {
                // The planner as the server's own connections have it: with it even tables that are
                // nearly empty are read as large ones are.
                let options = postgres_options(url.parse().unwrap());
                let connection = PgConnection::connect_with(&options).await.unwrap();
                Connection::Postgres(connection)
            }
        };
        Self { engine, checked: BTreeSet::new(), complaints: Vec::new() }
    }

    /// Waits until no job is to be done or under way.
    pub async fn wait_for_jobs(&mut self) {
        let count = "select count(*) from jobs where parked_at is null";
        eventually(Duration::from_secs(20), async || {
            let counted: Result<i64, sqlx::Error> = match &mut self.engine {
                Connection::Sqlite(connection) => {
                    sqlx::query_scalar(count).fetch_one(connection).await
                }
                Connection::Postgres(connection) => {
                    sqlx::query_scalar(count).fetch_one(connection).await
                }
            };
            let jobs = counted.unwrap();
            if jobs == 0 { Ok(()) } else { Err(format!("{jobs} jobs are not done")) }
        })
        .await;
    }

    /// Looks at the plan of a statement of that operation.
    pub async fn check(&mut self, operation: &str, text: &'static str) {
        if !self.checked.insert(text) {
            return;
        }
        let bad = match &mut self.engine {
            Connection::Sqlite(connection) => on_sqlite(connection, text).await,
            Connection::Postgres(connection) => on_postgres(connection, text).await,
        };
        if let Some(plan) = bad {
            self.complaints.push(format!("{operation}:\n  {text}\n{plan}"));
        }
    }

    /// # Panics
    /// A statement reads or sorts a whole table.
    pub fn verdict(&self) {
        assert!(self.checked.len() > 20, "only {} statements were looked at", self.checked.len());
        assert!(self.complaints.is_empty(), "\n{}", self.complaints.join("\n\n"));
    }
}

/// Whether what a statement sorts is no more than what it was asked for: rows that were handed to
/// it, or those of one person or one order.
fn sorts_little(text: &str) -> bool {
    [
        "json_each($1)",
        "$1::json",
        "left join executor_specializations s on s.user_id = u.id",
        "from responses where order_id = $1 order by created_at, id",
    ]
    .iter()
    .any(|part| text.contains(part))
}

/// Not tables on SQLite: what was given as a parameter, and what the statement itself has made.
const MADE_HERE: [&str; 9] =
    ["json_each", "CONSTANT", "walk", "picked", "counted", "page", "(subquery", "given", "(join"];

async fn on_sqlite(connection: &mut SqliteConnection, text: &str) -> Option<String> {
    let explain = AssertSqlSafe(format!("explain query plan {text}"));
    let rows = sqlx::query(explain).fetch_all(connection).await.unwrap();
    let lines: Vec<String> = rows.iter().map(|row| row.get::<String, _>("detail")).collect();
    let reads_all = lines.iter().any(|line| {
        let table = line.strip_prefix("SCAN ");
        table.is_some_and(|table| !MADE_HERE.iter().any(|made| table.starts_with(made)))
    });
    let sorts = lines.windows(2).any(|pair| {
        // The feed merges pages of its walks.
        pair[1].contains("TEMP B-TREE") && pair[0] != "SCAN walk"
    });
    (reads_all || sorts && !sorts_little(text)).then(|| lines.join("\n"))
}

async fn on_postgres(connection: &mut PgConnection, text: &str) -> Option<String> {
    let parameters = (1..=40).rev().find(|n| text.contains(&format!("${n}"))).unwrap_or(0);
    prepare(connection, text, parameters).await;
    let nulls = vec!["null"; parameters].join(", ");
    let values = if nulls.is_empty() { String::new() } else { format!("({nulls})") };
    let explain = AssertSqlSafe(format!("explain (format json) execute looked{values}"));
    let row = sqlx::raw_sql(explain).fetch_one(&mut *connection).await.unwrap();
    connection.execute("deallocate looked").await.unwrap();
    let explained: Value = row.get(0);
    let plan = &explained[0]["Plan"];
    let is_bad = reads_all(plan) || sorts_much(plan) && !sorts_little(text);
    is_bad.then(|| format!("{plan:#}"))
}

fn steps(plan: &Value) -> impl Iterator<Item = &Value> {
    plan["Plans"].as_array().into_iter().flatten()
}

/// Whether a table, or all of an index, is read from end to end.
fn reads_all(plan: &Value) -> bool {
    let is_scan = plan.get("Relation Name").is_some()
        && plan["Node Type"].as_str().is_some_and(|kind| kind.contains("Scan"));
    is_scan && plan.get("Index Cond").is_none() || steps(plan).any(reads_all)
}

/// Whether more is sorted than pages.
fn sorts_much(plan: &Value) -> bool {
    let sorts = plan["Node Type"].as_str().is_some_and(|kind| kind.contains("Sort"));
    sorts && steps(plan).any(is_unlimited) || steps(plan).any(sorts_much)
}

fn is_unlimited(plan: &Value) -> bool {
    if plan["Node Type"] == "Limit" {
        return false;
    }
    plan.get("Relation Name").is_some() || steps(plan).any(is_unlimited)
}

/// Prepares a statement under the name `looked`. A parameter of which its text does not tell the kind
/// is a text, or else a number.
async fn prepare(connection: &mut PgConnection, text: &str, parameters: usize) {
    let mut kinds = vec!["unknown"; parameters];
    let mut tried = None;
    loop {
        let list = if kinds.is_empty() { String::new() } else { format!("({})", kinds.join(", ")) };
        let prepared = AssertSqlSafe(format!("prepare looked{list} as {text}"));
        let Err(error) = sqlx::raw_sql(prepared).execute(&mut *connection).await else { return };
        let said = error.to_string();
        let untold = said.split_once("could not determine data type of parameter $");
        let number = untold.and_then(|(_, rest)| rest.split(' ').next()?.parse::<usize>().ok());
        let (place, kind) = match (number, tried) {
            (Some(number), _) => (number - 1, "text"),
            (None, Some((place, "text"))) => (place, "bigint"),
            (None, _) => panic!("{text}: {said}"),
        };
        kinds[place] = kind;
        tried = Some((place, kind));
    }
}
