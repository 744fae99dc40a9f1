//! The two halves of a guest's page: what Montaj is, and the form.

use yew::prelude::*;

use crate::{
    components::{Shape, icon, named_logo},
    hooks::{use_go, use_title},
    routes::Route,
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct GuestLayoutProps {
    pub title: AttrValue,
    #[prop_or_default]
    pub subtitle: Option<AttrValue>,
    pub children: Html,
}

#[component]
pub fn GuestLayout(props: &GuestLayoutProps) -> Html {
    use_title(Some(props.title.clone()));
    let (home, onclick) = use_go().link(Route::Home);
    let (settings, to_settings) = use_go().link(Route::Settings);
    let promises = [
        (Shape::Shield, tr!("promise-safe")),
        (Shape::Chat, tr!("promise-chat")),
        (Shape::Wallet, tr!("promise-free")),
    ];
    html! {
        <div class="guest">
            <aside class="guest__brand">
                <a class="guest__logo" href={home} {onclick}>{ named_logo() }</a>
                <div class="guest__pitch">
                    <p class="guest__slogan">{ tr!("slogan") }</p>
                    <ul class="guest__promises">
                        for (shape, text) in promises {
                            <li key={text.clone()}>{ icon(shape) }<span>{ text }</span></li>
                        }
                    </ul>
                </div>
            </aside>
            <main class="guest__main">
                <div class="guest__card">
                    <h1>{ &props.title }</h1>
                    if let Some(subtitle) = &props.subtitle {
                        <p class="guest__subtitle">{ subtitle }</p>
                    }
                    { props.children.clone() }
                    <a class="guest__settings" href={settings} onclick={to_settings}
                        data-testid="guest-settings">
                        { icon(Shape::Gear) }<span>{ tr!("nav-settings") }</span>
                    </a>
                </div>
            </main>
        </div>
    }
}
