-- Schema 3: shortlists, papers and exports.

CREATE TABLE shortlist (
    id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name        TEXT NOT NULL CHECK (name <> ''),
    made_on     TEXT NOT NULL,
    author      BLOB REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED,
    base        TEXT,
    sector      TEXT,
    content     TEXT NOT NULL,
    arrangement TEXT,
    note        TEXT
) STRICT;

CREATE TABLE review (
    id             BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    company        BLOB NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    lead           BLOB REFERENCES lead (id) DEFERRABLE INITIALLY DEFERRED,
    meeting        TEXT NOT NULL CHECK (meeting <> ''),
    held_on        TEXT NOT NULL,
    self_points    REAL,
    checked_points REAL,
    panel          TEXT,
    panel_mean     REAL,
    outcome        TEXT CHECK (outcome IN ('passed', 'conditional', 'deferred', 'declined')),
    note           TEXT,
    author         BLOB REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX review_by_company ON review (company);
CREATE INDEX review_by_lead ON review (lead);

CREATE TABLE export_record (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    author     BLOB NOT NULL REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED,
    at_ms      INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    format     TEXT NOT NULL,
    level      TEXT NOT NULL CHECK (level IN ('full', 'leader', 'public')),
    row_count  INTEGER NOT NULL,
    byte_count INTEGER NOT NULL,
    sha256     TEXT NOT NULL CHECK (length(sha256) = 64),
    file       TEXT,
    subject    TEXT,
    purpose    TEXT
) STRICT;
