-- The relay's tables in PostgreSQL. Never edited; later changes are files of their own.
--
-- Every key begins with the team, so that the tables can be partitioned or distributed by it. An invite alone
-- goes by its own name: who was invited knows no team yet.

CREATE TABLE relay (
    id            INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    secret        BYTEA   NOT NULL,
    hold_until_ms BIGINT  NOT NULL DEFAULT 0    -- nothing new is numbered before
);

-- The counter of a team's log is in its row, and locking that row is what puts two nodes in order.
-- The room left in each page keeps its many changes within the page.
CREATE TABLE team (
    id         BYTEA  NOT NULL PRIMARY KEY,
    founding   BYTEA  NOT NULL,                 -- hash of what it was founded with
    access     BYTEA,                           -- who may; null in the old protocol
    first      BIGINT NOT NULL,                 -- the number before the first that is kept
    first_head BYTEA  NOT NULL,                 -- the chain at it
    number     BIGINT NOT NULL,                 -- of the log's last entry
    head       BYTEA  NOT NULL,                 -- the chain after it
    time_ms    BIGINT NOT NULL,                 -- its time; the next one's is never earlier
    bytes      BIGINT NOT NULL,                 -- of all envelopes, for the quota
    keep_days  BIGINT                           -- what its list of who may says; null if it says nothing
) WITH (fillfactor = 70);

CREATE TABLE log (
    team     BYTEA  NOT NULL,
    number   BIGINT NOT NULL,
    event    BYTEA  NOT NULL,
    time_ms  BIGINT NOT NULL,
    envelope BYTEA  NOT NULL,                   -- empty once it was dropped
    head     BYTEA  NOT NULL,
    PRIMARY KEY (team, number),
    UNIQUE (team, event)
);

CREATE TABLE removal (
    team   BYTEA  NOT NULL,
    device BYTEA  NOT NULL,
    number BIGINT NOT NULL,                     -- of the entry that removed it last
    PRIMARY KEY (team, device)
);

CREATE TABLE checkpoint (
    team   BYTEA  NOT NULL,
    number BIGINT NOT NULL,
    sealed BYTEA  NOT NULL,
    PRIMARY KEY (team, number)
);

CREATE TABLE invite (
    id         BYTEA  NOT NULL PRIMARY KEY,
    team       BYTEA  NOT NULL,
    commitment BYTEA  NOT NULL,
    expires_ms BIGINT NOT NULL,
    ask        BYTEA,
    reveal     BYTEA,
    answer     BYTEA
);

CREATE INDEX invite_team ON invite (team);
CREATE INDEX invite_expires ON invite (expires_ms);

CREATE TABLE subscription (
    team     BYTEA NOT NULL,
    device   BYTEA NOT NULL,                    -- the key it signs with
    endpoint TEXT  NOT NULL,                    -- at its browser's push service
    PRIMARY KEY (team, device)
);

CREATE TABLE letter (
    team     BYTEA   NOT NULL,
    device   BYTEA   NOT NULL,
    topic    BYTEA   NOT NULL,
    due_ms   BIGINT  NOT NULL,
    until_ms BIGINT  NOT NULL,
    urgent   BOOLEAN NOT NULL,
    sealed   BYTEA   NOT NULL,
    PRIMARY KEY (team, device, topic)
);

CREATE INDEX letter_due ON letter (due_ms);
CREATE INDEX letter_until ON letter (until_ms);

-- What is sealed does not get smaller, so nobody need try.
ALTER TABLE log ALTER COLUMN envelope SET STORAGE EXTERNAL;
ALTER TABLE checkpoint ALTER COLUMN sealed SET STORAGE EXTERNAL;
