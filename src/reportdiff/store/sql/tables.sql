-- The tables. Natural keys are text that people can read: an edition is `series/edition/language`
-- (unodc-executive-director/2016/zh), a paragraph is `series/edition/language#address`, a comparison is
-- `series/old..new/language`. Every derived row names the extractor and the run that made it.
-- References between tables are verified by queries before a database is published (see checks.sql):
-- declared foreign keys would make DuckDB refuse to replace an edition. Keys, vocabularies (as ENUM) and what a
-- row can tell of itself (as CHECK) are declared.

-- Vocabularies, each in the order in which its words sort: the closest relation, the gravest severity, the most
-- telling stage of a programme first.
CREATE TYPE paragraph_kind AS ENUM ('body', 'subparagraph', 'table', 'footnote', 'summary', 'front-matter');
CREATE TYPE funding_basis AS ENUM ('actual', 'estimate', 'forecast');
CREATE TYPE donor_kind AS ENUM ('state', 'organization', 'fund', 'foundation', 'other');
CREATE TYPE programme_scope AS ENUM ('global', 'regional', 'country', 'initiative');
CREATE TYPE programme_stage AS ENUM ('ended', 'next-phase', 'new', 'planned', 'continuing', 'unstated');
CREATE TYPE link_relation AS ENUM ('identical', 'figures', 'edited', 'rewritten');
CREATE TYPE link_shape AS ENUM ('one-to-one', 'split', 'merge', 'many-to-many');
CREATE TYPE unlinked_kind AS ENUM ('added', 'dropped');
CREATE TYPE change_kind AS ENUM ('identical', 'figures', 'edited', 'rewritten', 'added', 'dropped');
CREATE TYPE cause AS ENUM ('first', 'content', 'version');
CREATE TYPE finding_stage AS ENUM ('reading', 'facts', 'pair', 'history', 'concordance', 'reference');
CREATE TYPE finding_severity AS ENUM ('error', 'warning', 'info');
CREATE TYPE participant_kind AS ENUM ('state', 'organization', 'other');
CREATE TYPE review_decision AS ENUM (
    'confirm-link', 'reject-link', 'set-link', 'confirm-fact', 'reject-fact', 'correct-fact', 'note'
);
CREATE TYPE review_state AS ENUM (
    'applied', 'superseded', 'nothing-to-reject', 'not-applied', 'no-such-comparison', 'no-such-edition'
);
CREATE TYPE reviewed_fact AS ENUM ('treaty-count', 'funding', 'donor', 'programme', 'quantity');

-- One row: which layout of tables this file has. Its presence marks the file as ours.
CREATE TABLE store_version (
    version  VARCHAR PRIMARY KEY                 -- store/5
);

CREATE TABLE series (
    series              VARCHAR PRIMARY KEY,
    title               VARCHAR,
    reference_language  VARCHAR NOT NULL,
    sample              BOOLEAN NOT NULL
);

-- -------------------------------------------------------------------------------- one edition

CREATE TABLE editions (
    edition_id      VARCHAR PRIMARY KEY,         -- series/edition/language
    series          VARCHAR NOT NULL,
    edition         VARCHAR NOT NULL,
    language        VARCHAR NOT NULL,
    position        INTEGER NOT NULL,            -- order in its series and language, from 1
    follows         VARCHAR,                     -- the edition whose period ends when its own begins
    symbol          VARCHAR,
    title           VARCHAR,
    date            DATE,
    session         VARCHAR,
    agenda_item     VARCHAR,
    period          VARCHAR,
    corpus          VARCHAR NOT NULL,            -- the corpus folder
    source          VARCHAR NOT NULL,            -- path inside the corpus folder
    sha256          VARCHAR NOT NULL,
    revision        INTEGER NOT NULL,            -- 0 as first issued, n where it is edition.revn
    settings        VARCHAR NOT NULL,            -- digest of what the series' files set for it
    characters      INTEGER NOT NULL,            -- non-space characters in the file's text, and by class:
    body            INTEGER NOT NULL,
    headings        INTEGER NOT NULL,
    notes           INTEGER NOT NULL,
    tables          INTEGER NOT NULL,
    front_matter    INTEGER NOT NULL,
    furniture       INTEGER NOT NULL,
    not_understood  INTEGER NOT NULL,
    cause           cause NOT NULL,
    stage_key       VARCHAR NOT NULL,
    extractor       VARCHAR NOT NULL,
    run_id          VARCHAR NOT NULL,
    UNIQUE (series, edition, language),
    CHECK (edition_id = series || '/' || edition || '/' || language),
    CHECK (position >= 1)
);

