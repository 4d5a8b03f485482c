-- The views that answer what analysts ask. Series and language are in the grain of each, so that nobody
-- counts a bilingual series twice; `series.reference_language` says which language to filter on.

CREATE VIEW treaty_count_trend AS
WITH stated AS (
    SELECT
        e.series, e.language, e.edition, e.position, e.follows, t.*,
        count(*) OVER same AS statements,
        list(t.parties) OVER same AS all_parties,
        row_number() OVER (
            PARTITION BY t.edition_id, t.instrument
            ORDER BY t.as_of_end DESC NULLS LAST, t.newly IS NULL, t.fact
        ) AS choice
    FROM treaty_counts t
    JOIN editions e USING (edition_id)
    WINDOW same AS (PARTITION BY t.edition_id, t.instrument)
),
trend AS (
    SELECT
        *,
        lag(edition) OVER editions_in_order AS previous_edition,
        lag(parties) OVER editions_in_order AS previous_parties,
        -- As the audit judges: the edition just before, without a gap, and a count of a later date or perhaps so.
        follows = lag(edition) OVER editions_in_order
            AND coalesce(as_of_end > lag(as_of_end) OVER editions_in_order, true) AS comparable
    FROM stated
    WHERE choice = 1
    WINDOW editions_in_order AS (PARTITION BY series, language, instrument ORDER BY position)
)
SELECT
    series, language, instrument, edition, position, as_of, as_of_end,
    parties,
    newly,
    previous_edition,
    previous_parties,
    parties - previous_parties AS difference,
    CASE WHEN comparable THEN newly = parties - previous_parties END AS agrees,
    statements,
    list_sort(list_distinct(list_filter(all_parties, lambda other: other <> parties))) AS other_parties,
    edition_id, address, start, "end", quote, review
FROM trend;

CREATE VIEW funding_trend AS
WITH stated AS (
    SELECT
        e.series, e.language, e.edition, e.position, f.*,
        -- Statements without a period cannot be known to speak of one period, so they are never put together.
        CASE WHEN f.period IS NULL THEN f.edition_id || '#' || f.fact END AS alone
    FROM funding f
    JOIN editions e USING (edition_id)
),
ranked AS (
    SELECT
        *,
        row_number() OVER latest_first AS statement,
        first_value(amount) OVER latest_first AS latest_amount,
        first_value(share) OVER latest_first AS latest_share,
        first_value(edition_id) OVER latest_first AS latest_edition_id,
        list_sort(list_distinct(list(currency) OVER (PARTITION BY series, language, measure, period, alone)))
            AS currencies
    FROM stated
    WINDOW latest_first AS (
        PARTITION BY series, language, measure, period, currency, alone
        ORDER BY position DESC, basis, fact
    )
)
SELECT
    series, language, measure, period, currency,
    first(amount ORDER BY statement) AS amount,
    first(share ORDER BY statement) AS share,
    first(qualifier ORDER BY statement) AS qualifier,
    first(basis ORDER BY statement) AS basis,
    first(edition ORDER BY statement) AS edition,
    count(*) AS statements,
    bool_or(
        edition_id <> latest_edition_id
        AND (amount IS DISTINCT FROM latest_amount OR share IS DISTINCT FROM latest_share)
    ) AS restated,
    coalesce(
        list(
            struct_pack(
                edition := edition, amount := amount, share := share, qualifier := qualifier,
                basis := basis, address := address, quote := quote
            )
            ORDER BY statement
        ) FILTER (edition_id <> latest_edition_id),
        []
    ) AS earlier,
    coalesce(
        list(
            struct_pack(
                amount := amount, share := share, qualifier := qualifier,
                basis := basis, address := address, quote := quote
            )
            ORDER BY statement
        ) FILTER (edition_id = latest_edition_id AND statement > 1),
        []
    ) AS beside,
    first(currencies) AS currencies,
    first(edition_id ORDER BY statement) AS edition_id,
    first(address ORDER BY statement) AS address,
    first(start ORDER BY statement) AS start,
    first("end" ORDER BY statement) AS "end",
    first(quote ORDER BY statement) AS quote,
    first(review ORDER BY statement) AS review
