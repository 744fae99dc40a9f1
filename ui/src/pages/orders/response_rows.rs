//! A response as a row of the comparison, or as a card.

use montaj_domain::{money::Kopecks, response::ResponseStatus};
use montaj_wire::response::ResponseView;
use yew::prelude::*;

use super::compare::SortBy;
use crate::{
    components::{Button, Shape, avatar, icon, rating, tariff_badge},
    format::{self, Now},
    i18n::response_status_name,
};

/// A response with what the comparison says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct RowProps {
    pub response: ResponseView,
    pub best_price: bool,
    pub best_rating: bool,
    pub best_completed: bool,
    /// Of the order, where it has one.
    pub budget: Option<Kopecks>,
    pub now: Now,
    pub profile: (AttrValue, Callback<MouseEvent>),
    /// Only where it can be selected now.
    pub onselect: Option<Callback<MouseEvent>>,
}

pub fn table(rows: &[RowProps], sort: SortBy, onsort: &Callback<SortBy>) -> Html {
    let head = |by: SortBy, label: String| {
        html! {
            <th scope="col" aria-sort={if by == sort { by.direction() } else { "none" }}>
                <button type="button" class={classes!("compare__sort", (by == sort).then_some("compare__sort--on"))}
                    onclick={onsort.reform(move |_: MouseEvent| by)}>{ label }</button>
            </th>
        }
    };
    html! {
        <div class="compare card">
            <table class="compare__table">
                <thead>
                    <tr>
                        { head(SortBy::Newest, tr!("compare-executor")) }
                        { head(SortBy::Price, tr!("compare-price")) }
                        { head(SortBy::Rating, tr!("compare-rating")) }
                        { head(SortBy::Completed, tr!("compare-completed")) }
                        <th scope="col"><span class="visually-hidden">{ tr!("action-select") }</span></th>
                    </tr>
                </thead>
                { for rows.iter().map(body) }
            </table>
        </div>
    }
}

fn body(row: &RowProps) -> Html {
    let RowProps { response, now, .. } = row;
    let executor = &response.executor;
    let best = |on: bool| on.then_some("compare__best");
    html! {
        <tbody key={response.id.to_string()} class={class_of("compare__one", response.status)}
            data-testid="response-card" data-executor-id={response.executor_id.to_string()}
            data-status={response.status.as_str()}>
            <tr>
                <th scope="row">
                    <div class="compare__who">
                        { avatar(&executor.full_name, executor.photo_url.as_deref()) }
                        <div class="party__who">
                            { name(row) }
                            <time class="compare__time">{ format::moment(response.created_at, *now) }</time>
                        </div>
                    </div>
                </th>
                <td class={classes!(best(row.best_price))}>{ price(row) }</td>
                <td class={classes!(best(row.best_rating))}>
                    { rating(executor.rating, Some(executor.reviews_count), None) }
                </td>
                <td class={classes!(best(row.best_completed))}>{ executor.completed_orders }</td>
                <td class="compare__act">{ act(row) }</td>
            </tr>
            if let Some(message) = &response.message {
                <tr><td colspan="5" class="compare__message">{ message }</td></tr>
            }
        </tbody>
    }
}

pub fn card(row: &RowProps) -> Html {
    let RowProps { response, now, .. } = row;
    let executor = &response.executor;
    html! {
        <article key={response.id.to_string()} class={class_of("response", response.status)}
            data-testid="response-card" data-executor-id={response.executor_id.to_string()}
            data-status={response.status.as_str()}>
            <div class="party__head">
                { avatar(&executor.full_name, executor.photo_url.as_deref()) }
                <div class="party__who">
                    { name(row) }
                    { rating(executor.rating, Some(executor.reviews_count), None) }
                    <span class="party__done">{ tr!("completed-orders", count = executor.completed_orders) }</span>
                </div>
            </div>
            { marks(row) }
            if let Some(message) = &response.message {
                <p class="response__message">{ message }</p>
            }
            <footer class="response__foot">
                <span class="response__price">
                    { price(row) }
                    <time>{ format::moment(response.created_at, *now) }</time>
                </span>
                { act(row) }
            </footer>
        </article>
    }
}

fn class_of(block: &str, status: ResponseStatus) -> String {
    format!("{block} {block}--{}", status.as_str().to_ascii_lowercase())
}

fn name(row: &RowProps) -> Html {
    let (href, onclick) = row.profile.clone();
    html! {
        <span class="compare__name">
            <a class="party__name" {href} {onclick} data-testid="response-profile">
                { &row.response.executor.full_name }
            </a>
            { tariff_badge(row.response.tariff_type) }
        </span>
    }
}

/// What is best about it, in words.
fn marks(row: &RowProps) -> Html {
    let marks = [
        (row.best_price, tr!("best-price")),
        (row.best_rating, tr!("best-rating")),
        (row.best_completed, tr!("best-completed")),
    ];
    if !marks.iter().any(|(on, _)| *on) {
        return Html::default();
    }
    html! {
        <ul class="chips">
            for (_, label) in marks.into_iter().filter(|(on, _)| *on) {
                <li class="chip chip--accent" key={label.clone()}>{ label }</li>
            }
        </ul>
    }
}

fn price(row: &RowProps) -> Html {
    let Some(price) = row.response.price_kopecks else {
        return html! { <span class="compare__none">{ tr!("response-no-price") }</span> };
    };
    let against = row.budget.and_then(|budget| price.checked_sub(budget));
    let against = against.map(|difference| match difference.get() {
        0 => tr!("price-as-budget"),
        below if below < 0 => {
            tr!("price-below", sum = format::money(Kopecks::new(below.saturating_neg())))
        }
        _ => tr!("price-above", sum = format::money(difference)),
    });
    html! {
        <span class="compare__price">
            <strong>{ format::money(price) }</strong>
            if let Some(against) = against {
                <small>{ against }</small>
            }
        </span>
    }
}

fn act(row: &RowProps) -> Html {
    match (&row.onselect, row.response.status) {
        (Some(onclick), _) => Button::new(tr!("action-select"))
            .testid("action-select")
            .onclick(onclick.clone())
            .view(),
        (None, ResponseStatus::Pending) => Html::default(),
        (None, status) => html! {
            <span class="response__status">
                if status == ResponseStatus::Accepted {
                    { icon(Shape::Check) }
                }
                { response_status_name(status) }
            </span>
        },
    }
}
