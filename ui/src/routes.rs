//! The pages' addresses. `/orders/<id>` and `/orders/<id>/chat` are what pop-ups open.

use montaj_domain::ids::{OrderId, UserId};
use yew_router::Routable;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Routable)]
pub enum Route {
    #[at("/")]
    Home,
    #[at("/login")]
    LogIn,
    #[at("/register")]
    Register,
    #[at("/verify")]
    Verify,
    #[at("/reset")]
    Reset,
    #[at("/feed")]
    Feed,
    #[at("/orders")]
    MyOrders,
    #[at("/orders/new")]
    NewOrder,
    #[at("/orders/:order_id")]
    Order { order_id: OrderId },
    #[at("/orders/:order_id/edit")]
    EditOrder { order_id: OrderId },
    #[at("/orders/:order_id/chat")]
    Chat { order_id: OrderId },
    #[at("/executors/:user_id")]
    Executor { user_id: UserId },
    #[at("/chats")]
    Chats,
    #[at("/notifications")]
    Notifications,
    #[at("/profile")]
    Profile,
    #[not_found]
    #[at("/404")]
    NotFound,
}

/// The part of the application that a page belongs to: what the navigation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    Feed,
    Orders,
    NewOrder,
    Chats,
    Notifications,
    Profile,
}

impl Route {
    pub const fn section(self) -> Option<Section> {
        match self {
            Self::Feed => Some(Section::Feed),
            Self::MyOrders | Self::Order { .. } | Self::EditOrder { .. } => Some(Section::Orders),
            Self::NewOrder => Some(Section::NewOrder),
            Self::Chats | Self::Chat { .. } => Some(Section::Chats),
            Self::Notifications => Some(Section::Notifications),
            Self::Profile => Some(Section::Profile),
            _ => None,
        }
    }

    /// Whether the page is for people who are not signed in.
    pub const fn is_for_guests(self) -> bool {
        matches!(self, Self::LogIn | Self::Register | Self::Verify | Self::Reset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_routes_of_pop_ups_lead_to_their_pages() {
        let id = "019a0000-0000-7000-8000-000000000001";
        let order_id = id.parse().unwrap();
        let at = |path: String| Route::recognize(&path).unwrap();
        assert_eq!(at(format!("/orders/{id}")), Route::Order { order_id });
        assert_eq!(at(format!("/orders/{id}/chat")), Route::Chat { order_id });
        assert_eq!(at("/orders/new".into()), Route::NewOrder);
        assert_eq!(at("/orders/nonsense".into()), Route::NotFound);
    }
}