FROM ranked
GROUP BY series, language, measure, period, currency, alone;

CREATE VIEW programme_status AS
WITH named AS (
    SELECT m.* REPLACE (coalesce(p.programme, m.programme) AS programme)
    FROM programme_mentions m
    JOIN editions e USING (edition_id)
    LEFT JOIN programmes p
        ON p.series = e.series AND p.language = e.language AND list_contains(p.slugs, m.programme)
),
mentioned AS (
    SELECT
        edition_id,
        programme,
        first(name ORDER BY fact) AS name,
        first(scope ORDER BY fact) AS scope,
        count(*) AS mentions,
        min(status) AS status,
        list_sort(list_distinct(list(CAST(status AS VARCHAR)))) AS statuses,
        list_sort(list_distinct(flatten(list(places)))) AS places,
        list(address ORDER BY fact) AS addresses
    FROM named
    GROUP BY edition_id, programme
),
known AS (
    SELECT
        e.series,
        e.language,
        m.programme,
        first(m.name ORDER BY e.position) AS name,
        first(m.scope ORDER BY e.position) AS scope,
        first(e.edition ORDER BY e.position) AS first_seen,
        last(e.edition ORDER BY e.position) AS last_seen
    FROM mentioned m
    JOIN editions e USING (edition_id)
    GROUP BY e.series, e.language, m.programme
)
SELECT
    k.series, k.language, k.programme,
    coalesce(m.name, k.name) AS name,
    coalesce(m.scope, k.scope) AS scope,
    e.edition, e.position,
    coalesce(m.mentions, 0) AS mentions,
    m.status,
    coalesce(m.statuses, []) AS statuses,
    coalesce(m.places, []) AS places,
    coalesce(m.addresses, []) AS addresses,
    k.first_seen, k.last_seen,
    e.edition_id
FROM known k
JOIN editions e USING (series, language)
LEFT JOIN mentioned m ON m.edition_id = e.edition_id AND m.programme = k.programme;

CREATE VIEW programme_trend AS
WITH named AS (
    SELECT
        f.* REPLACE (coalesce(p.programme, f.programme) AS programme),
        e.series, e.language, e.edition, e.position
    FROM programme_figures f
    JOIN editions e USING (edition_id)
    LEFT JOIN programmes p
        ON p.series = e.series AND p.language = e.language AND list_contains(p.slugs, f.programme)
    WHERE f.qualifier IS NULL OR f.qualifier NOT IN ('from', 'by')
),
stated AS (
    SELECT
        series, language, programme, unit, currency, edition, position,
        list(value ORDER BY fact) AS "values",
        list(qualifier ORDER BY fact) AS qualifiers,
        list(address ORDER BY fact) AS addresses,
        list(quote ORDER BY fact) AS quotes,
        edition_id
    FROM named
    GROUP BY series, language, programme, unit, currency, edition, position, edition_id
)
SELECT
    *,
    first(edition) OVER told AS first_stated,
    last(edition) OVER told AS last_stated
FROM stated
WINDOW told AS (
    PARTITION BY series, language, programme, unit, currency
    ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
);

-- The list of an edition is that of the latest period that it names; of two that end on one day, of the shorter.
-- Donors without a period are a list only where no other donor of the measure has one.
CREATE VIEW donor_lists AS
WITH named AS (
    SELECT
        e.series, e.language, e.edition, e.position, d.*,
        rank() OVER (
            PARTITION BY d.edition_id, d.measure
            ORDER BY d.period_end DESC NULLS LAST, d.period_start DESC NULLS LAST, d.period DESC NULLS LAST
        ) AS age
    FROM donors d
    JOIN editions e USING (edition_id)
)
SELECT
    series, language, edition, position, measure, period, donor,
    row_number() OVER (PARTITION BY edition_id, measure ORDER BY min(fact)) AS place,
    first(kind ORDER BY fact) AS kind,
    edition_id,
    first(address ORDER BY fact) AS address,
    first(start ORDER BY fact) AS start,
    first("end" ORDER BY fact) AS "end",
    first(quote ORDER BY fact) AS quote
