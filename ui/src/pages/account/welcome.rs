//! The first page: what Montaj does and the two ways in.

use montaj_domain::user::Specialization;
use yew::prelude::*;

use crate::{
    components::{ButtonKind, Icon, LinkButton, Logo, Shape, TradeSign},
    hooks::use_go,
    i18n::category_name,
    routes::Route,
};

#[component]
pub fn WelcomePage() -> Html {
    let steps = [tr!("welcome-step-1"), tr!("welcome-step-2"), tr!("welcome-step-3")];
    html! {
        <div class="welcome" data-testid="welcome">
            <header class="welcome__top">
                <Logo named=true />
                <LinkButton to={Route::LogIn} label={tr!("log-in")} kind={ButtonKind::Secondary}
                    testid="welcome-login" />
            </header>
            <main class="welcome__main">
                <section class="welcome__hero">
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
                </section>
                <section class="welcome__side">
                    <ul class="welcome__categories" aria-label={tr!("categories")}>
                        for category in Specialization::ALL.iter().copied() {
                            <li key={category.as_str()}>
                                <TradeSign trade={category} />{ category_name(category) }
                            </li>
                        }
                    </ul>
                    <ol class="welcome__steps">
                        for step in steps {
                            <li key={step.clone()}>{ step }</li>
                        }
                    </ol>
                </section>
            </main>
        </div>
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
            <span class="way__icon"><Icon shape={props.shape} /></span>
            <span class="way__text">
                <strong>{ &props.title }</strong>
                <span>{ &props.text }</span>
            </span>
            <Icon shape={Shape::Forward} />
        </button>
    }
}
