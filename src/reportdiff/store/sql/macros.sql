-- Functions for analysts' SQL. Strings are taken as code points, so that they are right for Chinese too
-- (DuckDB's own `levenshtein` counts bytes). No parameter bears the name of a column: DuckDB would take it for
-- the column, in the views too that a macro asks.

-- What of a string search compares: no case, no accents.
CREATE MACRO folded(words) AS strip_accents(lower(words));

CREATE MACRO half_width(words) AS
    translate(
        words, '０１２３４５６７８９ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ　', '0123456789abcdefghijklmnopqrstuvwxyz '
    );

CREATE MACRO full_width(words) AS
    translate(words, '0123456789abcdefghijklmnopqrstuvwxyz', '０１２３４５６７８９ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ');

-- Whether a text has full-width digits or letters. Most have none, and need not be made half-width to be searched:
-- one without characters of several bytes is known at once.
CREATE MACRO has_full_width(words) AS strlen(words) > length(words) AND regexp_matches(words, '[０-９ａ-ｚ]');

-- Each word must occur, in any order. Chinese has no word borders, and is printed with or without spaces
-- beside figures: a word with a Chinese character is looked for in the text without its spaces.
-- Editions are materialized so that a filter on them comes before the texts are looked into.
CREATE MACRO search(words) AS TABLE
WITH asked AS (SELECT words AS text),
editions_asked AS MATERIALIZED (
    SELECT
        e.edition_id, e.series, e.language, e.edition, e.position,
        list_transform(
            list_filter(regexp_split_to_array(half_width(folded(a.text)), '\s+'), lambda part: part <> ''),
            lambda part: {
                'half': part,
                'full': full_width(part),
                'chinese': regexp_matches(part, '\p{Han}')
            }
        ) AS parts
    FROM editions e
    CROSS JOIN asked a
),
readable AS (
    SELECT
        e.series, e.language, e.edition, e.position AS edition_position, e.parts,
        p.edition_id, p.section, p.address, p.position, p.text, p.paragraph_id, folded(p.text) AS plain
    FROM editions_asked e
    JOIN paragraphs p ON p.edition_id = e.edition_id
)
SELECT r.series, r.language, r.edition, r.address, s.path AS section_path, r.text, r.paragraph_id
FROM readable r
LEFT JOIN sections s ON s.edition_id = r.edition_id AND s.section = r.section
WHERE len(r.parts) > 0 AND list_bool_and(list_transform(r.parts, lambda part: CASE
    WHEN part.chinese
    THEN contains(replace(r.plain, ' ', ''), part.half) OR contains(replace(r.plain, ' ', ''), part.full)
        OR (part.half <> part.full AND has_full_width(r.plain) AND contains(replace(half_width(r.plain), ' ', ''), part.half))
    WHEN part.half = part.full THEN contains(r.plain, part.half)
    ELSE contains(r.plain, part.half) OR contains(r.plain, part.full)
        OR (has_full_width(r.plain) AND contains(half_width(r.plain), part.half))
END))
ORDER BY r.series, r.language, r.edition_position, r.position;

CREATE MACRO bigrams(words) AS
    list_distinct(list_transform(range(1, length(words)), lambda place: substring(words, place, 2)));

-- Dice's coefficient of the sets of character pairs: 0 nothing in common, 1 the same pairs.
CREATE MACRO bigram_similarity(one, other) AS
    CASE
        WHEN one IS NULL OR other IS NULL THEN NULL
        WHEN one = other THEN 1.0
        WHEN length(one) < 2 OR length(other) < 2 THEN 0.0
        ELSE 2.0 * len(list_intersect(bigrams(one), bigrams(other)))
            / (len(bigrams(one)) + len(bigrams(other)))
    END;

-- Paragraphs whose words are like these. Every paragraph of the series and languages that one filters on is
-- weighed: 10,000 take 0.7 s.
CREATE MACRO similar_to(words, least := 0.5) AS TABLE
WITH asked AS (SELECT words AS text),
editions_asked AS MATERIALIZED (
    SELECT e.edition_id, e.series, e.language, e.edition, e.position, bigrams(a.text) AS pairs
    FROM editions e
    CROSS JOIN asked a
),
weighed AS (
    SELECT
        e.series, e.language, e.edition, e.position AS edition_position,
        p.edition_id, p.section, p.address, p.position, p.text, p.paragraph_id,
        2.0 * len(list_intersect(bigrams(p.text), e.pairs)) / (len(bigrams(p.text)) + len(e.pairs)) AS similarity
    FROM editions_asked e
    JOIN paragraphs p ON p.edition_id = e.edition_id
)
SELECT
    w.series, w.language, w.edition, w.address, w.similarity, s.path AS section_path, w.text, w.paragraph_id
FROM weighed w
LEFT JOIN sections s ON s.edition_id = w.edition_id AND s.section = w.section
WHERE w.similarity >= least
ORDER BY w.similarity DESC, w.series, w.language, w.edition_position, w.position;

-- The life of one paragraph: its lineage in every edition, before and after. Named like the view it asks.
CREATE MACRO paragraph_history(of_address, of_series := NULL, of_edition := NULL, of_language := NULL) AS TABLE
WITH asked AS (
    SELECT e.series, e.language, e.edition
    FROM editions e
    WHERE (of_series IS NULL OR e.series = of_series)
        AND (of_language IS NULL OR e.language = of_language)
        AND (of_edition IS NULL OR e.edition = of_edition)
    QUALIFY e.position = max(e.position) OVER (PARTITION BY e.series, e.language)
),
lived AS (
    SELECT a.series, a.language, coalesce(l.lineage, a.edition || '#' || of_address) AS lineage
    FROM asked a
    LEFT JOIN lineages l
        ON l.series = a.series AND l.language = a.language AND l.edition = a.edition AND l.address = of_address
)
SELECT h.*
FROM paragraph_history h
JOIN lived l ON l.series = h.series AND l.language = h.language AND l.lineage = h.lineage
WHERE (of_series IS NULL OR h.series = of_series) AND (of_language IS NULL OR h.language = of_language)
ORDER BY h.series, h.language, h.position, h.paragraph_position;