FROM named
WHERE age = 1
GROUP BY series, language, edition, position, edition_id, measure, period, donor;

CREATE VIEW donor_changes AS
WITH listed AS (
    SELECT l.*, e.follows
    FROM donor_lists l
    JOIN editions e USING (edition_id)
),
lists AS (
    SELECT DISTINCT series, language, edition, position, follows, edition_id, measure, period FROM listed
),
pairs AS (
    SELECT
        o.measure,
        o.edition AS old_edition, n.edition AS new_edition,
        o.edition_id AS old_edition_id, n.edition_id AS new_edition_id,
        o.period AS old_period, n.period AS new_period,
        coalesce(n.follows = o.edition, false) AS successive
    FROM lists o
    JOIN lists n USING (series, language, measure)
    WHERE n.position = o.position + 1
),
moves AS (
    SELECT p.* EXCLUDE (measure), 'joined' AS change, l.*
    FROM pairs p
    JOIN listed l ON l.edition_id = p.new_edition_id AND l.measure = p.measure
    WHERE NOT EXISTS (
        FROM listed b WHERE b.edition_id = p.old_edition_id AND b.measure = p.measure AND b.donor = l.donor
    )
    UNION ALL
    SELECT p.* EXCLUDE (measure), 'left' AS change, l.*
    FROM pairs p
    JOIN listed l ON l.edition_id = p.old_edition_id AND l.measure = p.measure
    WHERE NOT EXISTS (
        FROM listed a WHERE a.edition_id = p.new_edition_id AND a.measure = p.measure AND a.donor = l.donor
    )
)
SELECT
    series, language, old_edition, new_edition, measure, donor, kind, change,
    successive, old_period, new_period,
    edition_id, address, start, "end", quote
FROM moves;

-- Here and below every part carries series and language, so that a filter on them reaches all of it: on a
-- million paragraphs that is a tenth of the time.
CREATE VIEW paragraph_history AS
WITH linked AS (
    SELECT c.series, c.language, c.new_edition AS edition, unnest(l.new) AS address, c.old_edition, l.*
    FROM links l
    JOIN comparisons c USING (comparison_id)
),
-- A paragraph may stand in several links, as when another's part joined it: the closest one speaks for it.
closest AS (
    SELECT
        series, language, edition, address, old_edition, relation, shape, moved, renumbered, similarity, confidence
    FROM linked
    QUALIFY row_number() OVER (
        PARTITION BY series, language, edition, address
        ORDER BY relation, similarity DESC, link
    ) = 1
),
origins AS (
    SELECT l.series, l.language, l.edition, l.address, list(o.address ORDER BY o.position) AS previous
    FROM (
        SELECT DISTINCT series, language, edition, address, old_edition, unnest(old) AS old_address FROM linked
    ) l
    JOIN editions e ON e.series = l.series AND e.language = l.language AND e.edition = l.old_edition
    JOIN paragraphs o ON o.edition_id = e.edition_id AND o.address = l.old_address
    GROUP BY l.series, l.language, l.edition, l.address
),
came AS (
    SELECT
        series, language, edition, address, n.old_edition AS previous_edition, CAST(n.relation AS change_kind) AS what, o.previous,
        n.shape, n.moved, n.renumbered, n.similarity, n.confidence
    FROM closest n
    JOIN origins o USING (series, language, edition, address)
    UNION ALL
    SELECT
        c.series, c.language, c.new_edition, u.address, c.old_edition, CAST('added' AS change_kind), CAST([] AS VARCHAR[]),
        NULL, NULL, NULL, NULL, NULL
    FROM unlinked u
    JOIN comparisons c USING (comparison_id)
    WHERE u.what = 'added'
),
dropped AS (
    SELECT c.series, c.language, c.old_edition AS edition, u.address, c.new_edition AS dropped_in
    FROM unlinked u
    JOIN comparisons c USING (comparison_id)
    WHERE u.what = 'dropped'
)
SELECT
    e.series, e.language,
    coalesce(l.lineage, e.edition || '#' || p.address) AS lineage,
    e.edition, e.position, p.address, p.position AS paragraph_position, p.section, s.path AS section_path,
    c.previous_edition, c.previous, c.what, c.shape, c.moved, c.renumbered, c.similarity, c.confidence,
    d.dropped_in,
    p.text, p.characters, p.edition_id, p.paragraph_id
