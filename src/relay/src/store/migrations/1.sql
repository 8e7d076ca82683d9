-- The relay's first tables. Never edited; later changes are files of their own.

CREATE TABLE team (
    id         BLOB    NOT NULL PRIMARY KEY,
    token_hash BLOB    NOT NULL,
    number     INTEGER NOT NULL,          -- of the log's last entry, 0 at the start
    head       BLOB    NOT NULL,          -- the chain after it
    time_ms    INTEGER NOT NULL,          -- its time; the next one's is never earlier
    bytes      INTEGER NOT NULL           -- of all envelopes, for the quota
) STRICT, WITHOUT ROWID;

CREATE TABLE log (
    team     BLOB    NOT NULL,
    number   INTEGER NOT NULL,
    event    BLOB    NOT NULL,
    time_ms  INTEGER NOT NULL,
    envelope BLOB    NOT NULL,
    head     BLOB    NOT NULL,
    PRIMARY KEY (team, number)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX log_event ON log (team, event);

CREATE TABLE invite (
    id         BLOB    NOT NULL PRIMARY KEY,
    team       BLOB    NOT NULL,
    commitment BLOB    NOT NULL,
    expires_ms INTEGER NOT NULL,
    ask        BLOB,
    reveal     BLOB,
    answer     BLOB
) STRICT, WITHOUT ROWID;

CREATE INDEX invite_team ON invite (team);
CREATE INDEX invite_expires ON invite (expires_ms);
