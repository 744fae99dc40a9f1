//! What anybody signed in sees of an executor (PRODUCT 1.8).

use montaj_domain::ids::UserId;
use montaj_wire::account::PublicProfile;
use yew::prelude::*;

use crate::{
    components::{
        AvatarSize, PageHeader, Shape, SkeletonKind, empty_state, icon, load_failure, rating,
        sized_avatar, skeleton, tariff_badge, trade_label,
    },
    format,
    hooks::{use_load, use_now},
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ExecutorPageProps {
    pub user_id: UserId,
}

#[component]
pub fn ExecutorPage(props: &ExecutorPageProps) -> Html {
    let profile = use_load(props.user_id, |_, _| false, |backend, id| backend.public_profile(id));
    let content = match (profile.data(), profile.error()) {
        (Some(profile), _) => html! { <Profile profile={(*profile).clone()} /> },
        (None, Some(error)) => load_failure(&error, &profile.reload),
        (None, None) => skeleton(SkeletonKind::Page),
    };
    html! {
        <div class="page page--pair">
            <PageHeader title={tr!("executor-title")} inner=true />
            { content }
        </div>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ProfileProps {
    profile: PublicProfile,
}

#[component]
fn Profile(props: &ProfileProps) -> Html {
    let profile = &props.profile;
    let now = use_now(3600);
    let described = !profile.short_description.is_empty() || !profile.full_description.is_empty();
    let place = if profile.region.is_empty() { &profile.city } else { &profile.region };
    html! {
        <article class="executor" data-testid="executor-profile" data-user-id={profile.id.to_string()}>
            <section class="card executor__head">
                { sized_avatar(&profile.full_name, profile.photo_url.as_deref(), AvatarSize::Large) }
                <div class="executor__who">
                    <h2 data-testid="executor-name">{ &profile.full_name }</h2>
                    { rating(profile.rating, Some(profile.reviews_count), Some("executor-rating")) }
                    <p class="executor__place">{ icon(Shape::Pin) }{ place }</p>
                </div>
                { tariff_badge(profile.tariff_type) }
                <ul class="executor__marks">
                    { mark(Shape::Phone, tr!("verified-phone")) }
                    if profile.is_self_employed {
                        { mark(Shape::Shield, tr!("self-employed")) }
                    }
                </ul>
            </section>
            <dl class="figures">
                { figure(profile.completed_orders.to_string(), tr!("figure-completed")) }
                { figure(profile.reviews_count.to_string(), tr!("figure-reviews")) }
                { figure(format::calendar_day(now.day_of(profile.created_at), now), tr!("figure-since")) }
            </dl>
            <section class="card">
                <h2 class="card__title">{ tr!("executor-about") }</h2>
                <div class="executor__trades">
                    for trade in profile.specializations.iter().copied() {
                        { trade_label(trade) }
                    }
                </div>
                if described {
                    <p class="executor__short">{ &profile.short_description }</p>
                    <p class="executor__full">{ &profile.full_description }</p>
                } else {
                    <p class="muted">{ tr!("executor-no-description") }</p>
                }
            </section>
            if profile.reviews_count == 0 {
                { empty_state(Shape::Spark, tr!("executor-no-reviews"),
                    tr!("executor-no-reviews-text"), Html::default()) }
            }
        </article>
    }
}

fn mark(shape: Shape, text: String) -> Html {
    html! { <li class="executor__mark">{ icon(shape) }{ text }</li> }
}

fn figure(value: String, name: String) -> Html {
    html! { <div class="figures__figure"><dd>{ value }</dd><dt>{ name }</dt></div> }
}
