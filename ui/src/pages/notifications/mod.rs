//! Everything the person was told, the newest first (PRODUCT 8).

use montaj_client::views::Change;
use montaj_domain::notification::NotificationKind;
use montaj_wire::notification::NotificationView;
use yew::{platform::spawn_local, prelude::*};

use crate::{
    components::{
        Button, ButtonKind, EmptyState, Icon, LoadFailure, PageHeader, Shape, Skeleton,
        SkeletonKind, StaleNote,
    },
    format::{self, Now},
    hooks::{use_action, use_backend, use_go, use_load, use_now, use_services},
    i18n::{error_text, notification_title},
    routes::Route,
};

const PAGE: u32 = 40;

#[component]
pub fn NotificationsPage() -> Html {
    let (backend, toaster, now) = (use_backend(), use_services().toaster, use_now(60));
    let limit = use_state(|| PAGE);
    let told = use_load(
        *limit,
        |_, change| change == Change::Notifications,
        |backend, limit| async move { backend.notifications(limit).await },
    );
    let reading = use_action();
    let read_all = {
        let reading = reading.clone();
        Callback::from(move |_: MouseEvent| {
            let backend = backend.clone();
            reading.run(async move { backend.mark_all_notifications_read().await }, |()| ());
        })
    };
    let failure = reading.error().map(error_text);
    use_effect_with(failure, move |failure| {
        if let Some(text) = failure {
            toaster.error(text.clone());
        }
    });
    let unread = told.data().is_some_and(|all| all.iter().any(|one| one.read_at.is_none()));
    let more = {
        let limit = limit.clone();
        Callback::from(move |_: MouseEvent| limit.set(*limit + PAGE))
    };
    let content = match (told.data(), told.error()) {
        (Some(all), _) if all.is_empty() => html! {
            <EmptyState shape={Shape::Bell} title={tr!("notifications-empty")} text={tr!("notifications-empty-text")} />
        },
        (Some(all), error) => html! {
            <>
                if let Some(error) = error {
                    <StaleNote {error} onretry={told.reload.clone()} />
                }
                <div class="rows" data-testid="notifications">
                    for notification in all.iter() {
                        <Item key={notification.id.to_string()} notification={notification.clone()} {now} />
                    }
                </div>
                if all.len() >= usize::try_from(*limit).unwrap_or(usize::MAX) {
                    <p class="list-foot">
                        <Button label={tr!("notifications-more")} kind={ButtonKind::Ghost} onclick={more} />
                    </p>
                }
            </>
        },
        (None, Some(error)) => html! { <LoadFailure {error} onretry={told.reload.clone()} /> },
        (None, None) => html! { <Skeleton kind={SkeletonKind::Rows} /> },
    };
    html! {
        <div class="page page--narrow">
            <PageHeader title={tr!("notifications-title")}>
                if unread {
                    <Button label={tr!("notifications-read-all")} kind={ButtonKind::Secondary}
                        testid="notifications-read-all" icon={Shape::Check} busy={reading.is_busy()}
                        onclick={read_all} />
                }
            </PageHeader>
            { content }
        </div>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ItemProps {
    notification: NotificationView,
    now: Now,
}

#[component]
fn Item(props: &ItemProps) -> Html {
    let (backend, go) = (use_backend(), use_go());
    let told = &props.notification;
    let (shape, tone) = look(told.kind);
    let onclick = {
        let (id, order_id, is_read) = (told.id, told.order_id, told.read_at.is_some());
        Callback::from(move |_: MouseEvent| {
            if !is_read {
                let backend = backend.clone();
                // The page it leads to says the same; the next visit marks it again.
                spawn_local(async move { drop(backend.mark_notification_read(id).await) });
            }
            if let Some(order_id) = order_id {
                go.to(Route::Order { order_id });
            }
        })
    };
    html! {
        <button type="button" {onclick} data-testid="notification-item"
            class={classes!("row", "told", told.read_at.is_none().then_some("told--unread"))}
            data-kind={told.kind.as_str()} data-read={told.read_at.is_some().to_string()}
            data-order-id={told.order_id.map(|id| id.to_string())}>
            <span class={format!("told__icon told__icon--{tone}")}><Icon {shape} /></span>
            <span class="row__text">
                <strong class="row__title">{ notification_title(told) }</strong>
                <span class="row__line">{ &told.body }</span>
                <time class="row__time">{ format::moment(told.created_at, props.now) }</time>
            </span>
            if told.read_at.is_none() {
                <span class="pane" role="img" aria-label={tr!("notification-unread")} />
            }
        </button>
    }
}

const fn look(kind: NotificationKind) -> (Shape, &'static str) {
    match kind {
        NotificationKind::NewOrder => (Shape::Feed, "calm"),
        NotificationKind::Response => (Shape::People, "calm"),
        NotificationKind::Selected => (Shape::Spark, "good"),
        NotificationKind::NotSelected => (Shape::Clock, "quiet"),
        NotificationKind::Started => (Shape::Spark, "calm"),
        NotificationKind::Done | NotificationKind::Closed => (Shape::Check, "good"),
        NotificationKind::Refused | NotificationKind::Cancelled => (Shape::Close, "bad"),
        NotificationKind::OrderChanged => (Shape::Edit, "calm"),
        NotificationKind::AccountModerated | NotificationKind::OrderModerated => {
            (Shape::Shield, "calm")
        }
        NotificationKind::System => (Shape::Bell, "quiet"),
    }
}
