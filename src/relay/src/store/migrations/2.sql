-- Access by device, the relay's own key, removals, checkpoints. Never edited; later changes are files of their own.

ALTER TABLE team RENAME COLUMN token_hash TO founding;      -- hash of what it was founded with
ALTER TABLE team ADD COLUMN access BLOB;                    -- who may; null in the old protocol
ALTER TABLE team ADD COLUMN first INTEGER NOT NULL DEFAULT 0; -- the number before the first that is kept
ALTER TABLE team ADD COLUMN first_head BLOB;                -- the chain at it; null where the log starts

CREATE TABLE relay (
    id     INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    secret BLOB    NOT NULL
) STRICT;

CREATE TABLE removal (
    team   BLOB    NOT NULL,
    device BLOB    NOT NULL,
    number INTEGER NOT NULL,              -- of the entry that removed it last
    PRIMARY KEY (team, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
    team   BLOB    NOT NULL,
    number INTEGER NOT NULL,
    sealed BLOB    NOT NULL,
    PRIMARY KEY (team, number)
) STRICT;
