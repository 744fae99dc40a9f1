-- What is found by its age when it has served.

create index idempotency_keys_by_age on idempotency_keys (created_at);
create index sessions_by_end on sessions ((coalesce(ended_at, expires_at)));
create index jobs_parked on jobs (parked_at) where parked_at is not null;
