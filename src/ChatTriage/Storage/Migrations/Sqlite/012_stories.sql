-- What may be the first mention of a story, in the order in which processes stored, changed or moved it: each process reads what others wrote since it last looked.
-- The mark is random: a number that a rolled-back transaction had is used again for something else.
CREATE TABLE story_feed (
  seq        INTEGER PRIMARY KEY,
  mention_id INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  mark       INTEGER NOT NULL
) STRICT;

INSERT INTO story_feed (mention_id, at, mark) SELECT id, received_at, 0 FROM mention WHERE state = 'AwaitingTriage' ORDER BY id;

-- How many have joined, by the first mention; kept exact by being written with each of them.
CREATE TABLE story (
  leader INTEGER PRIMARY KEY,
  joined INTEGER NOT NULL,
  moving INTEGER NOT NULL DEFAULT 0 CHECK (moving IN (0, 1))
) STRICT;

CREATE INDEX story_moving ON story (leader) WHERE moving = 1;

-- An owner applied the decision on the first mention to the similar ones: to those up to upto, which the owner had seen counted, and to those up to last by the rule for
-- later ones. The hour and its count keep later ones from flooding a desk.
CREATE TABLE story_decision (
  id         INTEGER PRIMARY KEY,
  leader     INTEGER NOT NULL,
  category   TEXT    NOT NULL CHECK (category IN ('NoResponse','CustomerService','PublicRelations')),
  reason     TEXT,
  decided_by TEXT    NOT NULL,
  decided_at INTEGER NOT NULL,
  ordered_at INTEGER NOT NULL,
  exact_only INTEGER NOT NULL CHECK (exact_only IN (0, 1)),
  upto       INTEGER NOT NULL,
  last       INTEGER NOT NULL,
  until      INTEGER NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN ('applying','following','undoing','over')),
  hour       INTEGER NOT NULL DEFAULT 0,
  in_hour    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX story_decision_leader ON story_decision (leader, id);
CREATE INDEX story_decision_work ON story_decision (id) WHERE state IN ('applying','undoing');
