-- The newest message of a chat is found by its index. Kept with the order, it made every message
-- write the whole order anew.
alter table orders drop column last_message_seq;
