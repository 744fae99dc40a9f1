//! People as they see themselves, as others see them, and as the other side of an order.

use montaj_domain::{
    settings::PlatformSettings, tariff::Tariff, timestamp::Timestamp, user::Specialization,
};
use montaj_store::users::{ExecutorProfile, Party, User};
use montaj_wire::{
    account::{ExecutorProfileView, Messengers, PublicProfile, SubscriptionView, UserView},
    order::{Contacts, PartyView},
};

/// A person as they see themselves, and as administrators see them.
pub fn of(user: &User, now: Timestamp, settings: &PlatformSettings) -> UserView {
    UserView {
        id: user.id,
        role: user.role,
        phone: user.phone.to_string(),
        email: user.email.clone(),
        full_name: user.full_name.clone(),
        organization: user.organization.clone(),
        city: user.city.clone(),
        photo_url: None,
        rating: user.rating,
        completed_orders: user.completed_orders,
        status: user.status,
        is_phone_verified: user.phone_verified_at.is_some(),
        created_at: user.created_at,
        messengers: messengers(user),
        about: user.about.clone(),
        website: user.website.clone(),
        executor_profile: user
            .executor
            .as_ref()
            .map(|executor| executor_profile(executor, user.active_specializations(now, settings))),
        subscription: user.executor.as_ref().map(|executor| subscription(executor, now)),
    }
}

/// One side of an order; with contacts only where the order opens them (PRODUCT 1.8).
pub fn party(party: &Party, with_contacts: bool, now: Timestamp) -> PartyView {
    PartyView {
        id: party.id,
        full_name: party.full_name.clone(),
        photo_url: None,
        rating: party.rating,
        reviews_count: party.reviews_count,
        completed_orders: party.completed_orders,
        tariff_type: party.subscription.map(|subscription| subscription.tariff_at(now)),
        contacts: with_contacts.then(|| Contacts {
            phone: party.phone.to_string(),
            email: party.email.clone(),
            messengers: Messengers {
                max: party.messenger_max.clone(),
                telegram: party.messenger_telegram.clone(),
            },
        }),
    }
}

/// What anybody signed in sees of an executor; `None` for those who are none.
pub fn public_profile(
    user: &User,
    now: Timestamp,
    settings: &PlatformSettings,
) -> Option<PublicProfile> {
    let executor = user.executor.as_ref()?;
    Some(PublicProfile {
        id: user.id,
        full_name: user.full_name.clone(),
        photo_url: None,
        city: user.city.clone(),
        rating: user.rating,
        reviews_count: user.reviews_count,
        completed_orders: user.completed_orders,
        tariff_type: executor.subscription.tariff_at(now),
        region: executor.region.clone(),
        specializations: executor.active(now, settings).to_vec(),
        short_description: executor.short_description.clone(),
        full_description: executor.full_description.clone(),
        is_self_employed: executor.is_self_employed,
        created_at: user.created_at,
    })
}

fn messengers(user: &User) -> Messengers {
    Messengers { max: user.messenger_max.clone(), telegram: user.messenger_telegram.clone() }
}

fn executor_profile(executor: &ExecutorProfile, active: &[Specialization]) -> ExecutorProfileView {
    ExecutorProfileView {
        region: executor.region.clone(),
        specializations: executor.specializations.clone(),
        active_specializations: active.to_vec(),
        short_description: executor.short_description.clone(),
        full_description: executor.full_description.clone(),
        is_self_employed: executor.is_self_employed,
    }
}

fn subscription(executor: &ExecutorProfile, now: Timestamp) -> SubscriptionView {
    let tariff_type = executor.subscription.tariff_at(now);
    let premium_until =
        executor.subscription.premium_until.filter(|_| tariff_type == Tariff::Premium);
    SubscriptionView { tariff_type, premium_until }
}
