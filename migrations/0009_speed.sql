-- What every message paid for.

-- A message that was read was delivered too, so those that were not are found among the unread.
drop index messages_undelivered;

-- Whether an answer waits for what it answers, which SQLite asks when several messages are written
-- at once.
create index messages_replies on messages (reply_to_id) where reply_to_id is not null;
