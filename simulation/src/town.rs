//! Where every simulation begins: two customers and three executors with their devices signed in,
//! two orders in progress and one that waits for a choice. Founded once, then copied: founding
//! costs a second of password hashing, a copy nothing.

use std::{fs, path::Path};

use montaj_client::host::SystemClock;
use montaj_domain::{
    ambient::Clock as _,
    ids::UserId,
    timestamp::Timestamp,
    user::{Role, Specialization},
};
use montaj_store::settings;
use montaj_testkit::world::{Actor, Engine, World, window_order};
use montaj_wire::account::{Login, SignedIn};
use tempfile::TempDir;

/// Somebody who lives here.
#[derive(Debug, Clone)]
pub struct Person {
    pub name: &'static str,
    pub id: UserId,
    pub role: Role,
    pub phone: String,
    /// The refresh token of a session that only looks.
    pub looking_token: String,
}

/// A device, signed in.
#[derive(Debug, Clone)]
pub struct Seat {
    /// An index into [`Town::people`].
    pub person: usize,
    /// «Анна-2», unique.
    pub name: String,
    pub refresh_token: String,
    /// Whether its replica stands in a file; else in memory.
    pub on_disk: bool,
}

/// A founded town: its people, their devices, and the server's database.
#[derive(Debug)]
pub struct Town {
    pub people: Vec<Person>,
    pub seats: Vec<Seat>,
    /// The hour at which it was founded.
    pub founded_at: Timestamp,
    folder: TempDir,
}

/// Name, role, how many devices, and how many of them keep their replica in a file.
const RESIDENTS: [(&str, Role, usize, usize); 5] = [
    ("Анна", Role::Customer, 2, 1),
    ("Ольга", Role::Customer, 1, 0),
    ("Борис", Role::Executor, 2, 1),
    ("Вера", Role::Executor, 1, 0),
    ("Глеб", Role::Executor, 1, 0),
];
/// What the session that only looks calls itself: nobody ends it.
pub const LOOKING: &str = "Наблюдатель";
const DATABASE: &str = "montaj.db";

impl Town {
    /// Founds it at an hour that is always the same.
    pub async fn found() -> Self {
        Self::found_at(None).await
    }

    /// Founds it now, for processes that live by the system's clock.
    pub async fn found_now() -> Self {
        Self::found_at(Some(SystemClock.now())).await
    }

    async fn found_at(hour: Option<Timestamp>) -> Self {
        let mut world = World::start(Engine::Sqlite).await;
        if let Some(hour) = hour {
            world.clock.set(hour);
        }
        approve_everybody(&world).await;
        let mut actors = Vec::new();
        for (name, role, ..) in RESIDENTS {
            actors.push(match role {
                Role::Customer => world.customer(name).await,
                _ => world.newcomer(name, Specialization::Windows).await,
            });
        }
        open_orders(&world, &actors).await;
        let (people, seats) = settle_in(&world, &actors).await;
        let founded_at = world.clock.now();
        world.stop_server().await;
        let folder = tempfile::Builder::new().prefix("montaj-town-").tempdir();
        let folder = folder.expect("a temporary folder");
        fs::copy(world.database_file(), folder.path().join(DATABASE)).expect("a copy of a file");
        Self { people, seats, founded_at, folder }
    }

    /// Copies the server's database into `folder` and tells its `database.url`.
    pub fn copy_into(&self, folder: &Path) -> String {
        let copy = folder.join(DATABASE);
        fs::copy(self.folder.path().join(DATABASE), &copy).expect("a copy of a file");
        format!("sqlite:{}", copy.display())
    }

    /// Who sits at a device.
    pub fn person_at(&self, seat: usize) -> &Person {
        &self.people[self.seats[seat].person]
    }
}

/// Moderation is not what is tested here.
async fn approve_everybody(world: &World) {
    let mut tx = world.server().app().db.write().await.expect("a transaction");
    let mut platform = settings::load(&mut tx).await.expect("settings");
    platform.auto_approve_users = true;
    settings::save(&mut tx, &platform).await.expect("settings are saved");
    tx.commit(world.clock.now()).await.expect("a commit");
}

/// Boris works for Anna and Vera for Olga; Gleb and Boris wait for Anna's choice.
async fn open_orders(world: &World, actors: &[Actor]) {
    let [anna, olga, boris, vera, gleb] = actors else { panic!("five live here") };
    for (customer, executor) in [(anna, boris), (olga, vera)] {
        let order = customer.post_order(&window_order(&*world.clock)).await.ok().order.id;
        executor.respond(order, "Сделаю за день").await.ok();
        customer.select(order, executor).await.ok();
    }
    let order = anna.post_order(&window_order(&*world.clock)).await.ok().order.id;
    gleb.respond(order, "Могу завтра").await.ok();
    boris.respond(order, "Могу в пятницу").await.ok();
}

async fn settle_in(world: &World, actors: &[Actor]) -> (Vec<Person>, Vec<Seat>) {
    let (mut people, mut seats) = (Vec::new(), Vec::new());
    for (actor, (name, role, devices, on_disk)) in actors.iter().zip(RESIDENTS) {
        let looking_token = sign_in(world, actor, LOOKING).await;
        for device in 0..devices {
            let device_name = format!("{name}-{}", device + 1);
            let refresh_token = sign_in(world, actor, &device_name).await;
            let (person, on_disk) = (people.len(), device < on_disk);
            seats.push(Seat { person, name: device_name, refresh_token, on_disk });
        }
        let (id, phone) = (actor.id, actor.phone.to_string());
        people.push(Person { name, id, role, phone, looking_token });
    }
    (people, seats)
}

/// A further session of the person; tells its refresh token.
async fn sign_in(world: &World, actor: &Actor, device_name: &str) -> String {
    let login = Login { device_name: Some(device_name.to_owned()), ..actor.login() };
    let signed_in = world.visitor().post::<SignedIn>("/api/auth/login", &login).await.ok();
    signed_in.tokens.refresh_token.expect("no cookie was asked for")
}