CREATE TABLE sections (
    edition_id  VARCHAR NOT NULL,
    section     VARCHAR NOT NULL,
    parent      VARCHAR,
    position    INTEGER NOT NULL,
    level       INTEGER NOT NULL,
    label       VARCHAR,
    heading     VARCHAR NOT NULL,
    path        VARCHAR NOT NULL,                -- headings from the top, joined by ' › '
    extractor   VARCHAR NOT NULL,
    run_id      VARCHAR NOT NULL,
    PRIMARY KEY (edition_id, section),
    CHECK (position >= 1)
);

CREATE TABLE paragraphs (
    paragraph_id  VARCHAR PRIMARY KEY,           -- edition_id#address
    edition_id    VARCHAR NOT NULL,
    address       VARCHAR NOT NULL,
    position      INTEGER NOT NULL,              -- reading order, from 1
    number        INTEGER,
    label         VARCHAR,
    section       VARCHAR,
    kind          paragraph_kind NOT NULL,
    text          VARCHAR NOT NULL,
    characters    INTEGER NOT NULL,
    page          INTEGER,
    line          INTEGER,
    extractor     VARCHAR NOT NULL,
    run_id        VARCHAR NOT NULL,
    CHECK (paragraph_id = edition_id || '#' || address),
    CHECK (position >= 1),
    CHECK (characters = length(text))
);

CREATE TABLE note_marks (
    edition_id  VARCHAR NOT NULL,
    note        VARCHAR NOT NULL,                -- address of the footnote
    address     VARCHAR NOT NULL,                -- paragraph it hangs on
    "offset"    INTEGER NOT NULL,
    extractor   VARCHAR NOT NULL,
    run_id      VARCHAR NOT NULL,
    PRIMARY KEY (edition_id, address, "offset", note),
    CHECK ("offset" >= 0)
);

-- Files beside the one that speaks for an edition: those that its revisions superseded, word for word,
-- and lists of corrections, which are kept and never applied.
CREATE TABLE revisions (
    revision_id  VARCHAR PRIMARY KEY,            -- series/edition.rev0/language
    edition_id   VARCHAR NOT NULL,
    revision     INTEGER NOT NULL,               -- 0 as first issued
    symbol       VARCHAR,
    date         DATE,
    source       VARCHAR NOT NULL,
    sha256       VARCHAR NOT NULL,
    stage_key    VARCHAR NOT NULL,
    extractor    VARCHAR NOT NULL,
    run_id       VARCHAR NOT NULL
);

CREATE TABLE revision_paragraphs (
    revision_id  VARCHAR NOT NULL,
    address      VARCHAR NOT NULL,
    position     INTEGER NOT NULL,               -- reading order, from 1
    kind         paragraph_kind NOT NULL,
    text         VARCHAR NOT NULL,
    extractor    VARCHAR NOT NULL,
    run_id       VARCHAR NOT NULL,
    PRIMARY KEY (revision_id, address)
);

CREATE TABLE corrigenda (
    corrigendum_id  VARCHAR PRIMARY KEY,         -- series/edition.corr1/language
    edition_id      VARCHAR NOT NULL,
    number          INTEGER NOT NULL,            -- from 1
    symbol          VARCHAR,
    date            DATE,
    source          VARCHAR NOT NULL,
    sha256          VARCHAR NOT NULL,
    stage_key       VARCHAR NOT NULL,
    extractor       VARCHAR NOT NULL,
    run_id          VARCHAR NOT NULL
);

CREATE TABLE corrections (
    corrigendum_id  VARCHAR NOT NULL,
    correction      INTEGER NOT NULL,            -- from 1 within its corrigendum
    addresses       VARCHAR[] NOT NULL,          -- of the paragraphs that it names
    text            VARCHAR NOT NULL,
    extractor       VARCHAR NOT NULL,
    run_id          VARCHAR NOT NULL,
    PRIMARY KEY (corrigendum_id, correction)
);

-- -------------------------------------------------------------------------------- facts of one edition
-- One row a statement; start and "end" are code-point offsets into the paragraph's text, end exclusive,
-- and quote = text[start:end]. `fact` counts from 1 in its edition and table.

CREATE TABLE quantities (
    edition_id  VARCHAR NOT NULL,
    fact        INTEGER NOT NULL,
    address     VARCHAR NOT NULL,
    value       DECIMAL(38, 6) NOT NULL,
    high        DECIMAL(38, 6),
    unit        VARCHAR,
    currency    VARCHAR,
    qualifier   VARCHAR,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    quote       VARCHAR NOT NULL,
    review      VARCHAR,                         -- the last decision on it
    extractor   VARCHAR NOT NULL,
    run_id      VARCHAR NOT NULL,
    PRIMARY KEY (edition_id, fact),
    CHECK (start >= 0 AND "end" >= start)
);

