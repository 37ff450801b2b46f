-- Schema 3: trade fairs.

CREATE TABLE fair (
    id               BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name             TEXT NOT NULL CHECK (name <> ''),
    city             TEXT,
    first_day        TEXT NOT NULL,
    last_day         TEXT,
    halls            TEXT,
    officers         TEXT,
    meetings_per_day INTEGER NOT NULL CHECK (meetings_per_day BETWEEN 1 AND 100),
    meeting_minutes  INTEGER NOT NULL CHECK (meeting_minutes BETWEEN 1 AND 600),
    walking_minutes  INTEGER NOT NULL CHECK (walking_minutes BETWEEN 0 AND 600),
    day_minutes      INTEGER NOT NULL CHECK (day_minutes BETWEEN 1 AND 1440),
    notes            TEXT
) STRICT;

CREATE TABLE exhibitor (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    fair    BLOB NOT NULL REFERENCES fair (id) DEFERRABLE INITIALLY DEFERRED,
    company BLOB NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    hall    TEXT,
    booth   TEXT,
    note    TEXT
) STRICT;
CREATE INDEX exhibitor_by_fair ON exhibitor (fair);
CREATE INDEX exhibitor_by_company ON exhibitor (company);

CREATE TABLE visit (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    fair      BLOB NOT NULL REFERENCES fair (id) DEFERRABLE INITIALLY DEFERRED,
    exhibitor BLOB NOT NULL REFERENCES exhibitor (id) DEFERRABLE INITIALLY DEFERRED,
    officer   BLOB REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED,
    on_day    TEXT,
    place     INTEGER,
    pinned    INTEGER NOT NULL CHECK (pinned IN (0, 1)),
    done      INTEGER NOT NULL CHECK (done IN (0, 1))
) STRICT;
CREATE INDEX visit_by_fair ON visit (fair);
CREATE INDEX visit_by_exhibitor ON visit (exhibitor);

CREATE TABLE talk (
    id           BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    fair         BLOB REFERENCES fair (id) DEFERRABLE INITIALLY DEFERRED,
    company      BLOB NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    activity     BLOB NOT NULL REFERENCES activity (id) DEFERRABLE INITIALLY DEFERRED,
    heat         TEXT CHECK (heat IN ('hot', 'warm', 'cold')),
    products     TEXT,
    promised     TEXT,
    next_step    TEXT,
    next_on      TEXT,
    at_ms        INTEGER NOT NULL,
    value_before REAL CHECK (value_before BETWEEN 0 AND 100)
) STRICT;
CREATE INDEX talk_by_fair ON talk (fair);
CREATE INDEX talk_by_company ON talk (company);
CREATE INDEX talk_by_activity ON talk (activity);
