-- The roll-up of an hour in one row, so that the answer about a busy brand reads 24 rows a day and not thousands. One line a source: its name, a tab, and
-- a tone, a state and a count each (HourCounts).
CREATE TABLE rollup_hour (
  brand  TEXT    NOT NULL,
  hour   INTEGER NOT NULL,
  counts TEXT    NOT NULL,
  PRIMARY KEY (brand, hour)
) STRICT, WITHOUT ROWID;

INSERT INTO rollup_hour (brand, hour, counts)
SELECT brand, hour, group_concat(source || char(9) || counts, char(10)) FROM (
  SELECT brand, hour, source, group_concat(
    CASE sentiment WHEN 'Unknown' THEN 'k' WHEN 'NotAssessed' THEN 'x' WHEN 'Uncertain' THEN 'u' WHEN 'Negative' THEN 'n' WHEN 'Neutral' THEN 'e' WHEN 'Positive' THEN 'p' ELSE 'm' END
    || CASE state WHEN 'Received' THEN 'R' WHEN 'AwaitingTriage' THEN 'W' WHEN 'Routed' THEN 'D' WHEN 'Claimed' THEN 'C' WHEN 'Answered' THEN 'A' WHEN 'NoResponse' THEN 'N'
       WHEN 'Merged' THEN 'M' WHEN 'Muted' THEN 'L' WHEN 'Unmatched' THEN 'U' ELSE 'F' END
    || n, ' ') AS counts
  FROM (
    SELECT brand, bucket / 3600000000 * 3600000000 AS hour, source, sentiment, state, sum(n) AS n
    FROM rollup WHERE brand <> '' GROUP BY brand, hour, source, sentiment, state HAVING sum(n) <> 0) AS cells
  GROUP BY brand, hour, source) AS sources
GROUP BY brand, hour;

-- What is spoken of in an hour: one line a phrase, its count, a tab, and the phrase as it is mostly written; the most frequent first. Written by the program as it
-- follows the ids; more are looked at than are kept.
CREATE TABLE phrase_hour (
  brand   TEXT    NOT NULL,
  hour    INTEGER NOT NULL,
  phrases TEXT    NOT NULL,
  is_cut  INTEGER NOT NULL CHECK (is_cut IN (0, 1)),
  PRIMARY KEY (brand, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE phrase_progress (upto INTEGER NOT NULL) STRICT;
INSERT INTO phrase_progress (upto) VALUES (0);