CREATE TABLE treaty_counts (
    edition_id  VARCHAR NOT NULL,
    fact        INTEGER NOT NULL,
    instrument  VARCHAR NOT NULL,
    parties     INTEGER NOT NULL,
    newly       INTEGER,
    as_of       VARCHAR,
    as_of_end   DATE,                            -- last day of as_of
    address     VARCHAR NOT NULL,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    quote       VARCHAR NOT NULL,
    review      VARCHAR,                         -- the last decision on it
    extractor   VARCHAR NOT NULL,
    run_id      VARCHAR NOT NULL,
    PRIMARY KEY (edition_id, fact),
    CHECK (parties >= 0),
    CHECK (start >= 0 AND "end" >= start)
);

CREATE TABLE funding (
    edition_id  VARCHAR NOT NULL,
    fact        INTEGER NOT NULL,
    measure     VARCHAR NOT NULL,
    period      VARCHAR,
    amount      DECIMAL(18, 2),
    currency    VARCHAR,
    share       DECIMAL(9, 4),
    qualifier   VARCHAR,
    basis       funding_basis NOT NULL,
    address     VARCHAR NOT NULL,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    quote       VARCHAR NOT NULL,
    review      VARCHAR,                         -- the last decision on it
    extractor   VARCHAR NOT NULL,
    run_id      VARCHAR NOT NULL,
    PRIMARY KEY (edition_id, fact),
    CHECK (start >= 0 AND "end" >= start)
);

CREATE TABLE donors (
    edition_id    VARCHAR NOT NULL,
    fact          INTEGER NOT NULL,
    measure       VARCHAR NOT NULL,
    period        VARCHAR,
    period_start  DATE,                          -- first and last day of period
    period_end    DATE,
    donor         VARCHAR NOT NULL,
    kind          donor_kind NOT NULL,
    address       VARCHAR NOT NULL,
    start         INTEGER NOT NULL,
    "end"         INTEGER NOT NULL,
    quote         VARCHAR NOT NULL,
    review        VARCHAR,                       -- the last decision on it
    extractor     VARCHAR NOT NULL,
    run_id        VARCHAR NOT NULL,
    PRIMARY KEY (edition_id, fact),
    CHECK (start >= 0 AND "end" >= start)
);

CREATE TABLE programme_mentions (
    edition_id  VARCHAR NOT NULL,
    fact        INTEGER NOT NULL,
    programme   VARCHAR NOT NULL,
    name        VARCHAR NOT NULL,
    scope       programme_scope NOT NULL,
    status      programme_stage NOT NULL,
    period      VARCHAR,
    places      VARCHAR[] NOT NULL,
    address     VARCHAR NOT NULL,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    quote       VARCHAR NOT NULL,
    review      VARCHAR,                         -- the last decision on it
    extractor   VARCHAR NOT NULL,
    run_id      VARCHAR NOT NULL,
    PRIMARY KEY (edition_id, fact),
    CHECK (start >= 0 AND "end" >= start)
);

-- What a text states about a programme: each is also a row of quantities.
CREATE TABLE programme_figures (
    edition_id  VARCHAR NOT NULL,
    fact        INTEGER NOT NULL,
    programme   VARCHAR NOT NULL,
    value       DECIMAL(38, 6) NOT NULL,
    high        DECIMAL(38, 6),
    unit        VARCHAR,
    currency    VARCHAR,
    qualifier   VARCHAR,
    address     VARCHAR NOT NULL,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    quote       VARCHAR NOT NULL,
    extractor   VARCHAR NOT NULL,
    run_id      VARCHAR NOT NULL,
    PRIMARY KEY (edition_id, fact),
    CHECK (start >= 0 AND "end" >= start)
);

-- -------------------------------------------------------------------------------- two editions

CREATE TABLE comparisons (
    comparison_id   VARCHAR PRIMARY KEY,         -- series/old..new/language
    series          VARCHAR NOT NULL,
    language        VARCHAR NOT NULL,
    old_edition     VARCHAR NOT NULL,            -- period, e.g. 2015
    new_edition     VARCHAR NOT NULL,
    old_edition_id  VARCHAR NOT NULL,
    new_edition_id  VARCHAR NOT NULL,
    cause           cause NOT NULL,
    stage_key       VARCHAR NOT NULL,
    extractor       VARCHAR NOT NULL,
    run_id          VARCHAR NOT NULL,
    CHECK (comparison_id = series || '/' || old_edition || '..' || new_edition || '/' || language)
);

