//! The other side of an order: who it is, and the contacts where they are open (PRODUCT 1.8).

use montaj_wire::order::{Contacts, PartyView};
use yew::prelude::*;

use super::{Shape, avatar, icon, rating, tariff_badge};
use crate::{format, hooks::use_go, routes::Route};

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct PartyCardProps {
    pub title: AttrValue,
    pub party: PartyView,
    /// Executors have a public profile to open.
    #[prop_or_default]
    pub has_profile: bool,
    /// Why there are no contacts, where that is worth a word.
    #[prop_or_default]
    pub contacts_note: Option<AttrValue>,
}

#[component]
pub fn PartyCard(props: &PartyCardProps) -> Html {
    let party = &props.party;
    let (href, onclick) = use_go().link(Route::Executor { user_id: party.id });
    html! {
        <section class="card party" data-testid="order-party" data-user-id={party.id.to_string()}>
            <h2 class="card__title">{ &props.title }</h2>
            <div class="party__head">
                { avatar(&party.full_name, party.photo_url.as_deref()) }
                <div class="party__who">
                    if props.has_profile {
                        <a class="party__name" {href} {onclick}>{ &party.full_name }</a>
                    } else {
                        <span class="party__name">{ &party.full_name }</span>
                    }
                    { rating(party.rating, Some(party.reviews_count), None) }
                    <span class="party__done">{ tr!("completed-orders", count = party.completed_orders) }</span>
                </div>
                if let Some(tariff) = party.tariff_type {
                    { tariff_badge(tariff) }
                }
            </div>
            if let Some(contacts) = &party.contacts {
                { contacts_view(contacts) }
            } else if let Some(note) = &props.contacts_note {
                <p class="party__note">{ icon(Shape::Shield) }<span>{ note }</span></p>
            }
        </section>
    }
}

fn contacts_view(contacts: &Contacts) -> Html {
    let messengers = [
        (tr!("messenger-max"), &contacts.messengers.max),
        (tr!("messenger-telegram"), &contacts.messengers.telegram),
    ];
    html! {
        <div class="contacts" data-testid="contacts">
            <a class="contacts__line" data-testid="contact-phone"
                href={format!("tel:{}", contacts.phone)}>
                { icon(Shape::Phone) }<span>{ format::phone(&contacts.phone) }</span>
            </a>
            <a class="contacts__line" data-testid="contact-email"
                href={format!("mailto:{}", contacts.email)}>
                { icon(Shape::Mail) }<span>{ &contacts.email }</span>
            </a>
            for (name, handle) in messengers.into_iter().filter_map(|(n, h)| Some((n, h.as_ref()?))) {
                <span class="contacts__line" key={name.clone()}>
                    { icon(Shape::Chat) }<span>{ format!("{name}: {handle}") }</span>
                </span>
            }
        </div>
    }
}
