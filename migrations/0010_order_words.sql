-- By which words a published order is found. Kept by the transaction that publishes, edits or takes
-- it back; one walk along an index for each word, in the feed's order.

create table order_words (
    order_id text not null references orders (id),
    -- A stem, see `crates/store/src/orders/words.rs`.
    word text not null,
    category text not null,
    region text not null,
    published_at bigint not null,
    start_date text not null,
    primary key (order_id, word)
);

create index order_words_feed on order_words (word, category, region, published_at, order_id);
create index order_words_by_start on order_words (word, category, region, start_date, order_id);

-- Every stem that ever stood in an order, under each of its beginnings: what somebody has typed
-- half is found by equality, the shortest first.
create table search_words (
    beginning text not null,
    length bigint not null,
    word text not null,
    primary key (beginning, length, word)
);

-- Orders that were published before are indexed once, when the server opens the database.
insert into counters (name, value)
select 'orders_without_words', 0 where exists (select 1 from orders);
