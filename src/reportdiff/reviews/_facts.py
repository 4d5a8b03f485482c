"""Decisions on facts, applied to what an edition states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal, InvalidOperation
from typing import Any, get_args, get_type_hints

from reportdiff.model import (
    Basis,
    Decision,
    Donor,
    FactKind,
    Facts,
    Funding,
    Place,
    ProgrammeMention,
    Quantity,
    Report,
    Review,
    ReviewOutcome,
    ReviewStatus,
    TreatyCount,
)
from reportdiff.reviews._ledger import Fact, Ledger
from reportdiff.reviews._standing import review_findings, stale

# Each kind: its type, the field of `Facts` that holds them, and the field that says what a fact is about.
_KINDS: Mapping[FactKind, tuple[type[Any], str, str]] = {
    FactKind.TREATY_COUNT: (TreatyCount, "treaty_counts", "instrument"),
    FactKind.FUNDING: (Funding, "funding", "measure"),
    FactKind.DONOR: (Donor, "donors", "donor"),
    FactKind.PROGRAMME: (ProgrammeMention, "programmes", "programme"),
    FactKind.QUANTITY: (Quantity, "quantities", "unit"),
}
# The fields that hold words of a closed vocabulary, and the words.
_WORDS: Mapping[tuple[FactKind, str], tuple[str, ...]] = {
    (FactKind.DONOR, "kind"): ("state", "organization", "fund", "foundation", "other"),
    (FactKind.PROGRAMME, "scope"): ("global", "regional", "country", "initiative"),
    (FactKind.PROGRAMME, "status"): ("ended", "next-phase", "new", "planned", "continuing", "unstated"),
}
_ABOUT = ("place", "review")  # what is no field of a statement, but says where it stands and who decided
_DECIMALS = {"amount": 2, "share": 4, "value": 6, "high": 6}
_FIGURE = ("value", "high", "unit", "currency", "qualifier")
_MOST_PARTIES = 10_000
_MOST = Decimal(10) ** 15
"""No figure of a report is larger; what is, would not fit the database."""
DECISIONS = (Decision.CONFIRM_FACT, Decision.REJECT_FACT, Decision.CORRECT_FACT)


class NothingThere(ValueError):
    """What a decision rejects is not there."""


def facts_of_kind(facts: Facts, kind: FactKind) -> tuple[Fact, ...]:
    """The facts of one kind, in the order of the text."""
    found: tuple[Fact, ...] = getattr(facts, _KINDS[kind][1])
    return found


def subject_of(fact: Fact, kind: FactKind) -> str | None:
    """What a fact is about: its instrument, measure, donor, programme or unit."""
    subject: str | None = getattr(fact, _KINDS[kind][2])
    return subject


def fact_fields(fact: Fact) -> dict[str, str]:
    """The fields of a fact as a review writes them, those without a value left out."""
    values = {field.name: getattr(fact, field.name) for field in fields(fact) if field.name not in _ABOUT}
    return {name: _written(value) for name, value in values.items() if value not in (None, ())}


def _written(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def with_fact_reviews(facts: Facts, report: Report, reviews: Iterable[Review]) -> Facts:
    """The facts as analysts want them, and a finding for each decision that could not be applied.

    A decision holds for the fact of its kind and subject that stands at its words. What was confirmed or
    corrected is there again where another version would not find it, as long as the review names all its
    fields.

    Args:
        facts: As they were extracted.
        report: The edition.
        reviews: Of this edition, on facts and paragraphs.

    Returns:
        The facts, each naming the last decision on it, and in `reviews` what became of each decision.
    """
    decided = list(reviews)
    told: dict[str, ReviewOutcome] = {}
    ledger = Ledger()
    for review in decided:
        if outcome := stale(review, report):
            told[review.id] = outcome
            continue
        told[review.id] = ReviewOutcome(review.id, ReviewStatus.APPLIED)
        if review.decision in DECISIONS:
            try:
                facts = _decided(facts, report, review, ledger)
            except NothingThere as problem:
                told[review.id] = ReviewOutcome(review.id, ReviewStatus.NOTHING_TO_REJECT, str(problem))
            except ValueError as problem:
                told[review.id] = ReviewOutcome(review.id, ReviewStatus.NOT_APPLIED, str(problem))
    told |= {id_: ReviewOutcome(id_, ReviewStatus.SUPERSEDED, _LATER) for id_ in ledger.superseded}
    findings = review_findings(decided, told.values(), report)
    return replace(facts, findings=(*facts.findings, *findings), reviews=tuple(told.values()))


_LATER = "a later decision on this fact holds"


def _decided(facts: Facts, report: Report, review: Review, ledger: Ledger) -> Facts:
    """The facts after one decision.

    Raises:
        NothingThere: It rejects what is not there.
        ValueError: It names no kind, no field of the kind or a wrong value, or not which fact it is about.
    """
    if review.fact is None:
        raise ValueError("it names no kind of fact")
    kind, name, _ = _KINDS[review.fact]
    place = _place(report, review)
    stated = facts_of_kind(facts, review.fact)
    meant = _meant(stated, review, place)
    others = [fact for fact in stated if fact not in meant]
    if review.decision is Decision.REJECT_FACT:
        if not meant:
            raise NothingThere("no such fact is found there")
        ledger.rejected(meant, review)
        return _with_figures(_with(facts, name, others), meant, None)
    values = _values(kind, review)
    if len(meant) > 1:
        known = ", ".join(f"“{fact.place.quote}”" for fact in meant)
        raise ValueError(f"its words are those of {known}: name one of them, or its “subject”")
    found = meant[0] if meant else _made(kind, values, place)
    decided: Fact = replace(found, **values, review=review.id)
    ledger.decided(meant, [fact for fact in ledger.gone if _is_meant(fact, review, place)], decided, review)
    return _with_figures(_with(facts, name, _in_order([*others, decided], report)), meant, decided)


def _with_figures(facts: Facts, meant: Iterable[Fact], decided: Fact | None) -> Facts:
    """The facts, a programme's figures as the quantities are decided that they are read from."""
    places = {fact.place for fact in meant if isinstance(fact, Quantity)}
    figures = []
    for figure in facts.programme_figures:
        if figure.place not in places:
            figures.append(figure)
        elif isinstance(decided, Quantity):
            figures.append(replace(figure, **{name: getattr(decided, name) for name in _FIGURE}))
    return replace(facts, programme_figures=tuple(figures))


