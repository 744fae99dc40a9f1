//! Races over real HTTP and real sockets, two hundred rounds each, on both databases: exactly one
//! effect, a proper refusal for the rest, and logs that tell the story of a calm day.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod arena;
mod keys;
mod messages;
mod responses;
mod selection;
mod story;
mod work;

/// A race on each of the two databases. Requests and handlers run on two threads, so that what
/// may happen at once does.
macro_rules! on_both_databases {
    ($($name:ident;)+) => {
        mod on_sqlite {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(montaj_testkit::world::Engine::Sqlite).await;
            }
        )+}

        mod on_postgresql {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(montaj_testkit::world::Engine::Postgres).await;
            }
        )+}
    };
}

pub(crate) use on_both_databases;
