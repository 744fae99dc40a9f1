//! Where the filters come from and go to: the address, and what this device keeps for the next
//! start.

use montaj_client::views::DraftKey;
use montaj_wire::lean;
use yew::{platform::spawn_local, prelude::*};

use super::filters::Filters;
use crate::{
    hooks::{Form, use_backend, use_form, use_go, use_search},
    routes::Route,
};

/// The filters, and whether they are known yet. `before` is what they were when one left the feed.
#[hook]
pub fn use_filters(before: Option<Filters>) -> (Form<Filters>, bool) {
    let (backend, search) = (use_backend(), use_search());
    let asked = use_memo((), |()| Filters::read(|name| search.get(name)).or(before));
    let form = use_form(|| (*asked).clone().unwrap_or_default());
    let known = use_state(|| asked.is_some());
    let (kept, set_known) = (form.clone(), known.setter());
    use_effect_with((), move |()| {
        if asked.is_some() {
            return;
        }
        spawn_local(async move {
            let draft = backend.draft(DraftKey::Feed).await.ok().flatten();
            if let Some(filters) = draft.and_then(|draft| lean::from_value(draft).ok()) {
                kept.set(filters);
            }
            set_known.set(true);
        });
    });
    (form, *known)
}

/// Says in the address, and keeps on the device, what the feed shows.
#[hook]
pub fn use_filters_kept(settled: Filters, known: bool) {
    let (backend, search, go) = (use_backend(), use_search(), use_go());
    let told = search.clone();
    use_effect_with((settled.clone(), told, known), move |(filters, told, known)| {
        let said = Filters::read(|name| told.get(name)).unwrap_or_default();
        if *known && said != *filters {
            let pairs = filters.pairs();
            let query: Vec<_> = pairs.iter().map(|(name, value)| (*name, &**value)).collect();
            go.instead_with_query(Route::Feed, &query);
        }
    });
    let saved = use_mut_ref(|| None::<Filters>);
    use_effect_with((settled, known), move |(filters, known)| {
        if !*known || saved.borrow().as_ref() == Some(filters) {
            return;
        }
        let first = saved.replace(Some(filters.clone())).is_none();
        if first && *filters == Filters::default() {
            return;
        }
        let content = lean::to_value(filters).ok();
        let content = content.filter(|_| *filters != Filters::default());
        // Only comfort: a failure needs no word.
        spawn_local(async move { drop(backend.save_draft(DraftKey::Feed, content).await) });
    });
}
