//! How often one's own typing is told.

use montaj_domain::{ids::OrderId, timestamp::Timestamp};
use parking_lot::Mutex;

/// Typing that goes on is told again after this.
const AGAIN_AFTER_MILLIS: i64 = 3_000;

/// What was told last: where, and when.
#[derive(Debug, Default)]
pub(crate) struct Typing(Mutex<Option<(OrderId, Timestamp)>>);

impl Typing {
    /// Whether it is worth telling; if so, it counts as told.
    pub(crate) fn is_news(&self, order_id: OrderId, on: bool, now: Timestamp) -> bool {
        let mut told = self.0.lock();
        let here = told.filter(|(told_of, _)| *told_of == order_id);
        if on {
            let news = here.is_none_or(|(_, at)| now.millis_since(at) >= AGAIN_AFTER_MILLIS);
            if news {
                *told = Some((order_id, now));
            }
            news
        } else {
            if here.is_some() {
                *told = None;
            }
            here.is_some()
        }
    }

    pub(crate) fn forget(&self) {
        *self.0.lock() = None;
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn typing_is_told_every_three_seconds_and_its_end_once() {
        let order_id = OrderId::from_uuid(Uuid::from_u128(1));
        let typing = Typing::default();
        let steps = [
            (0, true, true),
            (1_000, true, false),
            (2_999, true, false),
            (3_000, true, true),
            (3_500, false, true),
            (3_600, false, false),
            (3_700, true, true),
        ];
        for (millis, on, news) in steps {
            let now = Timestamp::from_millis(millis);
            assert_eq!(typing.is_news(order_id, on, now), news, "{millis} {on}");
        }
    }
}
