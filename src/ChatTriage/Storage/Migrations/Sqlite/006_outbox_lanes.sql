-- What waits for the same budget stands in one lane, and lanes that cannot take anything now are not searched.
-- A row of a program that knows no lanes yet is given its own when it is due.
ALTER TABLE outbox ADD COLUMN lane TEXT NOT NULL DEFAULT 'later';

UPDATE outbox AS o SET lane =
  CASE WHEN o.kind = 'notice' THEN 'Private ' || o.address
       WHEN o.attempts = 0 AND o.due_at > o.created_at THEN 'later'
       WHEN EXISTS (SELECT 1 FROM posted_card c WHERE c.mention_id = o.mention_id AND c.address = o.address AND c.role = o.role) THEN 'Update ' || o.address
       ELSE 'Post ' || o.address END;

DROP INDEX outbox_ready;

-- Each without the other's rows, so that neither can be searched for what is in the other.
CREATE INDEX outbox_ready ON outbox (lane, priority, id) WHERE state = 'ready' AND lane <> 'later';
CREATE INDEX outbox_later ON outbox (due_at) WHERE state = 'ready' AND lane = 'later';
