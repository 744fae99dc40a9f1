//! The words of PRODUCT for the values of the domain.

use montaj_domain::{
    chat::MessageKind,
    notification::{Channel, NotificationKind},
    order::{OrderStatus, PaymentMethod, WorkStep},
    response::ResponseStatus,
    tariff::Tariff,
    text::lowered,
    user::{Role, Specialization, UserStatus},
};

pub fn status_name(status: OrderStatus) -> String {
    match status {
        OrderStatus::Pending => tr!("status-pending"),
        OrderStatus::Published => tr!("status-published"),
        OrderStatus::InProgress => tr!("status-in-progress"),
        OrderStatus::Completed => tr!("status-completed"),
        OrderStatus::Cancelled => tr!("status-cancelled"),
        OrderStatus::Archived => tr!("status-archived"),
    }
}

pub fn category_name(category: Specialization) -> String {
    match category {
        Specialization::Windows => tr!("category-windows"),
        Specialization::Doors => tr!("category-doors"),
        Specialization::Ceilings => tr!("category-ceilings"),
        Specialization::Conditioners => tr!("category-conditioners"),
        Specialization::Blinds => tr!("category-blinds"),
        Specialization::Furniture => tr!("category-furniture"),
    }
}

pub fn role_name(role: Role) -> String {
    match role {
        Role::Customer => tr!("role-customer"),
        Role::Executor => tr!("role-executor"),
        Role::Admin => tr!("role-admin"),
    }
}

pub fn tariff_name(tariff: Tariff) -> String {
    match tariff {
        Tariff::Standard => tr!("tariff-standard"),
        Tariff::Comfort => tr!("tariff-comfort"),
        Tariff::Premium => tr!("tariff-premium"),
    }
}

pub fn payment_name(method: PaymentMethod) -> String {
    match method {
        PaymentMethod::Cash => tr!("payment-cash"),
        PaymentMethod::Card => tr!("payment-card"),
        PaymentMethod::Bank => tr!("payment-bank"),
    }
}

pub fn response_status_name(status: ResponseStatus) -> String {
    match status {
        ResponseStatus::Pending => tr!("response-pending"),
        ResponseStatus::Accepted => tr!("response-accepted"),
        ResponseStatus::Rejected => tr!("response-rejected"),
        ResponseStatus::Cancelled => tr!("response-cancelled"),
    }
}

pub fn account_status_name(status: UserStatus) -> String {
    match status {
        UserStatus::Pending => tr!("account-pending"),
        UserStatus::Active => tr!("account-active"),
        UserStatus::Rejected => tr!("account-rejected"),
        UserStatus::Blocked => tr!("account-blocked"),
    }
}

/// A step of the work by the words on its button.
pub fn step_name(step: WorkStep) -> String {
    match step {
        WorkStep::Start => tr!("action-start-work"),
        WorkStep::Cancel => tr!("action-cancel-work"),
        WorkStep::Complete => tr!("action-complete"),
        WorkStep::Close => tr!("action-close"),
    }
}

/// What happened to the order, as a chat tells it. The server's words for it are one language's.
pub fn system_line(kind: MessageKind) -> String {
    match kind {
        MessageKind::Text => String::new(),
        MessageKind::Selected => tr!("chat-system-selected"),
        MessageKind::Started => tr!("chat-system-started"),
        MessageKind::Done => tr!("chat-system-done"),
        MessageKind::Refused => tr!("chat-system-refused"),
        MessageKind::Closed => tr!("chat-system-closed"),
    }
}

/// What one is told of, as the settings call it.
pub fn kind_name(kind: NotificationKind) -> String {
    match kind {
        NotificationKind::NewOrder => tr!("kind-new-order"),
        NotificationKind::Response => tr!("kind-response"),
        NotificationKind::Selected => tr!("kind-selected"),
        NotificationKind::NotSelected => tr!("kind-not-selected"),
        NotificationKind::Started => tr!("kind-started"),
        NotificationKind::Done => tr!("kind-done"),
        NotificationKind::Closed => tr!("kind-closed"),
        NotificationKind::Refused => tr!("kind-refused"),
        NotificationKind::Cancelled => tr!("kind-cancelled"),
        NotificationKind::OrderChanged => tr!("kind-order-changed"),
        NotificationKind::Message => tr!("kind-message"),
        NotificationKind::AccountModerated => tr!("kind-account-moderated"),
        NotificationKind::OrderModerated => tr!("kind-order-moderated"),
        NotificationKind::System => tr!("kind-system"),
    }
}

/// The same in a few more words.
pub fn kind_hint(kind: NotificationKind) -> String {
    match kind {
        NotificationKind::NewOrder => tr!("kind-new-order-hint"),
        NotificationKind::Response => tr!("kind-response-hint"),
        NotificationKind::Selected => tr!("kind-selected-hint"),
        NotificationKind::NotSelected => tr!("kind-not-selected-hint"),
        NotificationKind::Started => tr!("kind-started-hint"),
        NotificationKind::Done => tr!("kind-done-hint"),
        NotificationKind::Closed => tr!("kind-closed-hint"),
        NotificationKind::Refused => tr!("kind-refused-hint"),
        NotificationKind::Cancelled => tr!("kind-cancelled-hint"),
        NotificationKind::OrderChanged => tr!("kind-order-changed-hint"),
        NotificationKind::Message => tr!("kind-message-hint"),
        NotificationKind::AccountModerated => tr!("kind-account-moderated-hint"),
        NotificationKind::OrderModerated => tr!("kind-order-moderated-hint"),
        NotificationKind::System => tr!("kind-system-hint"),
    }
}

pub fn channel_name(channel: Channel) -> String {
    match channel {
        Channel::InApp => tr!("channel-in-app"),
        Channel::Push => tr!("channel-push"),
        Channel::Email => tr!("channel-email"),
        Channel::Sms => tr!("channel-sms"),
    }
}

/// A text as one searches in it: small letters, and «е» for «ё», as most people type it.
pub fn sought(text: &str) -> String {
    lowered(text).replace('ё', "е")
}
