//! Looking for words in a chat (PRODUCT 5.3): the field, the way from one to the next, the list.

use std::rc::Rc;

use montaj_client::views::ChatSearch;
use montaj_domain::{
    ids::OrderId,
    text::{Needle, SEARCHED},
};
use montaj_wire::chat::MessageView;
use web_sys::HtmlInputElement;
use yew::{platform::spawn_local, prelude::*};

use super::{
    marked::{excerpt, marked},
    reading::Sought,
};
use crate::{
    components::{Button, ButtonKind, Shape, icon},
    format::{self, Now},
    hooks::{use_backend, use_debounced, use_me, use_now},
};

const PAUSE_MS: u32 = 250;
/// So many results stand in the list; the arrows lead to all.
const MOST_LISTED: usize = 50;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SearchBarProps {
    pub order_id: OrderId,
    /// How the other side is called.
    pub other: AttrValue,
    /// Told what is looked for now.
    pub onneedle: Callback<Option<Needle>>,
    pub onseek: Callback<Sought>,
    pub onclose: Callback<()>,
}

#[component]
pub fn SearchBar(props: &SearchBarProps) -> Html {
    let (query, field) = (use_state(String::new), use_node_ref());
    let (at, listed) = (use_state_eq(|| 0_usize), use_state_eq(|| true));
    let found = use_found(props, (*query).clone(), at.setter());
    use_focus(&field);
    let number = use_mut_ref(|| 0_u32);
    let go = {
        let (onseek, found, at) = (props.onseek.clone(), found.clone(), at.setter());
        let listed = listed.setter();
        Callback::from(move |to: usize| {
            let Some(hit) = found.as_ref().and_then(|found| found.hits.get(to)) else { return };
            *number.borrow_mut() += 1;
            at.set(to);
            listed.set(false);
            onseek.emit(Sought { number: *number.borrow(), id: hit.id, seq: Some(hit.seq) });
        })
    };
    let count = found.as_ref().map_or(0, |found| found.hits.len());
    // The first step leads to the newest, each further one away from it.
    let older = go.reform({
        let (at, listed) = (*at, *listed);
        move |()| if listed { at } else { (at + 1).min(count.saturating_sub(1)) }
    });
    let newer = go.reform({
        let at = *at;
        move |()| at.saturating_sub(1)
    });
    let onkeydown = {
        let (older, newer, onclose) = (older.clone(), newer.clone(), props.onclose.clone());
        Callback::from(move |press: KeyboardEvent| match press.key().as_str() {
            "Escape" => (press.prevent_default(), onclose.emit(())).1,
            "Enter" if press.shift_key() => newer.emit(()),
            "ArrowDown" => (press.prevent_default(), newer.emit(())).1,
            "Enter" => older.emit(()),
            "ArrowUp" => (press.prevent_default(), older.emit(())).1,
            _ => {}
        })
    };
    let oninput = {
        let (query, listed) = (query.setter(), listed.setter());
        Callback::from(move |event: InputEvent| {
            listed.set(true);
            query.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    let toggle = {
        let listed = listed.clone();
        Callback::from(move |_: MouseEvent| listed.set(!*listed))
    };
    html! {
        <div class="chat-search" role="search" data-testid="chat-search-bar">
            <div class="chat-search__bar">
                { icon(Shape::Search) }
                <input ref={field} type="search" class="chat-search__field" data-testid="chat-search"
                    aria-label={tr!("chat-search")} placeholder={tr!("chat-search")} {oninput} {onkeydown}
                    maxlength={SEARCHED.max.to_string()} />
                if let Some(found) = &found {
                    <button type="button" class="link chat-search__count" data-testid="chat-search-count"
                        data-count={count.to_string()} aria-expanded={listed.to_string()} aria-live="polite"
                        disabled={count == 0} onclick={toggle}>{ count_text(found, *at, *listed) }</button>
                }
                { Button::new(tr!("chat-search-older")).icon(Shape::Up).kind(ButtonKind::Ghost)
                    .testid("chat-search-older").icon_only()
                    .disabled(count == 0 || (!*listed && *at + 1 >= count))
                    .onclick(older.reform(|_: MouseEvent| ())).view() }
                { Button::new(tr!("chat-search-newer")).icon(Shape::Down).kind(ButtonKind::Ghost)
                    .testid("chat-search-newer").icon_only().disabled(*at == 0)
                    .onclick(newer.reform(|_: MouseEvent| ())).view() }
                { Button::new(tr!("chat-search-close")).icon(Shape::Close).kind(ButtonKind::Ghost)
                    .testid("chat-search-close").icon_only()
                    .onclick(props.onclose.reform(|_: MouseEvent| ())).view() }
            </div>
            if let Some(found) = found.filter(|found| *listed && !found.hits.is_empty()) {
                <Results {found} query={(*query).clone()} other={props.other.clone()} onpick={go} />
            }
        </div>
    }
}

fn count_text(found: &ChatSearch, at: usize, listed: bool) -> String {
    let count = u32::try_from(found.hits.len()).unwrap_or(u32::MAX);
    if count == 0 {
        return tr!(if found.here_only { "chat-search-none-here" } else { "chat-search-none" });
    }
    let more = if found.has_more { "+" } else { "" };
    if listed {
        return tr!("chat-search-found", count = count, more = more.to_owned());
    }
    let at = u32::try_from(at + 1).unwrap_or(u32::MAX);
    tr!("chat-search-place", at = at, count = format!("{count}{more}"))
}

/// What was found; `None` while nothing is looked for.
#[hook]
fn use_found(
    props: &SearchBarProps,
    query: String,
    at: UseStateSetter<usize>,
) -> Option<Rc<ChatSearch>> {
    let backend = use_backend();
    let found = use_state(|| None::<Rc<ChatSearch>>);
    let settled = use_debounced(query, PAUSE_MS);
    let newest = use_mut_ref(|| 0_u32);
    let (setter, order_id, onneedle) = (found.setter(), props.order_id, props.onneedle.clone());
    use_effect_with(settled, move |query| {
        *newest.borrow_mut() += 1;
        let mine = *newest.borrow();
        let needle = Needle::new(query);
        onneedle.emit(needle.clone());
        at.set(0);
        if needle.is_none() {
            setter.set(None);
            return;
        }
        let query = query.clone();
        spawn_local(async move {
            let answer = backend.search_chat(order_id, query).await;
            if *newest.borrow() == mine {
                setter.set(answer.ok().map(Rc::new));
            }
        });
    });
    (*found).clone()
}

#[hook]
fn use_focus(field: &NodeRef) {
    let field = field.clone();
    use_effect_with((), move |()| {
        if let Some(field) = field.cast::<HtmlInputElement>() {
            // A field that takes no focus now is still there to be pressed.
            let _ = field.focus();
        }
    });
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ResultsProps {
    found: Rc<ChatSearch>,
    query: AttrValue,
    other: AttrValue,
    onpick: Callback<usize>,
}

#[component]
fn Results(props: &ResultsProps) -> Html {
    let (me, now) = (use_me(), use_now(60));
    let needle = Needle::new(&props.query);
    html! {
        <ul class="chat-search__results" data-testid="chat-search-results">
            if props.found.here_only {
                <li class="chat-search__note">{ tr!("chat-search-here") }</li>
            }
            for (index, hit) in props.found.hits.iter().take(MOST_LISTED).enumerate() {
                <li key={hit.id.to_string()}>
                    <button type="button" class="chat-search__hit" data-testid="chat-search-hit"
                        onclick={props.onpick.reform(move |_: MouseEvent| index)}>
                        { result(hit, hit.sender_id == Some(me.id), &props.other, needle.as_ref(), now) }
                    </button>
                </li>
            }
        </ul>
    }
}

fn result(
    hit: &MessageView,
    mine: bool,
    other: &AttrValue,
    needle: Option<&Needle>,
    now: Now,
) -> Html {
    let text = needle.map_or_else(|| hit.content.clone(), |it| excerpt(&hit.content, it));
    html! {
        <>
            <span class="chat-search__head">
                <strong>{ if mine { tr!("chat-you") } else { other.to_string() } }</strong>
                <time>{ format::moment(hit.created_at, now) }</time>
            </span>
            <span class="chat-search__text">{ marked(&text, needle) }</span>
        </>
    }
}
