//! The responses to one's own order: compare, sort, select (PRODUCT 3.2, 3.3).

use montaj_client::views::Change;
use montaj_domain::{ids::OrderId, response::ResponseStatus};
use montaj_wire::response::ResponseView;
use yew::prelude::*;

use crate::{
    components::{
        Avatar, Button, ConfirmDialog, EmptyState, LoadFailure, RatingView, Select, SelectOption,
        Shape, Skeleton, SkeletonKind, StaleNote, TariffBadge,
    },
    format::{self, Now},
    hooks::{use_action, use_backend, use_go, use_load, use_services},
    i18n::{error_text, response_status_name},
    routes::Route,
};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum SortBy {
    #[default]
    Newest,
    Rating,
    Price,
    Completed,
}

impl SortBy {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Newest, "newest"),
        (Self::Rating, "rating"),
        (Self::Price, "price"),
        (Self::Completed, "completed"),
    ];

    fn label(self) -> String {
        match self {
            Self::Newest => tr!("sort-newest"),
            Self::Rating => tr!("sort-rating"),
            Self::Price => tr!("sort-price"),
            Self::Completed => tr!("sort-completed"),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ResponsesProps {
    pub order_id: OrderId,
    /// Whether one may be selected now.
    pub may_select: bool,
    pub now: Now,
}

#[component]
pub fn Responses(props: &ResponsesProps) -> Html {
    let responses = use_load(
        props.order_id,
        |id, change| change == Change::Order { order_id: *id },
        |backend, id| async move { backend.order_responses(id).await },
    );
    let sort = use_state(SortBy::default);
    let asked = use_state(|| None::<ResponseView>);
    let Some(all) = responses.data() else {
        return match responses.error() {
            Some(error) => html! { <LoadFailure {error} onretry={responses.reload.clone()} /> },
            None => html! { <Skeleton kind={SkeletonKind::Rows} /> },
        };
    };
    let set_sort = {
        let sort = sort.setter();
        Callback::from(move |name: String| {
            let found = SortBy::ALL.into_iter().find(|(_, known)| *known == name);
            sort.set(found.map(|(sort, _)| sort).unwrap_or_default());
        })
    };
    let sort_name =
        SortBy::ALL.into_iter().find(|(known, _)| *known == *sort).map(|(_, name)| name);
    let options: Vec<_> =
        SortBy::ALL.into_iter().map(|(sort, name)| SelectOption::new(name, sort.label())).collect();
    let onselect = {
        let asked = asked.setter();
        Callback::from(move |response| asked.set(Some(response)))
    };
    let onclose = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    html! {
        <section class="responses" data-testid="responses">
            <header class="section-header">
                <h2>{ tr!("responses-title") }{ " " }<span class="section-header__count">{ all.len() }</span></h2>
                if all.len() > 1 {
                    <Select compact=true testid="responses-sort" label={tr!("sort-label")} {options}
                        value={sort_name.unwrap_or_default()} onchange={set_sort} />
                }
            </header>
            if let Some(error) = responses.error() {
                <StaleNote {error} onretry={responses.reload.clone()} />
            }
            if all.is_empty() {
                <EmptyState shape={Shape::People} title={tr!("responses-empty-title")} text={tr!("responses-empty-text")} />
            }
            <div class="cards">
                for response in sorted(&all, *sort) {
                    <ResponseCard key={response.id.to_string()} response={response.clone()} now={props.now}
                        may_select={props.may_select} onselect={onselect.clone()} />
                }
            </div>
            if let Some(response) = &*asked {
                <SelectDialog response={response.clone()} {onclose} />
            }
        </section>
    }
}

/// The accepted one first, those that can no longer be chosen last.
fn sorted(responses: &[ResponseView], by: SortBy) -> Vec<ResponseView> {
    // By one key, so that the sorting itself is there once.
    let place = |response: &ResponseView| match by {
        SortBy::Newest => -response.created_at.as_millis(),
        SortBy::Rating => -response.executor.rating.as_hundredths(),
        SortBy::Price => response.price_kopecks.map_or(i64::MAX, |price| price.get()),
        SortBy::Completed => -response.executor.completed_orders,
    };
    let class = |response: &ResponseView| match response.status {
        ResponseStatus::Accepted => 0,
        ResponseStatus::Pending => 1,
        ResponseStatus::Rejected => 2,
        ResponseStatus::Cancelled => 3,
    };
    let mut sorted = responses.to_vec();
    sorted.sort_by_key(|response| (class(response), place(response)));
    sorted
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ResponseCardProps {
    response: ResponseView,
    now: Now,
    may_select: bool,
    onselect: Callback<ResponseView>,
}

#[component]
fn ResponseCard(props: &ResponseCardProps) -> Html {
    let response = &props.response;
    let executor = &response.executor;
    let (href, onclick) = use_go().link(Route::Executor { user_id: response.executor_id });
    let selectable = props.may_select && response.status == ResponseStatus::Pending;
    let select = {
        let (onselect, response) = (props.onselect.clone(), response.clone());
        Callback::from(move |_: MouseEvent| onselect.emit(response.clone()))
    };
    let label = executor.full_name.clone();
    html! {
        <article class={format!("response response--{}", response.status.as_str().to_ascii_lowercase())}
            data-testid="response-card" data-executor-id={response.executor_id.to_string()}
            data-status={response.status.as_str()}>
            <div class="party__head">
                <Avatar name={label.clone()} photo_url={executor.photo_url.clone()} />
                <div class="party__who">
                    <a class="party__name" {href} {onclick} data-testid="response-profile">{ label }</a>
                    <RatingView rating={executor.rating} reviews_count={executor.reviews_count} />
                    <span class="party__done">{ tr!("completed-orders", count = executor.completed_orders) }</span>
                </div>
                <TariffBadge tariff={response.tariff_type} />
            </div>
            if let Some(message) = &response.message {
                <p class="response__message">{ message }</p>
            }
            <footer class="response__foot">
                <span class="response__price">
                    if let Some(price) = response.price_kopecks {
                        <strong>{ format::money(price) }</strong>
                    } else {
                        { tr!("response-no-price") }
                    }
                    <time>{ format::moment(response.created_at, props.now) }</time>
                </span>
                if selectable {
                    <Button label={tr!("action-select")} icon={Shape::Check} testid="action-select"
                        onclick={select} />
                } else if response.status != ResponseStatus::Pending {
                    <span class="response__status">{ response_status_name(response.status) }</span>
                }
            </footer>
        </article>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct SelectDialogProps {
    response: ResponseView,
    onclose: Callback<()>,
}

#[component]
fn SelectDialog(props: &SelectDialogProps) -> Html {
    let (backend, toaster, action) = (use_backend(), use_services().toaster, use_action());
    let name = props.response.executor.full_name.clone();
    let onyes = {
        let (action, onclose) = (action.clone(), props.onclose.clone());
        let (order_id, executor_id) = (props.response.order_id, props.response.executor_id);
        Callback::from(move |()| {
            let (backend, toaster, onclose) = (backend.clone(), toaster.clone(), onclose.clone());
            let work = async move { backend.select_executor(order_id, executor_id).await };
            action.run(work, move |_| {
                toaster.success(tr!("select-done"));
                onclose.emit(());
            });
        })
    };
    html! {
        <ConfirmDialog title={tr!("select-title", name = name)} text={tr!("select-text")}
            yes={tr!("action-select")} busy={action.is_busy()} {onyes}
            error={action.error().map(error_text)} onno={props.onclose.clone()} />
    }
}

#[cfg(test)]
mod tests {
    use montaj_domain::{ids::ResponseId, money::Kopecks, tariff::Tariff};
    use uuid::Uuid;

    use super::*;
    use crate::pages::orders::samples::{AT, party, published, user};

    fn response(number: u128, status: ResponseStatus, roubles: Option<i64>) -> ResponseView {
        ResponseView {
            id: ResponseId::from_uuid(Uuid::from_u128(number)),
            order_id: published(1).id,
            executor_id: user(number),
            tariff_type: Tariff::Premium,
            commission_kopecks: None,
            message: None,
            price_kopecks: roubles.map(Kopecks::from_roubles),
            status,
            created_at: AT.plus_secs(i64::try_from(number).unwrap()),
            executor: party(number, "Борис"),
        }
    }

    #[test]
    fn responses_sort_by_price_with_those_without_one_after() {
        use ResponseStatus::{Accepted, Pending};
        let all = [
            response(2, Pending, None),
            response(3, Pending, Some(9000)),
            response(4, Pending, Some(7000)),
            response(5, Accepted, Some(9900)),
        ];
        let order = |by| -> Vec<_> { sorted(&all, by).iter().map(|r| r.executor_id).collect() };
        assert_eq!(order(SortBy::Price), [user(5), user(4), user(3), user(2)]);
        assert_eq!(order(SortBy::Newest), [user(5), user(4), user(3), user(2)]);
    }
}
