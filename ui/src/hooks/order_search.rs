//! The way to the search of orders from any page: an executor's feed, a customer's own orders.

use montaj_domain::user::Role;
use yew::prelude::*;

use super::{
    Go, Me,
    focus::{find, focus_when_there},
    place::{FEED_PLACE, MINE_PLACE},
    use_shelf,
};
use crate::routes::Route;

/// Leads to the field where one searches, which gets the focus; nothing for who has none.
#[hook]
pub fn use_order_search() -> Option<Callback<()>> {
    let (me, shelf) = (use_context::<Me>(), use_shelf());
    let (route, place, field) = searched(me?.role)?;
    Some(Callback::from(move |()| {
        if find(field).is_none() {
            // Its field stands at its top, wherever one left it.
            shelf.put(place, 0.0_f64);
            Go.to(route);
        }
        focus_when_there(field);
    }))
}

/// The page, the place one left on it, and its field.
const fn searched(role: Role) -> Option<(Route, &'static str, &'static str)> {
    match role {
        Role::Executor => Some((Route::Feed, FEED_PLACE, "#feed-search")),
        Role::Customer => Some((Route::MyOrders, MINE_PLACE, "#my-orders-search")),
        Role::Admin => None,
    }
}
