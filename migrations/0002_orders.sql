-- Orders, who looked at them, and the responses to them.

create table counters (
    name text not null primary key,
    value bigint not null
);

insert into counters (name, value) values ('order_number', 1000);

create table orders (
    id text not null primary key,
    number bigint not null unique,
    customer_id text not null references users (id),
    executor_id text references users (id),
    category text not null,
    title text not null,
    description text not null,
    region text not null,
    address text not null,
    latitude double precision,
    longitude double precision,
    start_date text not null,
    end_date text,
    -- Null when the budget is negotiable.
    budget_kopecks bigint check (budget_kopecks > 0),
    payment_method text not null check (payment_method in ('CASH', 'CARD', 'BANK')),
    status text not null check (
        status in ('PENDING', 'PUBLISHED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED', 'ARCHIVED')
    ),
    created_at bigint not null,
    published_at bigint,
    selected_at bigint,
    work_started_at bigint,
    work_done_at bigint,
    closed_at bigint,
    responses_count bigint not null default 0,
    views_count bigint not null default 0,
    -- Title, description and address in the form in which they are searched.
    search_text text not null,
    -- The seq of the newest chat message, and the one after which the executor's view begins.
    last_message_seq bigint not null default 0,
    executor_sees_after_seq bigint not null default 0,
    check (status not in ('PUBLISHED', 'IN_PROGRESS', 'COMPLETED') or published_at is not null),
    check (
        (status in ('IN_PROGRESS', 'COMPLETED')) = (executor_id is not null)
    ),
    check ((executor_id is null) = (selected_at is null)),
    check (work_started_at is null or executor_id is not null),
    check (work_done_at is null or work_started_at is not null)
);

create index orders_feed on orders (status, category, region, published_at, id);
create index orders_feed_by_start on orders (status, category, region, start_date, id);
create index orders_by_publication on orders (status, published_at, id);
create index orders_by_status on orders (status, created_at, id);
create index orders_by_creation on orders (created_at, id);
create index orders_by_customer on orders (customer_id, created_at, id);
create index orders_by_executor on orders (executor_id, created_at, id);

create table order_views (
    order_id text not null references orders (id),
    executor_id text not null references users (id),
    viewed_at bigint not null,
    primary key (order_id, executor_id)
);

create table responses (
    id text not null primary key,
    order_id text not null references orders (id),
    executor_id text not null references users (id),
    tariff text not null check (tariff in ('STANDARD', 'COMFORT', 'PREMIUM')),
    commission_kopecks bigint not null check (commission_kopecks >= 0),
    message text,
    price_kopecks bigint check (price_kopecks > 0),
    status text not null check (status in ('PENDING', 'ACCEPTED', 'REJECTED', 'CANCELLED')),
    -- 1 when the message carries a contact: moderators look at it.
    flagged bigint not null default 0 check (flagged in (0, 1)),
    created_at bigint not null,
    unique (order_id, executor_id)
);

create index responses_by_executor on responses (executor_id, created_at, id);
create unique index responses_one_accepted on responses (order_id) where status = 'ACCEPTED';
