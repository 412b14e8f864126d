-- What waits for the same budget stands in one lane, and lanes that cannot take anything now are not searched.
ALTER TABLE outbox ADD COLUMN lane TEXT NOT NULL DEFAULT '';

UPDATE outbox AS o SET lane =
  CASE WHEN o.kind = 'notice' THEN 'Private'
       WHEN EXISTS (SELECT 1 FROM posted_card c WHERE c.mention_id = o.mention_id AND c.address = o.address AND c.role = o.role) THEN 'Update'
       ELSE 'Post' END || ' ' || o.address;

DROP INDEX outbox_ready;
CREATE INDEX outbox_ready ON outbox (lane, priority, id) WHERE state = 'ready';
CREATE INDEX outbox_later ON outbox (due_at) WHERE state = 'ready' AND lane = 'later';
