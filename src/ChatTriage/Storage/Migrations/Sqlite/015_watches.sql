-- Saved questions. No place: a direct message. `last_seen` is the newest mention that "on change" has looked at; brands stand one a line.
CREATE TABLE watch (
  id         INTEGER PRIMARY KEY,
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

-- The same question at the same time into the same place is one watch.
CREATE UNIQUE INDEX watch_same ON watch (person, coalesce(place, ''), schedule, question);
CREATE INDEX watch_due ON watch (next_at) WHERE paused = 0;

-- Rows may be about something other than a mention: a watch (-2 id) or a spike (-2 id - 1), which have no mention's number. SQLite changes a CHECK only with the table.
CREATE TABLE outbox_new (
  id          INTEGER PRIMARY KEY,
  kind        TEXT    NOT NULL CHECK (kind IN ('card','notice','digest','board','alert')),
  mention_id  INTEGER NOT NULL,
  address     TEXT    NOT NULL,
  role        TEXT    NOT NULL,
  body        TEXT,
  priority    INTEGER NOT NULL,
  state       TEXT    NOT NULL CHECK (state IN ('ready','taken','ambiguous','dead')),
  due_at      INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  attempts    INTEGER NOT NULL DEFAULT 0,
  taken_by    TEXT,
  taken_until INTEGER,
  error       TEXT,
  lane        TEXT    NOT NULL DEFAULT 'later',
  doubts      INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO outbox_new (id, kind, mention_id, address, role, body, priority, state, due_at, created_at, attempts, taken_by, taken_until, error, lane, doubts)
SELECT id, kind, mention_id, address, role, body, priority, state, due_at, created_at, attempts, taken_by, taken_until, error, lane, doubts FROM outbox;

DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;

CREATE INDEX outbox_taken ON outbox (taken_until) WHERE state = 'taken';
CREATE INDEX outbox_lane ON outbox (mention_id, address, id);
CREATE INDEX outbox_ready ON outbox (lane, priority, id) WHERE state = 'ready' AND lane <> 'later';
CREATE INDEX outbox_later ON outbox (due_at) WHERE state = 'ready' AND lane = 'later';
