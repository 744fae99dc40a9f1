//! A message gets another text, or loses it: in its row and in the logs that tell of it.

use montaj_domain::{
    ids::{MessageId, UserId},
    timestamp::Timestamp,
};

use crate::{StoreError, Tx, dialect::execute};

/// How far the clock may have gone back between a message and its entries in the logs.
const CLOCK_SLACK_MILLIS: i64 = 60 * 60 * 1000;

/// Gives a message another text.
pub async fn edit(
    tx: &mut Tx,
    id: MessageId,
    content: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "update messages set content = $2, edited_at = $3 where id = $1 and deleted_at is null",
        id.to_string(),
        content,
        now.as_millis(),
    )?;
    Ok(())
}

/// Takes the text of a message away for good; its place in the chat stays.
pub async fn delete(tx: &mut Tx, id: MessageId, now: Timestamp) -> Result<(), StoreError> {
    execute!(
        tx,
        "update messages set content = '', deleted_at = $2 where id = $1 and deleted_at is null",
        id.to_string(),
        now.as_millis(),
    )?;
    Ok(())
}

/// Puts the message as it is now into all entries of a person's log that tell of it, so that what
/// it said before is not found there. Looks no further back than to the message's own instant.
pub async fn rewrite_log(
    tx: &mut Tx,
    user_id: UserId,
    id: MessageId,
    created_at: Timestamp,
    payload: &str,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "update events set payload = $4
         where user_id = $1 and subject_id = $2
             and kind in ('message.created', 'message.updated')
             and seq > coalesce(
                 (select seq from events where user_id = $1 and at < $3
                  order by seq desc limit 1), 0)",
        user_id.to_string(),
        id.to_string(),
        created_at.as_millis() - CLOCK_SLACK_MILLIS,
        payload,
    )?;
    Ok(())
}
