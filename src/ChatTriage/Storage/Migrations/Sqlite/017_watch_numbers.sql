-- The number of a removed watch is never given again: old digests have buttons that name it, and rows in the outbox may still wait for it.
CREATE TABLE watch_new (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  person     TEXT    NOT NULL,
  place      TEXT,
  question   TEXT    NOT NULL,
  brands     TEXT    NOT NULL,
  zone       TEXT    NOT NULL,
  schedule   TEXT    NOT NULL CHECK (schedule IN ('Daily','Weekly','Change')),
  at_minute  INTEGER NOT NULL CHECK (at_minute BETWEEN 0 AND 1439),
  weekday    INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
  next_at    INTEGER NOT NULL,
  last_at    INTEGER,
  last_seen  INTEGER NOT NULL,
  paused     INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  paused_why TEXT,
  refused    INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  version    INTEGER NOT NULL
) STRICT;

INSERT INTO watch_new (id, person, place, question, brands, zone, schedule, at_minute, weekday, next_at, last_at, last_seen, paused, paused_why, refused, created_at, version)
SELECT id, person, place, question, brands, zone, schedule, at_minute, weekday, next_at, last_at, last_seen, paused, paused_why, refused, created_at, version FROM watch;

DROP TABLE watch;
ALTER TABLE watch_new RENAME TO watch;

CREATE UNIQUE INDEX watch_same ON watch (person, coalesce(place, ''), schedule, question);
CREATE INDEX watch_due ON watch (next_at) WHERE paused = 0;
