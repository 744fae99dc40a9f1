//! `admin create`: the only way in which an administrator's account comes to be (PRODUCT 9).

use std::sync::Arc;

use anyhow::{Context, bail};
use montaj_domain::{
    ambient::{Clock, Entropy},
    ids::UserId,
    password,
    phone::Phone,
    text,
    user::{Rating, Role, UserStatus},
};
use montaj_store::{
    Db, DbOptions,
    users::{self, User},
};

use crate::{
    ambient::{SystemClock, SystemEntropy},
    config::Config,
    passwords::Passwords,
};

/// Who is to be an administrator.
#[derive(Debug, clap::Args)]
pub struct AdminCreate {
    /// The number to log in with, in any way of writing it.
    #[arg(long)]
    phone: String,
    /// At least 8 characters. Without it, it is read from the first line of the input, where
    /// other people of this machine cannot see it.
    #[arg(long)]
    password: Option<String>,
    #[arg(long)]
    name: String,
    #[arg(long)]
    email: String,
}

/// Makes the account, ready to log in.
///
/// # Errors
/// Something given is not valid, or the number has an account.
pub async fn run(config: Config, given: AdminCreate) -> anyhow::Result<()> {
    let user = account(given, &SystemClock, &SystemEntropy).await?;
    let options = DbOptions { max_connections: 1, ..DbOptions::default() };
    let db = Db::open(&config.database.url, options, Arc::new(|_| ())).await?;
    let mut tx = db.write().await?;
    match users::lock_by_phone(&mut tx, &user.phone).await? {
        None => users::insert(&mut tx, &user).await?,
        Some(there) if there.phone_verified_at.is_none() => {
            let id = there.id;
            users::replace_unverified(&mut tx, &User { id, ..user.clone() }).await?;
            users::set_phone_verified(&mut tx, id, user.created_at).await?;
        }
        Some(_) => bail!("{} has an account already", user.phone),
    }
    tx.commit(user.created_at).await?;
    db.close().await;
    println!("{} is an administrator now: {}", user.full_name, user.phone);
    Ok(())
}

async fn account(
    given: AdminCreate,
    clock: &dyn Clock,
    entropy: &dyn Entropy,
) -> anyhow::Result<User> {
    let phone = Phone::parse(&given.phone).context("--phone")?;
    let full_name = text::PERSON_NAME.check(&given.name).context("--name")?;
    let email = text::clean(&given.email);
    if !text::is_email(&email) {
        bail!("--email: not an e-mail address");
    }
    let password = given.password.map_or_else(read_password, Ok)?;
    password::check(&password).context("the password")?;
    let now = clock.now();
    Ok(User {
        id: UserId::new(now, entropy),
        role: Role::Admin,
        status: UserStatus::Active,
        phone,
        phone_verified_at: Some(now),
        email,
        full_name,
        city: "—".to_owned(),
        organization: None,
        address: None,
        messenger_max: None,
        messenger_telegram: None,
        about: None,
        website: None,
        inn: None,
        ogrn: None,
        rating: Rating::INITIAL,
        reviews_count: 0,
        completed_orders: 0,
        last_seen_at: None,
        created_at: now,
        password_hash: Passwords::default().hash(&password, entropy).await?,
        executor: None,
    })
}

fn read_password() -> anyhow::Result<String> {
    eprintln!("The administrator's password:");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).context("reading the password")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
