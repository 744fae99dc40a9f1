-- A message may answer an earlier one of the same chat (PRODUCT 5.3).

alter table messages add column reply_to_id text references messages (id);