FROM paragraphs p
JOIN editions e ON e.edition_id = p.edition_id
LEFT JOIN sections s ON s.edition_id = p.edition_id AND s.section = p.section
LEFT JOIN lineages l
    ON l.series = e.series AND l.language = e.language AND l.edition = e.edition AND l.address = p.address
LEFT JOIN came c
    ON c.series = e.series AND c.language = e.language AND c.edition = e.edition AND c.address = p.address
LEFT JOIN dropped d
    ON d.series = e.series AND d.language = e.language AND d.edition = e.edition AND d.address = p.address;

CREATE VIEW change_summary AS
WITH changed AS (
    SELECT comparison_id, CAST(relation AS change_kind) AS what, old, new, moved, renumbered, cause FROM links
    UNION ALL
    SELECT comparison_id, CAST(what AS change_kind), [], [address], false, false, cause FROM unlinked WHERE what = 'added'
    UNION ALL
    SELECT comparison_id, CAST(what AS change_kind), [address], [], false, false, cause FROM unlinked WHERE what = 'dropped'
),
placed AS (
    SELECT
        c.* EXCLUDE (cause), g.what, g.old, g.new, g.moved, g.renumbered, g.cause, p.section,
        CASE WHEN g.what = 'dropped' THEN c.old_edition ELSE c.new_edition END AS section_edition,
        p.edition_id
    FROM changed g
    JOIN comparisons c USING (comparison_id)
    LEFT JOIN paragraphs p
        ON p.edition_id = CASE WHEN g.what = 'dropped' THEN c.old_edition_id ELSE c.new_edition_id END
        AND p.address = CASE WHEN g.what = 'dropped' THEN g.old[1] ELSE g.new[1] END
)
SELECT
    p.series, p.language, p.old_edition, p.new_edition, p.section_edition, p.section,
    s.path AS section_path, s.position AS section_position,
    p.what,
    count(*) AS changes,
    CAST(sum(len(p.old)) AS BIGINT) AS old_paragraphs,
    CAST(sum(len(p.new)) AS BIGINT) AS new_paragraphs,
    count(*) FILTER (p.moved) AS moved,
    count(*) FILTER (p.renumbered) AS renumbered,
    count(*) FILTER (p.cause = 'version') AS by_version,
    p.comparison_id
FROM placed p
LEFT JOIN sections s ON s.edition_id = p.edition_id AND s.section = p.section
GROUP BY ALL;

