-- What reaches a device: chat messages, notifications, and the log of events per person.

create table messages (
    id text not null primary key,
    order_id text not null references orders (id),
    seq bigint not null check (seq > 0),
    kind text not null,
    -- Null for the marks of what happened to the order.
    sender_id text references users (id),
    content text not null,
    created_at bigint not null,
    delivered_at bigint,
    read_at bigint,
    unique (order_id, seq),
    check ((kind = 'TEXT') = (sender_id is not null))
);

create index messages_unread on messages (order_id, seq) where read_at is null;
create index messages_undelivered on messages (order_id, seq) where delivered_at is null;

create table notifications (
    id text not null primary key,
    user_id text not null references users (id),
    kind text not null,
    title text not null,
    body text not null,
    order_id text references orders (id),
    created_at bigint not null,
    read_at bigint
);

create index notifications_by_user on notifications (user_id, created_at, id);
create index notifications_by_order on notifications (order_id, user_id, kind);
create index notifications_unread on notifications (user_id) where read_at is null;

create table event_heads (
    user_id text not null primary key references users (id),
    last_seq bigint not null,
    -- Stored on one of the person's devices up to here: this makes the second tick.
    acked_seq bigint not null default 0,
    -- Entries up to here were removed; a cursor below starts from a snapshot.
    trimmed_seq bigint not null default 0
);

create table events (
    user_id text not null references users (id),
    seq bigint not null,
    kind text not null,
    -- The message, order or notification it is about.
    subject_id text not null,
    payload text not null,
    at bigint not null,
    primary key (user_id, seq)
);

-- Every mutation once: the key made on the device, and the answer it got.
create table idempotency_keys (
    user_id text not null references users (id),
    key text not null,
    fingerprint text not null,
    status bigint not null default 0,
    answer text not null default '',
    created_at bigint not null,
    primary key (user_id, key)
);

-- Side effects to do after the transaction that decided them.
create table jobs (
    id text not null primary key,
    kind text not null,
    payload text not null,
    run_at bigint not null,
    attempts bigint not null default 0,
    leased_until bigint,
    -- Set when it failed for good; the reason stands beside it.
    parked_at bigint,
    last_error text,
    created_at bigint not null
);

create index jobs_due on jobs (run_at, id) where parked_at is null;
