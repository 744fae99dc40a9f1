//! Cursors as they travel: a key of a row, opaque to clients. (`fuzz/` includes this very file.)

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::{Serialize, de::DeserializeOwned};

/// The text of a key.
pub fn encode(key: &impl Serialize) -> Result<String, serde_json::Error> {
    Ok(BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(key)?))
}

/// The key in a text, if [`encode`] may have made it.
pub fn decode<T: DeserializeOwned>(cursor: &str) -> Option<T> {
    let json = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
    serde_json::from_slice(&json).ok()
}
