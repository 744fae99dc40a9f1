//! Lists of people: for administrators, and the executors whom a new order concerns.

use montaj_domain::{
    ids::UserId,
    timestamp::Timestamp,
    user::{Specialization, UserStatus},
};

use crate::{
    StoreError, Tx,
    dialect::fetch_all,
    row::RowName,
    users::{User, find_many},
};

/// Where a page of [`list`] ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UserPosition {
    pub created_at: Timestamp,
    pub id: UserId,
}

/// Whom [`list`] answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserFilter {
    pub status: Option<UserStatus>,
    /// Looked for in name, phone and e-mail, whatever the case.
    pub text: Option<String>,
    /// Only those that come after this one.
    pub after: Option<UserPosition>,
    pub limit: u32,
}

/// People whose phone is verified, the newest first.
pub async fn list(tx: &mut Tx, filter: &UserFilter) -> Result<Vec<User>, StoreError> {
    let after = filter.after;
    let text = filter.text.as_deref().map(|text| format!("%{}%", like_literal(text)));
    let rows = fetch_all!(
        tx,
        (String,),
        r"select id from users
          where phone_verified_at is not null and ($1 = '' or status = $1)
            and ($2 = '' or search_text like $2 escape '\')
            and (created_at < $3 or (created_at = $3 and id < $4))
          order by created_at desc, id desc limit $5",
        filter.status.map_or("", UserStatus::as_str),
        text.unwrap_or_default(),
        after.map_or(i64::MAX, |position| position.created_at.as_millis()),
        after.map(|position| position.id.to_string()).unwrap_or_default(),
        i64::from(filter.limit),
    )?;
    find_many(tx, &ids(&rows)?).await
}

/// ACTIVE executors of the region who chose the specialization, by id after `after`.
///
/// Whether the choice is active on their tariff, [`User::active_specializations`] tells.
pub async fn executors_to_tell(
    tx: &mut Tx,
    region: &str,
    specialization: Specialization,
    after: Option<UserId>,
    limit: u32,
) -> Result<Vec<UserId>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String,),
        "select p.user_id from executor_profiles p
         join executor_specializations s on s.user_id = p.user_id and s.specialization = $2
         join users u on u.id = p.user_id
         where p.region = $1 and p.user_id > $3
            and u.status = 'ACTIVE' and u.phone_verified_at is not null
         order by p.user_id limit $4",
        region,
        specialization.as_str(),
        after.map(|id| id.to_string()).unwrap_or_default(),
        i64::from(limit),
    )?;
    ids(&rows)
}

fn ids(rows: &[(String,)]) -> Result<Vec<UserId>, StoreError> {
    rows.iter().map(|(id,)| RowName { table: "users", id }.parse("id", id)).collect()
}

/// Lower-case text in which `like` sees no wildcards.
fn like_literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    for c in text.trim().to_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            literal.push('\\');
        }
        literal.push(c);
    }
    literal
}
