//! Who is online and who types: known while the socket lives, never stored.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use montaj_domain::{ids::OrderId, timestamp::Timestamp};
use parking_lot::Mutex;

use crate::{
    core::Core,
    host::sleep,
    views::{Change, Presence},
};

/// After this without another word of it nobody types any more.
const TYPING_LASTS: Duration = Duration::from_secs(6);

#[derive(Debug, Default)]
pub(crate) struct Present(Mutex<HashMap<OrderId, Other>>);

/// The other side of one chat.
#[derive(Debug, Clone, Copy, Default)]
struct Other {
    presence: Presence,
    /// Which word of typing was the last, while it lasts.
    typing: Option<u64>,
    words: u64,
}

impl Present {
    pub(crate) fn presence(&self, order_id: OrderId) -> Presence {
        self.0.lock().get(&order_id).map(|other| other.presence).unwrap_or_default()
    }

    pub(crate) fn types(&self, order_id: OrderId) -> bool {
        self.0.lock().get(&order_id).is_some_and(|other| other.typing.is_some())
    }

    /// Forgets everybody and tells whose chats that changes.
    pub(crate) fn clear(&self) -> HashSet<OrderId> {
        std::mem::take(&mut *self.0.lock()).into_keys().collect()
    }

    /// Forgets who was online but not when they were seen: the socket is gone.
    pub(crate) fn lose_sight(&self) -> HashSet<OrderId> {
        let mut others = self.0.lock();
        let lost =
            others.iter_mut().filter(|(_, other)| other.presence.online || other.typing.is_some());
        lost.map(|(order_id, other)| {
            other.presence.online = false;
            other.typing = None;
            *order_id
        })
        .collect()
    }

    fn set_typing(&self, order_id: OrderId, on: bool) -> u64 {
        let mut others = self.0.lock();
        let other = others.entry(order_id).or_default();
        other.words += 1;
        other.typing = on.then_some(other.words);
        other.words
    }

    /// Ends the typing that this word began, if no later word came.
    fn end_typing(&self, order_id: OrderId, word: u64) -> bool {
        let mut others = self.0.lock();
        match others.get_mut(&order_id) {
            Some(other) if other.typing == Some(word) => {
                other.typing = None;
                true
            }
            _ => false,
        }
    }

    /// Whoever has sent a message types it no longer.
    pub(crate) fn has_written(&self, order_id: OrderId) {
        if let Some(other) = self.0.lock().get_mut(&order_id) {
            other.typing = None;
        }
    }
}

impl Core {
    pub(crate) fn note_presence(
        &self,
        order_id: OrderId,
        online: bool,
        last_seen: Option<Timestamp>,
    ) {
        self.present.0.lock().entry(order_id).or_default().presence =
            Presence { online, last_seen };
        self.changed(Change::Chat { order_id });
    }

    pub(crate) fn note_typing(self: &Arc<Self>, order_id: OrderId, on: bool) {
        let word = self.present.set_typing(order_id, on);
        self.changed(Change::Chat { order_id });
        if on {
            let core = self.clone();
            self.tasks.run(async move {
                sleep(TYPING_LASTS).await;
                if core.present.end_typing(order_id, word) {
                    core.changed(Change::Chat { order_id });
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_old_word_of_typing_does_not_end_a_newer_one() {
        let present = Present::default();
        let order_id = OrderId::from_uuid(Uuid::from_u128(1));
        let first = present.set_typing(order_id, true);
        let second = present.set_typing(order_id, true);
        assert!(!present.end_typing(order_id, first) && present.types(order_id));
        assert!(present.end_typing(order_id, second) && !present.types(order_id));
        present.set_typing(order_id, true);
        present.has_written(order_id);
        assert!(!present.types(order_id));
    }
}
