"""The views answer as an analyst would by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from reportdiff.model import (
    Basis,
    Donor,
    Facts,
    Link,
    Programme,
    ProgrammeFigure,
    Relation,
    Report,
    SeriesHistory,
)
from reportdiff.store import HistoryEntry, publish
from small_reports import link, mention, money, parties, place, report
from small_store import SERIES, rows, run_of, sections, wanted_of

Stored = tuple[Report, Facts]


def _asked(folder: Path, *results: Stored, sql: str) -> list[tuple[object, ...]]:
    database = folder / "views.duckdb"
    publish(database, wanted_of(*results), run_of(1))
    return rows(database, sql)


# --------------------------------------------------------------------------------- treaty counts


def _counts(edition: str, *counts: tuple[int, int | None, str | None], language: str = "en") -> Stored:
    text = "Sample counts: " + ", ".join(str(count) for count, _, _ in counts) + "."
    made = report(edition, {"1": text}, language=language)
    stated = tuple(parties(made, "1", count, newly, as_of=as_of) for count, newly, as_of in counts)
    return made, Facts(treaty_counts=stated)


def test_a_party_count_stands_beside_the_one_before_and_the_stated_increment(small_database: Path) -> None:
    assert rows(
        small_database,
        "SELECT edition, parties, newly, previous_edition, previous_parties, difference, agrees"
        " FROM treaty_count_trend ORDER BY position",
    ) == [
        ("2019", 180, 2, None, None, None, None),
        ("2020", 182, 2, "2019", 180, 2, True),
        ("2021", 185, 2, "2020", 182, 3, False),
    ]


def test_of_several_counts_the_one_of_the_latest_date_is_the_trend(tmp_path: Path) -> None:
    found = _asked(
        tmp_path,
        _counts("2020", (180, None, "2019"), (185, 5, "2020"), (181, None, None), (185, None, "2020")),
        sql="SELECT parties, newly, as_of, statements, other_parties FROM treaty_count_trend",
    )
    assert found == [(185, 5, "2020", 4, [180, 181])]


def test_without_a_stated_increment_or_after_a_gap_nothing_agrees_or_disagrees(tmp_path: Path) -> None:
    silent = (report("2021", {"1": "Nothing is counted in this sample."}), Facts())
    found = _asked(
        tmp_path,
        _counts("2019", (10, None, None)),
        _counts("2020", (12, None, None)),
        silent,
        _counts("2022", (13, 1, None)),
        sql="SELECT edition, difference, agrees, previous_edition FROM treaty_count_trend ORDER BY position",
    )
    assert found == [("2019", None, None, None), ("2020", 2, None, "2019"), ("2022", 1, None, "2020")]


def test_over_a_year_that_is_not_held_nothing_agrees_or_disagrees(tmp_path: Path) -> None:
    found = _asked(
        tmp_path,
        _counts("2013", (159, None, None)),
        _counts("2015", (167, 3, None)),
        _counts("2016", (170, 4, None)),
        sql="SELECT edition, difference, agrees FROM treaty_count_trend ORDER BY position",
    )
    assert found == [("2013", None, None), ("2015", 8, None), ("2016", 3, False)]


def test_a_count_of_the_same_date_as_the_one_before_cannot_disagree_with_the_increment(
    tmp_path: Path,
) -> None:
    found = _asked(
        tmp_path,
        _counts("2015", (159, None, "2015")),
        _counts("2016", (160, 3, "2015")),
        _counts("2017", (164, 3, None)),
        sql="SELECT edition, agrees FROM treaty_count_trend ORDER BY position",
    )
    assert found == [("2015", None), ("2016", None), ("2017", False)]


def test_an_edition_follows_the_one_whose_period_ends_when_its_own_begins(tmp_path: Path) -> None:
    names = ("2013", "2015", "2016", "2016q4", "2017q1")
    database = tmp_path / "views.duckdb"
    asked = "SELECT edition, follows FROM editions ORDER BY position"
    publish(database, wanted_of(*((_counts(name)) for name in names)), run_of(1))
    assert rows(database, asked) == [
        ("2013", None),
        ("2015", None),
        ("2016", "2015"),
        ("2016q4", None),
        ("2017q1", "2016q4"),
    ]
    publish(database, wanted_of(*(_counts(name) for name in ("2013", "2014", "2015"))), run_of(2))
    assert rows(database, asked) == [("2013", None), ("2014", "2013"), ("2015", "2014")]


def test_languages_are_trends_of_their_own(tmp_path: Path) -> None:
    found = _asked(
        tmp_path,
        _counts("2019", (10, None, None)),
        _counts("2020", (12, 2, None)),
        _counts("2019", (10, None, None), language="zh"),
        _counts("2020", (13, 2, None), language="zh"),
        sql="SELECT language, edition, difference FROM treaty_count_trend ORDER BY ALL",
    )
    assert found == [("en", "2019", None), ("en", "2020", 2), ("zh", "2019", None), ("zh", "2020", 3)]


# --------------------------------------------------------------------------------- funding


def _funds(edition: str, *stated: tuple[str, str | None, str, Basis]) -> Stored:
    made = report(edition, {"1": "Sample sums: " + " and ".join(amount for _, _, amount, _ in stated) + "."})
    return made, Facts(
        funding=tuple(
            money(made, "1", amount, amount, measure=measure, period=period, basis=basis)
            for measure, period, amount, basis in stated
        )
    )


def test_the_latest_statement_of_a_sum_comes_first_and_earlier_ones_beside_it(small_database: Path) -> None:
    found = rows(
        small_database,
        "SELECT period, amount, edition, statements, restated,"
        " list_transform(earlier, lambda one: one.edition || ' ' || one.amount)"
        " FROM funding_trend ORDER BY period",
    )
    assert found == [
        ("2018", Decimal("999.00"), "2019", 1, False, []),
        ("2019", Decimal("1199.50"), "2020", 2, True, ["2019 1000.00"]),
        ("2020", Decimal("899.00"), "2021", 2, True, ["2020 1200.50"]),
        ("2021", Decimal("900.00"), "2021", 1, False, []),
    ]


def test_within_an_edition_what_happened_goes_before_what_is_expected(tmp_path: Path) -> None:
    found = _asked(
        tmp_path,
        _funds(
            "2020",
            ("pledges", "2020", "30", Basis.FORECAST),
            ("pledges", "2020", "20", Basis.ESTIMATE),
            ("pledges", "2020", "10", Basis.ACTUAL),
        ),
        sql="SELECT amount, basis, restated, len(earlier),"
        " list_transform(beside, lambda one: one.amount || ' ' || one.basis) FROM funding_trend",
    )
    assert found == [(Decimal("10.00"), "actual", False, 0, ["20.00 estimate", "30.00 forecast"])]


def test_earlier_statements_are_of_other_editions_alone(tmp_path: Path) -> None:
    found = _asked(
        tmp_path,
        _funds("2020", ("pledges", "2020", "30", Basis.ACTUAL), ("pledges", "2020", "31", Basis.FORECAST)),
        _funds("2021", ("pledges", "2020", "32", Basis.ACTUAL), ("pledges", "2020", "33", Basis.ESTIMATE)),
        sql="SELECT amount, statements, list_transform(earlier, lambda one: one.amount),"
        " list_transform(beside, lambda one: one.amount) FROM funding_trend",
    )
    assert found == [(Decimal(32), 4, [Decimal(30), Decimal(31)], [Decimal(33)])]


def test_a_sum_said_again_unchanged_is_not_restated(tmp_path: Path) -> None:
    found = _asked(
        tmp_path,
        _funds("2020", ("pledges", "2020", "30", Basis.ACTUAL)),
        _funds("2021", ("pledges", "2020", "30", Basis.ACTUAL)),
        sql="SELECT edition, statements, restated FROM funding_trend",
    )
    assert found == [("2021", 2, False)]


def test_sums_without_a_period_are_never_put_together(tmp_path: Path) -> None:
    found = _asked(
        tmp_path,
        _funds("2020", ("pledges", None, "30", Basis.ACTUAL), ("pledges", None, "40", Basis.ACTUAL)),
        _funds("2021", ("pledges", None, "50", Basis.ACTUAL)),
        sql="SELECT amount, statements FROM funding_trend ORDER BY amount",
    )
    assert found == [(Decimal("30.00"), 1), (Decimal("40.00"), 1), (Decimal("50.00"), 1)]


def test_shares_and_sums_and_currencies_are_rows_of_their_own(tmp_path: Path) -> None:
    made = report("2020", {"1": "Sample sums: 30 and 40 and 1.3."})
    dollars = money(made, "1", "30", "30", period="2020")
    facts = Facts(
        funding=(
            dollars,
            replace(dollars, currency="EUR", amount=Decimal(40), place=place(made, "1", "40")),
            money(made, "1", "1.3", None, share="1.3", period="2020"),
        )
    )
    found = _asked(
        tmp_path,
        (made, facts),
        sql="SELECT currency, amount, share, statements, currencies FROM funding_trend ORDER BY ALL",
    )
    assert found == [
        ("EUR", Decimal("40.00"), None, 1, ["EUR", "USD"]),
        ("USD", Decimal("30.00"), None, 1, ["EUR", "USD"]),
        (None, None, Decimal("1.3000"), 1, ["EUR", "USD"]),
    ]


# --------------------------------------------------------------------------------- programmes


def _programmes(edition: str, *statuses: str) -> Stored:
    texts = {str(number): f"Sample Alpha in {edition}." for number in range(1, len(statuses) + 1)}
    made = report(edition, texts or {"1": "No programme in this sample."})
    mentions = tuple(
        replace(mention(made, str(number), "Sample Alpha", status), places=("NOR", "JPN")[:number])
        for number, status in enumerate(statuses, 1)
    )
    return made, Facts(programmes=mentions)


def test_a_programme_has_a_row_for_every_edition_mentioned_or_not(tmp_path: Path) -> None:
    found = _asked(
        tmp_path,
        _programmes("2019", "new"),
        _programmes("2020"),
        _programmes("2021", "continuing", "ended", "unstated"),
        sql="SELECT programme, name, edition, mentions, status, statuses, places, addresses,"
        " first_seen, last_seen FROM programme_status ORDER BY position",
    )
    alpha = ("sample-alpha", "Sample Alpha")
    assert found == [
        (*alpha, "2019", 1, "new", ["new"], ["NOR"], ["1"], "2019", "2021"),
        (*alpha, "2020", 0, None, [], [], [], "2019", "2021"),
        (
            *alpha,
            "2021",
            3,
            "ended",
            ["continuing", "ended", "unstated"],
            ["JPN", "NOR"],
            ["1", "2", "3"],
            "2019",
            "2021",
        ),
    ]


def _with_figures(edition: str, *said: str) -> Stored:
    text = f"Sample Alpha in {edition}: {', '.join(said)}."
    made = report(edition, {"1": text})
    return made, Facts(
        programmes=(mention(made, "1", "Sample Alpha"),),
        programme_figures=tuple(
            ProgrammeFigure(
                "sample-alpha",
                Decimal(words.split()[0]),
                None,
                words.split()[1],
                None,
                None,
                place(made, "1", words),
            )
            for words in said
        ),
    )


def test_the_figures_of_a_programme_stand_by_unit_and_edition(tmp_path: Path) -> None:
    found = _asked(
        tmp_path,
        _with_figures("2019", "40 persons", "12 countries"),
        _with_figures("2020", "15 countries"),
        _with_figures("2021", "60 persons", "7 persons"),
        sql='SELECT programme, unit, edition, "values", addresses, first_stated, last_stated'
        " FROM programme_trend ORDER BY unit, position",
    )
    alpha = "sample-alpha"
    assert found == [
        (alpha, "countries", "2019", [Decimal(12)], ["1"], "2019", "2020"),
        (alpha, "countries", "2020", [Decimal(15)], ["1"], "2019", "2020"),
        (alpha, "persons", "2019", [Decimal(40)], ["1"], "2019", "2021"),
        (alpha, "persons", "2021", [Decimal(60), Decimal(7)], ["1", "1"], "2019", "2021"),
    ]


def test_a_renamed_programme_is_one_row_an_edition_with_its_figures(tmp_path: Path) -> None:
    older, newer = _with_figures("2019", "40 persons"), _with_figures("2020", "60 persons")
    renamed = replace(newer[1].programmes[0], programme="sample-beta")
    figure = replace(newer[1].programme_figures[0], programme="sample-beta")
    newer = newer[0], Facts(programmes=(renamed,), programme_figures=(figure,))
    alpha = Programme(
        "sample-alpha", ("Sample Alpha",), "global", "2019", "2020", ("sample-alpha", "sample-beta")
    )
    history = HistoryEntry(SERIES, "en", "history", "history 1", lambda: SeriesHistory((), (alpha,), ()))
    database = tmp_path / "renamed.duckdb"
    publish(database, replace(wanted_of(older, newer), histories=(history,)), run_of(1))
    asked = (
        "SELECT programme, edition, mentions, first_seen, last_seen FROM programme_status ORDER BY position"
    )
    assert rows(database, asked) == [
        ("sample-alpha", "2019", 1, "2019", "2020"),
        ("sample-alpha", "2020", 1, "2019", "2020"),
    ]
    figures = 'SELECT programme, edition, "values", last_stated FROM programme_trend ORDER BY position'
    assert rows(database, figures) == [
        ("sample-alpha", "2019", [Decimal(40)], "2020"),
        ("sample-alpha", "2020", [Decimal(60)], "2020"),
    ]


# --------------------------------------------------------------------------------- donors


def _donors(edition: str, *donors: tuple[str, str | None], measure: str = "pledges") -> Stored:
    made = report(edition, {"1": "Sample donors: " + ", ".join(code for code, _ in donors) + "."})
    return made, Facts(
        donors=tuple(Donor(measure, period, code, "state", place(made, "1", code)) for code, period in donors)
    )


DONOR_CHANGES = (
    "SELECT old_edition, new_edition, measure, donor, change, edition_id FROM donor_changes ORDER BY ALL"
)


def test_donors_join_and_leave_between_successive_lists(tmp_path: Path) -> None:
    found = _asked(
        tmp_path,
        _donors("2019", ("NOR", None), ("JPN", None)),
        _donors("2020", ("NOR", None), ("SWE", None)),
        sql=DONOR_CHANGES,
    )
    assert found == [
        ("2019", "2020", "pledges", "JPN", "left", f"{SERIES}/2019/en"),
        ("2019", "2020", "pledges", "SWE", "joined", f"{SERIES}/2020/en"),
    ]


def test_an_edition_without_a_list_makes_nobody_leave(tmp_path: Path) -> None:
    found = _asked(
        tmp_path,
        _donors("2019", ("NOR", None)),
        (report("2020", {"1": "No donor in this sample."}), Facts()),
        _donors("2021", ("SWE", None)),
        sql=DONOR_CHANGES,
    )
    assert found == []


def test_lists_of_other_measures_are_not_compared(tmp_path: Path) -> None:
    found = _asked(
        tmp_path,
        _donors("2019", ("NOR", None)),
        _donors("2020", ("SWE", None), measure="general-purpose-income"),
        sql=DONOR_CHANGES,
    )
    assert found == []


def test_the_list_of_an_edition_is_that_of_the_latest_period_it_names(tmp_path: Path) -> None:
    found = _asked(
        tmp_path,
        _donors("2019", ("NOR", "2019"), ("JPN", "2019")),
        _donors("2020", ("JPN", "2019"), ("NOR", "2020"), ("SWE", "2020")),
        sql=DONOR_CHANGES,
    )
    assert [(row[3], row[4]) for row in found] == [("JPN", "left"), ("SWE", "joined")]


def test_periods_of_donor_lists_are_held_against_each_other_by_their_days(tmp_path: Path) -> None:
    found = _asked(
        tmp_path,
        _donors("2015", ("NOR", "2015-06"), ("JPN", "2015"), ("SWE", "2014-2015"), ("FIN", "2013-2014")),
        _donors("2016", ("DNK", "2016h1"), ("ISL", "2016q1")),
        sql="SELECT donor, change, old_period, new_period, successive FROM donor_changes ORDER BY ALL",
    )
    assert found == [("DNK", "joined", "2015", "2016h1", True), ("JPN", "left", "2015", "2016h1", True)]


def test_a_list_names_each_donor_once_in_the_order_of_the_edition(tmp_path: Path) -> None:
    found = _asked(
        tmp_path,
        _donors("2019", ("SWE", "2018"), ("NOR", "2019"), ("JPN", "2019"), ("NOR", "2019"), ("FIN", None)),
        sql="SELECT edition, measure, period, donor, place, quote FROM donor_lists ORDER BY place",
    )
    assert found == [
        ("2019", "pledges", "2019", "NOR", 1, "NOR"),
        ("2019", "pledges", "2019", "JPN", 2, "JPN"),
    ]


def test_donors_without_a_period_are_no_part_of_a_list_that_has_one(tmp_path: Path) -> None:
    found = _asked(
        tmp_path,
        _donors("2015", ("NOR", "2015"), ("JPN", None)),
        _donors("2016", ("NOR", "2016"), ("SWE", None)),
        sql=DONOR_CHANGES,
    )
    assert found == []


def test_donors_that_moved_over_a_year_that_is_not_held_are_marked(tmp_path: Path) -> None:
    found = _asked(
        tmp_path,
        _donors("2013", ("NOR", None)),
        _donors("2015", ("SWE", None)),
        _donors("2016", ("FIN", None)),
        sql="SELECT old_edition, donor, change, successive FROM donor_changes ORDER BY ALL",
    )
    assert found == [
        ("2013", "NOR", "left", False),
        ("2013", "SWE", "joined", False),
        ("2015", "FIN", "joined", True),
        ("2015", "SWE", "left", True),
    ]


# --------------------------------------------------------------------------------- text


def _three_editions(folder: Path) -> Path:
    first = report(
        "2019", {"1": "aa", "2": "bbbb", "3": "cc"}, sections=sections(), section_of={"1": "I", "3": "II"}
    )
    second = report(
        "2020",
        {"1": "aa", "2": "bb", "3": "bbb", "4": "dddddd", "5": ""},
        sections=sections(),
        section_of={"1": "I", "2": "I", "3": "I", "4": "II"},
    )
    third = report("2021", {"9": "aa"}, sections=sections(), section_of={"9": "I"})
    links = {
        "2020": [link("1", "1", Relation.IDENTICAL), link("2", "2 3", Relation.EDITED, moved=True)],
        "2021": [link("1", "9", Relation.IDENTICAL)],
    }
    database = folder / "text.duckdb"
    publish(
        database, wanted_of(*((made, Facts()) for made in (first, second, third)), links=links), run_of(1)
    )
    return database


def test_a_paragraph_tells_how_it_came_and_when_it_went(tmp_path: Path) -> None:
    found = rows(
        _three_editions(tmp_path),
        "SELECT edition, address, previous_edition, previous, what, shape, moved, dropped_in, text"
        " FROM paragraph_history WHERE address <> '5' ORDER BY position, paragraph_position",
    )
    assert found == [
        ("2019", "1", None, None, None, None, None, None, "aa"),
        ("2019", "2", None, None, None, None, None, None, "bbbb"),
        ("2019", "3", None, None, None, None, None, "2020", "cc"),
        ("2020", "1", "2019", ["1"], "identical", "one-to-one", False, None, "aa"),
        ("2020", "2", "2019", ["2"], "edited", "split", True, "2021", "bb"),
        ("2020", "3", "2019", ["2"], "edited", "split", True, "2021", "bbb"),
        ("2020", "4", "2019", [], "added", None, None, "2021", "dddddd"),
        ("2021", "9", "2020", ["1"], "identical", "one-to-one", False, None, "aa"),
    ]


def test_a_paragraph_in_several_links_has_one_row_and_counts_once(tmp_path: Path) -> None:
    old = report("2019", {"9": "One two three four.", "10": "Five six seven eight."})
    new = report("2020", {"1": "One two three four. Five six seven eight!", "2": "Nine."})
    links = {
        "2020": [
            link("10", "1 2", Relation.REWRITTEN, similarity=0.5),
            link("9", "1", Relation.EDITED, similarity=0.7),
        ]
    }
    database = tmp_path / "several.duckdb"
    publish(database, wanted_of((old, Facts()), (new, Facts()), links=links), run_of(1))
    assert rows(
        database,
        "SELECT address, previous, what, similarity, shape FROM paragraph_history"
        " WHERE edition = '2020' ORDER BY paragraph_position",
    ) == [("1", ["9", "10"], "edited", 0.7, "one-to-one"), ("2", ["10"], "rewritten", 0.5, "split")]
    kept = len("One two three four.") + len("Five six seven eight")
    assert rows(database, "SELECT characters, identical, edited, rewritten FROM text_reuse") == [
        (46, pytest.approx(kept / 46), pytest.approx((41 - kept) / 46), pytest.approx(5 / 46))
    ]


def test_a_lineage_is_one_subject_through_the_editions(small_database: Path) -> None:
    assert rows(
        small_database,
        "SELECT edition, text FROM paragraph_history WHERE lineage = '2019#3' ORDER BY position",
    ) == [(year, f"Sample Programme Alpha went on in {year}.") for year in ("2019", "2020", "2021")]


def test_changes_are_counted_by_section_and_relation(tmp_path: Path) -> None:
    found = rows(
        _three_editions(tmp_path),
        "SELECT section_edition, section, what, changes, old_paragraphs, new_paragraphs, moved, renumbered"
        " FROM change_summary WHERE new_edition = '2020' ORDER BY ALL",
    )
    assert found == [
        ("2019", "II", "dropped", 1, 1, 0, 0, 0),
        ("2020", "I", "identical", 1, 1, 1, 0, 0),
        ("2020", "I", "edited", 1, 1, 2, 1, 1),
        ("2020", "II", "added", 1, 0, 1, 0, 0),
        ("2020", None, "added", 1, 0, 1, 0, 0),
    ]


def test_the_counts_of_a_comparison_add_up_to_its_paragraphs(small_database: Path) -> None:
    assert rows(
        small_database,
        "SELECT old_edition, sum(old_paragraphs)::INTEGER, sum(new_paragraphs)::INTEGER"
        " FROM change_summary GROUP BY ALL ORDER BY ALL",
    ) == [("2019", 6, 6), ("2020", 6, 6)]


def test_text_reuse_counts_the_characters_that_changed_and_not_their_paragraphs(tmp_path: Path) -> None:
    old = {"1": "All of it stays.", "2": "It had 12 sample parts in it.", "3": "One word of it was changed."}
    new = {
        "1": "All of it stays.",
        "2": "It had 15 sample parts in it.",
        "3": "One word of it was edited.",
        "4": "New.",
    }
    relations = {"1": Relation.IDENTICAL, "2": Relation.FIGURES, "3": Relation.EDITED}
    links = {"2020": [link(address, address, relation) for address, relation in relations.items()]}
    found = _asked_of(tmp_path, report("2019", old), report("2020", new), links=links)
    assert found == [
        (75, pytest.approx((75 - 2 - 6 - 4) / 75), 2 / 75, 6 / 75, 0, 4 / 75),
    ]


def test_where_no_character_is_counted_nothing_is_said(tmp_path: Path) -> None:
    found = rows(
        _three_editions(tmp_path),
        "SELECT section, characters, new FROM text_reuse"
        " WHERE new_edition = '2020' ORDER BY section NULLS LAST",
    )
    assert found == [("I", 7, 0), ("II", 6, 1), (None, 0, None)]


def _asked_of(folder: Path, *made: Report, links: dict[str, list[Link[str]]]) -> list[tuple[object, ...]]:
    database = folder / "reuse.duckdb"
    publish(database, wanted_of(*((one, Facts()) for one in made), links=links), run_of(1))
    return rows(database, "SELECT characters, identical, figures, edited, rewritten, new FROM text_reuse")


def test_shares_of_a_section_add_up_to_one(small_database: Path) -> None:
    sums = rows(small_database, "SELECT identical + figures + edited + rewritten + new FROM text_reuse")
    assert len(sums) == 8
    assert [row[0] for row in sums] == pytest.approx([1.0] * 8)


@pytest.mark.parametrize(
    "view",
    [
        "treaty_count_trend",
        "funding_trend",
        "programme_status",
        "programme_trend",
        "donor_lists",
        "donor_changes",
        "paragraph_history",
        "change_summary",
        "text_reuse",
    ],
)
def test_every_view_names_series_and_language_in_its_grain(small_database: Path, view: str) -> None:
    found = rows(small_database, f"SELECT DISTINCT series, language FROM {view}")  # noqa: S608
    assert found == [(SERIES, "en")]
