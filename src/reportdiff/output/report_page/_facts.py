"""The facts of a paragraph as one interface language says them, each with its place in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reportdiff.model import Address, Donor, Facts, Funding, Place, ProgrammeMention, TreatyCount
from reportdiff.output._catalogue import Catalogue
from reportdiff.output._figures import value_of
from reportdiff.output._inline import plain
from reportdiff.output._marked_text import Range

QUANTITY = "quantity"
"""The kind of what only counts something."""


def facts_by_address(facts: Facts, words: Catalogue, language: str) -> dict[Address, list[Range]]:
    """By paragraph, what it states: party counts, money, programmes, donors, and then other quantities.

    Args:
        facts: Of one edition.
        words: The interface's.
        language: The report's own, BCP 47.
    """
    found: dict[Address, list[Range]] = defaultdict(list)
    for place, kind, note in _typed(facts, words, language):
        found[place.address].append(Range(place.start, place.end, kind, note))
    for quantity in facts.quantities:
        place = quantity.place
        taken = (one for one in found[place.address] if one.kind in ("parties", "money"))
        if not any(one.start < place.end and place.start < one.end for one in taken):
            found[place.address].append(Range(place.start, place.end, QUANTITY))
    return found


def _typed(facts: Facts, words: Catalogue, language: str) -> Iterator[tuple[Place, str, str]]:
    for count in facts.treaty_counts:
        yield count.place, "parties", _parties(count, words)
    for figure in facts.funding:
        yield figure.place, "money", _money(figure, words)
    for donor in facts.donors:
        yield donor.place, "donor", _donor(donor, words, language)
    for mention in facts.programmes:
        yield mention.place, "programme", _programme(mention, words)


def _parties(count: TreatyCount, words: Catalogue) -> str:
    instrument = words.name("instruments", count.instrument)
    if count.newly is None:
        return plain(words.say("report.fact_parties", instrument=instrument, n=count.parties))
    return plain(
        words.say("report.fact_parties_newly", instrument=instrument, n=count.parties, newly=count.newly)
    )


def _money(figure: Funding, words: Catalogue) -> str:
    if figure.amount is not None:
        amount = words.money(figure.amount, figure.currency or "", exact=True)
    else:
        amount = words.percent(value_of(figure))
    values: dict[str, object] = {
        "measure": words.name("measures", figure.measure),
        "amount": words.qualified(amount, figure.qualifier),
    }
    if figure.period is None:
        return plain(words.say("report.fact_money", **values))
    return plain(words.say("report.fact_money_period", **values, period=words.period(figure.period)))


def _donor(donor: Donor, words: Catalogue, language: str) -> str:
    measure = words.name("measures", donor.measure)
    return plain(words.say("report.fact_donor", donor=words.donor(donor, language), measure=measure))


def _programme(mention: ProgrammeMention, words: Catalogue) -> str:
    return plain(
        words.say(
            "report.fact_programme",
            name=mention.name,
            scope=_known(words, "scope", mention.scope),
            status=_known(words, "status", mention.status),
        )
    )


def _known(words: Catalogue, table: str, key: str) -> str:
    """The interface's word for a scope or a status; one it has none for as it is."""
    try:
        return words.say(f"report.{table}.{key}")
    except KeyError:
        return key