def _with(facts: Facts, name: str, stated: Sequence[Fact]) -> Facts:
    changed: dict[str, Any] = {name: tuple(stated)}
    return replace(facts, **changed)


def _meant(stated: Iterable[Fact], review: Review, place: Place) -> list[Fact]:
    """The facts that a decision is about: those of its very words, else those that share some of them."""
    near = [fact for fact in stated if _is_meant(fact, review, place)]
    return [fact for fact in near if fact.place == place] or near


def _is_meant(fact: Fact, review: Review, place: Place) -> bool:
    """Whether the fact stands where the review's words do: another version may cut them otherwise."""
    kind = review.fact or FactKind.QUANTITY
    if not isinstance(fact, _KINDS[kind][0]):
        return False
    at = fact.place.address == place.address and fact.place.start < place.end and place.start < fact.place.end
    return at and (review.subject is None or review.subject == subject_of(fact, kind))


def _place(report: Report, review: Review) -> Place:
    address = review.addresses[0]
    text = next(paragraph.text for paragraph in report.paragraphs if paragraph.address == address)
    quote = review.quote or ""
    start = text.find(quote) if review.start is None else review.start
    if not quote or text[start : start + len(quote)] != quote or start < 0:
        raise ValueError(f"“{quote}” does not stand in paragraph {address}")
    return Place(address, start, start + len(quote), quote)


def _values(kind: type[Any], review: Review) -> dict[str, Any]:
    hints = get_type_hints(kind)
    known = [field.name for field in fields(kind) if field.name not in _ABOUT]
    values: dict[str, Any] = {}
    for name, value in review.values.items():
        if name not in known:
            raise ValueError(f"“{name}” is none of its fields, which are {', '.join(known)}")
        words = _WORDS.get((review.fact, name)) if review.fact else None
        if words and value not in words:
            raise ValueError(f"“{value}” is no value of “{name}”, which is one of {', '.join(words)}")
        values[name] = _read(value, hints[name], name)
    return values


def _read(value: str, hint: Any, name: str) -> object:  # noqa: ANN401 - a type as the model writes it
    """The value that a text stands for; an empty one stands for none."""
    types = get_args(hint) or (hint,)
    if not value and type(None) in types:
        return None
    if not value.strip() and str in types:
        raise ValueError(f"“{name}” needs a value")
    try:
        if hint is Basis:
            return Basis(value)
        if int in types:
            return _within(Decimal(int(value)), 0, _MOST_PARTIES, int(value))
        if Decimal in types:
            return _within(_exact(Decimal(value), name), -_MOST, _MOST, Decimal(value))
    except (ValueError, InvalidOperation):
        raise ValueError(f"“{value}” is no value of “{name}”") from None
    if hint == tuple[str, ...]:
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


def _exact(number: Decimal, name: str) -> Decimal:
    if number.is_finite() and number != round(number, _DECIMALS[name]):
        raise ValueError("more decimals than are kept")
    return number


def _within(number: Decimal, least: Decimal | int, most: Decimal | int, value: object) -> object:
    if not number.is_finite() or not least <= number <= most:
        raise ValueError("out of range")
    return value


def _made(kind: type[Any], values: Mapping[str, object], place: Place) -> Fact:
    """A fact that the extractor does not find, made of the review alone."""
    hints = get_type_hints(kind)
    complete = dict(values)
    for field in fields(kind):
        if field.name in _ABOUT or field.name in complete:
            continue
        if type(None) in get_args(hints[field.name]):
            complete[field.name] = None
        elif hints[field.name] == tuple[str, ...]:
            complete[field.name] = ()
        else:
            raise ValueError(f"no such fact was found there, and the review does not say its “{field.name}”")
    made: Fact = kind(**complete, place=place)
    return made


def _in_order(stated: Iterable[Fact], report: Report) -> list[Fact]:
    places = {paragraph.address: place for place, paragraph in enumerate(report.paragraphs)}
    return sorted(stated, key=lambda fact: (places.get(fact.place.address, 0), fact.place.start))
