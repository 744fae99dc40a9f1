-- What people want to be told of, how, and when not.

-- A kind whose switches the person has touched; the others go as at first.
create table notification_switches (
    user_id text not null references users (id),
    kind text not null,
    in_app bigint not null check (in_app in (0, 1)),
    push bigint not null check (push in (0, 1)),
    email bigint not null check (email in (0, 1)),
    sms bigint not null check (sms in (0, 1)),
    primary key (user_id, kind)
);

create table quiet_hours (
    user_id text not null primary key references users (id),
    is_on bigint not null check (is_on in (0, 1)),
    from_minute bigint not null check (from_minute between 0 and 1439),
    to_minute bigint not null check (to_minute between 0 and 1439 and to_minute <> from_minute),
    zone text not null,
    offset_minutes bigint not null check (offset_minutes between -840 and 840)
);

create table muted_chats (
    user_id text not null references users (id),
    order_id text not null references orders (id),
    -- For good when there is none.
    until bigint,
    primary key (user_id, order_id)
);
