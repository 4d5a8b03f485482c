"""Which documents are looked for."""

from __future__ import annotations

import pytest

from reportdiff.errors import FetchError
from reportdiff.fetch._plan import Known, planned
from reportdiff.series import Series

SERVED = ("ar", "en", "es", "fr", "ru", "zh")
NOTHING = Known(frozenset(), frozenset(), 2018)
YEARLY = Series("office", languages=("zh", "en"), symbols=("E/{next_year}/3",))


def names(
    series: Series, editions: str | None = None, known: Known = NOTHING, languages: tuple[str, ...] = ("en",)
) -> list[str]:
    """The planned documents as `language/stem`."""
    found = planned(series, known, editions, languages, SERVED)
    return [f"{one.language}/{one.stem}" for one in found]


def test_editions_are_named_alone_in_lists_and_in_spans() -> None:
    assert names(YEARLY, "2016") == ["en/2016"]
    assert names(YEARLY, "2016, 2014") == ["en/2014", "en/2016"]
    assert names(YEARLY, "2014..2016") == ["en/2014", "en/2015", "en/2016"]
    assert names(YEARLY, "2017..") == ["en/2017", "en/2018"]


def test_every_language_of_the_series_is_looked_for_unless_some_are_named() -> None:
    assert names(YEARLY, "2016", languages=()) == ["zh/2016", "en/2016"]
    assert names(YEARLY, "2016", languages=("fr", "fr", "ar")) == ["fr/2016", "ar/2016"]
    held = Known(frozenset({"2016"}), frozenset({"ru", "pt"}), 2018)
    plain = Series("office", symbols=("E/{year}",))
    assert names(plain, "2016", held, ()) == ["ru/2016"]


def test_without_editions_those_known_and_the_years_since_are_looked_for() -> None:
    held = Known(frozenset({"2014", "2015"}), frozenset(), 2018)
    assert names(YEARLY, None, held) == ["en/2014", "en/2015", "en/2016", "en/2017", "en/2018"]
    assert names(YEARLY) == ["en/2017", "en/2018"]
    later = Series(
        "office", symbols=("E/{year}",), symbol_exceptions={"2017": ("E/1",), "2001..2009": ("E/2",)}
    )
    assert names(later) == ["en/2017", "en/2018"]


def test_editions_that_are_no_years_are_those_that_the_series_names() -> None:
    monthly = Series(
        "office",
        symbol_exceptions={f"2025-{n}": (f"S/2025/{n}",) for n in (1, 2, 10)} | {"2026-1": ("S/2026/1",)},
    )
    assert names(monthly, "2025-2..2025-10") == ["en/2025-2", "en/2025-10"]
    assert names(monthly, "2025..2025") == ["en/2025-1", "en/2025-2", "en/2025-10"]
    assert names(monthly) == ["en/2025-1", "en/2025-2", "en/2025-10", "en/2026-1"]


def test_corrigenda_follow_their_edition() -> None:
    series = Series(
        "office", symbols=("E/{year}",), corrigenda={"2016": (("E/2016/Corr.1",), ("E/2016/Corr.2",))}
    )
    assert names(series, "2016") == ["en/2016", "en/2016.corr1", "en/2016.corr2"]


def test_an_edition_that_was_not_issued_is_not_looked_for() -> None:
    series = Series("office", symbols=("E/{year}",), symbol_exceptions={"2016": ()})
    assert names(series, "2015..2017") == ["en/2015", "en/2017"]


def test_a_name_that_would_not_be_one_of_a_file_is_left_out() -> None:
    series = Series("office", symbol_exceptions={"2016.rev1": ("E/1",), "20 16": ("E/2",), "2016": ("E/3",)})
    assert names(series) == ["en/2016"]


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        ("", "names no editions"),
        ("..", "names no editions"),
        ("../..", "names no editions"),
        ("..2016", "names no editions"),
        ("2016..2017..2018", "names no editions"),
        ("20/16", "names no editions"),
        ("2016.rev1", "names no editions"),
        ("0001..9999", "9999 editions are more than are fetched at once"),
        ("2017..2016", "it names no document symbols"),
        ("spring", "it names no document symbols for spring"),
    ],
)
def test_a_wish_that_cannot_be_met_is_said(wish: str, says: str) -> None:
    with pytest.raises(FetchError, match=says):
        names(YEARLY, wish)


def test_a_language_that_the_document_system_does_not_have_is_said() -> None:
    with pytest.raises(FetchError, match="no editions in 'pt'; it has ar, en, es, fr, ru, zh"):
        names(YEARLY, "2016", languages=("pt",))
    with pytest.raises(FetchError, match=r"no editions in '\.\./en'"):
        names(YEARLY, "2016", languages=("../en",))
    with pytest.raises(FetchError, match="nothing says in which languages"):
        names(Series("office", symbols=("E/1",)), "2016", languages=())