CREATE VIEW text_reuse AS
WITH linked AS (
    SELECT c.series, c.language, l.comparison_id, unnest(l.new) AS address, unnest(l.kept) AS kept, l.relation
    FROM links l
    JOIN comparisons c USING (comparison_id)
),
-- A character that several links keep is counted by one of them alone; what none keeps belongs to the closest.
origin AS (
    SELECT
        series, language, comparison_id, address, CAST(min(relation) AS change_kind) AS what,
        CASE WHEN count(kept) = count(*) THEN sum(kept) END AS kept
    FROM linked
    GROUP BY series, language, comparison_id, address
    UNION ALL
    SELECT c.series, c.language, u.comparison_id, u.address, CAST(u.what AS change_kind), 0
    FROM unlinked u
    JOIN comparisons c USING (comparison_id)
    WHERE u.what = 'added'
),
counted AS (
    SELECT
        c.series, c.language, c.old_edition, c.new_edition, p.section,
        s.path AS section_path, s.position AS section_position,
        CAST(sum(p.characters) AS BIGINT) AS characters,
        CASE WHEN count(o.kept) = count(*) THEN sum(o.kept) END AS kept,
        coalesce(sum(p.characters - o.kept) FILTER (o.what = 'figures'), 0) AS figures,
        coalesce(sum(p.characters - o.kept) FILTER (o.what = 'edited'), 0) AS edited,
        coalesce(sum(p.characters - o.kept) FILTER (o.what = 'rewritten'), 0) AS rewritten,
        coalesce(sum(p.characters) FILTER (o.what = 'added'), 0) AS added,
        c.comparison_id
    FROM origin o
    JOIN comparisons c USING (series, language, comparison_id)
    JOIN paragraphs p ON p.edition_id = c.new_edition_id AND p.address = o.address
    LEFT JOIN sections s ON s.edition_id = p.edition_id AND s.section = p.section
    GROUP BY ALL
)
SELECT
    series, language, old_edition, new_edition, section, section_path, section_position,
    characters,
    kept / nullif(characters, 0) AS identical,
    figures / nullif(characters, 0) AS figures,
    edited / nullif(characters, 0) AS edited,
    rewritten / nullif(characters, 0) AS rewritten,
    added / nullif(characters, 0) AS new,
    comparison_id
FROM counted;

-- A party count or a sum of money matters as much as the change that it stands in; other figures do so up to where
-- such topics begin, and an increase, which is the move of a move, less than any. Then by how far they moved:
-- from 1,000 to 2,000 is farther than from 1 to 2.
CREATE VIEW quantity_changes_ranked AS
WITH placed AS (
    SELECT c.series, c.language, h.comparison_id, unnest(h.new) AS address, h.importance, h.reason
    FROM changes h
    JOIN comparisons c USING (comparison_id)
),
weighed AS (
    SELECT
        series, language, comparison_id, address,
        max(importance) AS importance, arg_max(reason, importance) AS reason
    FROM placed
    GROUP BY series, language, comparison_id, address
),
moved AS (
    SELECT
        q.*, c.series, c.language, c.old_edition, c.new_edition, c.new_edition_id,
        CASE
            WHEN q.old_value <> 0 AND q.new_value <> 0 AND sign(q.old_value) = sign(q.new_value)
            THEN greatest(q.new_value / q.old_value, q.old_value / q.new_value)
        END AS factor
    FROM quantity_changes q
    JOIN comparisons c USING (comparison_id)
),
ranked AS (
    SELECT
        m.*, w.reason,
        CASE
            WHEN m.role = 'newly' THEN least(coalesce(w.importance, 0), 15)
            WHEN m.role IS NULL THEN least(coalesce(w.importance, 0), 65)
            ELSE coalesce(w.importance, 0)
        END AS importance,
        ln(m.factor) * log10(1 + greatest(abs(m.old_value), abs(m.new_value))) AS weight
    FROM moved m
    LEFT JOIN weighed w
        ON w.series = m.series AND w.language = m.language
        AND w.comparison_id = m.comparison_id AND w.address = m.new_address
)
SELECT
    m.series, m.language, m.old_edition, m.new_edition,
    row_number() OVER (
        PARTITION BY m.series, m.language, m.comparison_id
        ORDER BY m.importance DESC, m.weight DESC NULLS LAST, m.change
    ) AS rank,
    m.importance, m.reason,
    p.section, s.path AS section_path,
    m.subject, m.role, m.old_period, m.new_period,
    m.unit, m.currency, m.old_value, m.new_value, m.difference, m.relative, m.factor, m.weight,
    m.old_address, m.old_quote, m.new_address, m.new_quote,
    m.cause, m.comparison_id, m.change
