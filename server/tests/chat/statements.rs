//! What each hot operation costs the database: so many statements, and no more when there is more
//! to do; none of them reads or sorts a table. What begins and ends transactions is not counted.

use futures::future::join_all;
use montaj_domain::ids::UserId;
use montaj_server::{chat, http::caller::Caller};
use montaj_store::events::Stored;
use montaj_testkit::world::{Actor, Engine, window_order};
use montaj_wire::{page::Page, sync::ArrivedSyncPage};
use serde_json::Value;

use crate::{plans::Plans, scene::Scene};

/// The statements of each, transaction by transaction. By REST the first one looks up the session
/// of who calls.
const PINNED: [(&str, &[usize]); 16] = [
    ("send one message", &[6]),
    ("send 100 messages", &[6]),
    ("read one chat", &[5]),
    ("read one chat, both sides", &[5]),
    ("acknowledge", &[7]),
    ("acknowledge, both sides", &[7]),
    ("last 100 messages", &[1, 2]),
    ("sync page", &[1, 2]),
    ("sync page of a long log", &[1, 2]),
    ("order page", &[1, 2]),
    ("feed page", &[1, 3]),
    ("feed page, the next", &[1, 3]),
    ("feed page of a word", &[1, 7]),
    ("feed page of two words", &[1, 8]),
    ("respond", &[1, 18]),
    ("select", &[1, 22]),
];
/// What is handed in at once may become so many batches: the first comes when it comes.
const BATCHES: usize = 3;

/// Of the worker, which goes on meanwhile: it looks for jobs, announces orders and sweeps up.
fn is_of_the_worker(transaction: &[&str]) -> bool {
    transaction.iter().any(|text| {
        let looks_for_jobs = text.contains(" jobs") && !text.starts_with("insert into jobs");
        let announces = text.contains("from executor_profiles p");
        looks_for_jobs || announces || text.starts_with("delete from phone_")
    })
}

/// Runs operations, and keeps what is to be said of their statements.
struct Meter {
    scene: Scene,
    pinned: std::slice::Iter<'static, (&'static str, &'static [usize])>,
    complaints: Vec<String>,
    plans: Plans,
}

impl Meter {
    async fn on(engine: Engine) -> Self {
        let scene = Scene::on(engine).await;
        let plans = Plans::on(engine, &scene.app().config.database.url).await;
        scene.app().db.statements().record();
        Self { scene, pinned: PINNED.iter(), complaints: Vec::new(), plans }
    }

    async fn run<T>(&mut self, name: &'static str, operation: impl AsyncFnOnce(&Scene) -> T) -> T {
        // Half a transaction of the worker could not be told from ours.
        self.plans.wait_for_jobs().await;
        let statements = self.scene.app().db.statements();
        statements.take();
        let came = operation(&self.scene).await;
        let transactions = statements.take().into_iter();
        let own: Vec<_> = transactions.filter(|texts| !is_of_the_worker(texts)).collect();
        let counts: Vec<usize> = own.iter().map(Vec::len).collect();
        let (pinned_name, pinned) = self.pinned.next().unwrap();
        assert_eq!(*pinned_name, name);
        let is_pinned = match pinned {
            [batch] => counts.len() <= BATCHES && counts.iter().all(|count| count == batch),
            pinned => counts == *pinned,
        };
        let texts: Vec<_> = own.into_iter().flatten().collect();
        if !is_pinned || texts.is_empty() {
            let texts = texts.join("\n---\n");
            self.complaints.push(format!("{name}: {counts:?}, not {pinned:?}:\n{texts}"));
        }
        for text in texts {
            self.plans.check(name, text).await;
        }
        came
    }

    /// # Panics
    /// An operation costs other than it is pinned to, or a statement reads a table.
    fn verdict(mut self) {
        assert_eq!(self.pinned.next(), None);
        assert!(self.complaints.is_empty(), "\n{}", self.complaints.join("\n\n"));
        self.plans.verdict();
    }
}

async fn measure(engine: Engine) {
    let mut meter = Meter::on(engine).await;
    let scene = &meter.scene;
    let callers = [scene.caller(&scene.anna).await, scene.caller(&scene.boris).await];
    messages(&mut meter, callers).await;
    acknowledgements(&mut meter, callers).await;
    pages(&mut meter).await;
    steps(&mut meter).await;
    meter.verdict();
}

