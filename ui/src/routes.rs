//! The pages' addresses. `/orders/<id>` and `/orders/<id>/chat` are what pop-ups open.

use montaj_domain::ids::{OrderId, UserId};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    Home,
    LogIn,
    Register,
    Verify,
    Reset,
    Feed,
    MyOrders,
    NewOrder,
    Order { order_id: OrderId },
    EditOrder { order_id: OrderId },
    Chat { order_id: OrderId },
    Executor { user_id: UserId },
    Chats,
    Notifications,
    Profile,
    Settings,
    NotFound,
}

impl Route {
    /// The page at a path; what follows `?` or `#` must be cut off.
    pub fn at(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let order = |id: &str, route: fn(OrderId) -> Self| id.parse().map_or(Self::NotFound, route);
        match parts[..] {
            [] => Self::Home,
            ["login"] => Self::LogIn,
            ["register"] => Self::Register,
            ["verify"] => Self::Verify,
            ["reset"] => Self::Reset,
            ["feed"] => Self::Feed,
            ["orders"] => Self::MyOrders,
            ["orders", "new"] => Self::NewOrder,
            ["orders", id] => order(id, |order_id| Self::Order { order_id }),
            ["orders", id, "edit"] => order(id, |order_id| Self::EditOrder { order_id }),
            ["orders", id, "chat"] => order(id, |order_id| Self::Chat { order_id }),
            ["executors", id] => {
                id.parse().map_or(Self::NotFound, |user_id| Self::Executor { user_id })
            }
            ["chats"] => Self::Chats,
            ["notifications"] => Self::Notifications,
            ["profile"] => Self::Profile,
            ["settings"] => Self::Settings,
            _ => Self::NotFound,
        }
    }

    pub fn path(self) -> String {
        let plain = match self {
            Self::Home => "/",
            Self::LogIn => "/login",
            Self::Register => "/register",
            Self::Verify => "/verify",
            Self::Reset => "/reset",
            Self::Feed => "/feed",
            Self::MyOrders => "/orders",
            Self::NewOrder => "/orders/new",
            Self::Order { order_id } => return format!("/orders/{order_id}"),
            Self::EditOrder { order_id } => return format!("/orders/{order_id}/edit"),
            Self::Chat { order_id } => return format!("/orders/{order_id}/chat"),
            Self::Executor { user_id } => return format!("/executors/{user_id}"),
            Self::Chats => "/chats",
            Self::Notifications => "/notifications",
            Self::Profile => "/profile",
            Self::Settings => "/settings",
            Self::NotFound => "/404",
        };
        plain.to_owned()
    }
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
    Settings,
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
            Self::Settings => Some(Section::Settings),
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

    const ID: &str = "019a0000-0000-7000-8000-000000000001";

    #[test]
    fn every_route_leads_back_to_itself() {
        let (order_id, user_id) = (ID.parse().unwrap(), ID.parse().unwrap());
        let all = [
            Route::Home,
            Route::LogIn,
            Route::Register,
            Route::Verify,
            Route::Reset,
            Route::Feed,
            Route::MyOrders,
            Route::NewOrder,
            Route::Order { order_id },
            Route::EditOrder { order_id },
            Route::Chat { order_id },
            Route::Executor { user_id },
            Route::Chats,
            Route::Notifications,
            Route::Profile,
            Route::Settings,
            Route::NotFound,
        ];
        for route in all {
            assert_eq!(Route::at(&route.path()), route);
        }
    }

    #[test]
    fn what_names_no_page_is_not_found() {
        for path in ["/orders/nonsense", "/orders/new/edit", "/somewhere", "/executors/1/more"] {
            assert_eq!(Route::at(path), Route::NotFound, "{path}");
        }
        assert_eq!(Route::at(&format!("/orders/{ID}/")), Route::at(&format!("/orders/{ID}")));
    }
}
