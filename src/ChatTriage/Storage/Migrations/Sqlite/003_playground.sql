-- The playground's own side: what Slack and Teams keep on their servers, the playground keeps here.
CREATE TABLE playground_message (
  id         INTEGER PRIMARY KEY,
  seq        INTEGER NOT NULL UNIQUE,
  post_key   TEXT    NOT NULL UNIQUE,
  channel    TEXT,
  recipient  TEXT,
  card       TEXT,
  text       TEXT    NOT NULL,
  at         INTEGER NOT NULL,
  updated_at INTEGER,
  deleted    INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;

CREATE INDEX playground_message_channel ON playground_message (channel, id);
