-- What every message paid for.

-- A message that was read was delivered too, so those that were not are found among the unread.
drop index messages_undelivered;
