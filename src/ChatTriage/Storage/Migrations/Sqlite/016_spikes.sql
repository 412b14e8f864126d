-- A time in which far more is said about a brand, or far more against it, than is normal for it. Counts are of an hour.
CREATE TABLE spike (
  id          INTEGER PRIMARY KEY,
  brand       TEXT    NOT NULL,
  kind        TEXT    NOT NULL CHECK (kind IN ('Volume','Negative')),
  began_at    INTEGER NOT NULL,
  ended_at    INTEGER,
  quiet_since INTEGER,
  normal      REAL    NOT NULL,
  high        REAL    NOT NULL,
  peak        INTEGER NOT NULL,
  peak_at     INTEGER NOT NULL,
  announced   INTEGER NOT NULL,
  version     INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX spike_open ON spike (brand, kind) WHERE ended_at IS NULL;
CREATE INDEX spike_brand ON spike (brand, id);
