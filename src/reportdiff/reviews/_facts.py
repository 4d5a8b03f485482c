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
    TreatyCount,
)
from reportdiff.reviews._standing import Standing, not_applied, outdated, standing

Fact = TreatyCount | Funding | Donor | ProgrammeMention | Quantity

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
_MOST_PARTIES = 10_000
_MOST = Decimal(10) ** 15
"""No figure of a report is larger; what is, would not fit the database."""
DECISIONS = (Decision.CONFIRM_FACT, Decision.REJECT_FACT, Decision.CORRECT_FACT)


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
    values = {field.name: getattr(fact, field.name) for field in fields(fact) if field.name != "place"}
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
    """
    decided = list(reviews)
    findings = list(outdated(decided, report))
    for review in decided:
        if review.decision in DECISIONS and standing(review, report) is Standing.APPLIED:
            try:
                facts = _decided(facts, report, review)
            except ValueError as problem:
                findings.append(not_applied(review, str(problem), review.addresses[0]))
    return replace(facts, findings=(*facts.findings, *findings))


def _decided(facts: Facts, report: Report, review: Review) -> Facts:
    """The facts after one decision.

    Raises:
        ValueError: It names no kind, no field of the kind or a wrong value, or its fact is not there.
    """
    if review.fact is None:
        raise ValueError("it names no kind of fact")
    kind, name, _ = _KINDS[review.fact]
    place = _place(report, review)
    stated: Sequence[Fact] = facts_of_kind(facts, review.fact)
    meant = [fact for fact in stated if _is_meant(fact, review, place)]
    others = [fact for fact in stated if fact not in meant]
    if review.decision is Decision.REJECT_FACT:
        if not meant:
            raise ValueError("no such fact is found there")
        return _with(facts, name, others)
    values = _values(kind, review)
    decided: Fact = replace(meant[0], **values) if meant else _made(kind, values, place)
    return _with(facts, name, _in_order([*others, decided], report))


def _with(facts: Facts, name: str, stated: Sequence[Fact]) -> Facts:
    changed: dict[str, Any] = {name: tuple(stated)}
    return replace(facts, **changed)


def _is_meant(fact: Fact, review: Review, place: Place) -> bool:
    """Whether the fact stands where the review's words do: another version may cut them otherwise."""
    kind = review.fact or FactKind.QUANTITY
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
    known = [field.name for field in fields(kind) if field.name != "place"]
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
    try:
        if hint is Basis:
            return Basis(value)
        if int in types:
            return _within(Decimal(int(value)), 0, _MOST_PARTIES, int(value))
        if Decimal in types:
            return _within(Decimal(value), -_MOST, _MOST, Decimal(value))
    except (ValueError, InvalidOperation):
        raise ValueError(f"“{value}” is no value of “{name}”") from None
    if hint == tuple[str, ...]:
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


def _within(number: Decimal, least: Decimal | int, most: Decimal | int, value: object) -> object:
    if not number.is_finite() or not least <= number <= most:
        raise ValueError("out of range")
    return value


def _made(kind: type[Any], values: Mapping[str, object], place: Place) -> Fact:
    """A fact that the extractor does not find, made of the review alone."""
    hints = get_type_hints(kind)
    complete = dict(values)
    for field in fields(kind):
        if field.name == "place" or field.name in complete:
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
