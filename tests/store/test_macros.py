"""The macros answer in any script, and in what analysts know: an address, some words."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportdiff.model import Facts, Relation
from reportdiff.store import publish, query
from small_reports import link, report
from small_store import rows, run_of, wanted_of

TEXTS = {
    "en": {"1": "Trafficking in firearms, sample.", "2": "A sample on UNODC’s café in Málaga."},
    "zh": {
        "1": "示例文本：2014 年贩运枪支的样本。",
        "2": "样本与ＵＮＯＤＣ有关，共３件。",
    },
    "ja": {"1": "例文：ａb共２0１4 件。"},
}


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two paragraphs in English and in Chinese."""
    database = tmp_path_factory.mktemp("macros") / "bilingual.duckdb"
    made = [(report("2014", texts, language=language), Facts()) for language, texts in TEXTS.items()]
    publish(database, wanted_of(*made), run_of(1))
    return database


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("firearms", {"en#1"}),
        ("FIREARMS sample", {"en#1"}),
        ("sample nowhere", set()),
        ("fire arms", {"en#1"}),
        ("cafe malaga", {"en#2"}),
        ("  café\t\n", {"en#2"}),
        ("贩运枪支", {"zh#1"}),
        ("枪支 样本", {"zh#1"}),
        ("枪支　样本", {"zh#1"}),
        ("2014年", {"zh#1"}),
        ("２０１４年", {"zh#1"}),
        ("样本", {"zh#1", "zh#2"}),
        ("unodc", {"en#2", "zh#2"}),
        ("共3件", {"zh#2"}),
        ("共2014件", {"ja#1"}),
        ("２０１４件", {"ja#1"}),
        ("2014", {"zh#1", "ja#1"}),
        ("ab", {"ja#1"}),
        ("", set()),
        ("  ", set()),
        ("100%", set()),
    ],
)
def test_search_finds_words_whatever_their_case_accents_width_and_script(
    bilingual: Path, words: str, found: set[str]
) -> None:
    hits = rows(bilingual, f"SELECT language || '#' || address FROM search('{words}')")  # noqa: S608
    assert {hit for (hit,) in hits} == found


def test_search_gives_the_text_as_printed_in_reading_order(bilingual: Path) -> None:
    assert rows(bilingual, "SELECT text FROM search('样本')") == [(text,) for text in TEXTS["zh"].values()]


def test_search_for_nothing_known_finds_nothing(bilingual: Path) -> None:
    assert rows(bilingual, "FROM search(NULL)") == []


def test_similar_paragraphs_come_the_most_similar_first(bilingual: Path) -> None:
    found = rows(bilingual, "SELECT language, address, similarity FROM similar_to('贩运枪支的样本', 0.1)")
    assert [row[:2] for row in found] == [("zh", "1"), ("zh", "2")]
    # Six pairs are asked for, and all are among the eighteen of the first.
    assert found[0][2] == pytest.approx(2 * 6 / (6 + 18))


def test_similarity_takes_words_from_another_paragraph_too(bilingual: Path) -> None:
    asked = "(SELECT text FROM paragraphs WHERE paragraph_id LIKE '%/en#2')"
    found = rows(bilingual, f"SELECT language, address, similarity FROM similar_to({asked})")  # noqa: S608
    assert found == [("en", "2", 1.0)]


@pytest.mark.parametrize(
    ("one", "other", "similarity"),
    [
        ("'中国人民'", "'中国国民'", 1 / 3),
        ("'中国人民共和国'", "'中国人民共和国'", 1.0),
        ("'abcd'", "'wxyz'", 0.0),
        ("'中'", "'国'", 0.0),
        ("''", "''", 1.0),
        ("'aaaa'", "'aa'", 1.0),
        ("NULL", "'aa'", None),
        ("'a'", "NULL", None),
    ],
)
def test_bigrams_count_characters_and_not_bytes(
    bilingual: Path, one: str, other: str, similarity: float | None
) -> None:
    ((found,),) = rows(bilingual, f"SELECT bigram_similarity({one}, {other})")
    assert found == (None if similarity is None else pytest.approx(similarity))


# --------------------------------------------------------------------------------- a paragraph's life


@pytest.fixture(scope="module")
def split(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Paragraph 2 of 2019 becomes 2 and 3 of 2020; of an edition without lineages."""
    old = report("2019", {"1": "aa", "2": "bbbb"})
    new = report("2020", {"1": "aa", "2": "bb", "3": "bbb"})
    links = {"2020": [link("1", "1", Relation.IDENTICAL), link("2", "2 3", Relation.EDITED)]}
    database = tmp_path_factory.mktemp("macros") / "split.duckdb"
    publish(database, wanted_of((old, Facts()), (new, Facts()), links=links), run_of(1))
    return database


LIFE = "SELECT edition, address, what FROM paragraph_history({})"


def test_a_paragraph_is_followed_through_the_editions(small_database: Path) -> None:
    asked = "'2', of_series := 'sample-series', of_edition := '2020', of_language := 'en'"
    assert rows(small_database, LIFE.format(asked)) == [
        ("2019", "2", None),
        ("2020", "2", "figures"),
        ("2021", "2", "figures"),
    ]


@pytest.mark.parametrize(
    "asked",
    ["'2'", "'2', 'sample-series'", "'2', of_edition := '2019'", "'2', of_language := 'en'"],
)
def test_what_is_not_said_of_a_paragraph_does_not_narrow_its_life(small_database: Path, asked: str) -> None:
    assert len(rows(small_database, LIFE.format(asked))) == 3


@pytest.mark.parametrize(
    "asked",
    ["'99'", "'2', 'another-series'", "'2', of_edition := '1999'", "'2', of_language := 'zh'", "NULL"],
)
def test_a_paragraph_that_is_not_there_has_no_life(small_database: Path, asked: str) -> None:
    assert rows(small_database, LIFE.format(asked)) == []


def test_without_an_edition_the_latest_is_meant(split: Path) -> None:
    assert rows(split, LIFE.format("'3'")) == [("2020", "3", "edited")]
    assert rows(split, LIFE.format("'3', of_edition := '2019'")) == []


def test_the_macro_asks_the_view_of_its_name(small_database: Path) -> None:
    view = query(small_database, "FROM paragraph_history")
    macro = query(small_database, "FROM paragraph_history('2')")
    assert macro.columns == view.columns
    assert [row for row in view.rows if row in macro.rows] == list(macro.rows)