FROM ranked m
LEFT JOIN paragraphs p ON p.edition_id = m.new_edition_id AND p.address = m.new_address
LEFT JOIN sections s ON s.edition_id = p.edition_id AND s.section = p.section;

-- A party to any list of an instrument is a party to it. An instrument's lists are as of the oldest of them.
CREATE VIEW treaty_reference_parties AS
WITH dated AS (
    SELECT instrument, min(list_as_of) AS list_as_of, string_agg(DISTINCT source, ', ' ORDER BY source) AS source
    FROM treaty_reference
    GROUP BY instrument
)
SELECT
    r.instrument,
    coalesce(r.code, r.participant) AS party,
    arg_min(r.participant, r.party_since) AS name,
    arg_min(r.kind, r.party_since) AS kind,
    min(r.party_since) AS party_since,
    arg_min(r.act, r.party_since) AS act,
    any_value(d.list_as_of) AS list_as_of,
    any_value(d.source) AS source
FROM treaty_reference r
JOIN dated d USING (instrument)
WHERE r.party_since IS NOT NULL
GROUP BY r.instrument, coalesce(r.code, r.participant);

CREATE VIEW treaty_reference_check AS
WITH counted AS (
    SELECT
        t.edition_id, t.fact,
        count(*) FILTER (p.party_since <= t.as_of_end) AS listed,
        count(*) FILTER (p.kind <> 'organization' AND p.party_since <= t.as_of_end - INTERVAL 30 DAY) AS lowest,
        count(*) FILTER (p.party_since <= t.as_of_end + INTERVAL 30 DAY) AS highest,
        any_value(p.list_as_of) AS list_as_of,
        any_value(p.source) AS source
    FROM treaty_counts t
    JOIN treaty_reference_parties p USING (instrument)
    GROUP BY t.edition_id, t.fact
)
SELECT
    e.series, e.language, t.instrument, e.edition, t.as_of, t.as_of_end,
    t.parties,
    CASE WHEN t.as_of_end <= c.list_as_of THEN c.listed END AS listed,
    CASE WHEN t.as_of_end <= c.list_as_of THEN c.lowest END AS lowest,
    CASE WHEN t.as_of_end <= c.list_as_of THEN c.highest END AS highest,
    CASE
        WHEN t.as_of_end IS NULL THEN 'undated'
        WHEN t.as_of_end > c.list_as_of THEN 'not-comparable'
        WHEN t.parties BETWEEN c.lowest AND c.highest THEN 'agrees'
        ELSE 'differs'
    END AS verdict,
    c.list_as_of, c.source, t.edition_id, t.fact, t.address
FROM counted c
JOIN treaty_counts t USING (edition_id, fact)
JOIN editions e USING (edition_id);

CREATE VIEW treaty_reference_joined AS
WITH dated AS (
    SELECT
        series, language, instrument, edition_id, address,
        lag(edition) OVER by_time AS old_edition, edition AS new_edition,
        lag(as_of_end) OVER by_time AS old_end, as_of_end AS new_end
    FROM treaty_count_trend
    WHERE as_of_end IS NOT NULL
    WINDOW by_time AS (PARTITION BY series, language, instrument ORDER BY position)
)
SELECT
    d.series, d.language, d.instrument, d.old_edition, d.new_edition,
    p.party, p.name, p.kind, p.party_since, p.act, p.list_as_of, p.source, d.edition_id, d.address
FROM dated d
JOIN treaty_reference_parties p
    ON p.instrument = d.instrument AND p.party_since > d.old_end AND p.party_since <= d.new_end
