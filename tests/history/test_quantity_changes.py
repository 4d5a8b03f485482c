"""Quantities of linked paragraphs are paired by what they count."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.history import pair_changes
from reportdiff.model import Facts, Place, Quantity, QuantityChange, Relation, Report
from small_reports import comparison, link, quantity, report


def _changes(
    old: Report, new: Report, before: tuple[Quantity, ...], after: tuple[Quantity, ...], relation: Relation
) -> tuple[QuantityChange, ...]:
    compared = comparison(old, new, link("1", "1", relation))
    return pair_changes(
        old, new, compared, Facts(quantities=before), Facts(quantities=after)
    ).quantity_changes


def _moves(changes: tuple[QuantityChange, ...]) -> set[tuple[str, str]]:
    return {(change.old_place.quote, change.new_place.quote) for change in changes}


def test_quantities_are_paired_by_the_words_around_them_when_their_order_changes() -> None:
    others = {str(n): "The office trained officers and wrote of it in a sample." for n in range(2, 12)}
    old = report(
        "2020", {"1": "The office trained 40 officers in Samplia and 75 officers in Testland.", **others}
    )
    new = report(
        "2021", {"1": "The office trained 90 officers in Testland and 55 officers in Samplia.", **others}
    )
    changes = _changes(
        old,
        new,
        (quantity(old, "1", "40", "40", "persons"), quantity(old, "1", "75", "75", "persons")),
        (quantity(new, "1", "90", "90", "persons"), quantity(new, "1", "55", "55", "persons")),
        Relation.EDITED,
    )
    assert _moves(changes) == {("40", "55"), ("75", "90")}


def test_an_increase_and_a_total_in_one_chinese_sentence_are_kept_apart() -> None:
    old = report(
        "2020", {"1": "又有三个国家加入样本公约，总数达到50个。又有一个国家加入示例议定书，总数达到31个。"}
    )
    new = report(
        "2021", {"1": "又有两个国家加入样本公约，总数达到52个。又有四个国家加入示例议定书，总数达到35个。"}
    )

    def counted(one: Report, *quotes: tuple[str, str]) -> tuple[Quantity, ...]:
        return tuple(quantity(one, "1", quote, value, "countries") for quote, value in quotes)

    changes = _changes(
        old,
        new,
        counted(old, ("三个", "3"), ("50个", "50"), ("一个", "1"), ("31个", "31")),
        counted(new, ("两个", "2"), ("52个", "52"), ("四个", "4"), ("35个", "35")),
        Relation.FIGURES,
    )
    assert _moves(changes) == {("三个", "两个"), ("50个", "52个"), ("一个", "四个"), ("31个", "35个")}


def test_quantities_of_different_units_or_currencies_are_never_paired() -> None:
    old = report("2020", {"1": "Sample funds reached 5 million dollars for 20 laboratories."})
    new = report("2021", {"1": "Sample funds reached 6 million euros for 30 schools."})
    changes = _changes(
        old,
        new,
        (
            quantity(old, "1", "5 million", "5000000", None, "USD"),
            quantity(old, "1", "20", "20", "laboratories"),
        ),
        (quantity(new, "1", "6 million", "6000000", None, "EUR"), quantity(new, "1", "30", "30", "schools")),
        Relation.EDITED,
    )
    assert changes == ()


def test_numbers_that_count_other_things_are_not_paired_in_a_rewritten_paragraph() -> None:
    old = report(
        "2020", {"1": "Twelve workshops were held; judges from 30 courts attended the sample course."}
    )
    new = report("2021", {"1": "A border post seized cargo. Containers searched this year: 45 at the port."})
    changes = _changes(
        old, new, (quantity(old, "1", "30", "30"),), (quantity(new, "1", "45", "45"),), Relation.REWRITTEN
    )
    assert changes == ()


def test_the_value_that_a_change_starts_from_is_not_taken_for_this_editions() -> None:
    old = report("2020", {"1": "The wait in the sample office fell from 19 days to 7 days."})
    new = report("2021", {"1": "The wait in the sample office fell from 7 days to 5 days."})
    changes = _changes(
        old,
        new,
        (_qualified(old, "19 days", "19", "from"), quantity(old, "1", "7 days", "7", "days")),
        (_qualified(new, "7 days", "7", "from"), quantity(new, "1", "5 days", "5", "days")),
        Relation.FIGURES,
    )
    assert _moves(changes) == {("7 days", "5 days")}


def test_a_level_is_never_paired_with_an_increment() -> None:
    old = report("2020", {"1": "The grant of the sample fund came to 70 days."})
    new = report("2021", {"1": "The grant of the sample fund rose by 30 days."})
    level, increment = quantity(old, "1", "70 days", "70", "days"), _qualified(new, "30 days", "30", "by")
    assert _changes(old, new, (level,), (increment,), Relation.EDITED) == ()


def _qualified(one: Report, quote: str, value: str, qualifier: str) -> Quantity:
    return replace(quantity(one, "1", quote, value, "days"), qualifier=qualifier)


def test_an_unchanged_quantity_is_no_change() -> None:
    text = "The sample network has 30 members."
    old, new = report("2020", {"1": text}), report("2021", {"1": text + " More follow."})
    changes = _changes(
        old, new, (quantity(old, "1", "30", "30"),), (quantity(new, "1", "30", "30"),), Relation.EDITED
    )
    assert changes == ()


def test_a_figure_that_stays_is_not_taken_for_its_neighbour() -> None:
    old = report("2020", {"1": "The laboratory tested 30 samples."})
    new = report("2021", {"1": "The laboratory tested 44 samples, after the laboratory tested 30 samples."})
    changes = _changes(
        old,
        new,
        (quantity(old, "1", "30", "30", "samples"),),
        (quantity(new, "1", "44", "44", "samples"), quantity(new, "1", "30", "30", "samples")),
        Relation.EDITED,
    )
    assert len(changes) <= 1
    assert all(change.new_place.quote == "44" for change in changes)


def test_differences_are_absolute_and_relative_to_the_old_value() -> None:
    old = report("2020", {"1": "Seizures fell to 80 kilograms in the sample year."})
    new = report("2021", {"1": "Seizures fell to 60 kilograms in the sample year."})
    (change,) = _changes(
        old,
        new,
        (quantity(old, "1", "80", "80", "kilograms"),),
        (quantity(new, "1", "60", "60", "kilograms"),),
        Relation.FIGURES,
    )
    assert change.difference == Decimal(-20)
    assert change.relative == -0.25
    assert (change.old_edition, change.new_edition) == ("2020", "2021")


def test_a_change_from_zero_has_no_relative_difference() -> None:
    old = report("2020", {"1": "There were 0 sample cases."})
    new = report("2021", {"1": "There were 4 sample cases."})
    (change,) = _changes(
        old, new, (quantity(old, "1", "0", "0"),), (quantity(new, "1", "4", "4"),), Relation.FIGURES
    )
    assert change.relative is None


def test_the_noun_in_a_quantitys_own_words_says_what_it_counts() -> None:
    old = report("2020", {"1": "In the sample, 10 men, 12 women and 18 boys were counted."})
    new = report("2021", {"1": "In the sample, 6 men and one woman were counted, and nobody else."})
    changes = _changes(
        old,
        new,
        tuple(quantity(old, "1", f"{n} {who}", n, "persons") for n, who in _COUNTED),
        (quantity(new, "1", "6 men", "6", "persons"), quantity(new, "1", "one woman", "1", "persons")),
        Relation.EDITED,
    )
    assert ("10 men", "6 men") in _moves(changes)
    assert ("18 boys", "one woman") not in _moves(changes)


def test_a_quantity_of_a_paragraph_in_two_links_goes_to_the_surer_one() -> None:
    text = "The sample laboratory tested {} samples of water in the year."
    old = report("2020", {"1": text.format(30)})
    new = report("2021", {"1": text.format(44), "2": text.format(51)})
    sure, unsure = link("1", "2"), replace(link("1", "1"), confidence=0.4)
    facts = [
        Facts(quantities=(quantity(old, "1", "30", "30", "samples"),)),
        Facts(
            quantities=(quantity(new, "1", "44", "44", "samples"), quantity(new, "2", "51", "51", "samples"))
        ),
    ]
    changes = pair_changes(old, new, comparison(old, new, unsure, sure), *facts).quantity_changes
    assert _moves(changes) == {("30", "51")}


_COUNTED = (("10", "men"), ("12", "women"), ("18", "boys"))
FIGURES = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from(["officers", "cases", "ships"])), min_size=1, max_size=6
)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(FIGURES, FIGURES)
def test_a_quantity_is_in_one_change_at_most_and_a_change_is_of_one_unit(
    before: list[tuple[int, str]], after: list[tuple[int, str]]
) -> None:
    old, new = (_listing(year, figures) for year, figures in (("2020", before), ("2021", after)))
    changes = _changes(old, new, _listed(old, before), _listed(new, after), Relation.EDITED)
    for places in ([c.old_place for c in changes], [c.new_place for c in changes]):
        assert len(set(places)) == len(places)
    for change in changes:
        assert change.old_place.quote.split()[1] == change.new_place.quote.split()[1] == change.unit
        assert change.difference == change.new_value - change.old_value != 0


def _listing(year: str, figures: list[tuple[int, str]]) -> Report:
    said = ", ".join(f"{number} {unit} of kind {kind}" for kind, (number, unit) in enumerate(figures))
    return report(year, {"1": f"The sample counts {said}."})


def _listed(one: Report, figures: list[tuple[int, str]]) -> tuple[Quantity, ...]:
    found = []
    start = 0
    for number, unit in figures:
        quote = f"{number} {unit}"
        start = one.paragraphs[0].text.index(quote, start)
        found.append(
            Quantity(Decimal(number), None, unit, None, None, Place("1", start, start + len(quote), quote))
        )
        start += len(quote)
    return tuple(found)


def test_an_unchanged_quantity_is_not_paired_again_in_another_link() -> None:
    old = report("2020", {"1": "The office trained 40 officers.", "2": "The office trained 70 officers."})
    new = report("2021", {"1": "The office trained 40 officers.", "2": "The courses are over."})
    compared = comparison(old, new, link("1", "1", Relation.EDITED), link("2", "1 2", Relation.EDITED))
    compared = replace(compared, links=(replace(compared.links[0], confidence=1.0), compared.links[1]))
    before = (quantity(old, "1", "40", "40", "persons"), quantity(old, "2", "70", "70", "persons"))
    after = (quantity(new, "1", "40", "40", "persons"),)
    changes = pair_changes(old, new, compared, Facts(quantities=before), Facts(quantities=after))
    assert changes.quantity_changes == ()


def test_a_quantity_at_the_place_of_a_matched_one_of_the_other_edition_is_still_paired() -> None:
    old = report("2020", {"1": "In all 40 officers were trained.", "2": "In all 70 kits were handed out."})
    new = report("2021", {"1": "In all 40 kits were handed out.", "2": "In all 40 officers were trained."})
    compared = comparison(old, new, link("1", "2", Relation.EDITED), link("2", "1", Relation.EDITED))
    before = (quantity(old, "1", "40", "40", "persons"), quantity(old, "2", "70", "70", "kits"))
    after = (quantity(new, "1", "40", "40", "kits"), quantity(new, "2", "40", "40", "persons"))
    changes = pair_changes(old, new, compared, Facts(quantities=before), Facts(quantities=after))
    assert _moves(changes.quantity_changes) == {("70", "40")}
