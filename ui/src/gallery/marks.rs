//! Marks and states: badges, avatars, ratings, banners, loading, empty, failed.

use montaj_client::error::ClientError;
use montaj_domain::{order::OrderStatus, tariff::Tariff, user::Rating};
use yew::prelude::*;

use super::{Part, sample};
use crate::components::{
    Avatar, AvatarSize, Banner, BannerKind, Button, ButtonKind, CountBadge, EmptyState,
    LoadFailure, Progress, RatingView, Shape, Skeleton, SkeletonKind, StaleNote, StatusBadge,
    TariffBadge, Tick, Ticks,
};

#[component]
pub fn Marks() -> Html {
    let statuses = [
        OrderStatus::Pending,
        OrderStatus::Published,
        OrderStatus::InProgress,
        OrderStatus::Completed,
        OrderStatus::Cancelled,
    ];
    let ticks = [Tick::Queued, Tick::Sent, Tick::Delivered, Tick::Read, Tick::Refused];
    html! {
        <>
            <Part name="marks">
                <div class="chips">
                    for status in statuses { <StatusBadge {status} /> }
                    <TariffBadge tariff={Tariff::Premium} />
                    <CountBadge count=3 />
                    <CountBadge count=120 />
                </div>
                <div class="chips">
                    <Avatar name={sample("anna")} size={AvatarSize::Small} />
                    <Avatar name={sample("boris")} online=true />
                    <Avatar name={sample("vera")} />
                    <Avatar name={sample("gleb")} size={AvatarSize::Large} />
                    for tick in ticks { <Ticks {tick} /> }
                    <RatingView rating={Rating::from_hundredths(483)} reviews_count=12 />
                    <RatingView rating={Rating::INITIAL} reviews_count=0 />
                </div>
            </Part>
            <States />
        </>
    }
}

#[component]
fn States() -> Html {
    let again = Callback::from(|()| ());
    html! {
        <Part name="states">
            <Banner shape={Shape::Offline} kind={BannerKind::Warn} title={sample("offline")}
                text={sample("offline-text")} />
            <Banner shape={Shape::Alert} kind={BannerKind::Bad} text={sample("refused")}>
                <Button label={sample("compare")} kind={ButtonKind::Ghost} small=true />
            </Banner>
            <Banner shape={Shape::Check} kind={BannerKind::Good} text={sample("connected")} />
            <Banner shape={Shape::Info} text={sample("calm")} />
            <StaleNote error={ClientError::Offline} onretry={again.clone()} />
            <Progress label={sample("sending")} percent=40 />
            <Progress label={sample("sending")} />
            <Skeleton kind={SkeletonKind::Cards} />
            <Skeleton kind={SkeletonKind::Rows} />
            <EmptyState shape={Shape::Orders} title={sample("empty-title")}
                text={sample("empty-text")}>
                <Button label={sample("respond")} icon={Shape::Plus} />
            </EmptyState>
            <LoadFailure error={ClientError::Offline} onretry={again} />
        </Part>
    }
}
