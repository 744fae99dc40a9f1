//! Ids of the demo data: derived from names, so that they are the same on every machine.

use montaj_domain::{
    ambient::Entropy,
    ids::{MessageId, NotificationId, OrderId, ResponseId, UserId},
    timestamp::Timestamp,
};
use sha2::{Digest, Sha256};

/// The instant inside every demo id: 1 January 2025.
const MADE_AT: Timestamp = Timestamp::from_millis(1_735_689_600_000);

/// Bytes that follow from a name. For demo data only: anybody can predict them.
#[derive(Debug)]
pub struct Named<'a>(pub &'a str);

impl Entropy for Named<'_> {
    fn fill(&self, bytes: &mut [u8]) {
        for (index, chunk) in (0_u64..).zip(bytes.chunks_mut(32)) {
            let block = Sha256::new()
                .chain_update(b"montaj demo data")
                .chain_update(index.to_le_bytes())
                .chain_update(self.0)
                .finalize();
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

pub fn user(key: &str) -> UserId {
    UserId::new(MADE_AT, &Named(&format!("user {key}")))
}

pub fn order(key: &str) -> OrderId {
    OrderId::new(MADE_AT, &Named(&format!("order {key}")))
}

pub fn response(order: &str, executor: &str) -> ResponseId {
    ResponseId::new(MADE_AT, &Named(&format!("response {order} {executor}")))
}

pub fn message(order: &str, seq: i64) -> MessageId {
    MessageId::new(MADE_AT, &Named(&format!("message {order} {seq}")))
}

/// The `number`th notification that came of the story of `subject`.
pub fn notification(subject: &str, number: usize) -> NotificationId {
    NotificationId::new(MADE_AT, &Named(&format!("notification {subject} {number}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_gives_the_same_id_and_another_name_another() {
        assert_eq!(user("anna"), user("anna"));
        assert_ne!(user("anna"), user("boris"));
        assert_ne!(message("a", 1), message("a", 2));
        assert_eq!(user("anna").as_uuid().get_version_num(), 7);
    }
}
