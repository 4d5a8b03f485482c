"""One edition in two languages: a value that disagrees is found, what cannot be compared is left alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.history import concordance
from reportdiff.model import Concordance, Facts, Quantity, Report, Severity
from small_reports import quantity, report

ENGLISH = {"1": "The office trained 40 officers in 12 countries.", "2": "It spent 1.5 million dollars."}
FRENCH = {"1": "Le bureau a formé 40 agents dans 12 pays.", "2": "Il a dépensé 1,5 million de dollars."}


def _concordance(
    french: dict[str, str],
    stated: list[tuple[str, str, str, str | None]],
    *,
    english: dict[str, str] | None = None,
    ours: list[tuple[str, str, str, str | None]] | None = None,
) -> Concordance:
    one = report("2021", english or ENGLISH, language="en")
    other = report("2021", french, language="fr")
    known = ours or [("1", "40", "40", "persons"), ("1", "12", "12", "countries")]
    return concordance(one, _facts(one, known), other, _facts(other, stated))


def _facts(made: Report, stated: list[tuple[str, str, str, str | None]]) -> Facts:
    return Facts(quantities=tuple(quantity(made, *each) for each in stated))


def test_the_same_values_agree() -> None:
    found = _concordance(FRENCH, [("1", "40", "40", "persons"), ("1", "12", "12", "countries")])
    assert found == Concordance(paragraphs=2, quantities=2, agreeing=2)


def test_another_value_of_the_same_unit_is_an_error_at_its_paragraph() -> None:
    french = FRENCH | {"1": "Le bureau a formé 46 agents dans 12 pays."}
    found = _concordance(french, [("1", "46", "46", "persons"), ("1", "12", "12", "countries")])
    (finding,) = found.findings
    assert (finding.kind, finding.severity) == ("languages-disagree", Severity.ERROR)
    assert (finding.edition, finding.address) == ("2021", "1")
    assert finding.message == "46 persons in fr, 40 persons in en: “46”, “40”."
    assert (found.quantities, found.agreeing) == (2, 1)


def test_a_unit_that_one_language_does_not_tell_is_no_disagreement() -> None:
    assert not _concordance(FRENCH, [("1", "40", "40", None), ("1", "12", "12", "countries")]).findings


def test_another_value_whose_unit_one_language_does_not_tell_is_only_doubted() -> None:
    french = FRENCH | {"1": "Le bureau en a formé 46 dans 12 pays."}
    (finding,) = _concordance(french, [("1", "46", "46", None), ("1", "12", "12", "countries")]).findings
    assert finding.severity is Severity.WARNING


def test_a_value_of_another_unit_is_another_quantity() -> None:
    french = {"1": "Le bureau a fait cela en 46 ans.", "2": "Rien."}
    assert not _concordance(
        french, [("1", "46", "46", "years")], ours=[("1", "40", "40", "persons")]
    ).findings


def test_of_several_values_left_over_those_of_other_units_are_not_paired() -> None:
    french = {"1": "Le bureau a fait 46 choses et 13 autres.", "2": "Rien."}
    assert not _concordance(french, [("1", "46", "46", "kits"), ("1", "13", "13", None)]).findings


def test_a_number_that_one_language_alone_is_understood_to_state_is_no_disagreement() -> None:
    assert not _concordance(FRENCH, [("1", "40", "40", "persons")]).findings


def test_a_number_that_is_printed_but_was_not_understood_is_no_disagreement() -> None:
    french = FRENCH | {"1": "Le bureau a formé 40 agents, dont 12 de plus, en 3 pays."}
    found = _concordance(french, [("1", "3", "3", "countries"), ("1", "40", "40", "persons")])
    assert not found.findings


def test_paragraphs_under_other_addresses_are_not_held_against_each_other() -> None:
    french = {"3": "Le bureau a formé 46 agents."}
    assert _concordance(french, [("3", "46", "46", "persons")]) == Concordance(0, 0, 0)


def test_counted_addresses_are_compared_only_where_both_languages_have_as_many() -> None:
    english = {"p1": "Trained: 40 officers."}
    ours: list[tuple[str, str, str, str | None]] = [("p1", "40", "40", "persons")]
    theirs: list[tuple[str, str, str, str | None]] = [("p1", "46", "46", "persons")]
    alike = _concordance({"p1": "Formés: 46 agents."}, theirs, english=english, ours=ours)
    assert len(alike.findings) == 1
    shifted = _concordance(
        {"p1": "Formés: 46 agents.", "p2": "Un de plus."}, theirs, english=english, ours=ours
    )
    assert not shifted.findings


def test_where_most_values_disagree_the_addresses_are_doubted_and_not_the_values() -> None:
    english = {str(n): f"There were {n + 100} officers." for n in range(1, 20)}
    french = {str(n): f"Il y avait {n + 300} agents." for n in range(1, 20)}
    found = _concordance(
        french,
        [(str(n), str(n + 300), str(n + 300), "persons") for n in range(1, 20)],
        english=english,
        ours=[(str(n), str(n + 100), str(n + 100), "persons") for n in range(1, 20)],
    )
    (finding,) = found.findings
    assert (finding.kind, finding.severity) == ("languages-not-comparable", Severity.WARNING)
    assert finding.address is None


def test_equal_amounts_in_different_scales_agree() -> None:
    found = _concordance(
        FRENCH,
        [("2", "1,5 million", "1500000", None)],
        ours=[("2", "1.5 million", "1500000", None)],
    )
    assert (found.quantities, found.agreeing, found.findings) == (1, 1, ())


@settings(derandomize=True, max_examples=50)
@given(st.lists(st.integers(2, 999), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_an_edition_agrees_with_itself_in_any_order(values: list[int], random: Random) -> None:
    text = " ".join(f"{value} officers" for value in values)
    made = report("2021", {"1": text}, language="en")
    stated: list[Quantity] = []
    for value in values:
        one = quantity(made, "1", f"{value} officers", str(value), "persons")
        stated.append(replace(one, value=Decimal(value)))
    shuffled = list(stated)
    random.shuffle(shuffled)
    found = concordance(made, Facts(quantities=tuple(stated)), made, Facts(quantities=tuple(shuffled)))
    assert found == Concordance(1, len(values), len(values))
