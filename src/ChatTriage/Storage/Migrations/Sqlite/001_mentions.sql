-- Times are integer microseconds since 1970 UTC, enums are their names, people and channels are platform:id.
CREATE TABLE mention (
  id               INTEGER PRIMARY KEY,
  source           TEXT    NOT NULL,
  external_id      TEXT    NOT NULL,
  text             TEXT    NOT NULL,
  url              TEXT,
  observed_at      INTEGER NOT NULL,
  received_at      INTEGER NOT NULL,
  author_name      TEXT,
  author_handle    TEXT,
  author_url       TEXT,
  author_followers INTEGER,
  language         TEXT,
  in_reply_to      TEXT,
  metrics          TEXT,
  brand            TEXT,
  brands           TEXT    NOT NULL,
  matched_by       TEXT,
  sentiment        TEXT    NOT NULL,
  state            TEXT    NOT NULL CHECK (state IN ('Received','AwaitingTriage','Routed','Claimed','Answered','NoResponse','Merged','Muted','Unmatched','Failed')),
  version          INTEGER NOT NULL,
  awaiting_since   INTEGER,
  escalate_at      INTEGER,
  snoozed_until    INTEGER,
  category         TEXT CHECK (category IN ('NoResponse','CustomerService','PublicRelations')),
  reason           TEXT,
  decided_by       TEXT,
  decided_at       INTEGER,
  notes            TEXT,
  holder           TEXT,
  fence            INTEGER NOT NULL DEFAULT 0,
  claimed_at       INTEGER,
  lease_until      INTEGER,
  remind_at        INTEGER,
  answered_by      TEXT,
  answered_at      INTEGER,
  answer           TEXT,
  answer_is_public INTEGER NOT NULL DEFAULT 0 CHECK (answer_is_public IN (0, 1)),
  UNIQUE (source, external_id),
  CHECK ((state = 'Claimed') = (holder IS NOT NULL)),
  CHECK ((holder IS NULL) = (lease_until IS NULL))
) STRICT;

-- Open items only: small however many are stored.
CREATE INDEX mention_open ON mention (state, brand, id) WHERE state IN ('Received','AwaitingTriage','Routed','Claimed');
CREATE INDEX mention_lease ON mention (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX mention_remind ON mention (remind_at) WHERE remind_at IS NOT NULL;
CREATE INDEX mention_escalate ON mention (escalate_at) WHERE escalate_at IS NOT NULL;
CREATE INDEX mention_snooze ON mention (snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX mention_holder ON mention (holder) WHERE holder IS NOT NULL;

-- Without the unmatched: authors come in no order, and a page written for each of them would be half the cost of taking a firehose in.
CREATE INDEX mention_author ON mention (author_handle, source, id) WHERE author_handle IS NOT NULL AND state <> 'Unmatched';

-- One row a mention and matching brand: newest of a brand by time.
CREATE TABLE mention_brand (
  brand       TEXT    NOT NULL,
  observed_at INTEGER NOT NULL,
  mention_id  INTEGER NOT NULL,
  PRIMARY KEY (brand, observed_at, mention_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (
  mention_id   INTEGER NOT NULL,
  seq          INTEGER NOT NULL,
  at           INTEGER NOT NULL,
  actor        TEXT    NOT NULL,
  verb         TEXT    NOT NULL,
  from_state   TEXT,
  to_state     TEXT    NOT NULL,
  version      INTEGER NOT NULL,
  card_version INTEGER,
  fence        INTEGER NOT NULL,
  holder       TEXT,
  detail       TEXT,
  PRIMARY KEY (mention_id, seq)
) STRICT, WITHOUT ROWID;

-- Exact counts in 15-minute buckets, because some time zones are off by :30 or :45; brand '' is "no brand matches".
CREATE TABLE rollup (
  brand     TEXT    NOT NULL,
  bucket    INTEGER NOT NULL,
  source    TEXT    NOT NULL,
  sentiment TEXT    NOT NULL,
  state     TEXT    NOT NULL,
  n         INTEGER NOT NULL,
  PRIMARY KEY (brand, bucket, source, sentiment, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  address TEXT PRIMARY KEY,
  name    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