async fn messages(meter: &mut Meter, callers: [Caller; 2]) {
    let [anna, boris] = callers;
    let messages: Vec<_> =
        (0..101).map(|number| meter.scene.anna.message(&format!("Сообщение {number}"))).collect();
    meter
        .run("send one message", async |scene| {
            chat::send(scene.app(), &anna, scene.order, &messages[0]).await.unwrap();
        })
        .await;
    meter
        .run("send 100 messages", async |scene| {
            let sends = messages[1..]
                .iter()
                .zip(callers.iter().cycle())
                .map(|(message, caller)| chat::send(scene.app(), caller, scene.order, message));
            join_all(sends).await.into_iter().for_each(|sent| drop(sent.unwrap()));
        })
        .await;
    meter
        .run("read one chat", async |scene| {
            chat::mark_read(scene.app(), &anna, scene.order, Some(50)).await.unwrap();
        })
        .await;
    meter
        .run("read one chat, both sides", async |scene| {
            let sides = [anna, boris];
            let reads =
                sides.iter().map(|caller| chat::mark_read(scene.app(), caller, scene.order, None));
            join_all(reads).await.into_iter().for_each(|read| read.unwrap());
        })
        .await;
}

async fn acknowledgements(meter: &mut Meter, [anna, boris]: [Caller; 2]) {
    let scene = &meter.scene;
    let ended = log_end(&scene.boris).await;
    send(scene, &anna, &scene.anna).await;
    meter
        .run("acknowledge", async |scene| {
            scene.app().desk.done(stored(boris.user_id, ended + 1)).await.unwrap();
        })
        .await;
    let scene = &meter.scene;
    send(scene, &anna, &scene.anna).await;
    send(scene, &boris, &scene.boris).await;
    let ends = [log_end(&scene.anna).await, log_end(&scene.boris).await];
    meter
        .run("acknowledge, both sides", async |scene| {
            let works = [stored(anna.user_id, ends[0]), stored(boris.user_id, ends[1])];
            let done = works.map(|work| scene.app().desk.done(work));
            join_all(done).await.into_iter().for_each(|done| drop(done.unwrap()));
        })
        .await;
}

async fn pages(meter: &mut Meter) {
    meter
        .run("last 100 messages", async |scene| {
            let path = format!("/api/chat/{}/messages?limit=100", scene.order);
            let page: Page<Value> = scene.boris.get(&path).await.ok();
            assert_eq!(page.items.len(), 100);
        })
        .await;
    for (name, path) in [
        ("sync page", "/api/sync?since=0&limit=5"),
        ("sync page of a long log", "/api/sync?since=3&limit=100"),
    ] {
        meter.run(name, async |scene| scene.boris.get::<Value>(path).await.ok()).await;
    }
    meter.run("order page", async |scene| scene.boris.order(scene.order).await.ok()).await;
    for _ in 0..3 {
        let draft = window_order(&*meter.scene.world.clock);
        meter.scene.anna.post_order(&draft).await.ok();
    }
    let page = meter.run("feed page", async |scene| scene.vera.feed("limit=2").await.ok()).await;
    assert_eq!(page.items.len(), 2);
    let next = format!("limit=2&cursor={}", page.next_cursor.unwrap());
    let page =
        meter.run("feed page, the next", async |scene| scene.vera.feed(&next).await.ok()).await;
    assert_eq!(page.items.len(), 1);
    for (name, words) in [
        ("feed page of a word", "%D0%BE%D0%BA%D0%BE%D0%BD"),
        ("feed page of two words", "%D0%BE%D0%BA%D0%BE%D0%BD+%D0%B7%D0%B0%D0%BC%D0%B5%D0%BD%D0%B0"),
    ] {
        let words = format!("limit=2&q={words}");
        let page = meter.run(name, async |scene| scene.vera.feed(&words).await.ok()).await;
        assert_eq!(page.items.len(), 2, "{name}");
    }
}

async fn steps(meter: &mut Meter) {
    let draft = window_order(&*meter.scene.world.clock);
    let order = meter.scene.anna.post_order(&draft).await.ok().order.id;
    meter
        .run("respond", async |scene| {
            scene.vera.respond(order, "Сделаю").await.ok();
        })
        .await;
    meter
        .run("select", async |scene| {
            scene.anna.select(order, &scene.vera).await.ok();
        })
        .await;
}

async fn send(scene: &Scene, caller: &Caller, person: &Actor) {
    let message = person.message("Ещё");
    chat::send(scene.app(), caller, scene.order, &message).await.unwrap();
}

fn stored(user_id: UserId, up_to: i64) -> chat::Work {
    chat::Work::Store(Stored { user_id, up_to })
}

async fn log_end(person: &Actor) -> i64 {
    let page: ArrivedSyncPage = person.get("/api/sync?since=0&limit=1000").await.ok();
    page.up_to
}

#[tokio::test]
async fn hot_operations_cost_what_they_cost_and_use_their_indexes() {
    measure(Engine::Sqlite).await;
}

#[tokio::test]
async fn hot_operations_cost_what_they_cost_and_use_their_indexes_on_postgres() {
    measure(Engine::Postgres).await;
}
