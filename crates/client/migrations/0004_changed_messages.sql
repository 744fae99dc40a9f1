-- A message may be edited and deleted (PRODUCT 5.3), and is looked for by what quotes it.

alter table messages add column edited_at integer;
alter table messages add column deleted_at integer;
create index messages_by_id on messages (id);
