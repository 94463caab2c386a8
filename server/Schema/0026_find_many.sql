-- The doors also hand out all of them (most is NULL), and say that they are many, so that the planner does not take a thousand for granted.
ALTER FUNCTION contacts_named(text[], int) ROWS 10000;
ALTER FUNCTION contacts_tagged(text[], int) ROWS 10000;
-- Whatever waits in a pending list is read by every search: 16 MB of it took 40 ms.
ALTER INDEX contacts_words SET (gin_pending_list_limit = 2048);
ALTER INDEX contacts_tags SET (gin_pending_list_limit = 1024);
