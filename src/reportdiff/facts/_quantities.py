"""Quantities: the numbers of a paragraph that count something, with what they count."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from reportdiff.facts._changes import Counted, with_changes, without_reached_limits
from reportdiff.facts._elided import with_elided
from reportdiff.facts._naming import without_names
from reportdiff.facts._quantity_spaced import spaced
from reportdiff.facts._quantity_unspaced import unspaced
from reportdiff.facts._quantity_words import UnitWords, unit_words
from reportdiff.language.dates import Date
from reportdiff.language.numbers import Numeral
from reportdiff.language.tables import primary
from reportdiff.model import Place, Quantity

_STOPPED = re.compile(r"[.;!?]\s|[。；！？]")


def counted_in(text: str, numerals: Sequence[Numeral], language: str) -> list[Counted]:
    """What each numeral of a text counts; numerals that count nothing are left out."""
    units = unit_words(primary(language))
    read = unspaced if units.unspaced else spaced
    limits = [*(numeral.start for numeral in numerals), len(text)][1:]
    found = (read(text, numeral, limit, units) for numeral, limit in zip(numerals, limits, strict=True))
    meant = _in_context(text, [counted for counted in found if counted is not None], units)
    meant = _with_led(text, meant, units) if meant and units.led else meant
    return without_reached_limits(text, with_elided(text, meant, language), language)


def _in_context(text: str, counted: Sequence[Counted], units: UnitWords) -> list[Counted]:
    """The same; a noun of two meanings counts what its sentence, and what stands before it, speak of."""
    meant = list(counted)
    for unit, either in units.either.items():
        places = [place for place, item in enumerate(counted) if item.unit == unit]
        if not places:
            continue
        stops = [0, *(match.end() for match in _STOPPED.finditer(text)), len(text) + 1]
        beside = next(iter(either.beside.find(text)), None)
        others = [term.start for term in either.unless.find(text)]
        for place in places:
            sentence = bisect_right(stops, counted[place].start)
            start, end = stops[sentence - 1], stops[sentence]
            told = beside is not None and beside.end <= end
            apart = bisect_left(others, start) < bisect_left(others, end)
            meant[place] = replace(meant[place], unit=either.then if told and not apart else either.otherwise)
    return meant


def _with_led(text: str, counted: Sequence[Counted], units: UnitWords) -> list[Counted]:
    """The same with the qualifiers of verbs that lead to a number over its subject: تتجاوز النسبة 50."""
    ends = {match.end(): key for key, form in units.led for match in form.finditer(text)}
    return [
        replace(item, qualifier=ends[item.numeral.start])
        if item.qualifier is None and item.numeral.start in ends
        else item
        for item in counted
    ]


def quantities(
    text: str, address: str, counted: Sequence[Counted], dates: Sequence[Date], language: str
) -> list[Quantity]:
    """The quantities of one paragraph; what a change is from and by has the qualifier `from` and `by`."""
    return [
        Quantity(
            item.numeral.value,
            item.numeral.high,
            item.unit,
            item.numeral.currency,
            item.qualifier,
            Place(address, item.start, item.end, text[item.start : item.end]),
        )
        for item in with_changes(text, without_names(text, counted, language), dates, language)
    ]
