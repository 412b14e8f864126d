-- What must still be shown somewhere. A row says which card or notice; what it shows is drawn from the mention when it is sent.
CREATE TABLE outbox (
  id          INTEGER PRIMARY KEY,
  kind        TEXT    NOT NULL CHECK (kind IN ('card','notice')),
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
  error       TEXT
) STRICT;

CREATE INDEX outbox_ready ON outbox (priority, id) WHERE state = 'ready';
CREATE INDEX outbox_taken ON outbox (taken_until) WHERE state = 'taken';
CREATE INDEX outbox_lane ON outbox (mention_id, address, id);

-- A card is a disposable view: where it was posted and what it last showed.
CREATE TABLE posted_card (
  mention_id  INTEGER NOT NULL,
  address     TEXT    NOT NULL,
  role        TEXT    NOT NULL,
  message_ref TEXT    NOT NULL,
  shown       TEXT    NOT NULL,
  version     INTEGER NOT NULL,
  posted_at   INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  PRIMARY KEY (mention_id, address, role)
) STRICT, WITHOUT ROWID;

-- Channels that refused a post for a reason that waiting does not mend.
CREATE TABLE paused_channel (
  address TEXT PRIMARY KEY,
  reason  TEXT    NOT NULL,
  since   INTEGER NOT NULL,
  retry_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
