-- Tries after which a post may be there although nobody said so. What was plainly refused needs no look before the next try.
ALTER TABLE outbox ADD COLUMN doubts INTEGER NOT NULL DEFAULT 0;

UPDATE outbox SET doubts = attempts;
