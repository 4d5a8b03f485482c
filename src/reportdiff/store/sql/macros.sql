-- Functions for analysts' SQL. Strings are taken as code points, so that they are right for Chinese too
-- (DuckDB's own `levenshtein` counts bytes).

-- Search words in any order; each must occur. Chinese needs no word borders: a word is any run of characters.
CREATE MACRO search(words) AS TABLE
SELECT e.series, e.language, e.edition, p.address, s.path AS section_path, p.text, p.paragraph_id
FROM paragraphs p
JOIN editions e ON e.edition_id = p.edition_id
LEFT JOIN sections s ON s.edition_id = p.edition_id AND s.section = p.section
WHERE list_bool_and(
    list_transform(string_split(lower(trim(words)), ' '), lambda word: contains(lower(p.text), word))
)
ORDER BY e.series, e.language, e.position, p.position;

CREATE MACRO bigrams(words) AS
    list_distinct(list_transform(range(1, length(words)), lambda place: substring(words, place, 2)));

-- Dice's coefficient of the sets of character pairs: 0 nothing in common, 1 the same pairs.
CREATE MACRO bigram_similarity(one, other) AS
    CASE
        WHEN one = other THEN 1.0
        WHEN length(one) < 2 OR length(other) < 2 THEN 0.0
        ELSE 2.0 * len(list_intersect(bigrams(one), bigrams(other)))
            / (len(bigrams(one)) + len(bigrams(other)))
    END;
