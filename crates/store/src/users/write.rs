//! Writing people.

use montaj_domain::{ids::UserId, timestamp::Timestamp, user::UserStatus};

use crate::{
    StoreError, Tx,
    dialect::execute,
    users::{ExecutorProfile, User},
};

/// Adds a person; consent counts as given at `created_at` (PRODUCT 1.1).
///
/// # Errors
/// [`StoreError::NotUnique`]: the number has an account.
pub async fn insert(tx: &mut Tx, user: &User) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into users (id, role, status, phone, phone_verified_at, email, password_hash,
            full_name, city, organization, address, messenger_max, messenger_telegram, inn, ogrn,
            about, website, rating_hundredths, reviews_count, completed_orders, agreed_at,
            last_seen_at, created_at, search_text)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, $20, $21, $22, $21, $23)",
        user.id.to_string(),
        user.role.as_str(),
        user.status.as_str(),
        user.phone.as_str(),
        user.phone_verified_at.map(Timestamp::as_millis),
        user.email.as_str(),
        user.password_hash.as_str(),
        user.full_name.as_str(),
        user.city.as_str(),
        user.organization.as_deref(),
        user.address.as_deref(),
        user.messenger_max.as_deref(),
        user.messenger_telegram.as_deref(),
        user.inn.as_ref().map(|inn| inn.as_str()),
        user.ogrn.as_ref().map(|ogrn| ogrn.as_str()),
        user.about.as_deref(),
        user.website.as_deref(),
        user.rating.as_hundredths(),
        user.reviews_count,
        user.completed_orders,
        user.created_at.as_millis(),
        user.last_seen_at.map(Timestamp::as_millis),
        search_text(user),
    )?;
    insert_executor(tx, user).await
}

/// Registers a number again that was never verified: everything but the id is as in `user`
/// (PRODUCT 1.1). Answers whether there was such an account.
pub async fn replace_unverified(tx: &mut Tx, user: &User) -> Result<bool, StoreError> {
    let changed = execute!(
        tx,
        "update users set role = $2, status = $3, email = $4, password_hash = $5, full_name = $6,
            city = $7, organization = $8, address = $9, messenger_max = $10,
            messenger_telegram = $11, inn = $12, ogrn = $13, rating_hundredths = $14,
            agreed_at = $15, created_at = $15, search_text = $16
         where id = $1 and phone_verified_at is null",
        user.id.to_string(),
        user.role.as_str(),
        user.status.as_str(),
        user.email.as_str(),
        user.password_hash.as_str(),
        user.full_name.as_str(),
        user.city.as_str(),
        user.organization.as_deref(),
        user.address.as_deref(),
        user.messenger_max.as_deref(),
        user.messenger_telegram.as_deref(),
        user.inn.as_ref().map(|inn| inn.as_str()),
        user.ogrn.as_ref().map(|ogrn| ogrn.as_str()),
        user.rating.as_hundredths(),
        user.created_at.as_millis(),
        search_text(user),
    )?;
    if changed == 0 {
        return Ok(false);
    }
    delete_specializations(tx, user.id).await?;
    let id = user.id.to_string();
    execute!(tx, "delete from executor_profiles where user_id = $1", id)?;
    insert_executor(tx, user).await?;
    Ok(true)
}

/// Saves what a person says of themselves: name, e-mail, city, organization, messengers, about,
/// website.
pub async fn save_profile(tx: &mut Tx, user: &User) -> Result<(), StoreError> {
    execute!(
        tx,
        "update users set email = $2, full_name = $3, city = $4, organization = $5,
            messenger_max = $6, messenger_telegram = $7, about = $8, website = $9,
            search_text = $10
         where id = $1",
        user.id.to_string(),
        user.email.as_str(),
        user.full_name.as_str(),
        user.city.as_str(),
        user.organization.as_deref(),
        user.messenger_max.as_deref(),
        user.messenger_telegram.as_deref(),
        user.about.as_deref(),
        user.website.as_deref(),
        search_text(user),
    )?;
    Ok(())
}

