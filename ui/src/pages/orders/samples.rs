//! Orders for tests.

use montaj_domain::{
    ids::{OrderId, UserId},
    money::Kopecks,
    order::{OrderStatus, PaymentMethod},
    tariff::Tariff,
    timestamp::Timestamp,
    user::{Rating, Role, Specialization, UserStatus},
};
use montaj_wire::{
    account::{ExecutorProfileView, Messengers, SubscriptionView, UserView},
    order::{BudgetType, OrderView, PartyView},
};
use uuid::Uuid;

pub const AT: Timestamp = Timestamp::from_millis(1_770_000_000_000);

pub fn user(number: u128) -> UserId {
    UserId::from_uuid(Uuid::from_u128(number))
}

pub fn party(number: u128, name: &str) -> PartyView {
    PartyView {
        id: user(number),
        full_name: name.to_owned(),
        photo_url: None,
        rating: Rating::INITIAL,
        reviews_count: 0,
        completed_orders: 0,
        tariff_type: None,
        contacts: None,
    }
}

/// Anna's (1) published order of that number.
pub fn published(number: u128) -> OrderView {
    OrderView {
        id: OrderId::from_uuid(Uuid::from_u128(number)),
        order_number: i64::try_from(number).unwrap(),
        customer_id: user(1),
        executor_id: None,
        category: Specialization::Windows,
        title: "Установить окно на кухне".into(),
        description: "Окно уже куплено, нужен монтаж с отделкой откосов".into(),
        region: "Москва".into(),
        address: "ул. Тверская, 12".into(),
        latitude: None,
        longitude: None,
        start_date: time::macros::date!(2026 - 03 - 12),
        end_date: None,
        budget_kopecks: Some(Kopecks::from_roubles(12_000)),
        budget_type: BudgetType::Fixed,
        payment_method: PaymentMethod::Cash,
        status: OrderStatus::Published,
        created_at: AT,
        published_at: Some(AT),
        selected_at: None,
        work_started_at: None,
        work_done_at: None,
        closed_at: None,
        responses_count: 0,
        views_count: 0,
        has_responded: false,
        has_viewed: false,
        my_response_status: None,
        chat_begins_at_seq: None,
        customer: party(1, "Анна Петрова"),
        executor: None,
    }
}

/// The same with Boris (2) selected.
pub fn in_progress(number: u128) -> OrderView {
    OrderView {
        status: OrderStatus::InProgress,
        executor_id: Some(user(2)),
        executor: Some(party(2, "Борис Иванов")),
        selected_at: Some(AT),
        ..published(number)
    }
}

/// Somebody active who sets windows, if an executor.
pub fn person(number: u128, role: Role) -> UserView {
    let trades = vec![Specialization::Windows];
    let profile = ExecutorProfileView {
        region: "Москва".into(),
        specializations: trades.clone(),
        active_specializations: trades,
        short_description: String::new(),
        full_description: String::new(),
        is_self_employed: false,
    };
    UserView {
        id: user(number),
        role,
        phone: "+79161234567".into(),
        email: "a@example.ru".into(),
        full_name: "Имя".into(),
        organization: None,
        city: "Москва".into(),
        photo_url: None,
        rating: Rating::INITIAL,
        completed_orders: 0,
        status: UserStatus::Active,
        is_phone_verified: true,
        created_at: AT,
        messengers: Messengers::default(),
        about: None,
        website: None,
        executor_profile: (role == Role::Executor).then_some(profile),
        subscription: Some(SubscriptionView { tariff_type: Tariff::Premium, premium_until: None }),
    }
}
