//! The filters of the feed: a column beside it on a wide screen, a sheet on a phone.

use montaj_domain::user::Specialization;
use yew::prelude::*;

use super::filters::{Filters, Sort};
use crate::{
    components::{
        Button, ButtonKind, DateField, Dialog, MoneyField, SearchField, Select, SelectOption,
    },
    hooks::Form,
    i18n::category_name,
};

/// What the column and the sheet show.
pub struct FilterFields {
    pub form: Form<Filters>,
    /// Of the executor.
    pub categories: Vec<Specialization>,
    pub regions: Vec<String>,
}

/// What stands above the list everywhere: words, order, and on a phone the way to the rest.
pub fn search_bar(form: &Form<Filters>, onfilters: Option<Callback<()>>) -> Html {
    let sorts = Sort::ALL.into_iter().map(|sort| SelectOption::new(sort.name(), sort.label()));
    let count = form.count();
    html! {
        <div class="feed-bar" role="search" aria-label={tr!("feed-search")}>
            <div class="feed-bar__search">
                <SearchField testid="feed-search" label={tr!("feed-search")}
                    placeholder={tr!("feed-search-hint")} value={form.text.clone()} maxlength="200"
                    oninput={form.edit(|filters, text| filters.text = text)} />
            </div>
            if let Some(onfilters) = onfilters {
                <div class="feed-bar__filters" data-count={count.to_string()}>
                    { Button::new(if count == 0 { tr!("feed-filters") } else { tr!("feed-filters-on", count = count) })
                        .kind(ButtonKind::Secondary).testid("feed-filters")
                        .onclick(onfilters.reform(|_| ())).view() }
                </div>
            }
            <div class="feed-bar__sort">
                { Select { testid: "feed-sort", label: tr!("sort-label"),
                    value: form.sort.name().into(), options: sorts.collect::<Vec<_>>(),
                    compact: true,
                    onchange: form.edit(|filters, name: String| filters.sort = Sort::from_name(&name)),
                    ..Select::default() }.view() }
            </div>
        </div>
    }
}

pub fn filter_column(filters: &FilterFields) -> Html {
    html! {
        <aside class="feed-filters card" aria-label={tr!("feed-filters")} data-testid="feed-filter-column">
            <header class="feed-filters__head">
                <h2>{ tr!("feed-filters") }</h2>
                { reset(&filters.form) }
            </header>
            { fields(filters) }
        </aside>
    }
}

pub fn filter_sheet(filters: &FilterFields, found: (usize, bool), onclose: &Callback<()>) -> Html {
    let (count, more) = found;
    let show =
        if more { tr!("feed-show-many", count = count) } else { tr!("feed-show", count = count) };
    html! {
        <Dialog title={tr!("feed-filters")} onclose={onclose.clone()}>
            <div class="feed-filters">
                { fields(filters) }
                <div class="dialog__buttons">
                    { reset(&filters.form) }
                    { Button::new(show).testid("feed-filters-show")
                        .onclick(onclose.reform(|_| ())).view() }
                </div>
            </div>
        </Dialog>
    }
}

fn reset(form: &Form<Filters>) -> Html {
    if !form.narrow() {
        return Html::default();
    }
    let onclick = form.edit(|filters: &mut Filters, _: MouseEvent| *filters = filters.cleared());
    Button::new(tr!("feed-reset"))
        .kind(ButtonKind::Ghost)
        .testid("feed-reset")
        .onclick(onclick)
        .view()
}

fn fields(filters: &FilterFields) -> Html {
    let form = &filters.form;
    let any = |label: String| SelectOption::new("", label);
    let categories = std::iter::once(any(tr!("feed-all-categories")))
        .chain(filters.categories.iter().map(|c| SelectOption::new(c.as_str(), category_name(*c))));
    let regions = std::iter::once(any(tr!("feed-all-regions")))
        .chain(filters.regions.iter().map(|r| SelectOption::new(r.clone(), r.clone())));
    html! {
        <div class="feed-filters__fields">
            { Select { testid: "feed-category", label: tr!("field-category"),
                value: form.category.map(Specialization::as_str).unwrap_or_default().into(),
                options: categories.collect::<Vec<_>>(),
                onchange: form.edit(|filters, name: String| filters.category = Specialization::from_name(&name)),
                ..Select::default() }.view() }
            { Select { testid: "feed-region", label: tr!("field-region"),
                value: form.region.clone().unwrap_or_default().into(),
                options: regions.collect::<Vec<_>>(),
                onchange: form.edit(|filters, name: String| filters.region = Some(name).filter(|n| !n.is_empty())),
                ..Select::default() }.view() }
            <fieldset class="feed-filters__range">
                <legend>{ tr!("fact-budget") }</legend>
                { MoneyField { testid: "feed-min", label: tr!("filter-from"),
                    value: form.min.clone(), oninput: form.edit(|filters, min| filters.min = min),
                    ..MoneyField::default() }.view() }
                { MoneyField { testid: "feed-max", label: tr!("filter-to"),
                    value: form.max.clone(), oninput: form.edit(|filters, max| filters.max = max),
                    ..MoneyField::default() }.view() }
            </fieldset>
            <fieldset class="feed-filters__range">
                <legend>{ tr!("filter-start") }</legend>
                <DateField testid="feed-from" label={tr!("filter-since")} value={form.from.clone()}
                    oninput={form.edit(|filters, day| filters.from = day)} />
                <DateField testid="feed-to" label={tr!("filter-until")} value={form.to.clone()}
                    min={form.from.clone()}
                    oninput={form.edit(|filters, day| filters.to = day)} />
            </fieldset>
        </div>
    }
}
