-- Workspaces that installed the app by /slack/install. The tokens are encrypted; the keys do not lie in this file.
CREATE TABLE slack_workspace (
  id             TEXT PRIMARY KEY,
  name           TEXT,
  enterprise_id  TEXT,
  bot_user_id    TEXT,
  token          TEXT    NOT NULL,
  refresh_token  TEXT,
  expires_at     INTEGER,
  renew_at       INTEGER,
  installed_by   TEXT,
  installed_at   INTEGER NOT NULL,
  ended          TEXT,
  version        INTEGER NOT NULL,
  renewing_until INTEGER
) STRICT, WITHOUT ROWID;
