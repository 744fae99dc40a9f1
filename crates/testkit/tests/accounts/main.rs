//! Accounts over HTTP: registration, codes, signing in, devices, profiles, moderation. What people
//! see is asserted, not what the database holds.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod codes;
mod devices;
mod limits;
mod login;
mod moderation;
mod profiles;
mod registration;
mod reset;
mod sms;

use std::time::Duration;

use montaj_domain::{phone::Phone, user::Role};
use montaj_testkit::world::{Engine, Reply, World, registration};
use montaj_wire::account::{PhoneOnly, SignedIn, UserAnswer, VerifySms};

/// A world on SQLite: the store's own suite proves both engines.
async fn world() -> World {
    World::start(Engine::Sqlite).await
}

/// Registers and answers the account, whose phone is not verified yet.
async fn register(world: &World, name: &str, role: Role, phone: &Phone) -> UserAnswer {
    let form = registration(name, role, phone);
    world.visitor().post::<UserAnswer>("/api/auth/register", &form).await.ok()
}

async fn verify(world: &World, phone: &Phone, code: &str) -> Reply<SignedIn> {
    let form = VerifySms {
        phone: phone.to_string(),
        code: code.to_owned(),
        device_name: None,
        cookie: false,
    };
    world.visitor().post("/api/auth/verify-sms", &form).await
}

async fn ask(world: &World, path: &str, phone: &Phone) -> Reply<()> {
    world.visitor().post(path, &PhoneOnly { phone: phone.to_string() }).await
}

/// A code of six digits that is not `code`.
fn other_than(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

const MINUTE: Duration = Duration::from_secs(60);
