-- References that must hold before a database is published; each row found is a defect: what, and where.
-- Quotes and offsets count code points, as DuckDB's substring and length do.

WITH facts AS (
    SELECT 'quantities' AS "table", edition_id, address, start, "end", quote FROM quantities
    UNION ALL SELECT 'treaty_counts', edition_id, address, start, "end", quote FROM treaty_counts
    UNION ALL SELECT 'funding', edition_id, address, start, "end", quote FROM funding
    UNION ALL SELECT 'donors', edition_id, address, start, "end", quote FROM donors
    UNION ALL SELECT 'programme_mentions', edition_id, address, start, "end", quote FROM programme_mentions
    UNION ALL SELECT 'programme_figures', edition_id, address, start, "end", quote FROM programme_figures
    UNION ALL
    SELECT 'quantity_changes', c.old_edition_id, q.old_address, q.old_start, q.old_end, q.old_quote
    FROM quantity_changes q LEFT JOIN comparisons c USING (comparison_id)
    UNION ALL
    SELECT 'quantity_changes', c.new_edition_id, q.new_address, q.new_start, q.new_end, q.new_quote
    FROM quantity_changes q LEFT JOIN comparisons c USING (comparison_id)
),
sides AS (
    SELECT comparison_id, old_edition_id AS edition_id, 'old' AS side FROM comparisons
    UNION ALL SELECT comparison_id, new_edition_id, 'new' FROM comparisons
),
-- Where each paragraph of either edition of a comparison went: into links (it may stand in several, as
-- when one half of it joined another paragraph), or once among the added or dropped.
accounted AS (
    SELECT comparison_id, 'old' AS side, unnest(old) AS address, true AS linked FROM links
    UNION ALL SELECT comparison_id, 'new', unnest(new), true FROM links
    UNION ALL
    SELECT comparison_id, CASE what WHEN 'added' THEN 'new' ELSE 'old' END, address, false FROM unlinked
),
changed AS (
    SELECT comparison_id, 'old' AS side, unnest(old) AS address FROM changes
    UNION ALL SELECT comparison_id, 'new', unnest(new) FROM changes
),
-- Addresses that rows lead to, by edition: each must be a paragraph of it.
pointed AS (
    SELECT 'note_marks' AS "table", edition_id, address FROM note_marks
    UNION ALL SELECT 'note_marks', edition_id, note FROM note_marks
    UNION ALL
    SELECT 'findings', edition_id, address FROM findings WHERE edition_id IS NOT NULL AND address IS NOT NULL
    UNION ALL
    SELECT 'lineages', series || '/' || edition || '/' || language, address FROM lineages
    UNION ALL
    SELECT 'links or unlinked', s.edition_id, a.address
    FROM accounted a LEFT JOIN sides s USING (comparison_id, side)
    UNION ALL
    SELECT 'changes', s.edition_id, a.address FROM changed a LEFT JOIN sides s USING (comparison_id, side)
),
owned AS (
    SELECT 'paragraphs' AS "table", edition_id FROM paragraphs
    UNION ALL SELECT 'sections', edition_id FROM sections
    UNION ALL SELECT 'findings', edition_id FROM findings WHERE edition_id IS NOT NULL
    UNION ALL SELECT 'comparisons', edition_id FROM sides
    UNION ALL SELECT 'concordances', edition_id FROM concordances
    UNION ALL SELECT 'revisions', edition_id FROM revisions
    UNION ALL SELECT 'corrigenda', edition_id FROM corrigenda
    UNION ALL
    SELECT 'concordances', series || '/' || edition || '/' || reference_language FROM concordances
)
SELECT 'an edition of no known series' AS problem, edition_id AS place
FROM editions ANTI JOIN series USING (series)
UNION ALL
SELECT DISTINCT 'a row of ' || "table" || ' belongs to no edition', edition_id
FROM owned ANTI JOIN editions USING (edition_id)
UNION ALL
SELECT 'a finding belongs to no comparison', comparison_id
FROM findings ANTI JOIN comparisons USING (comparison_id)
WHERE comparison_id IS NOT NULL
UNION ALL
SELECT DISTINCT 'a paragraph belongs to no superseded file', revision_id
FROM revision_paragraphs ANTI JOIN revisions USING (revision_id)
UNION ALL
SELECT DISTINCT 'a correction belongs to no corrigendum', corrigendum_id
FROM corrections ANTI JOIN corrigenda USING (corrigendum_id)
UNION ALL
SELECT 'a superseded file is as new as the one that speaks', revision_id
FROM revisions r JOIN editions e USING (edition_id)
WHERE r.revision >= e.revision
UNION ALL
SELECT 'a section hangs under no section', edition_id || ' section ' || section
FROM sections s
WHERE parent IS NOT NULL
    AND NOT EXISTS (FROM sections p WHERE p.edition_id = s.edition_id AND p.section = s.parent)
UNION ALL
SELECT 'a paragraph stands in no section', paragraph_id
FROM paragraphs ANTI JOIN sections USING (edition_id, section)
WHERE section IS NOT NULL
UNION ALL
SELECT 'a row of ' || "table" || ' leads to no paragraph', coalesce(edition_id, 'no edition') || '#' || address
FROM pointed ANTI JOIN paragraphs USING (edition_id, address)
UNION ALL
SELECT 'a note mark stands outside its paragraph', paragraph_id
FROM note_marks JOIN paragraphs USING (edition_id, address)
WHERE "offset" NOT BETWEEN 0 AND length(text)
UNION ALL
SELECT
    'a quote in ' || "table" || ' is not the text at its offsets',
    coalesce(f.edition_id, 'no edition') || '#' || f.address || ' ' || f.start || '–' || f."end"
FROM facts f
LEFT JOIN paragraphs p USING (edition_id, address)
WHERE p.text IS NULL
    OR f.start NOT BETWEEN 0 AND f."end" - 1
    OR f.quote <> substring(p.text, f.start + 1, f."end" - f.start)
UNION ALL
SELECT 'two programmes share a slug', series || '/' || language || ' ' || slug
FROM (SELECT series, language, unnest(slugs) AS slug FROM programmes)
GROUP BY series, language, slug
HAVING count(*) > 1
UNION ALL
SELECT 'a paragraph is in no link and neither added nor dropped', s.comparison_id || ' ' || p.paragraph_id
FROM sides s
JOIN paragraphs p USING (edition_id)
ANTI JOIN accounted a ON a.comparison_id = s.comparison_id AND a.side = s.side AND a.address = p.address
UNION ALL
SELECT
    'a paragraph is linked and added or dropped at once',
    comparison_id || ' ' || side || ' ' || address
FROM accounted
GROUP BY comparison_id, side, address
HAVING count(DISTINCT linked) > 1 OR count(*) FILTER (NOT linked) > 1
UNION ALL
SELECT 'a link names a paragraph twice', comparison_id || ' link ' || link
FROM links
WHERE len(old) <> len(list_distinct(old)) OR len(new) <> len(list_distinct(new))
ORDER BY ALL;
