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
