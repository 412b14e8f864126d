-- What engines read out of a text, what the owner would probably press, how much it presses, and the story it belongs to.
ALTER TABLE mention ADD COLUMN tone_confidence REAL;
ALTER TABLE mention ADD COLUMN phrases TEXT;
ALTER TABLE mention ADD COLUMN analysed_by TEXT CHECK (analysed_by IN ('Local','Azure'));
ALTER TABLE mention ADD COLUMN analyse_at INTEGER;
ALTER TABLE mention ADD COLUMN urgency INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mention ADD COLUMN urgency_why TEXT;
ALTER TABLE mention ADD COLUMN story_id INTEGER;
ALTER TABLE mention ADD COLUMN suggested TEXT CHECK (suggested IN ('NoResponse','CustomerService','PublicRelations'));
ALTER TABLE mention ADD COLUMN suggested_confidence REAL;
ALTER TABLE mention ADD COLUMN suggested_reason TEXT;

CREATE INDEX mention_analyse ON mention (analyse_at) WHERE analyse_at IS NOT NULL;
CREATE INDEX mention_story ON mention (story_id, id) WHERE story_id IS NOT NULL;

-- A tone is one of a closed list now; nobody had spoken before.
UPDATE mention SET sentiment = 'Unknown' WHERE sentiment = 'unknown';
UPDATE rollup SET sentiment = 'Unknown' WHERE sentiment = 'unknown';
