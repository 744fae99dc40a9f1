//! Everything the person was told, by day and order (PRODUCT 8).

mod groups;
mod item;
mod removal;

use std::rc::Rc;

use gloo::events::EventListener;
use montaj_client::views::Change;
use montaj_domain::user::Role;
use montaj_wire::notification::NotificationView;
use yew::{platform::spawn_local, prelude::*};

use self::{
    groups::{Row, days, rows},
    item::Item,
    removal::{Removal, use_removal},
};
use crate::{
    components::{
        Button, ButtonKind, LongList, PageHeader, Shape, SkeletonKind, empty_state, load_failure,
        skeleton, stale_note,
    },
    format::{self, Now},
    hooks::{Shown, use_action, use_backend, use_load, use_me, use_now, use_services, use_shown},
    i18n::error_text,
};

/// How many are shown at first, and each time one comes near the end.
const PAGE: u32 = 40;
/// Nearer to the end of the page than this, more are shown.
const END_PIXELS: f64 = 600.0;

#[component]
pub fn NotificationsPage() -> Html {
    use_shown(Some(Shown::Notifications));
    let (me, only_unread) = (use_me(), use_state(|| false));
    let limit = use_state(|| PAGE);
    let told = use_load(
        (*limit, *only_unread),
        |_, change| change == Change::Notifications,
        |backend, (limit, only_unread)| async move {
            if only_unread {
                backend.unread_notifications(limit).await
            } else {
                backend.notifications(limit).await
            }
        },
    );
    let unread =
        use_load((), |(), change| change == Change::Notifications, |backend, ()| backend.unread());
    let unread = unread.data().map_or(0, |unread| unread.notifications);
    // What was there stays on screen while more of it is fetched.
    let kept = use_mut_ref(|| None::<(bool, Rc<Vec<NotificationView>>)>);
    if let Some(fresh) = told.data() {
        *kept.borrow_mut() = Some((*only_unread, fresh));
    }
    let shown = kept.borrow().clone().filter(|(of, _)| *of == *only_unread).map(|(_, all)| all);
    let more = use_more(&limit, shown.as_ref().map_or(0, |all| all.len()));
    let choose = |chosen: bool| {
        let (only_unread, limit) = (only_unread.setter(), limit.setter());
        Callback::from(move |_: MouseEvent| {
            limit.set(PAGE);
            only_unread.set(chosen);
        })
    };
    let content = match (shown, told.error()) {
        (Some(all), _) if all.is_empty() => empty(*only_unread, me.role),
        (Some(all), error) => html! {
            <>
                if let Some(error) = error {
                    { stale_note(&error, &told.reload) }
                }
                <List told={all} />
                <p class="list-foot" aria-live="polite">
                    if more.fetching {
                        <span class="spinner" aria-hidden="true" />
                    } else if more.ended && !*only_unread {
                        <span data-testid="notifications-end">{ tr!("notifications-end") }</span>
                    }
                </p>
            </>
        },
        (None, Some(error)) => load_failure(&error, &told.reload),
        (None, None) => skeleton(SkeletonKind::Rows),
    };
    html! {
        <div class="page page--narrow">
            <PageHeader title={tr!("notifications-title")}>
                if unread > 0 {
                    <ReadAll />
                }
            </PageHeader>
            <div class="tabs" role="group" aria-label={tr!("notifications-filter")}>
                { tab("notifications-all", tr!("notifications-all"), None, !*only_unread, choose(false)) }
                { tab("notifications-unread", tr!("notifications-unread"), Some(unread), *only_unread, choose(true)) }
            </div>
            { content }
        </div>
    }
}

fn tab(
    testid: &'static str,
    label: String,
    count: Option<u32>,
    active: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button type="button" class={classes!("tabs__tab", active.then_some("tabs__tab--active"))}
            data-testid={testid} aria-pressed={active.to_string()} {onclick}>
            { label }
            if let Some(count) = count.filter(|count| *count > 0) {
                <span class="tabs__count">{ count }</span>
            }
        </button>
    }
}

