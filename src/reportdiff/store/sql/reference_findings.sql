-- What stands beside the reports says of them, as findings: status lists of stated counts, corrigenda of
-- paragraphs. Those that are stored already stay as they are, with the
-- run that first wrote them; the others take the run that is named last in `runs`.

CREATE OR REPLACE TEMP TABLE wanted_findings AS
SELECT
    series, language, edition_id, kind, severity, message, address,
    CAST(row_number() OVER (PARTITION BY edition_id ORDER BY address, kind, message) AS INTEGER)
        AS finding
FROM (
    SELECT
        series, language, edition_id, 'reference-differs' AS kind,
        CASE WHEN greatest(lowest - parties, parties - highest) > 1 THEN 'warning' ELSE 'info' END AS severity,
        instrument || ': ' || parties || ' parties as of ' || as_of || ' stated, but the list of ' || list_as_of
            || ' (' || source || ') has ' || listed || ' (' || lowest || '–' || highest
            || ' in the days around).' AS message,
        address
    FROM treaty_reference_check
    WHERE verdict = 'differs'
    UNION ALL
    SELECT
        series, language, edition_id, 'reference-joined', 'info',
        any_value(instrument) || ': by the list of ' || any_value(list_as_of) || ' (' || any_value(source) || '), '
            || count(*) || ' joined between the counts of ' || any_value(old_edition) || ' and '
            || any_value(new_edition) || ': ' || string_agg(name, '; ' ORDER BY party_since, name) || '.',
        address
    FROM treaty_reference_joined
    GROUP BY series, language, edition_id, instrument, address
    UNION ALL
    -- An annex may be corrected as a whole, or in a table that is no paragraph of it.
    SELECT
        series, language, edition_id, 'correction-without-paragraph', 'warning',
        source || ' corrects paragraph ' || address || ', which this edition does not have.', NULL
    FROM paragraph_corrections c
    WHERE address IS NOT NULL AND paragraph_id IS NULL AND NOT EXISTS (
        FROM paragraphs p WHERE p.edition_id = c.edition_id AND starts_with(p.address, c.address || ':')
    )
    GROUP BY series, language, edition_id, source, address
);

DELETE FROM findings f
WHERE f.stage = 'reference' AND NOT EXISTS (
    FROM wanted_findings w
    WHERE (w.edition_id, w.finding, w.kind, w.severity, w.message, w.address)
        IS NOT DISTINCT FROM (f.edition_id, f.finding, f.kind, f.severity, f.message, f.address)
);

INSERT INTO findings BY NAME
SELECT
    w.*, edition_id || ' reference ' || finding AS finding_id, 'reference' AS stage, 'reference/1' AS extractor,
    (SELECT run_id FROM runs ORDER BY rowid DESC LIMIT 1) AS run_id
FROM wanted_findings w
WHERE NOT EXISTS (FROM findings f WHERE f.stage = 'reference' AND f.edition_id = w.edition_id AND f.finding = w.finding);

DROP TABLE wanted_findings;