/// Saves all of an executor's profile, subscription and specializations included.
pub async fn save_executor(
    tx: &mut Tx,
    id: UserId,
    executor: &ExecutorProfile,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "update executor_profiles set region = $2, short_description = $3, full_description = $4,
            is_self_employed = $5, tariff = $6, premium_until = $7
         where user_id = $1",
        id.to_string(),
        executor.region.as_str(),
        executor.short_description.as_str(),
        executor.full_description.as_str(),
        i64::from(executor.is_self_employed),
        executor.subscription.tariff.as_str(),
        executor.subscription.premium_until.map(Timestamp::as_millis),
    )?;
    delete_specializations(tx, id).await?;
    insert_specializations(tx, id, executor).await
}

/// The person repeated a code: the number is theirs (PRODUCT 1.2).
pub async fn set_phone_verified(tx: &mut Tx, id: UserId, at: Timestamp) -> Result<(), StoreError> {
    execute!(
        tx,
        "update users set phone_verified_at = $2 where id = $1 and phone_verified_at is null",
        id.to_string(),
        at.as_millis(),
    )?;
    Ok(())
}

pub async fn set_password(tx: &mut Tx, id: UserId, hash: &str) -> Result<(), StoreError> {
    execute!(tx, "update users set password_hash = $2 where id = $1", id.to_string(), hash)?;
    Ok(())
}

pub async fn set_status(tx: &mut Tx, id: UserId, status: UserStatus) -> Result<(), StoreError> {
    let status = status.as_str();
    execute!(tx, "update users set status = $2 where id = $1", id.to_string(), status)?;
    Ok(())
}

/// Notes when the person's last device left (PRODUCT 5.3). Never goes back.
pub async fn set_last_seen(tx: &mut Tx, id: UserId, at: Timestamp) -> Result<(), StoreError> {
    execute!(
        tx,
        "update users set last_seen_at = $2
         where id = $1 and (last_seen_at is null or last_seen_at < $2)",
        id.to_string(),
        at.as_millis(),
    )?;
    Ok(())
}

/// Counts one completed order for the person (PRODUCT 4.3).
pub async fn add_completed_order(tx: &mut Tx, id: UserId) -> Result<(), StoreError> {
    execute!(
        tx,
        "update users set completed_orders = completed_orders + 1 where id = $1",
        id.to_string(),
    )?;
    Ok(())
}

async fn insert_executor(tx: &mut Tx, user: &User) -> Result<(), StoreError> {
    let Some(executor) = &user.executor else { return Ok(()) };
    execute!(
        tx,
        "insert into executor_profiles (user_id, region, short_description, full_description,
            is_self_employed, tariff, premium_until)
         values ($1, $2, $3, $4, $5, $6, $7)",
        user.id.to_string(),
        executor.region.as_str(),
        executor.short_description.as_str(),
        executor.full_description.as_str(),
        i64::from(executor.is_self_employed),
        executor.subscription.tariff.as_str(),
        executor.subscription.premium_until.map(Timestamp::as_millis),
    )?;
    insert_specializations(tx, user.id, executor).await
}

async fn insert_specializations(
    tx: &mut Tx,
    id: UserId,
    executor: &ExecutorProfile,
) -> Result<(), StoreError> {
    for (position, specialization) in (0_i64..).zip(&executor.specializations) {
        execute!(
            tx,
            "insert into executor_specializations (user_id, position, specialization)
             values ($1, $2, $3)",
            id.to_string(),
            position,
            specialization.as_str(),
        )?;
    }
    Ok(())
}

async fn delete_specializations(tx: &mut Tx, id: UserId) -> Result<(), StoreError> {
    execute!(tx, "delete from executor_specializations where user_id = $1", id.to_string())?;
    Ok(())
}

/// What an administrator's search looks through.
fn search_text(user: &User) -> String {
    format!("{}\n{}\n{}", user.full_name, user.phone, user.email).to_lowercase()
}
