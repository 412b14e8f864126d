-- What the suggestion learns from: each person's decision with the features of the mention as they were then, and what had been suggested.
-- seq rises with each new row and again when one is taken back, so that every replica reads only what it has not seen.
CREATE TABLE decision (
  id                   INTEGER PRIMARY KEY,
  seq                  INTEGER NOT NULL UNIQUE,
  mention_id           INTEGER NOT NULL,
  brand                TEXT    NOT NULL,
  category             TEXT    NOT NULL CHECK (category IN ('NoResponse','CustomerService','PublicRelations')),
  reason               TEXT,
  features_version     INTEGER NOT NULL,
  features             BLOB    NOT NULL,
  suggested            TEXT    CHECK (suggested IN ('NoResponse','CustomerService','PublicRelations')),
  suggested_confidence REAL,
  by_rule              INTEGER NOT NULL CHECK (by_rule IN (0, 1)),
  decided_by           TEXT    NOT NULL,
  decided_at           INTEGER NOT NULL,
  undone_at            INTEGER
) STRICT;

-- The last word about a mention counts, and counts once.
CREATE UNIQUE INDEX decision_in_force ON decision (mention_id) WHERE undone_at IS NULL;

-- "Agreed with you 41 of 50" is read whenever a card is drawn.
CREATE INDEX decision_record ON decision (brand, by_rule, id) WHERE undone_at IS NULL AND suggested IS NOT NULL;
