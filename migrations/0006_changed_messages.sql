-- A message may be edited and deleted by its sender for a day (PRODUCT 5.3).

alter table messages add column edited_at bigint;
alter table messages add column deleted_at bigint check (deleted_at is null or content = '');
