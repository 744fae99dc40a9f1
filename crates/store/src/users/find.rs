//! Reading people, one by one or by page.

use std::collections::HashMap;

use montaj_domain::{
    ids::UserId,
    phone::Phone,
    settings::PlatformSettings,
    tariff::{Subscription, Tariff},
    taxpayer::{Inn, Ogrn},
    user::{Rating, Role, Specialization, UserStatus},
};

use crate::{
    StoreError, Tx,
    dialect::{fetch_all, fetch_locked},
    row::{RowName, instant},
    settings,
    users::{ExecutorProfile, User},
};

/// How many people one query of [`find_many`] reads: its text has so many placeholders.
const BATCH: usize = 10;

/// A person, once per chosen specialization: there are few, and one query reads them all.
#[derive(Debug, sqlx::FromRow)]
struct UserRow {
    id: String,
    role: String,
    status: String,
    phone: String,
    phone_verified_at: Option<i64>,
    email: String,
    password_hash: String,
    full_name: String,
    city: String,
    organization: Option<String>,
    address: Option<String>,
    messenger_max: Option<String>,
    messenger_telegram: Option<String>,
    inn: Option<String>,
    ogrn: Option<String>,
    about: Option<String>,
    website: Option<String>,
    rating_hundredths: i64,
    reviews_count: i64,
    completed_orders: i64,
    last_seen_at: Option<i64>,
    created_at: i64,
    region: Option<String>,
    short_description: Option<String>,
    full_description: Option<String>,
    is_self_employed: Option<i64>,
    tariff: Option<String>,
    premium_until: Option<i64>,
    specialization: Option<String>,
}

/// A person's row with the platform's settings, which are null while nobody has changed them.
#[derive(Debug, sqlx::FromRow)]
struct WithSettings {
    #[sqlx(flatten)]
    user: UserRow,
    settings: Option<String>,
}

macro_rules! select_users {
    ($condition:literal $(, $more:literal)?) => {
        concat!(
            "select ", $($more, ", ",)? "u.id, u.role, u.status, u.phone, u.phone_verified_at, u.email,
                u.password_hash, u.full_name, u.city, u.organization, u.address,
                u.messenger_max, u.messenger_telegram, u.inn, u.ogrn, u.about, u.website,
                u.rating_hundredths, u.reviews_count, u.completed_orders, u.last_seen_at,
                u.created_at, p.region, p.short_description, p.full_description,
                p.is_self_employed, p.tariff, p.premium_until, s.specialization
             from users u
             left join executor_profiles p on p.user_id = u.id
             left join executor_specializations s on s.user_id = u.id
             where ",
            $condition,
            " order by u.id, s.position"
        )
    };
}

/// The person with that id.
pub async fn find(tx: &mut Tx, id: UserId) -> Result<Option<User>, StoreError> {
    let rows = fetch_all!(tx, UserRow, select_users!("u.id = $1"), id.to_string())?;
    one_user(rows)
}

/// The same with the settings in force, in one statement: what a person may depends on both.
pub async fn find_with_settings(
    tx: &mut Tx,
    id: UserId,
) -> Result<Option<(User, PlatformSettings)>, StoreError> {
    let rows = fetch_all!(
        tx,
        WithSettings,
        select_users!(
            "u.id = $1",
            "(select value from platform_settings where platform_settings.id = 1) as settings"
        ),
        id.to_string(),
    )?;
    let settings = rows.first().and_then(|row| row.settings.as_deref());
    let settings = settings::read(settings)?;
    let user = one_user(rows.into_iter().map(|row| row.user).collect())?;
    Ok(user.map(|user| (user, settings)))
}

/// The person with that number, whether verified or not.
pub async fn find_by_phone(tx: &mut Tx, phone: &Phone) -> Result<Option<User>, StoreError> {
    let rows = fetch_all!(tx, UserRow, select_users!("u.phone = $1"), phone.as_str())?;
    one_user(rows)
}

/// [`find`], keeping others from changing the person until the transaction ends.
pub async fn lock(tx: &mut Tx, id: UserId) -> Result<Option<User>, StoreError> {
    let locked =
        fetch_locked!(tx, (String,), "select id from users where id = $1", id.to_string())?;
    if locked.is_none() {
        return Ok(None);
    }
    find(tx, id).await
}

