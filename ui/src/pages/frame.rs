//! The frame of the signed in: navigation, the word on the connection, and the page.

use montaj_domain::user::Role;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{
    chats::ChatsPage,
    executors::ExecutorPage,
    feed::FeedPage,
    navigation::Navigation,
    not_found::not_found_page,
    notifications::NotificationsPage,
    offline_banner::OfflineBanner,
    orders::{EditOrderPage, MyOrdersPage, NewOrderPage, OrderPage},
    profile::ProfilePage,
    settings::settings_page,
    shortcuts::Shortcuts,
};
use crate::{
    hooks::{use_go, use_me, use_returned, use_route},
    routes::Route,
};

#[component]
pub fn Frame() -> Html {
    let role = use_me().role;
    let route = use_route();
    let first = use_mut_ref(|| true);
    let returned = use_returned();
    use_effect_with(route, move |route| {
        // Each page starts at its top, but for those that go where one left them by themselves.
        let goes_itself = match route {
            Route::Feed | Route::MyOrders => true,
            Route::Order { .. } => returned,
            _ => false,
        };
        if !goes_itself {
            gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        // The focus would draw the page back to its head.
        let stays = goes_itself && returned;
        if !first.replace(false) && !stays {
            focus_page();
        }
    });
    html! {
        <div class="frame">
            <a class="skip" href="#page">{ tr!("nav-skip") }</a>
            <Navigation />
            <main class="frame__page" id="page">
                <OfflineBanner />
                { page(route, role) }
            </main>
            <Shortcuts />
        </div>
    }
}

/// The keyboard and screen readers go on from the new page's heading, unless the page has put the
/// focus into a field itself.
fn focus_page() {
    let document = gloo::utils::document();
    let find = |selector| document.query_selector(selector).ok().flatten();
    if find("#page :focus")
        .is_some_and(|focused| focused.matches("input, textarea").unwrap_or(false))
    {
        return;
    }
    let heading = find("#page h1").or_else(|| find("#page"));
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        heading.set_tab_index(-1);
        // What cannot take the focus leaves it where it is.
        drop(heading.focus());
    }
}

/// Where a person starts.
const fn home_of(role: Role) -> Route {
    match role {
        Role::Executor => Route::Feed,
        Role::Customer => Route::MyOrders,
        Role::Admin => Route::Profile,
    }
}

fn page(route: Route, role: Role) -> Html {
    match route {
        Route::Feed if role == Role::Executor => html! { <FeedPage /> },
        Route::NewOrder if role == Role::Customer => html! { <NewOrderPage /> },
        Route::MyOrders | Route::Chats | Route::Chat { .. } if role == Role::Admin => {
            not_found_page()
        }
        Route::MyOrders => html! { <MyOrdersPage /> },
        Route::Order { order_id } => html! { <OrderPage key={order_id.to_string()} {order_id} /> },
        Route::EditOrder { order_id } => {
            html! { <EditOrderPage key={order_id.to_string()} {order_id} /> }
        }
        Route::Chats => html! { <ChatsPage /> },
        Route::Chat { order_id } => html! { <ChatsPage open={order_id} /> },
        Route::Executor { user_id } => {
            html! { <ExecutorPage key={user_id.to_string()} {user_id} /> }
        }
        Route::Notifications => html! { <NotificationsPage /> },
        Route::Profile => html! { <ProfilePage /> },
        Route::Settings => settings_page(),
        Route::Home => html! { <Redirect to={home_of(role)} /> },
        _ if route.is_for_guests() => html! { <Redirect to={Route::Home} /> },
        _ => not_found_page(),
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct RedirectProps {
    to: Route,
}

/// Leads on at once; «back» does not come here again.
#[component]
fn Redirect(props: &RedirectProps) -> Html {
    let go = use_go();
    use_effect_with(props.to, move |to| go.instead(*to));
    Html::default()
}
