-- Schema 2: the pipeline. Columns that a lead gained, and what is kept about companies and leads besides facts.

ALTER TABLE lead ADD COLUMN currency TEXT;
ALTER TABLE lead ADD COLUMN code TEXT;
ALTER TABLE lead ADD COLUMN statistics_name TEXT;
ALTER TABLE lead ADD COLUMN received_on TEXT;
ALTER TABLE lead ADD COLUMN referrer TEXT;
ALTER TABLE lead ADD COLUMN investment_kind TEXT CHECK (investment_kind IN ('domestic', 'foreign', 'joint'));
ALTER TABLE lead ADD COLUMN origin_region TEXT;
ALTER TABLE lead ADD COLUMN second_segment TEXT;
ALTER TABLE lead ADD COLUMN content TEXT;
ALTER TABLE lead ADD COLUMN main_products TEXT;
ALTER TABLE lead ADD COLUMN nature TEXT CHECK (nature IN ('new', 'extension', 'renewal', 'relocation'));
ALTER TABLE lead ADD COLUMN start_on TEXT;
ALTER TABLE lead ADD COLUMN finish_on TEXT;
ALTER TABLE lead ADD COLUMN produce_on TEXT;
ALTER TABLE lead ADD COLUMN phase TEXT;
ALTER TABLE lead ADD COLUMN phase_investment INTEGER;
ALTER TABLE lead ADD COLUMN year_investment INTEGER;
ALTER TABLE lead ADD COLUMN year_progress TEXT;
ALTER TABLE lead ADD COLUMN land_mode TEXT CHECK (land_mode IN ('new_land', 'plant', 'none'));
ALTER TABLE lead ADD COLUMN land_procedure TEXT;
ALTER TABLE lead ADD COLUMN farmland INTEGER CHECK (farmland IN (0, 1));
ALTER TABLE lead ADD COLUMN red_line INTEGER CHECK (red_line IN (0, 1));
ALTER TABLE lead ADD COLUMN energy_hungry INTEGER CHECK (energy_hungry IN (0, 1));
ALTER TABLE lead ADD COLUMN energy_review TEXT;
ALTER TABLE lead ADD COLUMN environment_review TEXT;
ALTER TABLE lead ADD COLUMN safety_review TEXT;
ALTER TABLE lead ADD COLUMN filing TEXT;
ALTER TABLE lead ADD COLUMN power REAL;
ALTER TABLE lead ADD COLUMN energy REAL;
ALTER TABLE lead ADD COLUMN discharge TEXT;
ALTER TABLE lead ADD COLUMN height REAL;
ALTER TABLE lead ADD COLUMN floor_load REAL;
ALTER TABLE lead ADD COLUMN rd_platform TEXT;
ALTER TABLE lead ADD COLUMN rd_share REAL;
ALTER TABLE lead ADD COLUMN invention_patents INTEGER;
ALTER TABLE lead ADD COLUMN utility_patents INTEGER;
ALTER TABLE lead ADD COLUMN existing_firm INTEGER CHECK (existing_firm IN (0, 1));
ALTER TABLE lead ADD COLUMN spillover INTEGER CHECK (spillover IN (0, 1));
ALTER TABLE lead ADD COLUMN enclave INTEGER CHECK (enclave IN (0, 1));
ALTER TABLE lead ADD COLUMN assigned_by TEXT;
ALTER TABLE lead ADD COLUMN leader TEXT;
ALTER TABLE lead ADD COLUMN city_liaison TEXT;
ALTER TABLE lead ADD COLUMN report_liaison TEXT;
ALTER TABLE lead ADD COLUMN verified_on TEXT;
ALTER TABLE lead ADD COLUMN progress TEXT;
ALTER TABLE lead ADD COLUMN problems TEXT;

