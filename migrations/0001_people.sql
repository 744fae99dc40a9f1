-- People, how they sign in, and the platform's settings.

create table users (
    id text not null primary key,
    role text not null check (role in ('CUSTOMER', 'EXECUTOR', 'ADMIN')),
    status text not null check (status in ('PENDING', 'ACTIVE', 'REJECTED', 'BLOCKED')),
    phone text not null unique,
    phone_verified_at bigint,
    email text not null,
    password_hash text not null,
    full_name text not null,
    city text not null,
    organization text,
    address text,
    messenger_max text,
    messenger_telegram text,
    inn text,
    ogrn text,
    about text,
    website text,
    rating_hundredths bigint not null check (rating_hundredths between 100 and 500),
    reviews_count bigint not null default 0,
    completed_orders bigint not null default 0,
    agreed_at bigint not null,
    last_seen_at bigint,
    created_at bigint not null,
    -- Name, phone and e-mail in the form in which administrators search them.
    search_text text not null
);

create index users_by_status on users (status, created_at, id);

create table executor_profiles (
    user_id text not null primary key references users (id),
    region text not null,
    short_description text not null default '',
    full_description text not null default '',
    is_self_employed bigint not null default 0 check (is_self_employed in (0, 1)),
    tariff text not null check (tariff in ('STANDARD', 'COMFORT', 'PREMIUM')),
    premium_until bigint
);

create index executor_profiles_by_region on executor_profiles (region, user_id);

-- What an executor chose, in the order of choice: the tariff lets the first few be active.
create table executor_specializations (
    user_id text not null references users (id),
    position bigint not null check (position >= 0),
    specialization text not null,
    primary key (user_id, position),
    unique (user_id, specialization)
);

create table phone_codes (
    id text not null primary key,
    phone text not null,
    purpose text not null check (purpose in ('VERIFY_PHONE', 'RESET_PASSWORD')),
    code_hash text not null,
    sent_at bigint not null,
    wrong_tries bigint not null default 0,
    used_at bigint
);

create index phone_codes_by_phone on phone_codes (phone, sent_at);

-- One row for each number that logs in or asks for codes; holding it makes them take turns.
create table phone_guards (
    phone text not null primary key,
    login_failures bigint not null default 0,
    last_failure_at bigint not null,
    touched_at bigint not null
);

-- One signed-in device each. Refresh tokens are not kept: they are derived from the id and the
-- generation, so a copy of this table signs nobody in.
create table sessions (
    id text not null primary key,
    user_id text not null references users (id),
    device_name text not null,
    -- The refresh token handed out last.
    generation bigint not null,
    -- The highest generation that the device has shown to have received.
    confirmed_generation bigint not null,
    rotated_at bigint not null,
    created_at bigint not null,
    last_used_at bigint not null,
    expires_at bigint not null,
    ended_at bigint
);

create index sessions_by_user on sessions (user_id, ended_at);

create table platform_settings (
    id bigint not null primary key check (id = 1),
    value text not null
);

create table admin_log (
    id text not null primary key,
    admin_id text not null references users (id),
    action text not null,
    subject_kind text not null,
    subject_id text not null,
    reason text,
    at bigint not null
);

create index admin_log_by_time on admin_log (at, id);
