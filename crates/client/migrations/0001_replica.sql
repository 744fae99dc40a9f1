-- The device's replica. Views are kept as the JSON they travelled as, beside the columns that are
-- searched; `seq` is the place in the person's log that a view is based on.

create table kept (
    name text primary key not null,
    value text not null
) strict;

create table orders (
    id text primary key not null,
    created_at integer not null,
    seq integer not null,
    view text not null
) strict;

create table responses (
    id text primary key not null,
    order_id text not null,
    executor_id text not null,
    created_at integer not null,
    seq integer not null,
    view text not null
) strict;
create index responses_by_order on responses (order_id);
create index responses_by_executor on responses (executor_id);

create table messages (
    order_id text not null,
    seq integer not null,
    id text not null,
    kind text not null,
    sender_id text,
    content text not null,
    created_at integer not null,
    delivered_at integer,
    read_at integer,
    primary key (order_id, seq)
) strict, without rowid;
create index messages_unread on messages (order_id, sender_id) where read_at is null;

create table chats (
    order_id text primary key not null,
    begins integer not null
) strict;

create table notifications (
    id text primary key not null,
    created_at integer not null,
    read_at integer,
    view text not null
) strict;
create index notifications_by_age on notifications (created_at, id);

-- What follows is known to this device alone: no migration drops it.

create table outbox (
    position integer primary key autoincrement,
    id text not null unique,
    lane text not null,
    action text not null,
    state text not null,
    attempts integer not null,
    created_at integer not null
) strict;

create table drafts (
    form text primary key not null,
    content text not null
) strict;

create table operations (
    fingerprint text primary key not null,
    id text not null,
    begun_at integer not null
) strict;
