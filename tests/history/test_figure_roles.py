"""Numbers that state a party count or a sum are paired by what they state."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reportdiff.history import pair_changes
from reportdiff.history._figure_roles import figure_roles
from reportdiff.model import Basis, Facts, Funding, Quantity, QuantityChange, Relation, Report, TreatyCount
from small_reports import comparison, link, money, parties, place, quantity, report

Edition = tuple[Report, Facts]


def _changes(old: Edition, new: Edition, relation: Relation = Relation.EDITED) -> tuple[QuantityChange, ...]:
    compared = comparison(old[0], new[0], link("1", "1", relation))
    return pair_changes(old[0], new[0], compared, old[1], new[1]).quantity_changes


def _told(changes: tuple[QuantityChange, ...]) -> list[tuple[str, str, str | None, str | None]]:
    return [(one.old_place.quote, one.new_place.quote, one.subject, one.role) for one in changes]


def _parties(edition: str, newly: str, total: str) -> Edition:
    """A treaty gained some parties, for a total; no noun stands beside either number."""
    made = report(
        edition, {"1": f"The sample convention gained {newly}, for a total of {total}, in {edition}."}
    )
    count = TreatyCount(
        "untoc", int(total), int(newly), edition, place(made, "1", f"gained {newly}, for a total of {total}")
    )
    numbers = tuple(quantity(made, "1", said, said) for said in (newly, total))
    return made, Facts(treaty_counts=(count,), quantities=numbers)


def test_a_total_is_paired_with_the_total_and_has_its_unit() -> None:
    changes = _changes(_parties("2015", "9", "150"), _parties("2016", "3", "153"))
    assert _told(changes) == [("9", "3", "untoc", "newly"), ("150", "153", "untoc", "parties")]
    assert {(one.unit, one.old_period, one.new_period) for one in changes} == {("parties", "2015", "2016")}


def test_an_increase_is_found_before_the_words_of_the_total_too() -> None:
    text = "4 States joined the sample convention in 2015; it had 150 parties."
    made = report("2015", {"1": text, "2": "4 States met."})
    count = TreatyCount("untoc", 150, 4, None, place(made, "1", "it had 150 parties"))
    numbers = tuple(quantity(made, at, said, said) for at, said in (("1", "4"), ("1", "150"), ("2", "4")))
    roles = figure_roles(Facts(treaty_counts=(count,), quantities=numbers))
    assert {(at.address, at.quote): role.counts.role for at, role in roles.items()} == {
        ("1", "4"): "newly",
        ("1", "150"): "parties",
    }


def test_counts_of_two_treaties_are_never_paired_however_alike_their_words() -> None:
    def stated(edition: str, number: str, instrument: str) -> Edition:
        made = report(edition, {"1": f"The sample treaty had {number} parties."})
        count = parties(made, "1", int(number), instrument=instrument)
        return made, Facts(
            treaty_counts=(count,), quantities=(quantity(made, "1", number, number, "parties"),)
        )

    assert _changes(stated("2015", "150", "untoc"), stated("2016", "160", "uncac")) == ()
    assert len(_changes(stated("2015", "150", "untoc"), stated("2016", "160", "untoc"))) == 1


def test_a_count_that_one_edition_alone_was_understood_to_state_is_paired_by_its_words() -> None:
    old, new = _parties("2015", "9", "150"), _parties("2016", "3", "153")
    silent = replace(new[1], treaty_counts=())
    assert ("150", "153") in {pair[:2] for pair in _told(_changes(old, (new[0], silent)))}


def _sums(edition: str, *stated: tuple[str, str | None, Basis]) -> Edition:
    """Pledges of one period each."""
    text = "; ".join(f"pledges for {period} were {amount} dollars" for amount, period, _ in stated)
    made = report(edition, {"1": text})
    funding: list[Funding] = []
    numbers: list[Quantity] = []
    for amount, period, basis in stated:
        funding.append(money(made, "1", amount, amount, period=period, basis=basis))
        numbers.append(quantity(made, "1", amount, amount, currency="USD"))
    return made, Facts(funding=tuple(funding), quantities=tuple(numbers))


ACTUAL, FORECAST = Basis.ACTUAL, Basis.FORECAST


def test_the_latest_sum_is_held_against_the_latest_and_an_earlier_one_against_its_own_period() -> None:
    old = _sums("2013", ("405", "2012", ACTUAL), ("440", "2013", ACTUAL))
    new = _sums("2015", ("410", "2012", ACTUAL), ("440", "2013", ACTUAL), ("500", "2015", ACTUAL))
    told = {
        (one.old_place.quote, one.new_place.quote): (one.old_period, one.new_period)
        for one in _changes(old, new)
    }
    assert told == {("405", "410"): ("2012", "2012"), ("440", "500"): ("2013", "2015")}


@pytest.mark.parametrize(
    ("period", "basis", "paired"),
    [
        ("2016", ACTUAL, True),
        ("2016-2017", ACTUAL, False),
        ("2016", FORECAST, False),
        (None, ACTUAL, True),
    ],
)
def test_sums_of_unlike_periods_or_a_forecast_and_an_actual_sum_are_not_paired(
    period: str | None, basis: Basis, *, paired: bool
) -> None:
    old, new = _sums("2015", ("440", "2015", ACTUAL)), _sums("2016", ("500", period, basis))
    assert bool(_changes(old, new)) is paired


def test_what_would_have_moved_a_thousandfold_needs_more_than_like_words() -> None:
    others = {str(n): f"Seven samples of word{n} stood here." for n in range(2, 30)}

    def grown(edition: str, text: str, said: str) -> Edition:
        made = report(edition, {"1": text, **others})
        value = said.split(maxsplit=1)[0].replace(",", "")
        return made, Facts(quantities=(quantity(made, "1", said, value, "tons"),))

    old = grown("2015", "In some districts a potential harvest of 7 tons of sample seed was seen.", "7 tons")
    far = grown("2016", "In all provinces a potential harvest of 9,400 tons of straw was sold.", "9,400 tons")
    near = grown("2016", "In all provinces a potential harvest of 9 tons of straw was sold.", "9 tons")
    assert len(_changes(old, near)) == 1
    assert _changes(old, far) == ()


def test_the_same_digits_in_another_unit_are_a_slip_that_a_reader_wants_to_see() -> None:
    old = report("2015", {"1": "Revenue of the sample office came to $264 million in the year."})
    new = report("2016", {"1": "Revenue of the sample office came to $264 in the year."})
    facts = [
        Facts(quantities=(quantity(made, "1", said, value, currency="USD"),))
        for made, said, value in ((old, "$264 million", "264000000"), (new, "$264", "264"))
    ]
    (change,) = _changes((old, facts[0]), (new, facts[1]))
    assert change.new_value == Decimal(264)
