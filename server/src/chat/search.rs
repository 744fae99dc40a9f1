//! Looking for words in a chat (PRODUCT 5.3): its texts are read newest first and compared here,
//! so many in one request; who wants more goes on from the cursor.

use montaj_domain::text::Needle;
use montaj_store::{
    StoreError, Tx,
    messages::{self, Message},
};

use super::ChatAccess;

/// So many texts are looked through in one request.
const LOOKED_THROUGH: u32 = 10_000;

/// Messages with what was looked for, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hits {
    pub messages: Vec<Message>,
    /// The seq before which the search goes on; `None` at the beginning of the chat.
    pub next_before: Option<i64>,
}

/// The newest `limit` messages before `before` that hold `needle`.
pub async fn search(
    tx: &mut Tx,
    access: &ChatAccess,
    needle: &Needle,
    before: i64,
    limit: u32,
) -> Result<Hits, StoreError> {
    let (order_id, after) = (access.order_id, access.sees_after_seq);
    let texts = messages::texts(tx, order_id, after, before, LOOKED_THROUGH).await?;
    let is_all = texts.len() < usize::try_from(LOOKED_THROUGH).unwrap_or(usize::MAX);
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut seqs = Vec::new();
    let mut reached = None;
    for text in &texts {
        if seqs.len() == most {
            break;
        }
        reached = Some(text.seq);
        if needle.is_in(&text.content) {
            seqs.push(text.seq);
        }
    }
    let is_through = is_all && reached == texts.last().map(|text| text.seq);
    let messages = messages::among(tx, order_id, &seqs).await?;
    Ok(Hits { messages, next_before: reached.filter(|_| !is_through) })
}
