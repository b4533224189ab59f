-- What happened: the events of every aggregate, appended and never changed. The key alone keeps two
-- writers from adding the same revision.
CREATE TABLE event (
    kind     TEXT    NOT NULL, -- template, cycle, roster or conversation
    id       TEXT    NOT NULL,
    revision INTEGER NOT NULL,
    data     TEXT    NOT NULL, -- versioned JSON
    PRIMARY KEY (kind, id, revision)
) STRICT, WITHOUT ROWID;

-- What the events come to, so that nothing has to be replayed to be read.
CREATE TABLE state (
    kind     TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    revision INTEGER NOT NULL,
    data     TEXT    NOT NULL, -- versioned JSON
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- By what conversations are found. Instants are microseconds since 1970: they compare as numbers.
CREATE TABLE index_row (
    conversation   TEXT    PRIMARY KEY,
    template       TEXT    NOT NULL,
    cycle          TEXT,
    direct_report  TEXT    NOT NULL,
    manager        TEXT    NOT NULL,
    edit_requested INTEGER NOT NULL, -- whether a request to edit waits for a decision
    launched_at    INTEGER NOT NULL,
    closes_at      INTEGER NOT NULL,
    next_boundary  INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX index_row_due ON index_row (next_boundary);
CREATE INDEX index_row_pair ON index_row (direct_report, manager);
CREATE INDEX index_row_manager ON index_row (manager);
CREATE INDEX index_row_template ON index_row (template);
CREATE INDEX index_row_requests ON index_row (launched_at) WHERE edit_requested;
CREATE INDEX index_row_cycle ON index_row (cycle);

-- Who managed a conversation before somebody took ownership: it stays in their lists.
CREATE TABLE previous_manager (
    manager      TEXT NOT NULL,
    conversation TEXT NOT NULL,
    PRIMARY KEY (manager, conversation)
) STRICT, WITHOUT ROWID;

CREATE INDEX previous_manager_of ON previous_manager (conversation);

-- When a cycle needs attention next: at a boundary of its own, or at the top of an hour for which
-- somebody who joined late is waiting.
CREATE TABLE cycle_row (
    cycle         TEXT    PRIMARY KEY,
    next_boundary INTEGER
) STRICT, WITHOUT ROWID;

-- The settings of the organisation, and its people in the host's own terms.
CREATE TABLE facts (
    kind TEXT PRIMARY KEY,
    data TEXT NOT NULL -- versioned JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE employee (
    number     INTEGER PRIMARY KEY,
    person     TEXT    NOT NULL UNIQUE, -- the id under which the engine knows them
    email      TEXT    NOT NULL UNIQUE,
    name       TEXT    NOT NULL,
    department TEXT    NOT NULL,
    division   TEXT    NOT NULL,
    manager    INTEGER,
    active     INTEGER NOT NULL
) STRICT;
