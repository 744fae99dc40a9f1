//! What a pop-up is about, by the page it opens: when that was read, the pop-up goes.

use montaj_client::views::Change;
use montaj_domain::ids::OrderId;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    Chat(OrderId),
    Order(OrderId),
    /// Summaries.
    Chats,
    Notifications,
}

impl Subject {
    pub fn of(route: &str) -> Option<Self> {
        let parts: Vec<&str> = route.split('/').filter(|part| !part.is_empty()).collect();
        match parts[..] {
            ["orders", id] => id.parse().ok().map(Self::Order),
            ["orders", id, "chat"] => id.parse().ok().map(Self::Chat),
            ["chats"] => Some(Self::Chats),
            ["notifications"] => Some(Self::Notifications),
            _ => None,
        }
    }

    /// Whether it may have been read with this change.
    pub fn is_touched_by(self, change: Change) -> bool {
        match change {
            Change::All | Change::Session => true,
            Change::Chat { order_id } => {
                matches!(self, Self::Chats) || self == Self::Chat(order_id)
            }
            Change::Order { order_id } => self == Self::Order(order_id),
            Change::Notifications => matches!(self, Self::Order(_) | Self::Notifications),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "019a0000-0000-7000-8000-000000000001";

    #[test]
    fn the_page_tells_what_a_pop_up_is_about() {
        let order_id: OrderId = ID.parse().unwrap();
        let table = [
            (format!("/orders/{ID}"), Some(Subject::Order(order_id))),
            (format!("/orders/{ID}/chat"), Some(Subject::Chat(order_id))),
            ("/chats".to_owned(), Some(Subject::Chats)),
            ("/notifications".to_owned(), Some(Subject::Notifications)),
            ("/orders".to_owned(), None),
            (String::new(), None),
        ];
        for (route, subject) in table {
            assert_eq!(Subject::of(&route), subject, "{route}");
        }
        let chat = Change::Chat { order_id };
        assert!(Subject::Chat(order_id).is_touched_by(chat));
        assert!(!Subject::Order(order_id).is_touched_by(chat));
    }
}
