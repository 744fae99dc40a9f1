//! Marks and states: badges, avatars, ratings, banners, loading, empty, failed.

use montaj_client::error::ClientError;
use montaj_domain::{order::OrderStatus, tariff::Tariff, user::Rating};
use yew::prelude::*;

use super::{Part, sample};
use crate::components::{
    AvatarSize, Banner, BannerKind, Button, ButtonKind, Progress, Shape, SkeletonKind, Tick,
    avatar, avatar_with_presence, count_badge, empty_state, load_failure, rating, sized_avatar,
    skeleton, stale_note, status_badge, tariff_badge, ticks,
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
    let marks = [Tick::Queued, Tick::Sent, Tick::Delivered, Tick::Read, Tick::Refused];
    html! {
        <>
            <Part name="marks">
                <div class="chips">
                    for status in statuses { { status_badge(status, None) } }
                    { tariff_badge(Tariff::Premium) }
                    { count_badge(3, None) }
                    { count_badge(120, None) }
                </div>
                <div class="chips">
                    { sized_avatar(&sample("anna"), None, AvatarSize::Small) }
                    { avatar_with_presence(&sample("boris"), None, true) }
                    { avatar(&sample("vera"), None) }
                    { sized_avatar(&sample("gleb"), None, AvatarSize::Large) }
                    for tick in marks { { ticks(tick) } }
                    { rating(Rating::from_hundredths(483), Some(12), None) }
                    { rating(Rating::INITIAL, Some(0), None) }
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
                { Button::new(sample("compare")).kind(ButtonKind::Ghost).small().view() }
            </Banner>
            <Banner shape={Shape::Check} kind={BannerKind::Good} text={sample("connected")} />
            <Banner shape={Shape::Info} text={sample("calm")} />
            { stale_note(&ClientError::Offline, &again) }
            <Progress label={sample("sending")} percent=40 />
            <Progress label={sample("sending")} />
            { skeleton(SkeletonKind::Cards) }
            { skeleton(SkeletonKind::Rows) }
            { empty_state(Shape::Orders, sample("empty-title"), sample("empty-text"),
                Button::new(sample("respond")).icon(Shape::Plus).view()) }
            { load_failure(&ClientError::Offline, &again) }
        </Part>
    }
}
