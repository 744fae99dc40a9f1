//! People, orders and messages for the stories of the replica.

use montaj_domain::{
    chat::MessageKind,
    ids::{MessageId, NotificationId, OperationId, OrderId, ResponseId, UserId},
    money::Kopecks,
    notification::{NotificationFacts, NotificationKind},
    order::{OrderStatus, PaymentMethod},
    response::ResponseStatus,
    tariff::Tariff,
    timestamp::Timestamp,
    user::{Rating, Specialization},
};
use montaj_wire::{
    chat::MessageView,
    event::MessagesReached,
    notification::NotificationView,
    order::{BudgetType, OrderView, PartyView},
    response::ResponseView,
};
use uuid::Uuid;

use crate::outbox::{Action, Lane, OutboxItem, OutboxState};

pub const AT: Timestamp = Timestamp::from_millis(1_764_000_000_042);

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub fn anna() -> UserId {
    UserId::from_uuid(id(1))
}

pub fn boris() -> UserId {
    UserId::from_uuid(id(2))
}

pub fn vera() -> UserId {
    UserId::from_uuid(id(3))
}

pub fn order_id(number: u128) -> OrderId {
    OrderId::from_uuid(id(number))
}

pub fn party(id: UserId) -> PartyView {
    PartyView {
        id,
        full_name: "Борис".to_owned(),
        photo_url: None,
        rating: Rating::INITIAL,
        reviews_count: 0,
        completed_orders: 0,
        tariff_type: None,
        contacts: None,
    }
}

pub fn order(number: u128, title: &str) -> Box<OrderView> {
    let created_at = AT.plus_secs(i64::try_from(number).unwrap());
    Box::new(OrderView {
        id: order_id(number),
        order_number: 7,
        customer_id: anna(),
        executor_id: None,
        category: Specialization::Windows,
        title: title.to_owned(),
        description: String::new(),
        region: "Москва".to_owned(),
        address: String::new(),
        latitude: None,
        longitude: Some(37.6),
        start_date: AT.moscow_day(),
        end_date: None,
        budget_kopecks: Some(Kopecks::from_roubles(5000)),
        budget_type: BudgetType::Fixed,
        payment_method: PaymentMethod::Cash,
        status: OrderStatus::Published,
        created_at,
        published_at: Some(created_at),
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
        customer: party(anna()),
        executor: None,
    })
}

pub fn response(number: u128, order_id: OrderId, executor_id: UserId) -> Box<ResponseView> {
    Box::new(ResponseView {
        id: ResponseId::from_uuid(id(number)),
        order_id,
        executor_id,
        tariff_type: Tariff::Premium,
        commission_kopecks: None,
        message: None,
        price_kopecks: None,
        status: ResponseStatus::Pending,
        created_at: AT.plus_secs(i64::try_from(number).unwrap()),
        executor: party(executor_id),
    })
}

pub fn message(seq: i64, sender_id: Option<UserId>) -> MessageView {
    MessageView {
        id: MessageId::from_uuid(id(1000 + u128::try_from(seq).unwrap())),
        order_id: order_id(10),
        seq,
        kind: if sender_id.is_some() { MessageKind::Text } else { MessageKind::Selected },
        sender_id,
        content: format!("сообщение {seq}"),
        created_at: AT.plus_secs(seq),
        reply_to_id: (seq > 1).then(|| MessageId::from_uuid(id(40))),
        delivered_at: None,
        read_at: None,
        edited_at: None,
        deleted_at: None,
    }
}

pub fn notification(number: u128) -> NotificationView {
    NotificationView {
        id: NotificationId::from_uuid(id(number)),
        kind: NotificationKind::Selected,
        title: "Вас выбрали".to_owned(),
        body: String::new(),
        facts: Some(NotificationFacts {
            order_number: Some(1010),
            order_title: Some("Установка двух окон".to_owned()),
            who: Some("Анна Белова".to_owned()),
            ..NotificationFacts::default()
        }),
        order_id: Some(order_id(10)),
        created_at: AT.plus_secs(i64::try_from(number).unwrap()),
        read_at: None,
    }
}

pub fn queued(number: u128, lane: Lane, action: Action) -> OutboxItem {
    let id = OperationId::from_uuid(id(number));
    OutboxItem { id, lane, action, state: OutboxState::Queued, attempts: 0, created_at: AT }
}

pub fn reached(person_id: UserId, up_to_seq: i64) -> MessagesReached {
    MessagesReached {
        order_id: order_id(10),
        person_id,
        from_seq: 0,
        up_to_seq,
        at: AT.plus_secs(60),
    }
}
