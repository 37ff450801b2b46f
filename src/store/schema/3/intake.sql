-- Schema 3: lists and who is the same company.

-- Lists that were imported, to know them again; and how the columns of a kind of list were corrected.
CREATE TABLE imported_list (
    id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name        TEXT NOT NULL,
    file_sha256 TEXT NOT NULL CHECK (length(file_sha256) = 64),
    sheet       TEXT,
    rows_sha256 TEXT NOT NULL CHECK (length(rows_sha256) = 64),
    imported_on TEXT NOT NULL,
    rows        INTEGER NOT NULL,
    created     INTEGER NOT NULL,
    updated     INTEGER NOT NULL,
    rejected    INTEGER NOT NULL,
    author      BLOB REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE list_layout (
    id            BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name          TEXT NOT NULL CHECK (name <> ''),
    signature     TEXT NOT NULL,
    corrections   TEXT NOT NULL,
    remembered_on TEXT NOT NULL
) STRICT;

-- Who is the same company.
CREATE TABLE company_pair (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    company BLOB NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    other   BLOB NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    verdict TEXT NOT NULL CHECK (verdict IN ('open', 'different')),
    source  TEXT,
    on_day  TEXT,
    author  BLOB REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX company_pair_by_company ON company_pair (company);
CREATE INDEX company_pair_by_other ON company_pair (other);

CREATE TABLE company_alias (
    id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    company     BLOB NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    name        TEXT NOT NULL CHECK (name <> ''),
    credit_code TEXT,
    merged      TEXT,
    on_day      TEXT,
    author      BLOB REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX company_alias_by_company ON company_alias (company);
