//! The chats whose messages do not pop up.

use montaj_client::views::Change;
use montaj_domain::ids::OrderId;
use montaj_wire::notification::MutedChat;
use yew::{platform::spawn_local, prelude::*};

use crate::{
    components::{Button, ButtonKind, Shape, icon},
    format,
    hooks::{use_backend, use_load, use_now},
};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct MutedChatsProps {
    pub muted: Vec<MutedChat>,
}

#[component]
pub fn MutedChats(props: &MutedChatsProps) -> Html {
    let (backend, now) = (use_backend(), use_now(60));
    let chats = use_load(
        (),
        |(), change| matches!(change, Change::Chat { .. }),
        |backend, ()| backend.chats(),
    );
    let named: Vec<_> = chats.data().map(|chats| (*chats).clone()).unwrap_or_default();
    let name_of = |order_id: OrderId| {
        let chat = named.iter().find(|chat| chat.order.id == order_id);
        // A chat that one has lost has no name here.
        chat.map_or_else(
            || (tr!("muted-former"), String::new()),
            |chat| (chat.other.full_name.clone(), chat.order.title.clone()),
        )
    };
    let in_force = props.muted.iter().filter(|muted| muted.is_muted_at(now.at));
    let rows = in_force.map(|muted| {
        let order_id = muted.order_id;
        let (title, order) = name_of(order_id);
        let unmute = {
            let backend = backend.clone();
            Callback::from(move |_: MouseEvent| {
                let backend = backend.clone();
                // Kept on this device first: there is no network that it could fail by.
                spawn_local(async move { drop(backend.unmute_chat(order_id).await) });
            })
        };
        let until = muted.until.map_or_else(
            || tr!("muted-for-good"),
            |until| tr!("muted-until", moment = format::moment(until, now)),
        );
        html! {
            <div key={order_id.to_string()} class="row device" data-testid="settings-muted"
                data-order-id={order_id.to_string()}>
                <span class="told__icon told__icon--quiet">{ icon(Shape::BellOff) }</span>
                <span class="row__text">
                    <strong class="row__title">{ title }</strong>
                    if !order.is_empty() {
                        <span class="row__line">{ order }</span>
                    }
                    <span class="row__time">{ until }</span>
                </span>
                { Button::new(tr!("muted-end")).kind(ButtonKind::Ghost).testid("settings-unmute")
                    .onclick(unmute).view() }
            </div>
        }
    });
    let rows: Vec<Html> = rows.collect();
    html! {
        <div class="settings__part" data-testid="settings-muted-chats">
            <h3>{ tr!("muted-title") }</h3>
            if rows.is_empty() {
                <p class="muted">{ tr!("muted-none") }</p>
            } else {
                { rows }
            }
        </div>
    }
}
