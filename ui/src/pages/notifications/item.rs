//! One notification: what, when, and what can be done with it.

use montaj_domain::{ids::NotificationId, notification::NotificationKind};
use montaj_wire::notification::NotificationView;
use yew::{platform::spawn_local, prelude::*};

use super::removal::Removal;
use crate::{
    components::{Button, ButtonKind, Shape, icon},
    format::{self, Now},
    hooks::{use_backend, use_go},
    i18n::{notification_body, notification_title},
    routes::Route,
};

#[derive(Clone, PartialEq, Properties)]
pub struct ItemProps {
    pub told: NotificationView,
    pub now: Now,
    pub removal: Removal,
}

#[component]
pub fn Item(props: &ItemProps) -> Html {
    let (backend, go) = (use_backend(), use_go());
    let told = &props.told;
    let id = told.id;
    if props.removal.has(id) {
        return undo(props.removal.clone(), id);
    }
    let (shape, tone) = look(told.kind);
    let read = {
        let is_read = told.read_at.is_some();
        Callback::from(move |()| {
            if !is_read {
                let backend = backend.clone();
                // The page it leads to says the same; the next visit marks it again.
                spawn_local(async move { drop(backend.mark_notification_read(id).await) });
            }
        })
    };
    let onclick = {
        let (read, order_id) = (read.clone(), told.order_id);
        Callback::from(move |_: MouseEvent| {
            read.emit(());
            if let Some(order_id) = order_id {
                go.to(Route::Order { order_id });
            }
        })
    };
    let remove = {
        let removal = props.removal.clone();
        Callback::from(move |_: MouseEvent| removal.remove(id))
    };
    let title = notification_title(told);
    let delete = format!("{}: {title}", tr!("notification-delete"));
    html! {
        <div class={classes!("told", told.read_at.is_none().then_some("told--unread"))} role="listitem">
            <button type="button" {onclick} class="row told__open" data-testid="notification-item"
                data-kind={told.kind.as_str()} data-read={told.read_at.is_some().to_string()}
                data-id={id.to_string()} data-order-id={told.order_id.map(|id| id.to_string())}>
                <span class={format!("told__icon told__icon--{tone}")}>{ icon(shape) }</span>
                <span class="row__text">
                    <strong class="row__title">{ title }</strong>
                    <span class="row__line">{ notification_body(told) }</span>
                    <time class="row__time">{ format::time_of_day(told.created_at, props.now) }</time>
                </span>
                if told.read_at.is_none() {
                    <span class="pane" role="img" aria-label={tr!("notification-unread")} />
                }
            </button>
            <span class="told__tools">
                if told.read_at.is_none() {
                    { Button::new(tr!("notification-read")).icon(Shape::Check)
                        .kind(ButtonKind::Ghost).testid("notification-read").icon_only()
                        .onclick(read.reform(|_: MouseEvent| ())).view() }
                }
                { Button::new(delete).icon(Shape::Trash).kind(ButtonKind::Ghost)
                    .testid("notification-delete").icon_only().onclick(remove).view() }
            </span>
        </div>
    }
}

/// Stands where the notification stood.
fn undo(removal: Removal, id: NotificationId) -> Html {
    let undo = Callback::from(move |_: MouseEvent| removal.undo(id));
    html! {
        <div class="told told--gone" role="listitem" data-testid="notification-deleted">
            <span role="status">{ tr!("notification-deleted") }</span>
            { Button::new(tr!("notification-undo")).kind(ButtonKind::Ghost)
                .testid("notification-undo").onclick(undo).view() }
        </div>
    }
}

const fn look(kind: NotificationKind) -> (Shape, &'static str) {
    match kind {
        NotificationKind::NewOrder => (Shape::Feed, "calm"),
        NotificationKind::Response => (Shape::People, "calm"),
        NotificationKind::Message => (Shape::Chat, "calm"),
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
