-- Where devices take messages, and what waits for its time. Never edited; later changes are files of their own.

CREATE TABLE subscription (
    team     BLOB NOT NULL,
    device   BLOB NOT NULL, -- the key it signs with
    endpoint TEXT NOT NULL, -- at its browser's push service
    PRIMARY KEY (team, device)
) WITHOUT ROWID;

CREATE TABLE letter (
    team     BLOB NOT NULL,
    device   BLOB NOT NULL,
    topic    BLOB NOT NULL,
    due_ms   INTEGER NOT NULL,
    until_ms INTEGER NOT NULL,
    urgent   INTEGER NOT NULL,
    sealed   BLOB NOT NULL,
    PRIMARY KEY (team, device, topic)
) WITHOUT ROWID;

CREATE INDEX letter_due ON letter (due_ms);
