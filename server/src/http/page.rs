//! Keyset pages: limits, and cursors that are opaque to clients.

mod cursor;

use montaj_wire::{
    page::{DEFAULT_LIMIT, MAX_LIMIT, Page},
    problem::ErrorCode,
};
use serde::{Serialize, de::DeserializeOwned};

use super::error::ApiError;

/// The page size that was asked for, between 1 and the contract's bound.
pub fn limit(asked: Option<u32>) -> Result<u32, ApiError> {
    match asked {
        None => Ok(DEFAULT_LIMIT),
        Some(limit @ 1..=MAX_LIMIT) => Ok(limit),
        Some(_) => {
            Err(ApiError::with_detail(ErrorCode::Malformed, format!("limit: от 1 до {MAX_LIMIT}")))
        }
    }
}

/// The cursor for the page after the row with this key.
pub fn encode_cursor(key: &impl Serialize) -> Result<String, ApiError> {
    cursor::encode(key).map_err(ApiError::internal)
}

/// The key of a cursor that this server made.
pub fn decode_cursor<T: DeserializeOwned>(cursor: &str) -> Result<T, ApiError> {
    cursor::decode(cursor)
        .ok_or_else(|| ApiError::with_detail(ErrorCode::Malformed, "cursor не распознан"))
}

/// The page of at most `limit` rows out of `limit + 1` that were asked for: one more than fits
/// tells that there is a next page.
pub fn cut<Row, Key: Serialize>(
    mut rows: Vec<Row>,
    limit: u32,
    key: impl Fn(&Row) -> Key,
) -> Result<Page<Row>, ApiError> {
    let fits = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > fits;
    rows.truncate(fits);
    let last = rows.last().filter(|_| more);
    let next_cursor = last.map(|row| encode_cursor(&key(row))).transpose()?;
    Ok(Page { items: rows, next_cursor })
}
