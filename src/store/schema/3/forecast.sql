-- Schema 3: capacity and forecast.

-- What the forecast said on a day: all slots with the leads that carried them (JSON).
CREATE TABLE forecast_record (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    as_of     TEXT NOT NULL,
    target    TEXT NOT NULL,
    automatic INTEGER NOT NULL CHECK (automatic IN (0, 1)),
    plan      TEXT,
    model     TEXT,
    content   TEXT NOT NULL,
    note      TEXT
) STRICT;

-- What an indicator of the plan came to on a day, from statistics.
CREATE TABLE indicator_reading (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    indicator TEXT NOT NULL,
    as_of     TEXT NOT NULL,
    value     REAL NOT NULL,
    whole     REAL,
    source    TEXT,
    note      TEXT
) STRICT;
