"""Paragraphs that left, and stand again, in the same words or nearly, several editions later.

The alignment compares an edition with the one before it and with the one before that. What was away for
longer is looked for here by its words alone: a rare run of letters that both texts share makes a pair to look
at, so that hundreds of dropped paragraphs are not held against hundreds of added ones.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from rapidfuzz import fuzz

from reportdiff.history._lineages import FAIR
from reportdiff.model import Address, Comparison, EditionName, Kind, Link, Paragraph, Relation, Report, Shape

_APART = 3
"""Editions that stand as far apart as this are compared by nothing else."""
_LETTERS = 30
"""Letters that a text must have, syllabic signs counted threefold: shorter ones say nothing of a subject."""
_ALIKE = 0.9
"""Similarity, numbers apart, from which a text is the same that came back."""
_RUN = 8
_EACH = 4  # of the runs of letters, one in so many is looked up
_COMMON = 12  # runs that more texts than these share tell nothing
_SEEN = 2000  # characters of a text that are looked at

_NUMBER = re.compile(r"[0-9]+(?:[.,  ][0-9]+)*")
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph that left or came: where it stands, and its letters and signs, numbers as one mark."""

    edition: int
    address: Address
    kind: Kind
    plain: str
    key: str


@dataclass(frozen=True, slots=True)
class _Return:
    """A text that left, and the one in which it came back."""

    alike: float
    left: _Text
    came: _Text


def returns(reports: Sequence[Report], comparisons: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """Links from paragraphs that left to those in which their words stand again after two editions or more.

    Args:
        reports: The editions in order.
        comparisons: Of successive ones, and of others: what these link has not left.

    Returns:
        One comparison a pair of editions with such a link, with these alone. Every paragraph that left or
        came is in one of them at most: the most alike, then the latest that left.
    """
    left, came = _moves(reports, list(comparisons))
    pairs: dict[tuple[int, int], list[Link[Address]]] = defaultdict(list)
    taken = set[tuple[str, int, Address]]()
    found = (_Return(_alike(a, b), a, b) for a, b in _candidates(left, came))
    near = (one for one in found if one.alike >= _ALIKE)
    for one in sorted(
        near, key=lambda one: (-one.alike, -one.left.edition, one.came.edition, one.came.address)
    ):
        ends = {("left", one.left.edition, one.left.address), ("came", one.came.edition, one.came.address)}
        if taken.isdisjoint(ends):
            taken |= ends
            pairs[one.left.edition, one.came.edition].append(_link(one))
    return tuple(far_apart(reports[old], reports[new], links) for (old, new), links in sorted(pairs.items()))


def _moves(reports: Sequence[Report], comparisons: Sequence[Comparison]) -> tuple[list[_Text], list[_Text]]:
    """What left each edition for the next, and what came into each."""
    place = {report.edition: position for position, report in enumerate(reports)}
    linked = {
        (side, place[edition], address)
        for comparison in comparisons
        for link in comparison.links
        if link.confidence >= FAIR
        for side, edition, addresses in (
            ("left", comparison.old.edition, link.old),
            ("came", comparison.new.edition, link.new),
        )
        for address in addresses
    }
    moves: dict[str, list[_Text]] = {"left": [], "came": []}
    for comparison in comparisons:
        old, new = place[comparison.old.edition], place[comparison.new.edition]
        if new - old != 1:
            continue
        for side, edition, addresses in (("left", old, comparison.dropped), ("came", new, comparison.added)):
            unlinked = {address for address in addresses if (side, edition, address) not in linked}
            moves[side] += _telling(reports[edition], edition, unlinked)
    return moves["left"], moves["came"]


def _telling(report: Report, edition: int, addresses: set[Address]) -> Iterator[_Text]:
    for paragraph in report.paragraphs:
        if paragraph.address in addresses and paragraph.kind is not Kind.FRONT_MATTER:
            text = _text(paragraph, edition)
            if len(_LETTER.findall(text.key)) + 2 * len(_SIGN.findall(text.key)) >= _LETTERS:
                yield text


def _text(paragraph: Paragraph, edition: int) -> _Text:
    plain = "".join(paragraph.text.split()).casefold()
    key = "".join(_NUMBER.sub("#", paragraph.text).split()).casefold()
    return _Text(edition, paragraph.address, paragraph.kind, plain, key[:_SEEN])


def _candidates(left: Iterable[_Text], came: Iterable[_Text]) -> Iterator[tuple[_Text, _Text]]:
    """Pairs of the same kind that stand far enough apart and share a rare run of letters."""
    at: dict[str, list[_Text]] = defaultdict(list)
    for text in left:
        for run in _runs(text.key):
            at[run].append(text)
    for text in came:
        met = {
            id(one): one
            for run in _runs(text.key)
            if len(at.get(run, ())) <= _COMMON
            for one in at.get(run, ())
        }
        for one in met.values():
            if text.edition - one.edition >= _APART and text.kind is one.kind:
                yield one, text


def _runs(key: str) -> set[str]:
    """Some of the runs of letters of a text, chosen by what they are; all of a short text."""
    runs = {key[start : start + _RUN] for start in range(max(1, len(key) - _RUN + 1))}
    each = _EACH if len(runs) > 10 * _EACH else 1
    return {run for run in runs if crc32(run.encode()) % each == 0}


def _alike(left: _Text, came: _Text) -> float:
    return fuzz.ratio(left.key, came.key, score_cutoff=100 * _ALIKE) / 100


def _link(found: _Return) -> Link[Address]:
    relation = Relation.EDITED
    if found.left.plain == found.came.plain:
        relation = Relation.IDENTICAL
    elif found.left.key == found.came.key:
        relation = Relation.FIGURES
    return Link(
        old=(found.left.address,),
        new=(found.came.address,),
        relation=relation,
        shape=Shape.ONE_TO_ONE,
        moved=False,
        renumbered=found.left.address != found.came.address,
        similarity=round(found.alike, 4),
        confidence=round(found.alike, 4),
    )


def far_apart(old: Report, new: Report, links: Iterable[Link[Address]] = ()) -> Comparison:
    """Two editions with these links alone."""
    found = tuple(links)
    kept = {address for link in found for address in link.old}
    come = {address for link in found for address in link.new}
    return Comparison(
        _name(old),
        _name(new),
        found,
        tuple(p.address for p in new.paragraphs if p.address not in come),
        tuple(p.address for p in old.paragraphs if p.address not in kept),
    )


def _name(report: Report) -> EditionName:
    return EditionName(report.series, report.edition, report.language, report.symbol, report.title)
