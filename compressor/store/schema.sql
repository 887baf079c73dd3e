-- A record store: documents, what was extracted from them, and the indices that make filters fast.
--
-- Offsets are half-open and count Unicode code points of documents.text. Labels such as 'e1' or 'f7' number
-- the records within their document; ids number them in the whole store. Read `facts` first: it has one flat
-- row for each entity, property, fact and aspect, with all names spelled out.

PRAGMA application_id = 0x434D5052;  -- 'CMPR': tells a record store from other databases
PRAGMA user_version = 1;             -- version of this schema

CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  source TEXT,                -- path, URL or name the text came from
  sha256 TEXT NOT NULL,       -- of the text in UTF-8
  characters INTEGER NOT NULL,
  settings TEXT NOT NULL,     -- hash of what the records depend on besides the text
  entities INTEGER NOT NULL,  -- how many of each there are
  properties INTEGER NOT NULL,
  facts INTEGER NOT NULL,
  aspects INTEGER NOT NULL,
  sentences INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE UNIQUE INDEX documents_source ON documents (source) WHERE source IS NOT NULL;
CREATE INDEX documents_sha256 ON documents (sha256);

CREATE TABLE sentences (      -- also headings, list items and rows of tables
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX sentences_document ON sentences (document);

-- Full text of the sentences; in Chinese, Japanese and Korean the words are pairs of characters.
CREATE VIRTUAL TABLE sentence_index USING fts5 (
  text, content = 'sentences', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TABLE entities (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  label TEXT NOT NULL,        -- 'e1' is the most salient of its document
  name TEXT NOT NULL,         -- canonical name
  type TEXT NOT NULL COLLATE NOCASE,
  salience REAL NOT NULL,
  confidence REAL NOT NULL
);
CREATE UNIQUE INDEX entities_label ON entities (document, label);

CREATE TABLE names (          -- of entities: the canonical name first, then its aliases
  id INTEGER PRIMARY KEY,
  entity INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
  name TEXT NOT NULL,
  folded TEXT NOT NULL        -- for comparison: case and blanks folded
);
CREATE INDEX names_entity ON names (entity);
CREATE INDEX names_folded ON names (folded, entity);

CREATE TABLE mentions (
  id INTEGER PRIMARY KEY,
  entity INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL
);
CREATE INDEX mentions_entity ON mentions (entity);

CREATE TABLE statements (     -- what `facts` shows, with references in place of names
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  label TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('entity', 'property', 'fact', 'aspect')),
  entity INTEGER REFERENCES entities ON DELETE CASCADE,     -- whom it is about
  type TEXT COLLATE NOCASE,                                 -- of that entity
  sentence INTEGER REFERENCES sentences ON DELETE CASCADE,  -- where it begins
  predicate TEXT NOT NULL COLLATE NOCASE,  -- 'type', key of a property, verb group of a fact, 'opinion'
  lemma TEXT COLLATE NOCASE,  -- base form of a fact's verb
  negated INTEGER,
  modality TEXT,
  polarity TEXT,
  category TEXT COLLATE NOCASE,
  value_kind TEXT,            -- what a property's value measures: date, money, quantity, percent, ...
  number REAL,
  unit TEXT,
  normal TEXT,                -- normal form of a value that is no amount
  first_day TEXT,             -- of the time named, as ISO 8601 dates: of '2024', 2024-01-01 and 2024-12-31
  last_day TEXT,
  confidence REAL NOT NULL,   -- from 0 to 1
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  subject TEXT,
  object TEXT,
  time TEXT,
  place TEXT,
  quote TEXT                  -- null where it is all of its sentence
);
CREATE UNIQUE INDEX statements_label ON statements (document, label);
CREATE INDEX statements_kind ON statements (kind);
CREATE INDEX statements_entity ON statements (entity) WHERE entity IS NOT NULL;
CREATE INDEX statements_type ON statements (type) WHERE type IS NOT NULL;
CREATE INDEX statements_sentence ON statements (sentence);
CREATE INDEX statements_predicate ON statements (predicate);
CREATE INDEX statements_lemma ON statements (lemma) WHERE lemma IS NOT NULL;
CREATE INDEX statements_polarity ON statements (polarity) WHERE polarity IS NOT NULL;
CREATE INDEX statements_category ON statements (category) WHERE category IS NOT NULL;
CREATE INDEX statements_unit ON statements (unit, number) WHERE unit IS NOT NULL;
CREATE INDEX statements_number ON statements (number, value_kind) WHERE number IS NOT NULL;
CREATE INDEX statements_confidence ON statements (confidence);
CREATE INDEX statements_days ON statements (first_day, last_day) WHERE first_day IS NOT NULL;

CREATE TABLE arguments (      -- the parts of facts and aspects, each at its place
  id INTEGER PRIMARY KEY,
  statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
  part TEXT NOT NULL CHECK (part IN ('subject', 'argument', 'time', 'place', 'term', 'opinion')),
  role TEXT,                  -- of a fact's: 'subject', 'object', 'complement' or a preposition
  entity INTEGER REFERENCES entities ON DELETE CASCADE,
  resolved TEXT,              -- name of the entity that a pronoun stands for
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL
);
CREATE INDEX arguments_statement ON arguments (statement);
CREATE INDEX arguments_entity ON arguments (entity) WHERE entity IS NOT NULL;

CREATE VIEW facts AS
SELECT
  s.kind, d.source, d.sha256 AS document, s.label AS id, e.label AS entity, e.name, s.subject, s.predicate, s.object,
  s.time, s.place, s.negated, s.modality, s.polarity, s.category, s.number, s.unit, s.normal, s.confidence,
  s."start", s."end", coalesce(s.quote, x.text) AS quote,
  s.id AS statement           -- joins with statements.id and arguments.statement
FROM statements s
JOIN documents d ON d.id = s.document
LEFT JOIN entities e ON e.id = s.entity
LEFT JOIN sentences x ON x.id = s.sentence;
