-- Deliveries that were taken are remembered for every platform.
ALTER TABLE slack_seen RENAME TO seen_delivery;

-- Where conversations and people of Teams are reached, learnt from verified activities. The references are encrypted; the keys do not lie in this file.
CREATE TABLE teams_reference (
  address   TEXT PRIMARY KEY,
  reference TEXT    NOT NULL,
  seen_at   INTEGER NOT NULL,
  removed   INTEGER
) STRICT, WITHOUT ROWID;

-- Channels that were connected from within, besides those in the settings. No brand: for every brand without channels of its own.
CREATE TABLE connected_channel (
  address      TEXT    NOT NULL,
  place        TEXT    NOT NULL,
  brand        TEXT    NOT NULL DEFAULT '',
  connected_by TEXT    NOT NULL,
  connected_at INTEGER NOT NULL,
  PRIMARY KEY (address, place, brand)
) STRICT, WITHOUT ROWID;
