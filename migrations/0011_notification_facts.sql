-- What a notification's sentence names, as JSON, for whoever says it in another language than the
-- server's. Rows from before have none.

alter table notifications add column facts text;
