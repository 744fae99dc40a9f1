//! What was sent to the services, newest last, in a bounded ring that can be waited on.

use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use montaj_domain::{phone::Phone, timestamp::Timestamp};
use parking_lot::Mutex;
use serde::Serialize;
use tokio::{sync::watch, time::timeout};

use crate::fault::Service;

/// How many messages are kept; older ones are forgotten.
pub(crate) const CAPACITY: usize = 500;

/// A message that a service accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sent {
    /// 1, 2, 3 … in the order of acceptance.
    pub seq: u64,
    pub service: Service,
    pub kind: Kind,
    /// The id the sender gave or the service assigned.
    pub id: String,
    pub phone: Phone,
    pub text: String,
    /// The first run of 4 to 6 digits in the text, or what a call spoke.
    pub code: Option<String>,
    pub at: Timestamp,
}

/// By which way a message reached the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Sms,
    Call,
}

/// The awaited message did not come in time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("nothing was sent to {phone} within {waited:?}; {others} messages went to other numbers")]
pub struct NothingSent {
    pub phone: String,
    pub waited: Duration,
    pub others: usize,
}

/// A message before the journal numbers it.
#[derive(Debug)]
pub(crate) struct NewMessage {
    pub(crate) service: Service,
    pub(crate) kind: Kind,
    pub(crate) id: String,
    pub(crate) phone: Phone,
    pub(crate) text: String,
    pub(crate) code: Option<String>,
    pub(crate) at: Timestamp,
}

#[derive(Debug)]
pub(crate) struct Journal {
    ring: Mutex<Ring>,
    newest: watch::Sender<u64>,
}

#[derive(Debug, Default)]
struct Ring {
    kept: VecDeque<Sent>,
    last_seq: u64,
    /// Up to where each number's messages were handed to somebody who waited.
    taken: HashMap<Phone, u64>,
}

impl Journal {
    pub(crate) fn new() -> Self {
        Self { ring: Mutex::default(), newest: watch::Sender::new(0) }
    }

    pub(crate) fn record(&self, message: NewMessage) {
        let mut ring = self.ring.lock();
        ring.last_seq += 1;
        let seq = ring.last_seq;
        if ring.kept.len() == CAPACITY {
            ring.kept.pop_front();
        }
        let NewMessage { service, kind, id, phone, text, code, at } = message;
        ring.kept.push_back(Sent { seq, service, kind, id, phone, text, code, at });
        drop(ring);
        self.newest.send_replace(seq);
    }

    /// What is kept after `after`, of one number or of all.
    pub(crate) fn sent(&self, phone: Option<&Phone>, after: u64) -> Vec<Sent> {
        let ring = self.ring.lock();
        let wanted = |sent: &&Sent| sent.seq > after && phone.is_none_or(|p| *p == sent.phone);
        ring.kept.iter().filter(wanted).cloned().collect()
    }

    /// The newest message to a number that nobody waited for yet and that `wanted` likes.
    pub(crate) async fn take(
        &self,
        phone: &Phone,
        wanted: impl Fn(&Sent) -> bool,
        patience: Duration,
    ) -> Result<Sent, NothingSent> {
        let mut newest = self.newest.subscribe();
        let waiting = async {
            loop {
                newest.borrow_and_update();
                if let Some(sent) = self.take_now(phone, &wanted) {
                    return Some(sent);
                }
                newest.changed().await.ok()?;
            }
        };
        timeout(patience, waiting).await.ok().flatten().ok_or_else(|| NothingSent {
            phone: phone.to_string(),
            waited: patience,
            others: self.ring.lock().kept.iter().filter(|sent| sent.phone != *phone).count(),
        })
    }

    fn take_now(&self, phone: &Phone, wanted: impl Fn(&Sent) -> bool) -> Option<Sent> {
        let mut ring = self.ring.lock();
        let taken = ring.taken.get(phone).copied().unwrap_or(0);
        let fresh = |sent: &&Sent| sent.seq > taken && sent.phone == *phone && wanted(sent);
        let found = ring.kept.iter().rev().find(fresh).cloned()?;
        ring.taken.insert(phone.clone(), found.seq);
        Some(found)
    }

    /// Returns when something after `after` was recorded, or when patience ends.
    pub(crate) async fn wait_past(&self, after: u64, patience: Duration) {
        let mut newest = self.newest.subscribe();
        // Running out of patience is an answer too: the caller looks for itself.
        let _ = timeout(patience, newest.wait_for(|seq| *seq > after)).await;
    }
}

/// The first run of 4 to 6 digits that stands alone.
pub(crate) fn code_in(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_ascii_digit())
        .find(|digits| (4..=6).contains(&digits.len()))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_the_first_run_of_four_to_six_digits() {
        assert_eq!(code_in("Код 0451. Действует 10 минут").as_deref(), Some("0451"));
        assert_eq!(code_in("Montaj: 123456").as_deref(), Some("123456"));
        assert_eq!(code_in("Заказ 12 за 1234567 ₽"), None);
    }

    #[test]
    fn the_ring_forgets_the_oldest() {
        let journal = Journal::new();
        let phone = Phone::parse("+79160000001").unwrap();
        for number in 0..=CAPACITY {
            journal.record(NewMessage {
                service: Service::Smsc,
                kind: Kind::Sms,
                id: number.to_string(),
                phone: phone.clone(),
                text: String::new(),
                code: None,
                at: Timestamp::default(),
            });
        }
        let kept = journal.sent(Some(&phone), 0);
        assert_eq!((kept.len(), kept[0].seq), (CAPACITY, 2));
    }
}