CREATE TABLE rules_version (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    title   TEXT NOT NULL,
    content TEXT NOT NULL,
    sha256  TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;

CREATE TABLE contact (
    id           BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    company      BLOB NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    name         TEXT NOT NULL CHECK (name <> ''),
    position     TEXT,
    phone        TEXT,
    wechat       TEXT,
    email        TEXT,
    main         INTEGER NOT NULL CHECK (main IN (0, 1)),
    source       TEXT,
    collected_on TEXT,
    notes        TEXT
) STRICT;
CREATE INDEX contact_by_company ON contact (company);

CREATE TABLE activity (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    company BLOB NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    lead    BLOB REFERENCES lead (id) DEFERRABLE INITIALLY DEFERRED,
    kind    TEXT NOT NULL CHECK (kind IN ('call', 'visit', 'reception', 'meeting', 'fair_talk', 'message', 'progress', 'standstill', 'note')),
    on_day  TEXT NOT NULL,
    content TEXT,
    people  TEXT,
    author  BLOB REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX activity_by_company ON activity (company);
CREATE INDEX activity_by_lead ON activity (lead);

CREATE TABLE task (
    id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    company   BLOB NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    lead      BLOB REFERENCES lead (id) DEFERRABLE INITIALLY DEFERRED,
    title     TEXT NOT NULL CHECK (title <> ''),
    due       TEXT,
    remind_on TEXT,
    owner     BLOB REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED,
    done_on   TEXT,
    note      TEXT
) STRICT;
CREATE INDEX task_by_company ON task (company);
CREATE INDEX task_by_lead ON task (lead);

CREATE TABLE attachment (
    id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    company  BLOB NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    lead     BLOB REFERENCES lead (id) DEFERRABLE INITIALLY DEFERRED,
    name     TEXT NOT NULL CHECK (name <> ''),
    sha256   TEXT NOT NULL CHECK (length(sha256) = 64),
    bytes    INTEGER NOT NULL CHECK (bytes >= 0),
    added_on TEXT,
    author   BLOB REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED,
    note     TEXT
) STRICT;
CREATE INDEX attachment_by_company ON attachment (company);
CREATE INDEX attachment_by_lead ON attachment (lead);

CREATE TABLE lead_amount (
    id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    lead     BLOB NOT NULL REFERENCES lead (id) DEFERRABLE INITIALLY DEFERRED,
    kind     TEXT NOT NULL CHECK (kind IN ('intent', 'agreement', 'contract', 'fixed_assets', 'received')),
    amount   INTEGER NOT NULL,
    currency TEXT,
    on_day   TEXT NOT NULL,
    proof    TEXT,
    author   BLOB REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED,
    note     TEXT
) STRICT;
CREATE INDEX lead_amount_by_lead ON lead_amount (lead);

CREATE TABLE lead_link (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    lead    BLOB NOT NULL REFERENCES lead (id) DEFERRABLE INITIALLY DEFERRED,
    earlier BLOB NOT NULL REFERENCES lead (id) DEFERRABLE INITIALLY DEFERRED,
    kind    TEXT NOT NULL CHECK (kind IN ('repeat', 'increase', 'new_investor', 'sister')),
    note    TEXT
) STRICT;
CREATE INDEX lead_link_by_lead ON lead_link (lead);
CREATE INDEX lead_link_by_earlier ON lead_link (earlier);

CREATE TABLE company_link (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    company BLOB NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    other   BLOB NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    kind    TEXT NOT NULL CHECK (kind IN ('parent', 'group', 'head_office', 'supplier', 'customer')),
    share   REAL CHECK (share BETWEEN 0 AND 100),
    source  TEXT
) STRICT;
CREATE INDEX company_link_by_company ON company_link (company);
CREATE INDEX company_link_by_other ON company_link (other);

CREATE TABLE referral (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    lead       BLOB NOT NULL REFERENCES lead (id) DEFERRABLE INITIALLY DEFERRED,
    zone       TEXT NOT NULL,
    on_day     TEXT NOT NULL,
    person     TEXT,
    outcome    TEXT CHECK (outcome IN ('accepted', 'landed', 'declined')),
    outcome_on TEXT,
    note       TEXT
) STRICT;
CREATE INDEX referral_by_lead ON referral (lead);

CREATE TABLE site (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL CHECK (name <> ''),
    kind       TEXT NOT NULL CHECK (kind IN ('land', 'plant')),
    place      TEXT,
    base       TEXT,
    state      TEXT NOT NULL CHECK (state IN ('free', 'reserved', 'taken')),
    land       REAL,
    floor_area REAL,
    land_price INTEGER,
    rent       REAL,
    height     REAL,
    floor_load REAL,
    power      REAL,
    energy     REAL,
    discharge  TEXT,
    free_from  TEXT,
    contact    TEXT,
    notes      TEXT
) STRICT;

CREATE TABLE local_need (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    company BLOB NOT NULL REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    segment TEXT NOT NULL,
    product TEXT,
    note    TEXT,
    as_of   TEXT,
    source  TEXT
) STRICT;
CREATE INDEX local_need_by_company ON local_need (company);

CREATE TABLE saved_view (
    id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name    TEXT NOT NULL CHECK (name <> ''),
    page    TEXT NOT NULL,
    content TEXT
) STRICT;

-- The bytes of attachments, once each. Not part of the log: what they are is said by their name, and they never change.
CREATE TABLE attachment_content (
    sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
    bytes  BLOB NOT NULL
) STRICT;