WHERE d.new_end <= p.list_as_of;

-- What corrigenda say, beside the paragraphs that they name.
CREATE VIEW paragraph_corrections AS
WITH named AS (
    SELECT
        c.corrigendum_id, g.edition_id, g.number, g.source, c.correction, c.text,
        unnest(CASE WHEN c.addresses = [] THEN [NULL] ELSE c.addresses END) AS address
    FROM corrections c
    JOIN corrigenda g USING (corrigendum_id)
)
SELECT
    e.series, e.language, e.edition, n.address, n.number, n.correction, n.text AS correction_text,
    p.text AS paragraph_text, p.position AS paragraph_position, p.paragraph_id,
    n.source, n.corrigendum_id, e.edition_id
FROM named n
JOIN editions e USING (edition_id)
LEFT JOIN paragraphs p ON p.edition_id = n.edition_id AND p.address = n.address;

-- What each revision changed in the words of the file before it, by address.
CREATE VIEW revision_changes AS
WITH issued AS (
    SELECT r.edition_id, r.revision, p.address, p.position, p.text
    FROM revisions r
    JOIN revision_paragraphs p USING (revision_id)
    UNION ALL
    SELECT e.edition_id, e.revision, p.address, p.position, p.text
    FROM editions e
    JOIN paragraphs p USING (edition_id)
    WHERE e.edition_id IN (SELECT edition_id FROM revisions)
),
pairs AS (
    SELECT edition_id, lag(revision) OVER (PARTITION BY edition_id ORDER BY revision) AS old_revision, revision
    FROM (SELECT DISTINCT edition_id, revision FROM issued)
),
both_sides AS (
    SELECT p.edition_id, p.old_revision, p.revision, i.address, i.position, i.text AS old_text, NULL AS new_text
    FROM pairs p
    JOIN issued i ON i.edition_id = p.edition_id AND i.revision = p.old_revision
    UNION ALL
    SELECT p.edition_id, p.old_revision, p.revision, i.address, i.position, NULL, i.text
    FROM pairs p
    JOIN issued i ON i.edition_id = p.edition_id AND i.revision = p.revision
    WHERE p.old_revision IS NOT NULL
),
met AS (
    SELECT
        edition_id, old_revision, revision, address, max(position) AS position,
        max(old_text) AS old_text, max(new_text) AS new_text
    FROM both_sides
    GROUP BY edition_id, old_revision, revision, address
)
SELECT
    e.series, e.language, e.edition, m.old_revision, m.revision AS new_revision, m.address,
    CASE WHEN m.old_text IS NULL THEN 'added' WHEN m.new_text IS NULL THEN 'dropped' ELSE 'edited' END AS what,
    m.old_text, m.new_text, m.position AS paragraph_position, e.edition_id
FROM met m
JOIN editions e USING (edition_id)
WHERE m.old_text IS DISTINCT FROM m.new_text;

CREATE VIEW review_status AS
SELECT
    r.series, r.language, r.review, r.decision, r.edition, r.addresses,
    CASE
        WHEN starts_with(r.review, 'earlier:') THEN CAST('not-applied' AS review_state)
        WHEN d.status IS NOT NULL THEN d.status
        WHEN n.edition_id IS NULL OR (r.old_edition IS NOT NULL AND o.edition_id IS NULL)
            THEN CAST('no-such-edition' AS review_state)
        WHEN r.old_edition IS NOT NULL THEN CAST('no-such-comparison' AS review_state)
        ELSE CAST('not-applied' AS review_state)
    END AS status,
    d.reason AS message, r.note, r.reviewer, r.decided
FROM reviews r
LEFT JOIN review_outcomes d ON d.review = r.review
LEFT JOIN editions n ON n.edition_id = r.series || '/' || r.edition || '/' || r.language
LEFT JOIN editions o ON o.edition_id = r.series || '/' || r.old_edition || '/' || r.language;
