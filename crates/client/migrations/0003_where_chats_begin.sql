-- Where a chat begins for this person is told by the order's view (PRODUCT 5.1).

drop table chats;