CREATE TABLE links (
    comparison_id  VARCHAR NOT NULL,
    link           INTEGER NOT NULL,             -- from 1 within its comparison
    old            VARCHAR[] NOT NULL,           -- addresses
    new            VARCHAR[] NOT NULL,
    kept           INTEGER[],                    -- characters kept, for each of `new`
    relation       link_relation NOT NULL,
    shape          link_shape NOT NULL,
    moved          BOOLEAN NOT NULL,
    renumbered     BOOLEAN NOT NULL,
    similarity     DOUBLE NOT NULL CHECK (similarity BETWEEN 0 AND 1),
    confidence     DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    review         VARCHAR,                      -- the decision that set or confirmed it
    signals        MAP(VARCHAR, DOUBLE) NOT NULL,
    cause          cause NOT NULL,
    extractor      VARCHAR NOT NULL,
    run_id         VARCHAR NOT NULL,
    PRIMARY KEY (comparison_id, link),
    CHECK (len(old) > 0 AND len(new) > 0),
    CHECK (len(kept) = len(new))
);

-- Paragraphs that no link takes up: every other paragraph of either edition is in a link, or in several.
CREATE TABLE unlinked (
    comparison_id  VARCHAR NOT NULL,
    what           unlinked_kind NOT NULL,
    address        VARCHAR NOT NULL,             -- in the new edition where added, in the old one where dropped
    cause          cause NOT NULL,
    extractor      VARCHAR NOT NULL,
    run_id         VARCHAR NOT NULL,
    PRIMARY KEY (comparison_id, what, address)
);

CREATE TABLE changes (
    comparison_id  VARCHAR NOT NULL,
    change         INTEGER NOT NULL,             -- from 1 within its comparison, most important first
    what           change_kind NOT NULL,
    old            VARCHAR[] NOT NULL,
    new            VARCHAR[] NOT NULL,
    section        VARCHAR,                      -- of the new edition; of the old one where dropped
    importance     DOUBLE NOT NULL,
    reason         VARCHAR NOT NULL,
    cause          cause NOT NULL,
    extractor      VARCHAR NOT NULL,
    run_id         VARCHAR NOT NULL,
    PRIMARY KEY (comparison_id, change),
    CHECK (importance BETWEEN 0 AND 100),
    CHECK (len(old) + len(new) > 0)
);

CREATE TABLE quantity_changes (
    comparison_id  VARCHAR NOT NULL,
    change         INTEGER NOT NULL,             -- from 1 within its comparison
    old_address    VARCHAR NOT NULL,
    old_start      INTEGER NOT NULL,
    old_end        INTEGER NOT NULL,
    old_quote      VARCHAR NOT NULL,
    new_address    VARCHAR NOT NULL,
    new_start      INTEGER NOT NULL,
    new_end        INTEGER NOT NULL,
    new_quote      VARCHAR NOT NULL,
    subject        VARCHAR,                      -- the instrument or measure whose figure it is
    role           VARCHAR,                      -- parties, newly, amount or share
    old_period     VARCHAR,                      -- what the figures are about
    new_period     VARCHAR,
    unit           VARCHAR,
    currency       VARCHAR,
    old_value      DECIMAL(38, 6) NOT NULL,
    new_value      DECIMAL(38, 6) NOT NULL,
    difference     DECIMAL(38, 6) NOT NULL,
    relative       DOUBLE,
    cause          cause NOT NULL,
    extractor      VARCHAR NOT NULL,
    run_id         VARCHAR NOT NULL,
    PRIMARY KEY (comparison_id, change),
    CHECK (old_start >= 0 AND old_end >= old_start AND new_start >= 0 AND new_end >= new_start)
);

-- -------------------------------------------------------------------------------- all editions of a series

CREATE TABLE histories (
    series     VARCHAR NOT NULL,
    language   VARCHAR NOT NULL,
    stage_key  VARCHAR NOT NULL,
    extractor  VARCHAR NOT NULL,
    run_id     VARCHAR NOT NULL,
    PRIMARY KEY (series, language)
);

CREATE TABLE lineages (
    series     VARCHAR NOT NULL,
    language   VARCHAR NOT NULL,
    lineage    VARCHAR NOT NULL,                 -- its first member, edition#address
    edition    VARCHAR NOT NULL,
    address    VARCHAR NOT NULL,
    extractor  VARCHAR NOT NULL,
    run_id     VARCHAR NOT NULL,
    PRIMARY KEY (series, language, lineage, edition, address)
);

