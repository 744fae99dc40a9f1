//! The store in a process of its own, which a test may kill or put on a failing disk.
//!
//! It is this test program once more, with one test that waits for orders: a line `N subject` lets
//! N writers at once append an event of that subject, and each answers by a line.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::Arc,
};

use montaj_domain::ids::UserId;
use montaj_store::{Db, DbOptions, StoreError, events::NewEvent};
use tokio::task::JoinSet;

use crate::engines::NOW;

const URL: &str = "MONTAJ_TEST_CHILD_URL";
const PERSON: &str = "MONTAJ_TEST_CHILD_PERSON";

/// A running child. Dropping it kills it, as a power cut would.
pub struct Writers {
    child: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Writers {
    /// Starts on the database, writing to the log of that person.
    pub fn start(url: &str, person: UserId) -> Self {
        Self::start_as(url, person, |_| ())
    }

    /// The same behind a shim that stands before libc, with the folder in which it is told.
    pub fn start_behind(url: &str, person: UserId, shim: &Path, folder: &Path) -> Self {
        Self::start_as(url, person, |command| {
            command.env("LD_PRELOAD", shim).env("FAILING_DISK", folder);
        })
    }

    fn start_as(url: &str, person: UserId, adjust: impl FnOnce(&mut Command)) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["--exact", "child::obeys", "--ignored", "--nocapture", "--test-threads=1"])
            .env(URL, url)
            .env(PERSON, person.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        adjust(&mut command);
        let mut child = command.spawn().unwrap();
        let orders = child.stdin.take().unwrap();
        let answers = BufReader::new(child.stdout.take().unwrap());
        Self { child, orders, answers }
    }

    /// Orders `count` writers at once; their answers come by [`Self::hear`].
    pub fn order(&mut self, count: usize, subject: &str) {
        writeln!(self.orders, "{count} {subject}").unwrap();
        self.orders.flush().unwrap();
    }

    /// The next answer: the subject, and whether it is on the disk.
    pub fn hear(&mut self) -> (String, bool) {
        loop {
            let mut line = String::new();
            assert_ne!(self.answers.read_line(&mut line).unwrap(), 0, "the child has ended");
            if let Some((said, subject)) = line.trim_end().split_once(' ')
                && let "kept" | "refused" = said
            {
                return (subject.to_owned(), said == "kept");
            }
        }
    }

    /// Kills it at once, and answers what it had said until then.
    pub fn kill(mut self) -> Vec<(String, bool)> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let mut rest = Vec::new();
        for line in self.answers.by_ref().lines() {
            // The last line may be cut off: then it was not said.
            let Ok(line) = line else { break };
            if let Some(subject) = line.strip_prefix("kept ").and_then(|s| s.strip_suffix(" .")) {
                rest.push((format!("{subject} ."), true));
            }
        }
        rest
    }
}

impl Drop for Writers {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it is the child of other tests"]
async fn obeys() {
    let person: UserId = std::env::var(PERSON).unwrap().parse().unwrap();
    let url = std::env::var(URL).unwrap();
    // The frame of the tests has begun a line of its own.
    std::io::stdout().write_all(b"\n").unwrap();
    let db = Db::open(&url, DbOptions::default(), Arc::new(|_| ())).await.unwrap();
    let orders = tokio::task::spawn_blocking(move || {
        for line in std::io::stdin().lock().lines() {
            let line = line.unwrap();
            let (count, subject) = line.split_once(' ').unwrap();
            let writers = crowd(db.clone(), person, count.parse().unwrap(), subject.to_owned());
            tokio::runtime::Handle::current().block_on(writers);
        }
    });
    orders.await.unwrap();
}

async fn crowd(db: Db, person: UserId, count: usize, subject: String) {
    let mut writers = JoinSet::new();
    for number in 0..count {
        let (db, subject) = (db.clone(), format!("{subject}-{number} ."));
        writers.spawn(async move {
            let said = match write(&db, person, &subject).await {
                Ok(()) => "kept",
                Err(StoreError::Unavailable(_)) => "refused",
                Err(other) => panic!("{other}"),
            };
            // One call: lines of two writers never mix.
            std::io::stdout().write_all(format!("{said} {subject}\n").as_bytes()).unwrap();
        });
    }
    writers.join_all().await;
}

async fn write(db: &Db, person: UserId, subject: &str) -> Result<(), StoreError> {
    let mut tx = db.write().await?;
    let event =
        NewEvent { kind: "order.updated", subject_id: subject.to_owned(), payload: "{}".into() };
    tx.append(person, event);
    tx.commit(NOW).await
}
