//! Rows of the server's tables, as the generator writes them.

use serde::Serialize;

/// A table whose rows are written in bulk.
pub trait Table: Serialize {
    const NAME: &str;
    /// Each column with its type in PostgreSQL.
    const COLUMNS: &[(&str, &str)];
}

macro_rules! table {
    ($name:ident in $table:literal { $($column:ident: $rust:ty as $kind:literal),+ $(,)? }) => {
        #[derive(Debug, Clone, Serialize)]
        pub struct $name {
            $(pub $column: $rust,)+
        }

        impl Table for $name {
            const NAME: &str = $table;
            const COLUMNS: &[(&str, &str)] = &[$((stringify!($column), $kind)),+];
        }
    };
}

table!(User in "users" {
    id: String as "text",
    role: &'static str as "text",
    status: &'static str as "text",
    phone: String as "text",
    phone_verified_at: i64 as "bigint",
    email: String as "text",
    password_hash: &'static str as "text",
    full_name: String as "text",
    city: String as "text",
    rating_hundredths: i64 as "bigint",
    reviews_count: i64 as "bigint",
    completed_orders: i64 as "bigint",
    agreed_at: i64 as "bigint",
    last_seen_at: i64 as "bigint",
    created_at: i64 as "bigint",
    search_text: String as "text",
});

table!(ExecutorProfile in "executor_profiles" {
    user_id: String as "text",
    region: String as "text",
    short_description: String as "text",
    full_description: String as "text",
    is_self_employed: i64 as "bigint",
    tariff: &'static str as "text",
    premium_until: i64 as "bigint",
});

table!(ExecutorSpecialization in "executor_specializations" {
    user_id: String as "text",
    position: i64 as "bigint",
    specialization: &'static str as "text",
});

table!(Session in "sessions" {
    id: String as "text",
    user_id: String as "text",
    device_name: &'static str as "text",
    generation: i64 as "bigint",
    confirmed_generation: i64 as "bigint",
    rotated_at: i64 as "bigint",
    created_at: i64 as "bigint",
    last_used_at: i64 as "bigint",
    expires_at: i64 as "bigint",
});

table!(Order in "orders" {
    id: String as "text",
    number: i64 as "bigint",
    customer_id: String as "text",
    executor_id: Option<String> as "text",
    category: &'static str as "text",
    title: String as "text",
    description: String as "text",
    region: String as "text",
    address: String as "text",
    start_date: String as "text",
    end_date: Option<String> as "text",
    budget_kopecks: Option<i64> as "bigint",
    payment_method: &'static str as "text",
    status: &'static str as "text",
    created_at: i64 as "bigint",
    published_at: Option<i64> as "bigint",
    selected_at: Option<i64> as "bigint",
    work_started_at: Option<i64> as "bigint",
    work_done_at: Option<i64> as "bigint",
    closed_at: Option<i64> as "bigint",
    responses_count: i64 as "bigint",
    views_count: i64 as "bigint",
    search_text: String as "text",
});

table!(OrderWord in "order_words" {
    order_id: String as "text",
    word: String as "text",
    category: &'static str as "text",
    region: String as "text",
    published_at: i64 as "bigint",
    start_date: String as "text",
});

table!(SearchWord in "search_words" {
    beginning: String as "text",
    length: i64 as "bigint",
    word: String as "text",
});

table!(OrderView in "order_views" {
    order_id: String as "text",
    executor_id: String as "text",
    viewed_at: i64 as "bigint",
});

table!(Response in "responses" {
    id: String as "text",
    order_id: String as "text",
    executor_id: String as "text",
    tariff: &'static str as "text",
    commission_kopecks: i64 as "bigint",
    message: Option<String> as "text",
    price_kopecks: Option<i64> as "bigint",
    status: &'static str as "text",
    created_at: i64 as "bigint",
});

table!(Message in "messages" {
    id: String as "text",
    order_id: String as "text",
    seq: i64 as "bigint",
    kind: &'static str as "text",
    sender_id: String as "text",
    content: String as "text",
    created_at: i64 as "bigint",
    delivered_at: Option<i64> as "bigint",
    read_at: Option<i64> as "bigint",
});

table!(EventHead in "event_heads" {
    user_id: String as "text",
    last_seq: i64 as "bigint",
    acked_seq: i64 as "bigint",
});

table!(Event in "events" {
    user_id: String as "text",
    seq: i64 as "bigint",
    kind: &'static str as "text",
    subject_id: String as "text",
    payload: String as "text",
    at: i64 as "bigint",
});
