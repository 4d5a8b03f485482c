"""Two editions' lines woven into one: what stays in its place, what goes, comes or moves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import Indel

from reportdiff.model import Address, Link, Relation
from reportdiff.output.office._lines import Line, headings


class Step(Enum):
    """What a redline does at one place."""

    KEEP = "keep"
    DROP = "drop"
    ADD = "add"
    MOVE_FROM = "move-from"
    MOVE_TO = "move-to"


@dataclass(frozen=True, slots=True)
class Match:
    """Neighbouring lines of the old edition that became neighbouring lines of the new one (places in each).

    `rewritten` says that they have little wording in common, `moved` that they changed their place.
    """

    old: range
    new: range
    rewritten: bool = False
    moved: bool = False


Woven = tuple[Step, Match]
"""A step and the lines that it is about: of the old side, of the new side, or (kept) of both."""


def woven(old: list[Line], new: list[Line], links: Sequence[Link[Address]]) -> list[Woven]:
    """The steps in the order of the document.

    The old lines of kept, dropped and moved-from steps are the old edition in its order; the new lines of
    kept, added and moved-to steps are the new one.
    """
    matches = [*_linked(old, new, links)]
    matches += _same_headings(old, new, matches)
    kept = _in_order([match for match in matches if not match.moved], old, new)
    in_place = set(kept)
    moved = [match for match in matches if match not in in_place and not old[match.old.start].is_heading]
    return list(_steps(kept, moved, len(old), len(new)))


# ------------------------------------------------------------------------------ what belongs together


def _linked(old: list[Line], new: list[Line], links: Sequence[Link[Address]]) -> Iterator[Match]:
    """Links as matches; each line is in one at most, and those of a match are neighbours."""
    before = {line.address: place for place, line in enumerate(old) if line.address is not None}
    after = {line.address: place for place, line in enumerate(new) if line.address is not None}
    used_old: set[int] = set()
    used_new: set[int] = set()
    for link in sorted(links, key=lambda link: (link.moved, -link.similarity)):
        ours = sorted({before[a] for a in link.old if a in before} - used_old)
        theirs = sorted({after[a] for a in link.new if a in after} - used_new)
        if not ours or not theirs:
            continue
        if not _neighbours(ours) or not _neighbours(theirs):
            ours, theirs = _most_alike(ours, theirs, old, new)
        used_old.update(ours)
        used_new.update(theirs)
        yield Match(
            range(ours[0], ours[-1] + 1),
            range(theirs[0], theirs[-1] + 1),
            rewritten=link.relation is Relation.REWRITTEN,
            moved=link.moved,
        )


def _neighbours(places: Sequence[int]) -> bool:
    return places[-1] - places[0] == len(places) - 1


def _most_alike(
    ours: Sequence[int], theirs: Sequence[int], old: list[Line], new: list[Line]
) -> tuple[list[int], list[int]]:
    """One line of each side: the two that have the most characters in common."""
    pairs = [(i, j) for i in ours for j in theirs]
    i, j = max(pairs, key=lambda pair: Indel.similarity(old[pair[0]].text, new[pair[1]].text))
    return [i], [j]


def _same_headings(old: list[Line], new: list[Line], matches: Iterable[Match]) -> Iterator[Match]:
    """Headings with the same words, then those whose sections share the most paragraphs."""
    shared: Counter[tuple[str, str]] = Counter()
    for match in matches:
        ours, theirs = old[match.old.start].section, new[match.new.start].section
        if ours is not None and theirs is not None:
            shared[ours, theirs] += 1
    by_words: dict[str, list[int]] = defaultdict(list)
    for place, line in headings(new):
        by_words[line.text.casefold()].append(place)
    free = {line.section: place for place, line in headings(new)}
    for place, line in headings(old):
        same = [other for other in by_words[line.text.casefold()] if new[other].section in free]
        votes = {other: shared[line.section or "", new[other].section or ""] for other in same}
        if not same:
            common = Counter({free[b]: n for (a, b), n in shared.items() if a == line.section and b in free})
            votes = dict(common.most_common(1))
        if votes:
            found = max(votes, key=lambda other: (votes[other], -other))
            del free[new[found].section]
            yield Match(range(place, place + 1), range(found, found + 1))


# ------------------------------------------------------------------------------ what stays in its place


def _in_order(matches: list[Match], old: list[Line], new: list[Line]) -> list[Match]:
    """The matches that stand in one order on both sides and hold the most text together."""
    ordered = sorted(matches, key=lambda match: match.old.start)
    best: list[tuple[int, int]] = [(0, -1)] * (len(new) + 1)
    before: list[int] = []
    for place, match in enumerate(ordered):
        total, last = _best_up_to(best, match.new.start)
        before.append(last)
        _raise(best, match.new.start, (total + _weight(match, old, new), place))
    chain: list[Match] = []
    at = _best_up_to(best, len(new))[1]
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]


def _weight(match: Match, old: list[Line], new: list[Line]) -> int:
    ours = sum(len(old[place].text) for place in match.old)
    theirs = sum(len(new[place].text) for place in match.new)
    return 1 + min(ours, theirs)


def _best_up_to(tree: list[tuple[int, int]], end: int) -> tuple[int, int]:
    """The largest value before `end` of a Fenwick tree of maxima."""
    found = (0, -1)
    while end > 0:
        found = max(found, tree[end])
        end &= end - 1
    return found


def _raise(tree: list[tuple[int, int]], place: int, value: tuple[int, int]) -> None:
    place += 1
    while place < len(tree):
        tree[place] = max(tree[place], value)
        place += place & -place


# ------------------------------------------------------------------------------ the steps


def _steps(kept: list[Match], moved: list[Match], old_length: int, new_length: int) -> Iterator[Woven]:
    leaving = {match.old.start: match for match in moved}
    arriving = {match.new.start: match for match in moved}
    i = j = 0
    for match in [*kept, Match(range(old_length, old_length), range(new_length, new_length))]:
        while i < match.old.start:
            one = leaving.get(i)
            yield (Step.MOVE_FROM, one) if one else (Step.DROP, Match(range(i, i + 1), range(0)))
            i = one.old.stop if one else i + 1
        while j < match.new.start:
            one = arriving.get(j)
            yield (Step.MOVE_TO, one) if one else (Step.ADD, Match(range(0), range(j, j + 1)))
            j = one.new.stop if one else j + 1
        if len(match.old):
            yield Step.KEEP, match
        i, j = match.old.stop, match.new.stop