fn empty(only_unread: bool, role: Role) -> Html {
    if only_unread {
        return empty_state(
            Shape::Check,
            tr!("notifications-none-unread"),
            tr!("notifications-none-unread-text"),
            Html::default(),
        );
    }
    let comes = match role {
        Role::Admin => tr!("notifications-empty-service"),
        Role::Customer | Role::Executor => tr!("notifications-empty-text"),
    };
    empty_state(Shape::Bell, tr!("notifications-empty"), comes, Html::default())
}

#[component]
fn ReadAll() -> Html {
    let (backend, toaster, reading) = (use_backend(), use_services().toaster, use_action());
    let onclick = {
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
    Button::new(tr!("notifications-read-all"))
        .icon(Shape::Check)
        .kind(ButtonKind::Secondary)
        .testid("notifications-read-all")
        .busy(reading.is_busy())
        .onclick(onclick)
        .view()
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ListProps {
    told: Rc<Vec<NotificationView>>,
}

#[component]
fn List(props: &ListProps) -> Html {
    let (now, removal) = (use_now(60), use_removal());
    let rows = Rc::new(rows(days(props.told.iter().cloned(), now)));
    let keys = rows.iter().map(|row| AttrValue::from(row.group.told[0].id.to_string())).collect();
    let row = Callback::from(move |at: usize| match rows.get(at) {
        Some(row) => row_view(row, now, &removal),
        None => Html::default(),
    });
    html! { <LongList keys={Rc::new(keys)} {row} name="notification-rows" testid="notifications" /> }
}

fn row_view(row: &Row, now: Now, removal: &Removal) -> Html {
    html! {
        <>
            if let Some(date) = row.day {
                <h2 class="told-day">{ format::day_heading(date, now) }</h2>
            }
            <div class="told-group" role="list" data-testid="notifications-group">
                for told in row.group.told.iter() {
                    <Item key={told.id.to_string()} told={told.clone()} {now} removal={removal.clone()} />
                }
            </div>
        </>
    }
}

/// How far the list goes on.
struct More {
    fetching: bool,
    /// The server has no more either.
    ended: bool,
}

/// Shows more as one comes near the end of the page: from this device, and what is older from the
/// server.
#[hook]
fn use_more(limit: &UseStateHandle<u32>, shown: usize) -> More {
    let backend = use_backend();
    let fetching = use_state(|| false);
    let ended = use_state(|| false);
    let grow = {
        let (limit, fetching, ended) = (limit.clone(), fetching.clone(), ended.clone());
        move || {
            if shown >= usize::try_from(*limit).unwrap_or(usize::MAX) {
                limit.set(*limit + PAGE);
            } else if !*fetching && !*ended && shown > 0 {
                fetching.set(true);
                let (backend, fetching, ended) = (backend.clone(), fetching.clone(), ended.clone());
                let limit = limit.clone();
                spawn_local(async move {
                    match backend.load_older_notifications().await {
                        Ok(true) => limit.set(*limit + PAGE),
                        Ok(false) => ended.set(true),
                        // Without a network the list ends with what is here, until one scrolls again.
                        Err(_) => {}
                    }
                    fetching.set(false);
                });
            }
        }
    };
    use_effect_with((shown, **limit, *fetching), move |_| {
        let listener = EventListener::new(&gloo::utils::window(), "scroll", move |_| {
            if is_near_the_end() {
                grow();
            }
        });
        move || drop(listener)
    });
    More { fetching: *fetching, ended: *ended }
}

fn is_near_the_end() -> bool {
    let window = gloo::utils::window();
    let pixels = |value: Result<wasm_bindgen::JsValue, _>| {
        value.ok().and_then(|value: wasm_bindgen::JsValue| value.as_f64()).unwrap_or_default()
    };
    let bottom = window.scroll_y().unwrap_or_default() + pixels(window.inner_height());
    let height = f64::from(gloo::utils::document_element().scroll_height());
    height - bottom < END_PIXELS
}
