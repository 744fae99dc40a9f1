-- What was shown once and must not be found again.

-- An order's entries in the logs: contacts are taken out of them when the order closes them.
create index events_of_orders on events (subject_id) where kind = 'order.updated';

-- The text of a message that was given up held a code.
update jobs set payload = '{}' where kind = 'send-sms' and parked_at is not null;
