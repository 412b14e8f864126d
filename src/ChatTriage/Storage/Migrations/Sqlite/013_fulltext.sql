-- Words of mentions that concern a brand, and what else they are looked for by (brand, language, author, link) as words of their own. The program makes the words
-- (FullTextTerms), so that what is stored and what is asked are cut alike whatever this engine's tables of letters know; it has nothing to do but split at spaces.
CREATE VIRTUAL TABLE mention_text USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii');

-- What was stored before is taken in by the program, newest first: everything of a brand up to this id is still to be done.
CREATE TABLE mention_text_backlog (upto INTEGER NOT NULL) STRICT;
INSERT INTO mention_text_backlog (upto) SELECT coalesce(max(id), 0) FROM mention WHERE state <> 'Unmatched';

-- Which ids the mentions of an hour have (by the time at which they were written): a stretch of time is a stretch of ids, since those rise with arrival.
CREATE TABLE mention_hour (
  hour  INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,
  last  INTEGER NOT NULL
) STRICT;

INSERT INTO mention_hour (hour, first, last)
SELECT observed_at / 3600000000 * 3600000000 AS hour, min(id), max(id) FROM mention WHERE state <> 'Unmatched' GROUP BY hour;

-- What is counted of a mention that was found by its words, without reading the row with all its text.
CREATE INDEX mention_facts ON mention (id, observed_at, state, sentiment, source) WHERE state <> 'Unmatched';

-- What somebody has decided, holds or has answered: few, however many are stored.
CREATE INDEX mention_handled ON mention (observed_at, id) WHERE category IS NOT NULL OR decided_by IS NOT NULL OR holder IS NOT NULL OR answered_by IS NOT NULL;
