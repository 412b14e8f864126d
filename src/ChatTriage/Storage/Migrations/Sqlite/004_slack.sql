-- Deliveries that were taken, by Slack's own id: it delivers again what it is not sure of.
CREATE TABLE slack_seen (
  key TEXT PRIMARY KEY,
  at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX slack_seen_at ON slack_seen (at);
