"""Parts that do not sum to the whole that the same edition states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, combinations

from reportdiff.history._decided import decided_note
from reportdiff.history._money_audit import FundingKey, interval, printed, value_of
from reportdiff.measures import Sum, sums
from reportdiff.model import Basis, Finding, Funding, Severity


def sum_findings(edition: str, figures: Mapping[FundingKey, Funding]) -> Iterator[Finding]:
    """Periods for which all parts and a whole are stated, and the parts sum to none of the wholes."""
    for period, currency in dict.fromkeys((period, currency) for _, period, currency in figures):
        if currency != "%":
            stated = {
                measure: figure for (measure, *rest), figure in figures.items() if rest == [period, currency]
            }
            for known in sums():
                yield from _unequal(edition, stated, known, period, currency)


def _unequal(
    edition: str, stated: Mapping[str, Funding], known: Sum, period: str, currency: str
) -> Iterator[Finding]:
    parts, beside, wholes = (_stated(stated, names) for names in (known.parts, known.beside, known.wholes))
    if len(parts) < len(known.parts) or not wholes or not _are_of_one_kind([*parts, *wholes]):
        return
    if not any(_sum_to([*parts, *more], whole) for more in _some(beside) for whole in wholes):
        yield _finding(edition, period, currency, parts, wholes[0])


def _stated(stated: Mapping[str, Funding], names: Sequence[str]) -> list[Funding]:
    return [stated[name] for name in names if name in stated]


def _some(figures: Sequence[Funding]) -> Iterator[tuple[Funding, ...]]:
    """Every choice of the figures, none and all among them."""
    return chain.from_iterable(combinations(figures, count) for count in range(len(figures) + 1))


def _are_of_one_kind(figures: Sequence[Funding]) -> bool:
    """Forecasts are not held against what came in, nor a limit against an amount."""
    exact = all(figure.qualifier in (None, "about", "nearly") for figure in figures)
    return exact and len({figure.basis is Basis.FORECAST for figure in figures}) == 1


def _sum_to(parts: Sequence[Funding], whole: Funding) -> bool:
    """Whether the parts sum to the whole, all rounded as printed."""
    low = sum((interval(part)[0] for part in parts), Decimal(0))
    high = sum((interval(part)[1] for part in parts), Decimal(0))
    least, most = interval(whole)
    return low <= most and least <= high


def _finding(edition: str, period: str, currency: str, parts: Sequence[Funding], whole: Funding) -> Finding:
    summed = sum((value_of(part) for part in parts), Decimal(0))
    names = " and ".join(part.measure for part in parts)
    amounts = " and ".join(printed(value_of(part), currency) for part in parts)
    return Finding(
        kind="parts-do-not-sum",
        severity=Severity.WARNING,
        message=(
            f"{names} of {period}: {amounts} are together {printed(summed, currency)}, but "
            f"{printed(value_of(whole), currency)} is stated ({whole.measure}).{decided_note(*parts, whole)}"
        ),
        address=whole.place.address,
        edition=edition,
    )
