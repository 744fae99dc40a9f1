//! The way between the parts: tabs at the foot of a phone, a bar at the side of anything wider.

use montaj_client::views::{Change, Unread};
use montaj_domain::user::Role;
use yew::prelude::*;

use super::fold;
use crate::{
    components::{Shape, avatar, count_badge, icon, named_logo},
    hooks::{use_go, use_load, use_me, use_order_search, use_route, use_title_of_part},
    i18n::role_name,
    routes::{Route, Section},
};

#[component]
pub fn Navigation() -> Html {
    let me = use_me();
    let section = use_route().section();
    let unread = use_load(
        (),
        |(), change| matches!(change, Change::Notifications | Change::Chat { .. }),
        |backend, ()| backend.unread(),
    );
    let unread = unread.data().map(|unread| *unread).unwrap_or_default();
    let count = unread.messages.saturating_add(unread.notifications);
    use_title_of_part(section.map(name), count);
    let (home, home_click) = use_go().link(Route::Home);
    let searching = use_order_search();
    html! {
        <nav class="nav" data-testid="nav" aria-label={tr!("nav-label")}>
            <a class="nav__logo" href={home} onclick={home_click}>{ named_logo() }</a>
            <div class="nav__items">
                if let Some(searching) = searching {
                    <button type="button" class="nav__item nav__search" data-testid="nav-search"
                        aria-keyshortcuts="/" onclick={searching.reform(|_| ())}>
                        <span class="nav__icon">{ icon(Shape::Search) }</span>
                        <span class="nav__label">{ tr!("nav-search") }</span>
                    </button>
                }
                for item in items(me.role, unread, section) {
                    <NavLink key={item.testid} ..item.clone() />
                }
            </div>
            <div class="nav__person">
                { avatar(&me.full_name, me.photo_url.as_deref()) }
                <span>
                    <strong>{ &me.full_name }</strong>
                    <small>{ role_name(me.role) }</small>
                </span>
            </div>
            <FoldButton />
        </nav>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct NavLinkProps {
    route: Route,
    shape: Shape,
    label: AttrValue,
    testid: &'static str,
    active: bool,
    count: u32,
    count_testid: &'static str,
}

#[component]
fn NavLink(props: &NavLinkProps) -> Html {
    let (href, onclick) = use_go().link(props.route);
    html! {
        <a class={classes!("nav__item", props.active.then_some("nav__item--active"))} {href} {onclick}
            data-testid={props.testid} aria-current={props.active.then_some("page")}>
            <span class="nav__icon">
                { icon(props.shape) }
                { count_badge(props.count, Some(props.count_testid)) }
            </span>
            <span class="nav__label">{ &props.label }</span>
        </a>
    }
}

/// Makes the side bar a rail, and the rail a bar again; the style sheet shows it where there is one.
#[component]
fn FoldButton() -> Html {
    let folded = use_state_eq(fold::is_folded);
    let toggle = {
        let folded = folded.clone();
        Callback::from(move |_: MouseEvent| {
            fold::fold(!*folded);
            folded.set(!*folded);
        })
    };
    let (label, shape) =
        if *folded { (tr!("nav-unfold"), Shape::Unfold) } else { (tr!("nav-fold"), Shape::Fold) };
    html! {
        <button type="button" class="nav__fold" onclick={toggle} data-testid="nav-fold"
            aria-label={label.clone()} title={label} aria-pressed={folded.to_string()}>
            { icon(shape) }
        </button>
    }
}

fn items(role: Role, unread: Unread, section: Option<Section>) -> Vec<NavLinkProps> {
    let item = |route: Route, shape, label: String, testid| NavLinkProps {
        route,
        shape,
        label: label.into(),
        testid,
        active: section.is_some() && section == route.section(),
        count: 0,
        count_testid: "",
    };
    let mut items = Vec::new();
    if role == Role::Executor {
        items.push(item(Route::Feed, Shape::Feed, tr!("nav-feed"), "nav-feed"));
    }
    // An administrator has neither orders nor chats.
    if role != Role::Admin {
        items.push(item(Route::MyOrders, Shape::Orders, tr!("nav-my-orders"), "nav-my-orders"));
        if role == Role::Customer {
            items.push(item(Route::NewOrder, Shape::Plus, tr!("nav-new-order"), "nav-new-order"));
        }
        let (count, count_testid) = (unread.messages, "unread-messages");
        let chats = item(Route::Chats, Shape::Chat, tr!("nav-chats"), "nav-chats");
        items.push(NavLinkProps { count, count_testid, ..chats });
    }
    let told =
        item(Route::Notifications, Shape::Bell, tr!("nav-notifications"), "nav-notifications");
    let count_testid = "unread-notifications";
    items.push(NavLinkProps { count: unread.notifications, count_testid, ..told });
    items.push(item(Route::Profile, Shape::Person, tr!("nav-profile"), "nav-profile"));
    items.push(item(Route::Settings, Shape::Gear, tr!("nav-settings"), "nav-settings"));
    items
}

fn name(section: Section) -> String {
    match section {
        Section::Feed => tr!("nav-feed"),
        Section::Orders => tr!("nav-my-orders"),
        Section::NewOrder => tr!("nav-new-order"),
        Section::Chats => tr!("nav-chats"),
        Section::Notifications => tr!("nav-notifications"),
        Section::Profile => tr!("nav-profile"),
        Section::Settings => tr!("nav-settings"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_posts_and_an_executor_looks_for_orders() {
        let ids = |role| {
            items(role, Unread::default(), None).iter().map(|i| i.testid).collect::<Vec<_>>()
        };
        assert!(ids(Role::Customer).contains(&"nav-new-order"));
        assert!(!ids(Role::Customer).contains(&"nav-feed"));
        assert!(ids(Role::Executor).contains(&"nav-feed"));
        assert_eq!(ids(Role::Admin), ["nav-notifications", "nav-profile", "nav-settings"]);
    }
}
