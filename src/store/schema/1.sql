-- Schema 1. Two halves: the operation log (append-only, the truth) and the projection (ordinary tables all screens read).
-- Every projection table and its columns are declared once more in `domain` as record field lists; a test compares them.

-- One save, import, undo or merge. `id` is 128 random bits: never device + sequence, because files get copied.
-- `seq` is local to this file; `id` needs no index: a merge reads them all once, and an index would cost 30 bytes an edit.
-- The subject of a single edit is found by its record, so it is not stored. A batch that another batch refers to but that has not arrived yet has kind 'absent'.
CREATE TABLE batch (
    seq     INTEGER PRIMARY KEY,
    id      BLOB NOT NULL CHECK (length(id) = 16),
    kind    TEXT NOT NULL CHECK (kind IN ('setup', 'do', 'undo', 'redo', 'merge', 'absent')),
    target  INTEGER REFERENCES batch (seq),      -- the batch an undo or redo reverses
    label   TEXT NOT NULL,                       -- word of the action
    subject TEXT,                                -- what it was done to, for the label
    origin  INTEGER REFERENCES origin (seq),
    hlc     INTEGER NOT NULL,                    -- hybrid logical clock: orders what is displayed, decides nothing
    why     TEXT,
    schema  INTEGER NOT NULL,
    hash    BLOB                                 -- of the operations; a mismatch is rot or tampering
) STRICT;

