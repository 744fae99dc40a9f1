//! The responses to one's own order: compare, sort, select (PRODUCT 3.2, 3.3). Side by side in a
//! table where there is room, else as cards.

use montaj_client::views::Change;
use montaj_domain::response::ResponseStatus;
use montaj_wire::{order::OrderView, response::ResponseView};
use yew::prelude::*;

use super::{
    compare::{SortBy, is_best, sorted},
    response_rows::{RowProps, card, table},
    select_dialog::SelectDialog,
};
use crate::{
    components::{
        Select, SelectOption, Shape, SkeletonKind, empty_state, load_failure, skeleton, stale_note,
    },
    format::Now,
    hooks::{Go, use_kept_place, use_load, use_media},
    routes::Route,
};

/// From this width on there is room for a table: the larger the letters, the more it takes.
const ROOM: &str = "(min-width: 50em)";

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ResponsesProps {
    pub order: OrderView,
    /// Whether one may be selected now.
    pub may_select: bool,
    pub now: Now,
    /// The chat stands beside: there is less room.
    pub beside: bool,
}

#[component]
pub fn Responses(props: &ResponsesProps) -> Html {
    let responses = use_load(
        props.order.id,
        |id, change| change == Change::Order { order_id: *id },
        |backend, id| backend.order_responses(id),
    );
    let sort = use_state(SortBy::default);
    let asked = use_state(|| None::<ResponseView>);
    // Whoever looked at a profile comes back to the comparison.
    let place = format!("responses-{}", props.order.id);
    use_kept_place(place.into(), responses.data().is_some(), false);
    let room = use_media(ROOM) && !props.beside;
    let Some(all) = responses.data() else {
        return match responses.error() {
            Some(error) => load_failure(&error, &responses.reload),
            None => skeleton(SkeletonKind::Rows),
        };
    };
    let set_sort = sort.setter();
    let onsort = Callback::from(move |by: SortBy| set_sort.set(by));
    let set_asked = asked.setter();
    let onselect = Callback::from(move |response| set_asked.set(Some(response)));
    let set_asked = asked.setter();
    let onclose = Callback::from(move |()| set_asked.set(None));
    let rows: Vec<_> = sorted(&all, *sort)
        .into_iter()
        .map(|response| row(response, &all, props, &onselect))
        .collect();
    html! {
        <section class="responses" data-testid="responses" data-view={if room { "table" } else { "cards" }}>
            <header class="section-header">
                <h2>{ tr!("responses-title") }{ " " }<span class="section-header__count">{ all.len() }</span></h2>
                if all.len() > 1 {
                    { sort_select(*sort, &onsort) }
                }
            </header>
            if let Some(error) = responses.error() {
                { stale_note(&error, &responses.reload) }
            }
            if all.is_empty() {
                { empty_state(Shape::People, tr!("responses-empty-title"),
                    tr!("responses-empty-text"), Html::default()) }
            } else if room {
                { table(&rows, *sort, &onsort) }
            } else {
                <div class="cards">{ for rows.iter().map(card) }</div>
            }
            if let Some(response) = &*asked {
                <SelectDialog response={response.clone()} order={props.order.clone()}
                    others={others(&all, response)} {onclose} />
            }
        </section>
    }
}

fn row(
    response: ResponseView,
    all: &[ResponseView],
    props: &ResponsesProps,
    onselect: &Callback<ResponseView>,
) -> RowProps {
    let best = |by| is_best(&response, all, by);
    let selectable = props.may_select && response.status == ResponseStatus::Pending;
    let chosen = response.clone();
    RowProps {
        best_price: best(SortBy::Price),
        best_rating: best(SortBy::Rating),
        best_completed: best(SortBy::Completed),
        budget: props.order.budget_kopecks,
        now: props.now,
        profile: profile_link(&response),
        onselect: selectable.then(|| onselect.reform(move |_: MouseEvent| chosen.clone())),
        response,
    }
}

fn profile_link(response: &ResponseView) -> (AttrValue, Callback<MouseEvent>) {
    Go.link(Route::Executor { user_id: response.executor_id })
}

/// How many others would hear that somebody else was chosen.
fn others(all: &[ResponseView], chosen: &ResponseView) -> usize {
    let waits = |other: &&ResponseView| other.status == ResponseStatus::Pending;
    all.iter().filter(waits).filter(|other| other.id != chosen.id).count()
}

fn sort_select(sort: SortBy, onsort: &Callback<SortBy>) -> Html {
    let options: Vec<_> =
        SortBy::ALL.into_iter().map(|by| SelectOption::new(by.name(), by.label())).collect();
    Select {
        testid: "responses-sort",
        label: tr!("sort-label"),
        value: sort.name().into(),
        options,
        compact: true,
        onchange: onsort.reform(|name: String| SortBy::from_name(&name)),
        ..Select::default()
    }
    .view()
}
