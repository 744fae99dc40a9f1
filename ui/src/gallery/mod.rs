//! Every component in every state on one page, `/gallery`: for whoever designs or tests them, in
//! development builds only.

mod choices;
mod fields;
mod marks;
mod overlays;

use montaj_client::local::Theme;
use yew::prelude::*;

use crate::{
    components::{Button, ButtonKind, Segment, Segmented, Shape, Toaster, Toasts},
    components::{ToastState, ToastStep, large_trade_sign, trade_label, trade_sign},
    hooks::Places,
    theme,
};

/// What the samples say.
const SAMPLES: &str = include_str!("../../gallery/samples.ftl");

fn sample(name: &str) -> String {
    let lines = SAMPLES.lines().filter_map(|line| line.split_once(" = "));
    let text = lines.into_iter().find(|(known, _)| *known == name).map_or(name, |(_, text)| text);
    text.to_owned()
}

/// Whether the window stands at the gallery's address.
pub fn is_asked_for() -> bool {
    gloo::utils::window().location().pathname().is_ok_and(|path| path == "/gallery")
}

#[component]
pub fn Gallery() -> Html {
    let toasts = use_reducer(ToastState::default);
    let close = toasts.dispatcher();
    let onclose = Callback::from(move |id| close.dispatch(ToastStep::Close(id)));
    html! {
        <Places>
            <main class="page" data-testid="gallery">
                <header class="page-header">
                    <h1 class="page-header__titles">{ sample("title") }</h1>
                    <ThemeChoice />
                </header>
                <Colours />
                <Buttons />
                <fields::Fields />
                <choices::Choices />
                <marks::Marks />
                <overlays::Overlays toaster={Toaster(toasts.dispatcher())} />
            </main>
            <Toasts state={(*toasts).clone()} {onclose} />
        </Places>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct PartProps {
    name: &'static str,
    children: Html,
}

/// One kind of components.
#[component]
fn Part(props: &PartProps) -> Html {
    html! {
        <section class="card form" data-testid={format!("gallery-{}", props.name)}>
            <h2>{ sample(props.name) }</h2>
            { props.children.clone() }
        </section>
    }
}

const THEMES: [(Theme, Shape); 3] =
    [(Theme::System, Shape::Device), (Theme::Light, Shape::Sun), (Theme::Dark, Shape::Moon)];

#[component]
fn ThemeChoice() -> Html {
    let chosen = use_state_eq(Theme::default);
    let segments = THEMES.map(|(theme, shape)| {
        let id = theme::name(theme);
        Segment { id, label: sample(&format!("theme-{id}")).into(), shape: Some(shape) }
    });
    let onchoose = {
        let chosen = chosen.clone();
        Callback::from(move |name: &'static str| {
            if let Some((wanted, _)) = THEMES.iter().find(|(it, _)| theme::name(*it) == name) {
                theme::apply(*wanted);
                chosen.set(*wanted);
            }
        })
    };
    html! {
        <Segmented testid="gallery-theme" label={sample("theme")} segments={segments.to_vec()}
            chosen={theme::name(*chosen)} {onchoose} />
    }
}

#[component]
fn Colours() -> Html {
    html! {
        <Part name="colours">
            <p>{ sample("body") }</p>
            <p class="muted">{ sample("body") }</p>
            <div class="chips">
                for trade in montaj_domain::user::Specialization::ALL.iter().copied() {
                    <>
                        { large_trade_sign(trade) }
                        { trade_sign(trade) }
                        { trade_label(trade) }
                    </>
                }
            </div>
        </Part>
    }
}

#[component]
fn Buttons() -> Html {
    let kinds = [
        (ButtonKind::Primary, "respond", Shape::Send),
        (ButtonKind::Secondary, "compare", Shape::People),
        (ButtonKind::Ghost, "later", Shape::Clock),
        (ButtonKind::Danger, "refuse", Shape::Close),
    ];
    let row = |(kind, name, icon): (ButtonKind, &'static str, Shape)| {
        html! {
            <div class="chips" key={name}>
                { Button::new(sample(name)).kind(kind).view() }
                { Button::new(sample(name)).icon(icon).kind(kind).view() }
                { Button::new(sample(name)).kind(kind).small().view() }
                { Button::new(sample(name)).kind(kind).disabled(true).view() }
                { Button::new(sample(name)).kind(kind).busy(true).view() }
                { Button::new(sample(name)).icon(icon).kind(kind).icon_only().view() }
            </div>
        }
    };
    html! { <Part name="buttons">for kind in kinds { { row(kind) } }</Part> }
}
