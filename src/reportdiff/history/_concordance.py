"""One edition in two languages: quantities that disagree under the same address.

The editions say the same, so under one address both should state the same values. Units are told apart
less well than values, and no language's numbers are all understood, so only a value that has its
counterpart missing on the other side, where another value of the same kind stands instead, disagrees.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from reportdiff.model import Address, Concordance, Facts, Finding, Paragraph, Quantity, Report, Severity

_BY_PLACE = re.compile(r"(?:^|:)p\d+\Z")
"""Addresses of paragraphs without a number: they are counted, and one too many shifts the rest."""
_NUMBER = re.compile(r"\d+(?:[.,'’\s\u00a0\u202f\u2009]\d+)*")
_LEAST_AGREEING = 0.6
"""Where fewer of the values agree, the addresses do not mean the same paragraphs."""
_FEW = 8
"""As few as these may all disagree."""
_STATES = frozenset({"states", "countries", "parties"})
"""Units that one language tells apart and another does not."""
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "0123456789" * 2 + ".,")


def concordance(one: Report, one_facts: Facts, other: Report, other_facts: Facts) -> Concordance:
    """How the quantities of an edition in one language agree with those in another.

    Args:
        one: The edition in the language that is taken as reference.
        one_facts: Its facts.
        other: The same edition in another language, in which findings are placed.
        other_facts: Its facts.

    Returns:
        How many paragraphs and quantities were compared and agree, and the disagreements as findings.
    """
    texts, other_texts = _texts(one), _texts(other)
    left, right = _by_address(one_facts), _by_address(other_facts)
    shared = [address for address in texts if address in _comparable(texts, other_texts)]
    agreeing, findings = 0, []
    for address in shared:
        ours, theirs = _without_equal(left.get(address, ()), right.get(address, ()))
        agreeing += len(left.get(address, ())) - len(ours)
        ours = [quantity for quantity in ours if not _is_printed(quantity, other_texts[address].text)]
        theirs = [quantity for quantity in theirs if not _is_printed(quantity, texts[address].text)]
        findings += [_finding(one, other, *pair) for pair in _disagreeing(ours, theirs)]
    compared = agreeing + len(findings)
    if compared > _FEW and agreeing < _LEAST_AGREEING * compared:
        findings = [_doubt(one, other, agreeing, compared)]
    return Concordance(len(shared), compared, agreeing, tuple(findings))


def _texts(report: Report) -> dict[Address, Paragraph]:
    return {paragraph.address: paragraph for paragraph in report.paragraphs}


def _comparable(texts: Mapping[Address, Paragraph], others: Mapping[Address, Paragraph]) -> set[Address]:
    """The addresses that mean the same paragraph in both: printed ones, and counted ones if as many."""
    counted, others_counted = (
        {address for address in addresses if _BY_PLACE.search(address)} for addresses in (texts, others)
    )
    shared = {
        address for address in texts.keys() & others.keys() if texts[address].kind == others[address].kind
    }
    return shared if counted == others_counted else shared - counted


def _by_address(facts: Facts) -> dict[Address, list[Quantity]]:
    quantities: dict[Address, list[Quantity]] = defaultdict(list)
    for quantity in facts.quantities:
        quantities[quantity.place.address].append(quantity)
    return quantities


def _without_equal(
    ours: Sequence[Quantity], theirs: Sequence[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """What is left on either side when equal values are set against each other, whatever they count."""
    left, right = [], list(theirs)
    for quantity in ours:
        equal = [q for q in right if (q.value, q.high) == (quantity.value, quantity.high)]
        if equal:
            right.remove(next((q for q in equal if _kind(q) == _kind(quantity)), equal[0]))
        else:
            left.append(quantity)
    return left, right


def _kind(quantity: Quantity) -> tuple[str | None, str | None]:
    return quantity.unit, quantity.currency


def _is_printed(quantity: Quantity, text: str) -> bool:
    """Whether the number stands in a text, though it was not understood as the same quantity there."""
    digits = _digits(f"{quantity.value:f}")
    said = {_digits(number) for number in _NUMBER.findall(text.translate(_DIGITS))}
    own = {_digits(number) for number in _NUMBER.findall(quantity.place.quote.translate(_DIGITS))}
    return digits in said or bool(own & said)


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number).strip("0")


def _disagreeing(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Pairs of what is left: of a kind as many on both sides, in their order; then the only one of each."""
    left, right = list(ours), list(theirs)
    for kind in dict.fromkeys(kind for quantity in ours if (kind := _kind(quantity)) != (None, None)):
        ones = [quantity for quantity in ours if _kind(quantity) == kind]
        others = [quantity for quantity in theirs if _kind(quantity) == kind]
        if len(ones) == len(others):
            yield from zip(ones, others, strict=True)
            left = [quantity for quantity in left if _kind(quantity) != kind]
            right = [quantity for quantity in right if _kind(quantity) != kind]
    if len(left) == len(right) == 1 and _may_be_of_one_kind(left[0], right[0]):
        yield left[0], right[0]


def _may_be_of_one_kind(one: Quantity, other: Quantity) -> bool:
    units = {one.unit, other.unit}
    return one.currency == other.currency and (len(units) == 1 or None in units or units <= _STATES)


def _finding(one: Report, other: Report, ours: Quantity, theirs: Quantity) -> Finding:
    return Finding(
        kind="languages-disagree",
        severity=Severity.ERROR if _kind(ours) == _kind(theirs) else Severity.WARNING,
        message=(
            f"{_said(theirs)} in {other.language}, {_said(ours)} in {one.language}: "
            f"“{theirs.place.quote}”, “{ours.place.quote}”."
        ),
        address=theirs.place.address,
        edition=other.edition,
    )


def _said(quantity: Quantity) -> str:
    figures = _printed(quantity.value) + (f"–{_printed(quantity.high)}" if quantity.high is not None else "")
    return " ".join(filter(None, (figures, quantity.currency, quantity.unit)))


def _printed(value: Decimal) -> str:
    figure = f"{value:,f}"
    return figure.rstrip("0").rstrip(".") if "." in figure else figure


def _doubt(one: Report, other: Report, agreeing: int, compared: int) -> Finding:
    return Finding(
        kind="languages-not-comparable",
        severity=Severity.WARNING,
        message=(
            f"only {agreeing} of {compared} quantities of {other.language} agree with {one.language}: the "
            f"same addresses do not seem to mean the same paragraphs, so none is held against another."
        ),
        edition=other.edition,
    )
