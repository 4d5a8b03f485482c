"""Which programmes and donors came, went or changed between two editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportdiff.model import Address, Donor, Facts, ProgrammeMention
from reportdiff.output._pair import Pair

STATUS_EVENTS = {"ended": "ends", "next-phase": "next-phase", "new": "starts", "planned": "planned"}
"""What a status is when the edition before does not have it; the first that applies is told."""


@dataclass(frozen=True, slots=True)
class ProgrammeEvent:
    """What a programme did: starts, ends, next-phase, planned, first-mention, mentioned-again or silent.

    `addresses` are of the new edition; of the old one where the new is silent on it. `had_ended` says that
    the old edition told its end already.
    """

    name: str
    event: str
    addresses: tuple[Address, ...]
    had_ended: bool = False


@dataclass(frozen=True, slots=True)
class DonorMoves:
    """Donors of one measure that only one of two lists names. Both editions have a list."""

    measure: str
    joined: tuple[Donor, ...]
    left: tuple[Donor, ...]
    listed: int
    addresses: tuple[Address, ...]


def programme_events(pair: Pair) -> tuple[ProgrammeEvent, ...]:
    """Events by first appearance in the new edition, then what it is silent on."""
    known_as = {slug: one.programme for one in pair.programmes for slug in one.slugs}
    before, after = _mentions(pair.old_facts, known_as), _mentions(pair.new_facts, known_as)
    first_seen = {programme.programme: programme.first_seen for programme in pair.programmes}
    events = [
        ProgrammeEvent(mentions[0].name, event, _addresses(mentions))
        for slug, mentions in after.items()
        if (event := _event(mentions, before.get(slug, []), first_seen.get(slug), pair.new.edition))
    ]
    silent = [
        ProgrammeEvent(mentions[0].name, "silent", _addresses(mentions), _has_ended(mentions))
        for slug, mentions in before.items()
        if slug not in after
    ]
    return (*events, *silent)


def _mentions(facts: Facts, known_as: Mapping[str, str]) -> dict[str, list[ProgrammeMention]]:
    """The mentions by programme, whatever it was named."""
    mentions: dict[str, list[ProgrammeMention]] = {}
    for mention in facts.programmes:
        mentions.setdefault(known_as.get(mention.programme, mention.programme), []).append(mention)
    return mentions


def _event(
    new: list[ProgrammeMention], old: list[ProgrammeMention], first_seen: str | None, edition: str | None
) -> str | None:
    known = {mention.status for mention in old}
    for status, event in STATUS_EVENTS.items():
        if status not in known and any(mention.status == status for mention in new):
            return event
    if old:
        return None
    return "mentioned-again" if first_seen not in (None, edition) else "first-mention"


def _has_ended(mentions: list[ProgrammeMention]) -> bool:
    return any(mention.status == "ended" for mention in mentions)


def _addresses(mentions: list[ProgrammeMention]) -> tuple[Address, ...]:
    return tuple(dict.fromkeys(mention.place.address for mention in mentions))


def donor_moves(pair: Pair) -> Iterator[DonorMoves]:
    """Measures with a list of donors in both editions; a missing list says nothing."""
    before, after = _lists(pair.old_facts), _lists(pair.new_facts)
    for measure, new in after.items():
        old = before.get(measure)
        if old is None:
            continue
        yield DonorMoves(
            measure=measure,
            joined=tuple(donor for code, donor in new.items() if code not in old),
            left=tuple(donor for code, donor in old.items() if code not in new),
            listed=len(new),
            addresses=tuple(dict.fromkeys(donor.place.address for donor in new.values())),
        )


def _lists(facts: Facts) -> dict[str, dict[str, Donor]]:
    """By measure, the donors of the latest period."""
    lists: dict[str, dict[str, Donor]] = {}
    latest: dict[str, str] = {}
    for donor in facts.donors:
        latest[donor.measure] = max(latest.get(donor.measure, ""), donor.period or "")
    for donor in facts.donors:
        if (donor.period or "") == latest[donor.measure]:
            lists.setdefault(donor.measure, {}).setdefault(donor.donor, donor)
    return lists
