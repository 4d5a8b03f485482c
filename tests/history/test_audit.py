"""Figures held against each other: what contradicts is found, what may not be compared is not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reportdiff.history import pair_changes, series_history
from reportdiff.model import Basis, Facts, Finding, Funding, Quantity, Report, Severity, TreatyCount
from small_reports import comparison, money, parties, place, report

FIGURES = {
    "7": "Figures: 50 51 52 53; 100 dollars, 90 dollars, 5 dollars, 7 dollars; 5 %, 8.3 % or 9 %; "
    "3 dollars, 2 dollars, 97 dollars."
}


def _edition(name: str) -> Report:
    return report(name, FIGURES)


def _found(
    old: tuple[TreatyCount, ...] | tuple[Funding, ...],
    new: tuple[TreatyCount, ...] | tuple[Funding, ...],
    years: tuple[str, str] = ("2020", "2021"),
) -> list[Finding]:
    before, after = _edition(years[0]), _edition(years[1])
    return list(pair_changes(before, after, comparison(before, after), _facts(old), _facts(new)).findings)


def _facts(stated: tuple[TreatyCount, ...] | tuple[Funding, ...]) -> Facts:
    return Facts(
        treaty_counts=tuple(one for one in stated if isinstance(one, TreatyCount)),
        funding=tuple(one for one in stated if isinstance(one, Funding)),
    )


def _count(number: int, newly: int | None = None, as_of: str | None = None) -> TreatyCount:
    return parties(_edition("2020"), "7", number, newly, as_of=as_of)


def _money(amount: str, measure: str, period: str, basis: Basis = Basis.ACTUAL) -> Funding:
    return money(
        _edition("2020"), "7", f"{amount} dollars", amount, measure=measure, period=period, basis=basis
    )


def _share(share: str, period: str) -> Funding:
    return money(
        _edition("2020"), "7", f"{share} %", None, measure="general-purpose-share", period=period, share=share
    )


def test_an_increment_that_does_not_add_up_is_an_error_at_its_paragraph() -> None:
    (finding,) = _found((_count(50, as_of="2020"),), (_count(52, newly=3, as_of="2021"),))
    assert (finding.kind, finding.severity) == ("increment-mismatch", Severity.ERROR)
    assert (finding.edition, finding.address) == ("2021", "7")
    assert "52" in finding.message
    assert "50" in finding.message
    assert "increase of 3" in finding.message


def test_a_figure_that_a_person_decided_is_not_laid_to_the_text() -> None:
    decided = replace(_count(53, 4), review="r1")
    (finding,) = _found((_count(50),), (decided,))
    assert "a decision states an increase of 4" in finding.message
    assert "Decided by an analyst, not as the text was understood: review r1." in finding.message


def test_an_increment_that_adds_up_is_no_finding() -> None:
    assert _found((_count(50),), (_count(52, newly=2),)) == []


def test_an_increment_is_not_held_against_an_edition_of_another_than_the_year_before() -> None:
    assert _found((_count(50),), (_count(53, newly=1),), years=("2018", "2021")) == []


def test_a_count_that_falls_is_a_warning() -> None:
    (finding,) = _found((_count(52, as_of="2020"),), (_count(50, as_of="2021"),))
    assert (finding.kind, finding.severity) == ("count-falls", Severity.WARNING)


@pytest.mark.parametrize(("before", "now"), [(None, None), ("2020", None), (None, "2021")])
def test_what_counts_without_a_date_contradict_weighs_a_degree_less(
    before: str | None, now: str | None
) -> None:
    (wrong,) = _found((_count(50, as_of=before),), (_count(52, newly=3, as_of=now),))
    (falls,) = _found((_count(52, as_of=before),), (_count(50, as_of=now),))
    assert (wrong.severity, falls.severity) == (Severity.WARNING, Severity.INFO)


def test_a_lower_count_of_an_earlier_date_does_not_fall() -> None:
    assert _found((_count(52, as_of="2020-12-31"),), (_count(50, as_of="2019-12-31"),)) == []


def test_the_latest_count_of_an_edition_is_the_one_compared() -> None:
    new = (_count(50, as_of="2019-12-31"), _count(53, newly=1, as_of="2021-12-31"))
    assert _found((_count(52, as_of="2020-12-31"),), new) == []


def test_another_count_for_the_same_date_is_restated() -> None:
    (finding,) = _found((_count(51, as_of="2020-12-31"),), (_count(52, as_of="2020-12-31"),))
    assert finding.kind == "restated"


def test_a_figure_for_an_earlier_period_that_differs_is_restated() -> None:
    (finding,) = _found((_money("100", "pledges", "2020"),), (_money("90", "pledges", "2020"),))
    assert (finding.kind, finding.severity) == ("restated", Severity.WARNING)
    assert finding.message == "pledges of 2020: 90 USD here, 100 USD in the 2020 edition."


def test_a_forecast_that_turned_out_otherwise_is_only_noted() -> None:
    old = (_money("100", "pledges", "2021", Basis.FORECAST),)
    (finding,) = _found(old, (_money("90", "pledges", "2021"),))
    assert finding.severity is Severity.INFO


def test_figures_of_different_periods_are_not_restated() -> None:
    assert _found((_money("100", "pledges", "2020"),), (_money("90", "pledges", "2021"),)) == []


@pytest.mark.parametrize(("share", "kinds"), [("5", []), ("9", ["share-mismatch"])])
def test_a_general_purpose_share_must_follow_from_its_amounts(share: str, kinds: list[str]) -> None:
    new = (
        _money("5", "general-purpose-income", "2021"),
        _money("100", "income-total", "2021"),
        _share(share, "2021"),
    )
    assert [finding.kind for finding in _found((), new)] == kinds


def test_a_share_of_amounts_of_another_period_is_not_judged() -> None:
    new = (
        _money("5", "general-purpose-income", "2020"),
        _money("100", "income-total", "2020"),
        _share("9", "2021"),
    )
    assert _found((), new) == []


def test_rounded_amounts_leave_room_for_the_share() -> None:
    # 7 of 90, both rounded to their last digit, may be anything between 7.2 and 8.4 per cent.
    new = (
        _money("7", "general-purpose-income", "2021"),
        _money("90", "pledges", "2021"),
        _share("8.3", "2021"),
    )
    assert _found((), new) == []


def _income(general: str, special: str, total: str, **said: Basis) -> tuple[Funding, ...]:
    return (
        _money(general, "general-purpose-income", "2021"),
        _money(special, "special-purpose-income", "2021"),
        _money(total, "pledges", "2021", said.get("basis", Basis.ACTUAL)),
    )


def test_parts_that_do_not_sum_to_their_total_are_a_warning() -> None:
    (finding,) = _found((), _income("7", "90", "100"))
    assert (finding.kind, finding.severity) == ("parts-do-not-sum", Severity.WARNING)
    assert (finding.edition, finding.address) == ("2021", "7")
    assert finding.message == (
        "general-purpose-income and special-purpose-income of 2021: 7 USD and 90 USD are together 97 USD, "
        "but 100 USD is stated (pledges)."
    )


def test_parts_that_sum_as_far_as_they_are_printed_are_no_finding() -> None:
    # 5 and 90 are 95; with 5 of the regular budget they are 100.
    assert _found((), (*_income("5", "90", "100"), _money("5", "regular-budget", "2021"))) == []


def test_a_part_alone_is_not_held_against_its_total() -> None:
    assert (
        _found((), (_money("90", "special-purpose-income", "2021"), _money("100", "pledges", "2021"))) == []
    )


def test_parts_are_not_held_against_a_forecast() -> None:
    assert _found((), _income("7", "90", "100", basis=Basis.FORECAST)) == []


def test_a_special_purpose_share_must_follow_from_its_amounts_too() -> None:
    share = replace(_share("9", "2021"), measure="special-purpose-share")
    new = (
        _money("90", "special-purpose-income", "2021"),
        _money("100", "pledges", "2021"),
        share,
    )
    (finding,) = _found((), new)
    assert finding.kind == "share-mismatch"
    assert "90 per cent" in finding.message


def test_a_count_as_of_a_year_is_one_as_of_its_last_day() -> None:
    (finding,) = _found((_count(51, as_of="2020"),), (_count(52, as_of="2020-12-31"),))
    assert finding.kind == "restated"


def test_a_count_of_a_day_within_the_year_before_does_not_fall() -> None:
    assert _found((_count(52, as_of="2020"),), (_count(50, as_of="2020-06-30"),)) == []
    (finding,) = _found((_count(52, as_of="2020"),), (_count(50, as_of="2021-01-31"),))
    assert finding.kind == "count-falls"


def test_the_count_as_of_a_year_is_later_than_one_within_it() -> None:
    new = (_count(50, as_of="2021-06-30"), _count(53, as_of="2021"))
    assert _found((_count(52, as_of="2020"),), new) == []


def test_money_and_instruments_that_facts_account_for_are_counted_as_notes_on_the_edition() -> None:
    made = _edition("2020")
    funded, other = place(made, "7", "100 dollars"), place(made, "7", "90 dollars")
    told, untold = place(made, "7", "Figures: 50 51"), place(made, "7", "52 53")
    facts = Facts(
        treaty_counts=(_count(50),),
        funding=(_money("100", "pledges", "2020"),),
        quantities=tuple(Quantity(Decimal(1), None, None, "USD", None, at) for at in (funded, other)),
        findings=(Finding("amount-without-measure", Severity.INFO, "90 dollars", "7"),),
        instrument_numbers=(told, untold),
    )
    notes = [one for one in series_history([made], [], [facts]).findings if "coverage" in one.kind]
    assert [(one.kind, one.severity, one.address) for one in notes] == [
        ("money-coverage", Severity.INFO, None),
        ("instrument-coverage", Severity.INFO, None),
    ]
    assert [one.message[:6] for one in notes] == ["1 of 2", "1 of 2"]


def test_money_that_speaks_of_no_funding_is_not_held_against_the_figures() -> None:
    made = _edition("2020")
    places = [place(made, "7", f"{price} dollars") for price in (100, 90)]
    facts = Facts(
        funding=(_money("100", "pledges", "2020"),),
        quantities=tuple(Quantity(Decimal(1), None, None, "USD", None, at) for at in places),
    )
    (note,) = series_history([made], [], [facts]).findings
    assert note.message == (
        "1 of 1 amounts that speak of funding are in a funding figure (100 per cent); "
        "1 more amounts of money are of other things."
    )


def test_what_a_whole_may_hold_beside_its_parts_counts_alone_and_together() -> None:
    beside = (_money("3", "regular-budget", "2021"), _money("2", "cost-sharing", "2021"))
    assert _found((), (*_income("5", "90", "97"), *beside)) == []
    assert _found((), (*_income("5", "90", "100"), *beside)) == []
    assert [one.kind for one in _found((), (*_income("5", "90", "7"), *beside))] == ["parts-do-not-sum"]


def test_shares_are_no_money_and_an_edition_without_any_has_no_note() -> None:
    made = _edition("2020")
    share = Quantity(Decimal(5), None, None, "per-cent", None, place(made, "7", "5 %"))
    assert series_history([made], [], [Facts(quantities=(share,))]).findings == ()


def test_a_figure_is_held_against_the_last_edition_that_stated_it() -> None:
    editions = [_edition("2020"), _edition("2021"), _edition("2022")]
    facts = [_facts((_money("100", "pledges", "2020"),)), Facts(), _facts((_money("90", "pledges", "2020"),))]
    comparisons = [comparison(editions[0], editions[1]), comparison(editions[1], editions[2])]
    (finding,) = series_history(editions, comparisons, facts).findings
    assert (finding.kind, finding.edition) == ("restated", "2022")


def test_the_edition_that_is_new_in_no_pair_is_audited_too() -> None:
    stated = (
        _money("5", "general-purpose-income", "2020"),
        _money("100", "income-total", "2020"),
        _share("9", "2020"),
    )
    (finding,) = series_history([_edition("2020")], [], [_facts(stated)]).findings
    assert (finding.kind, finding.edition) == ("share-mismatch", "2020")