-- Who wrote on which device: a pair is stored once and named by number.
CREATE TABLE origin (
    seq    INTEGER PRIMARY KEY,
    author BLOB NOT NULL CHECK (length(author) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    UNIQUE (author, device)
) STRICT;

-- One operation; its global name is (batch.id, n). `insert` carries the whole record as JSON, `set` one field.
CREATE TABLE op (
    batch  INTEGER NOT NULL REFERENCES batch (seq),
    n      INTEGER NOT NULL,
    entity TEXT NOT NULL,
    rec    BLOB NOT NULL CHECK (length(rec) = 16),
    kind   TEXT NOT NULL CHECK (kind IN ('insert', 'set', 'delete', 'undelete', 'erase', 'resolve')),
    field  TEXT,
    value  ANY,
    PRIMARY KEY (batch, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX op_by_record ON op (rec);

-- The heads an operation's author had seen and replaced. `field` is NULL where it is the operation's own.
CREATE TABLE op_supersedes (
    batch     INTEGER NOT NULL,
    n         INTEGER NOT NULL,
    old_batch INTEGER NOT NULL,
    old_n     INTEGER NOT NULL,
    field     TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (batch, n, old_batch, old_n, field),
    FOREIGN KEY (batch, n) REFERENCES op (batch, n)
) STRICT, WITHOUT ROWID;

-- The log only grows.
CREATE TRIGGER op_is_append_only_update BEFORE UPDATE ON op BEGIN SELECT RAISE(ABORT, 'the operation log only grows'); END;
CREATE TRIGGER op_is_append_only_delete BEFORE DELETE ON op BEGIN SELECT RAISE(ABORT, 'the operation log only grows'); END;

CREATE TABLE author (
    id   BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL,
    unit TEXT
) STRICT;

CREATE TABLE device (
    id   BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
    id    BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name  TEXT NOT NULL,
    value TEXT
) STRICT;

CREATE TABLE plan_version (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    title   TEXT NOT NULL,
    content TEXT NOT NULL,
    sha256  TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;

CREATE TABLE model_version (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    title   TEXT NOT NULL,
    content TEXT NOT NULL,
    sha256  TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;

CREATE TABLE catalogue_version (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    title   TEXT NOT NULL,
    content TEXT NOT NULL,
    sha256  TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;

CREATE TABLE peer_version (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    title   TEXT NOT NULL,
    content TEXT NOT NULL,
    sha256  TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;

CREATE TABLE company (
    id                   BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name                 TEXT NOT NULL CHECK (name <> ''),
    short_name           TEXT,
    english_name         TEXT,
    former_names         TEXT,
    credit_code          TEXT,
    registration_status  TEXT,
    legal_representative TEXT,
    registered_capital   INTEGER,
    paid_in_capital      INTEGER,
    capital_currency     TEXT,
    capital_text         TEXT,
    founded              TEXT,
    company_type         TEXT,
    province             TEXT,
    city                 TEXT,
    district             TEXT,
    address              TEXT,
    industry             TEXT,
    industry_code        TEXT,
    size_class           TEXT,
    main_business        TEXT,
    products             TEXT,
    business_scope       TEXT,
    introduction         TEXT,
    booth_notes          TEXT,
    website              TEXT,
    phone                TEXT,
    email                TEXT,
    notes                TEXT,
    origin               TEXT,
    local                INTEGER NOT NULL CHECK (local IN (0, 1)),
    confirmed_sector     TEXT,
    confirmed_segment    TEXT,
    tier_override        TEXT CHECK (tier_override IN ('leader', 'specialized', 'growth')),
    tier_reason          TEXT
) STRICT;

CREATE TABLE fact (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    company BLOB NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    metric  TEXT NOT NULL,
    state   TEXT NOT NULL CHECK (state IN ('known', 'range', 'not_asked', 'refused', 'not_applicable', 'unparsed')),
    number  REAL,
    low     REAL,
    high    REAL,
    choice  TEXT,
    unit    TEXT NOT NULL,
    as_of   TEXT,
    source  TEXT,
    note    TEXT,
    author  BLOB REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED,
    CHECK (state <> 'known' OR number IS NOT NULL OR choice IS NOT NULL),
    CHECK (state <> 'range' OR low <= high)
) STRICT;
CREATE INDEX fact_by_company ON fact (company);

CREATE TABLE honour (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    company BLOB NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    kind    TEXT NOT NULL,
    number  TEXT,
    issued  TEXT,
    expires TEXT,
    source  TEXT
) STRICT;
CREATE INDEX honour_by_company ON honour (company);

CREATE TABLE gate_check (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    company    BLOB NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    gate       TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('pass', 'unknown', 'fail')),
    proof      TEXT,
    checked_on TEXT
) STRICT;
CREATE INDEX gate_check_by_company ON gate_check (company);

CREATE TABLE local_product (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    company BLOB NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    segment TEXT NOT NULL,
    product TEXT,
    note    TEXT
) STRICT;
CREATE INDEX local_product_by_company ON local_product (company);

CREATE TABLE segment_coverage (
    id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    segment  TEXT NOT NULL,
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
    as_of    TEXT,
    source   TEXT
) STRICT;

CREATE TABLE lead (
    id               BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    company          BLOB NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    title            TEXT NOT NULL,
    stage            TEXT NOT NULL,
    stage_since      TEXT,
    segment          TEXT,
    base             TEXT,
    place            TEXT,
    total_investment INTEGER,
    fixed_investment INTEGER,
    land             REAL,
    plant            REAL,
    output           INTEGER,
    tax              INTEGER,
    jobs             INTEGER,
    win_estimate     REAL CHECK (win_estimate BETWEEN 0 AND 100),
    owner            BLOB REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED,
    source           TEXT,
    next_action      TEXT,
    next_action_on   TEXT,
    loss_reason      TEXT,
    notes            TEXT
) STRICT;
CREATE INDEX lead_by_company ON lead (company);

CREATE TABLE stage_move (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    lead       BLOB NOT NULL REFERENCES lead (id) DEFERRABLE INITIALLY DEFERRED,
    from_stage TEXT,
    to_stage   TEXT NOT NULL,
    moved_on   TEXT,
    author     BLOB REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED,
    proof      TEXT,
    note       TEXT
) STRICT;
CREATE INDEX stage_move_by_lead ON stage_move (lead);

-- What a shortlist or export was made from, with the stamps that reproduce it. Insert-only; never rewritten.
CREATE TABLE score_record (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    made_at    TEXT NOT NULL,
    purpose    TEXT NOT NULL,
    as_of      TEXT NOT NULL,
    plan       TEXT NOT NULL,      -- sha256 of the plan version
    model      TEXT NOT NULL,      -- sha256 of the model version
    catalogue  TEXT NOT NULL,      -- sha256 of the catalogue version
    input_hash TEXT NOT NULL,
    program    TEXT NOT NULL,
    author     BLOB,
    content    TEXT NOT NULL       -- JSON: the ranked rows with their parts
) STRICT;
