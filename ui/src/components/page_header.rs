//! The head of a page: its title, the way back, and what can be done here.

use yew::prelude::*;

use super::{Button, ButtonKind, Shape};
use crate::{
    hooks::{use_go, use_order_search, use_route, use_title},
    routes::Route,
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct PageHeaderProps {
    pub title: AttrValue,
    #[prop_or_default]
    pub subtitle: Option<AttrValue>,
    /// What the window is called, if not by the title.
    #[prop_or_default]
    pub window: Option<AttrValue>,
    /// Shows the way back.
    #[prop_or_default]
    pub inner: bool,
    /// Of the title.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    /// At the right: buttons.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn PageHeader(props: &PageHeaderProps) -> Html {
    let (go, route, searching) = (use_go(), use_route(), use_order_search());
    let searches =
        matches!(route, Route::Feed | Route::MyOrders | Route::Chats | Route::Chat { .. });
    use_title(Some(props.window.clone().unwrap_or_else(|| props.title.clone())));
    html! {
        <header class="page-header">
            if props.inner {
                { Button::new(tr!("action-back")).icon(Shape::Back).kind(ButtonKind::Ghost)
                    .testid("back").icon_only().onclick(Callback::from(move |_| go.back())).view() }
            }
            <div class="page-header__titles">
                <h1 data-testid={props.testid.clone()}>{ &props.title }</h1>
                if let Some(subtitle) = &props.subtitle {
                    <p>{ subtitle }</p>
                }
            </div>
            <div class="page-header__aside">{ props.children.clone() }</div>
            if let Some(searching) = searching.filter(|_| !searches) {
                <span class="page-header__search">
                    { Button::new(tr!("nav-search")).icon(Shape::Search).kind(ButtonKind::Ghost)
                        .testid("page-search").icon_only().onclick(searching.reform(|_| ())).view() }
                </span>
            }
        </header>
    }
}