/// [`find_by_phone`], keeping others from changing the person until the transaction ends.
pub async fn lock_by_phone(tx: &mut Tx, phone: &Phone) -> Result<Option<User>, StoreError> {
    let locked =
        fetch_locked!(tx, (String,), "select id from users where phone = $1", phone.as_str())?;
    if locked.is_none() {
        return Ok(None);
    }
    find_by_phone(tx, phone).await
}

/// The people with those ids, in that order; ids of nobody are left out.
pub async fn find_many(tx: &mut Tx, ids: &[UserId]) -> Result<Vec<User>, StoreError> {
    let mut found = HashMap::with_capacity(ids.len());
    for batch in ids.chunks(BATCH) {
        for user in find_batch(tx, batch).await? {
            found.insert(user.id, user);
        }
    }
    Ok(ids.iter().filter_map(|id| found.get(id).cloned()).collect())
}

/// Reads 1 to [`BATCH`] people; places left over repeat the first id.
async fn find_batch(tx: &mut Tx, ids: &[UserId]) -> Result<Vec<User>, StoreError> {
    let id = |place: usize| ids.get(place).or(ids.first()).map(UserId::to_string);
    let rows = fetch_all!(
        tx,
        UserRow,
        select_users!("u.id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"),
        id(0),
        id(1),
        id(2),
        id(3),
        id(4),
        id(5),
        id(6),
        id(7),
        id(8),
        id(9),
    )?;
    rows.chunk_by(|a, b| a.id == b.id).map(user).collect()
}

fn one_user(rows: Vec<UserRow>) -> Result<Option<User>, StoreError> {
    if rows.is_empty() { Ok(None) } else { user(&rows).map(Some) }
}

/// One person from their rows, of which there is at least one.
fn user(rows: &[UserRow]) -> Result<User, StoreError> {
    let row = &rows[0];
    let name = RowName { table: "users", id: &row.id };
    let impossible = |column: &str| name.impossible(column);
    let parse_inn = |text: &str| Inn::parse(text).map_err(|_| impossible("inn"));
    let parse_ogrn = |text: &str| Ogrn::parse(text).map_err(|_| impossible("ogrn"));
    let role = name.named("role", &row.role, Role::from_name)?;
    let executor = executor(rows, name)?;
    if executor.is_some() != (role == Role::Executor) {
        return Err(impossible("an executor without a profile, or a profile without an executor"));
    }
    Ok(User {
        id: name.parse("id", &row.id)?,
        role,
        status: name.named("status", &row.status, UserStatus::from_name)?,
        phone: Phone::parse(&row.phone).map_err(|_| impossible("phone"))?,
        phone_verified_at: row.phone_verified_at.map(instant),
        email: row.email.clone(),
        full_name: row.full_name.clone(),
        city: row.city.clone(),
        organization: row.organization.clone(),
        address: row.address.clone(),
        messenger_max: row.messenger_max.clone(),
        messenger_telegram: row.messenger_telegram.clone(),
        about: row.about.clone(),
        website: row.website.clone(),
        inn: row.inn.as_deref().map(parse_inn).transpose()?,
        ogrn: row.ogrn.as_deref().map(parse_ogrn).transpose()?,
        rating: Rating::from_hundredths(row.rating_hundredths),
        reviews_count: row.reviews_count,
        completed_orders: row.completed_orders,
        last_seen_at: row.last_seen_at.map(instant),
        created_at: instant(row.created_at),
        password_hash: row.password_hash.clone(),
        executor,
    })
}

fn executor(rows: &[UserRow], name: RowName<'_>) -> Result<Option<ExecutorProfile>, StoreError> {
    let row = &rows[0];
    let (Some(region), Some(tariff)) = (&row.region, &row.tariff) else { return Ok(None) };
    let specializations = rows
        .iter()
        .filter_map(|row| row.specialization.as_deref())
        .map(|text| name.named("specialization", text, Specialization::from_name))
        .collect::<Result<_, _>>()?;
    Ok(Some(ExecutorProfile {
        region: region.clone(),
        short_description: row.short_description.clone().unwrap_or_default(),
        full_description: row.full_description.clone().unwrap_or_default(),
        is_self_employed: row.is_self_employed == Some(1),
        subscription: Subscription {
            tariff: name.named("tariff", tariff, Tariff::from_name)?,
            premium_until: row.premium_until.map(instant),
        },
        specializations,
    }))
}