CREATE TABLE programmes (
    series      VARCHAR NOT NULL,
    language    VARCHAR NOT NULL,
    programme   VARCHAR NOT NULL,
    names       VARCHAR[] NOT NULL,
    scope       programme_scope NOT NULL,
    slugs       VARCHAR[] NOT NULL,              -- its slugs in programme_mentions, the first its own
    first_seen  VARCHAR NOT NULL,
    last_seen   VARCHAR NOT NULL,
    extractor   VARCHAR NOT NULL,
    run_id      VARCHAR NOT NULL,
    PRIMARY KEY (series, language, programme)
);

-- The same edition in two languages, held against each other.
CREATE TABLE concordances (
    edition_id          VARCHAR PRIMARY KEY,     -- the edition whose language is not the reference
    series              VARCHAR NOT NULL,
    edition             VARCHAR NOT NULL,
    language            VARCHAR NOT NULL,
    reference_language  VARCHAR NOT NULL,
    paragraphs          INTEGER NOT NULL,
    quantities          INTEGER NOT NULL,
    agreeing            INTEGER NOT NULL,
    stage_key           VARCHAR NOT NULL,
    extractor           VARCHAR NOT NULL,
    run_id              VARCHAR NOT NULL
);

CREATE TABLE findings (
    finding_id     VARCHAR PRIMARY KEY,          -- whose it is, its stage, its number
    finding        INTEGER NOT NULL,             -- from 1 within the stage result it comes from
    series         VARCHAR NOT NULL,
    language       VARCHAR NOT NULL,
    edition_id     VARCHAR,
    comparison_id  VARCHAR,                      -- both NULL: it is about the whole series and language
    stage          finding_stage NOT NULL,
    kind           VARCHAR NOT NULL,
    severity       finding_severity NOT NULL,
    message        VARCHAR NOT NULL,
    address        VARCHAR,
    page           INTEGER,
    line           INTEGER,
    extractor      VARCHAR NOT NULL,
    run_id         VARCHAR NOT NULL
);

-- -------------------------------------------------------------------------------- beside the reports

CREATE TABLE treaty_reference (
    instrument   VARCHAR NOT NULL,
    list         VARCHAR NOT NULL,               -- the depositary's name of the list, such as 18-12-a
    participant  VARCHAR NOT NULL,
    code         VARCHAR,                        -- ISO 3166-1 alpha-3
    kind         participant_kind NOT NULL,
    signed       DATE,
    party_since  DATE,
    act          VARCHAR,
    list_as_of   DATE NOT NULL,
    source       VARCHAR NOT NULL,
    sha256       VARCHAR NOT NULL,               -- of the list's file
    PRIMARY KEY (instrument, list, participant)
);

CREATE TABLE reviews (
    review       VARCHAR PRIMARY KEY,
    series       VARCHAR NOT NULL,
    position     INTEGER,                        -- in its series' file, from 1: of several the last one holds
    language     VARCHAR,
    decision     review_decision NOT NULL,
    edition      VARCHAR,
    addresses    VARCHAR[],                      -- in `edition`
    old_edition  VARCHAR,                        -- with `old`: of decisions on links
    old          VARCHAR[],
    fact         reviewed_fact,
    subject      VARCHAR,
    quote        VARCHAR,
    start        INTEGER,
    fields       MAP(VARCHAR, VARCHAR),
    words        VARCHAR,                        -- digest of the texts that were decided upon
    note         VARCHAR,
    reviewer     VARCHAR,
    decided      DATE
);

-- What became of each decision, told by the stage that applied it.
CREATE TABLE review_outcomes (
    review         VARCHAR NOT NULL,
    stage          finding_stage NOT NULL,       -- facts, pair or history
    series         VARCHAR NOT NULL,
    language       VARCHAR NOT NULL,
    edition_id     VARCHAR,                      -- of stage facts
    comparison_id  VARCHAR,                      -- of stage pair
    status         review_state NOT NULL,
    reason         VARCHAR,
    extractor      VARCHAR NOT NULL,
    run_id         VARCHAR NOT NULL,
    PRIMARY KEY (review, stage)
);

CREATE TABLE runs (
    run_id       VARCHAR PRIMARY KEY,
    started      TIMESTAMPTZ NOT NULL,
    finished     TIMESTAMPTZ NOT NULL,
    reportdiff   VARCHAR NOT NULL,
    corpus       VARCHAR NOT NULL,
    editions     INTEGER NOT NULL,               -- held after the run
    comparisons  INTEGER NOT NULL,               -- held after the run
    computed     INTEGER NOT NULL,               -- stage results computed anew in it
    refused      VARCHAR[] NOT NULL              -- one clear line a refused file
);
