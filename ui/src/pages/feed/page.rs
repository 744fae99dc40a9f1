//! The page of the feed.

use montaj_domain::user::{Specialization, UserStatus};
use montaj_wire::account::PublicSettings;
use yew::prelude::*;

use super::{
    filter_panel::{FilterFields, filter_column, filter_sheet, search_bar},
    filters::Filters,
    list::FeedList,
    use_feed::{Feed, left, use_feed},
    use_filters::{use_filters, use_filters_kept},
};
use crate::{
    components::{PageHeader, Shape, icon},
    hooks::{
        FEED_PLACE, Form, Me, use_debounced, use_kept_place, use_load, use_me, use_media,
        use_scrolled, use_shelf,
    },
};

/// So near to the end, the next page is asked for.
const NEAR_END_PIXELS: f64 = 1200.0;
/// From this width on, the filters stand beside the list.
const WIDE: &str = "(min-width: 1080px)";
/// While one types, the feed waits.
const PAUSE_MS: u32 = 250;

#[component]
pub fn FeedPage() -> Html {
    let (me, shelf) = (use_me(), use_shelf());
    let before = use_memo((), |()| left(&shelf).map(|left| left.filters.clone()));
    let (form, known) = use_filters((*before).clone());
    let settled = use_settled(&form, known);
    use_filters_kept(settled.clone(), known);
    let feed = use_feed(settled.clone(), known);
    use_kept_place(FEED_PLACE.into(), feed.state.loaded, true);
    let settings = use_load((), |(), _| false, |backend, ()| backend.public_settings());
    let regions = settings.data().map(|s: std::rc::Rc<PublicSettings>| s.regions.clone());
    use_near_end(feed.go_on.clone(), feed.state.items.len());
    let (wide, sheet) = (use_media(WIDE), use_state(|| false));
    let filters = FilterFields {
        form: form.clone(),
        categories: active(&me),
        regions: regions.unwrap_or_default(),
    };
    let open = sheet.setter();
    let onfilters = (!wide).then(|| Callback::from(move |()| open.set(true)));
    let close = sheet.setter();
    let found = (feed.state.items.len(), feed.state.cursor.is_some());
    html! {
        <div class={classes!("page", "feed", wide.then_some("feed--wide"))}>
            <PageHeader title={tr!("feed-title")} subtitle={subtitle(&me, &settled)} />
            if me.status == UserStatus::Pending {
                <p class="notice" data-testid="profile-status" data-status="PENDING">
                    { icon(Shape::Clock) }<span>{ tr!("account-pending-note") }</span>
                </p>
            }
            <div class="feed__body">
                <div class="feed__main">
                    { search_bar(&form, onfilters) }
                    { pill(&feed) }
                    <FeedList {feed} {form} filters={settled} {me} />
                </div>
                if wide {
                    { filter_column(&filters) }
                }
            </div>
            if *sheet && !wide {
                { filter_sheet(&filters, found, &Callback::from(move |()| close.set(false))) }
            }
        </div>
    }
}

/// The filters once they have stayed the same for a moment; those that were kept hold at once.
#[hook]
fn use_settled(form: &Form<Filters>, known: bool) -> Filters {
    let paused = use_debounced((**form).clone(), PAUSE_MS);
    let begun = use_mut_ref(|| false);
    if known && paused == **form {
        *begun.borrow_mut() = true;
    }
    if *begun.borrow() { paused } else { (**form).clone() }
}

fn pill(feed: &Feed) -> Html {
    let count = feed.state.waiting.len();
    if count == 0 {
        return Html::default();
    }
    html! {
        <button type="button" class="new-orders" data-testid="feed-new-orders" aria-live="polite"
            onclick={feed.show_waiting.reform(|_| ())}>
            <span class="pane" aria-hidden="true" />
            { tr!("feed-new-orders", count = count) }
        </button>
    }
}

pub fn active(me: &Me) -> Vec<Specialization> {
    me.executor_profile.as_ref().map(|p| p.active_specializations.clone()).unwrap_or_default()
}

fn subtitle(me: &Me, filters: &Filters) -> AttrValue {
    let home = me.executor_profile.as_ref().map(|profile| profile.region.clone());
    match filters.region.clone().or(home).filter(|region| !region.is_empty()) {
        Some(region) => tr!("feed-subtitle", region = region).into(),
        None => tr!("feed-subtitle-nowhere").into(),
    }
}

/// Calls `go_on` as the window's scrolling nears the end of the page, and when a page that came
/// does not fill it.
#[hook]
fn use_near_end(go_on: Callback<()>, shown: usize) {
    let look = use_callback(go_on, |(), go_on| {
        let window = gloo::utils::window();
        let height = window.inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(0.0);
        let bottom = window.scroll_y().unwrap_or(0.0) + height;
        if f64::from(gloo::utils::document_element().scroll_height()) - bottom < NEAR_END_PIXELS {
            go_on.emit(());
        }
    });
    let first = look.clone();
    use_effect_with(shown, move |shown| {
        if *shown > 0 {
            first.emit(());
        }
    });
    use_scrolled(look);
}
