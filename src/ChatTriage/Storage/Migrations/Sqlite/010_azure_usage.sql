-- Text records of Azure AI Language by day (UTC), and the limit that was reached on it, if one was.
CREATE TABLE azure_usage (
  day     TEXT PRIMARY KEY,
  records INTEGER NOT NULL,
  reached INTEGER
) STRICT, WITHOUT ROWID;
