//! The first page: what Montaj does for either side, and the two ways in.

use montaj_domain::user::Specialization;
use yew::prelude::*;

use super::speech::LanguageChoice;
use crate::{
    components::{ButtonKind, LinkButton, Shape, icon, large_trade_sign, named_logo},
    hooks::use_go,
    i18n::category_name,
    routes::Route,
};

#[component]
pub fn WelcomePage() -> Html {
    html! {
        <div class="welcome" data-testid="welcome">
            <header class="welcome__top">
                { named_logo() }
                <div class="welcome__top-aside">
                    <LanguageChoice />
                    <LinkButton to={Route::LogIn} label={tr!("log-in")} kind={ButtonKind::Secondary}
                        testid="welcome-login" />
                </div>
            </header>
            <main class="welcome__main">
                { hero() }
                { how_it_works() }
                { reasons() }
            </main>
        </div>
    }
}

fn hero() -> Html {
    html! {
        <section class="welcome__first">
            <div class="welcome__hero">
                <h1>{ tr!("welcome-title") }</h1>
                <p class="welcome__lead">{ tr!("welcome-lead") }</p>
                <div class="welcome__ways">
                    <Way role="customer" testid="welcome-register-customer" shape={Shape::Plus}
                        title={tr!("welcome-customer")} text={tr!("welcome-customer-text")} />
                    <Way role="executor" testid="welcome-register-executor" shape={Shape::Feed}
                        title={tr!("welcome-executor")} text={tr!("welcome-executor-text")} />
                </div>
                <LinkButton to={Route::Register} label={tr!("register")} wide=true
                    testid="welcome-register" />
            </div>
            <ul class="welcome__categories" aria-label={tr!("categories")}>
                for trade in Specialization::ALL.iter().copied() {
                    <li key={trade.as_str()}>{ large_trade_sign(trade) }{ category_name(trade) }</li>
                }
            </ul>
        </section>
    }
}

fn how_it_works() -> Html {
    let customers = [tr!("welcome-step-1"), tr!("welcome-step-2"), tr!("welcome-step-3")];
    let executors = [tr!("welcome-work-1"), tr!("welcome-work-2"), tr!("welcome-work-3")];
    html! {
        <section class="welcome__how">
            <h2>{ tr!("welcome-how") }</h2>
            <div class="welcome__sides">
                { steps("welcome__steps", tr!("welcome-for-customers"), customers) }
                { steps("welcome__steps welcome__steps--work", tr!("welcome-for-executors"), executors) }
            </div>
        </section>
    }
}

fn steps(class: &'static str, title: String, steps: [String; 3]) -> Html {
    html! {
        <div {class}>
            <h3>{ title }</h3>
            <ol>
                for step in steps {
                    <li key={step.clone()}>{ step }</li>
                }
            </ol>
        </div>
    }
}

fn reasons() -> Html {
    let reasons = [
        (Shape::Shield, tr!("welcome-why-safe"), tr!("welcome-why-safe-text")),
        (Shape::Chat, tr!("welcome-why-chat"), tr!("welcome-why-chat-text")),
        (Shape::Offline, tr!("welcome-why-offline"), tr!("welcome-why-offline-text")),
    ];
    html! {
        <ul class="welcome__reasons">
            for (shape, title, text) in reasons {
                <li key={title.clone()}>
                    <span class="way__icon">{ icon(shape) }</span>
                    <strong>{ title }</strong>
                    <span>{ text }</span>
                </li>
            }
        </ul>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct WayProps {
    role: AttrValue,
    testid: AttrValue,
    shape: Shape,
    title: AttrValue,
    text: AttrValue,
}

#[component]
fn Way(props: &WayProps) -> Html {
    let go = use_go();
    let role = props.role.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        go.with_query(Route::Register, &[("role", &role)]);
    });
    html! {
        <button type="button" class="way" {onclick} data-testid={props.testid.clone()}>
            <span class="way__icon">{ icon(props.shape) }</span>
            <span class="way__text">
                <strong>{ &props.title }</strong>
                <span>{ &props.text }</span>
            </span>
            { icon(Shape::Forward) }
        </button>
    }
}
