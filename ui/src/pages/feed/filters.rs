//! What an executor looks for in the feed.

use montaj_domain::user::Specialization;
use montaj_wire::order::{FeedQuery, SortBy, SortOrder};
use yew::prelude::*;

use crate::{
    components::{Button, ButtonKind, Select, SelectOption, Shape, TextField},
    i18n::category_name,
};

const PAGE: u32 = 20;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Newest,
    Oldest,
    Start,
}

impl Sort {
    const ALL: [Self; 3] = [Self::Newest, Self::Oldest, Self::Start];

    const fn name(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Start => "start",
        }
    }

    fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|sort| sort.name() == name).unwrap_or_default()
    }

    fn label(self) -> String {
        match self {
            Self::Newest => tr!("sort-newest"),
            Self::Oldest => tr!("sort-oldest"),
            Self::Start => tr!("sort-start"),
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    pub category: Option<Specialization>,
    pub region: Option<String>,
    pub text: String,
    pub sort: Sort,
}

impl Filters {
    pub fn query(&self, cursor: Option<String>) -> FeedQuery {
        let (sort_by, sort_order) = match self.sort {
            Sort::Newest => (SortBy::CreatedAt, SortOrder::Desc),
            Sort::Oldest => (SortBy::CreatedAt, SortOrder::Asc),
            Sort::Start => (SortBy::StartDate, SortOrder::Asc),
        };
        let text = self.text.trim();
        FeedQuery {
            category: self.category,
            region: self.region.clone(),
            q: (!text.is_empty()).then(|| text.to_owned()),
            sort_by: Some(sort_by),
            sort_order: Some(sort_order),
            cursor,
            limit: Some(PAGE),
            ..FeedQuery::default()
        }
    }

    /// Whether anything is left out of the feed.
    pub fn narrow(&self) -> bool {
        self.category.is_some() || self.region.is_some() || !self.text.trim().is_empty()
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FilterBarProps {
    pub filters: Filters,
    pub categories: Vec<Specialization>,
    pub regions: Vec<String>,
    pub ontext: Callback<String>,
    pub oncategory: Callback<Option<Specialization>>,
    pub onregion: Callback<Option<String>>,
    pub onsort: Callback<Sort>,
    pub onreset: Callback<()>,
}

#[component]
pub fn FilterBar(props: &FilterBarProps) -> Html {
    let filters = &props.filters;
    let any = |label: String| SelectOption::new("", label);
    let categories = std::iter::once(any(tr!("feed-all-categories")))
        .chain(props.categories.iter().map(|c| SelectOption::new(c.as_str(), category_name(*c))));
    let regions = std::iter::once(any(tr!("feed-all-regions")))
        .chain(props.regions.iter().map(|r| SelectOption::new(r.clone(), r.clone())));
    let sorts = Sort::ALL.into_iter().map(|sort| SelectOption::new(sort.name(), sort.label()));
    html! {
        <section class="filters" role="search" aria-label={tr!("feed-filters")}>
            <div class="filters__search">
                <TextField testid="feed-search" label={tr!("feed-search")} kind="search"
                    placeholder={tr!("feed-search-hint")} value={filters.text.clone()}
                    oninput={props.ontext.clone()} />
            </div>
            <Select compact=true testid="feed-category" label={tr!("field-category")}
                value={filters.category.map(Specialization::as_str).unwrap_or_default()}
                options={categories.collect::<Vec<_>>()}
                onchange={props.oncategory.reform(|name: String| Specialization::from_name(&name))} />
            <Select compact=true testid="feed-region" label={tr!("field-region")}
                value={filters.region.clone().unwrap_or_default()}
                options={regions.collect::<Vec<_>>()}
                onchange={props.onregion.reform(|name: String| Some(name).filter(|n| !n.is_empty()))} />
            <Select compact=true testid="feed-sort" label={tr!("sort-label")}
                value={filters.sort.name()} options={sorts.collect::<Vec<_>>()}
                onchange={props.onsort.reform(|name: String| Sort::from_name(&name))} />
            if filters.narrow() {
                <Button label={tr!("feed-reset")} kind={ButtonKind::Ghost} icon={Shape::Close}
                    testid="feed-reset" onclick={props.onreset.reform(|_| ())} />
            }
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_text_does_not_narrow_the_feed() {
        let filters = Filters { text: "  ".into(), ..Filters::default() };
        assert!(!filters.narrow());
        assert_eq!(filters.query(None).q, None);
    }

    #[test]
    fn a_sort_survives_its_name() {
        for sort in Sort::ALL {
            assert_eq!(Sort::from_name(sort.name()), sort);
        }
        assert_eq!(Sort::from_name("?"), Sort::Newest);
    }
}
