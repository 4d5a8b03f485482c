"""Which slugs of different editions are one programme under another name.

Precision goes first: two names that one edition speaks of stay two, and so do those of other States, other
periods, other scopes, or with a slug that the series' own table gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, takewhile

from rapidfuzz import fuzz

from reportdiff.model import Address, Comparison, Facts, Link, ProgrammeMention

_ALIKE = 90
"""Names as alike as this (0–100, word by word in any order) are one programme's."""
_SIMILAR = 55
"""Names less alike than this need paragraphs that are the same but for small edits."""
_STEM = 0.7
"""Share of the shorter word with which two words must begin alike, to differ in their endings only."""
_ENDING = 3
_SHORTEST = 4
_SURE = 0.8
_FAIR = 0.5
_SAME_WORDS = 0.85
"""From this similarity paragraphs differ by little more than a name and some figures."""
_DATED = re.compile(r"-(\d{4})-(\d{4})\Z")
_BRACKETS = re.compile(r"\s*[（(][^（()）]*[）)]")
_UNSPACED = re.compile(r"[\u3400-\u9fff]")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Seen:
    """All that the editions say of one slug: positions and years of the editions, and the mentions."""

    slug: str
    editions: frozenset[int]
    years: frozenset[str]
    mentions: tuple[ProgrammeMention, ...]
    periods: frozenset[str] = field(init=False)
    scopes: frozenset[str] = field(init=False)
    places: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "periods", frozenset(m.period for m in self.mentions if m.period))
        object.__setattr__(self, "scopes", frozenset(mention.scope for mention in self.mentions))
        object.__setattr__(self, "places", frozenset(place for m in self.mentions for place in m.places))


@dataclass(frozen=True, slots=True)
class Joined:
    """Two slugs taken for one programme, and why; the later one is the new name."""

    earlier: str
    later: str
    why: str
    weight: float


def identities(
    seen: Sequence[Seen],
    names: Sequence[str],
    comparisons: Sequence[Comparison],
    facts: Sequence[Facts],
    settled: frozenset[str],
) -> tuple[dict[str, str], list[Joined]]:
    """The programme of each slug, by its earliest slug, and what was joined on which ground.

    Args:
        seen: what is known of each slug, by first appearance.
        names: the editions in order.
        comparisons: pairs of them; only successive ones tell of renaming.
        facts: the facts of each edition.
        settled: slugs of the series' own table, which nothing is joined to.
    """
    by_slug = {one.slug: one for one in seen}
    order = {one.slug: place for place, one in enumerate(seen)}
    free = [one for one in seen if one.slug not in settled]
    found = [
        *_by_name(free),
        *(
            one
            for one in _by_links(by_slug, order, names, comparisons, facts)
            if not settled & {one.earlier, one.later}
        ),
    ]
    groups = {one.slug: [one.slug] for one in seen}
    made: list[Joined] = []
    for one in sorted(found, key=lambda one: (-one.weight, order[one.earlier], order[one.later])):
        left, right = groups[one.earlier], groups[one.later]
        if left is right or not all(_may_be_one(by_slug[a], by_slug[b]) for a in left for b in right):
            continue
        together = sorted([*left, *right], key=order.__getitem__)
        groups.update(dict.fromkeys(together, together))
        made.append(one)
    return {slug: group[0] for slug, group in groups.items()}, made


# --------------------------------------------------------------------------------- what keeps two apart


def _may_be_one(one: Seen, other: Seen) -> bool:
    return (
        (one.editions.isdisjoint(other.editions) or _are_one_name(one, other))
        and _scopes_agree(one, other)
        and _periods_agree(one, other)
        and not (one.places and other.places and one.places.isdisjoint(other.places))
    )


def _scopes_agree(one: Seen, other: Seen) -> bool:
    """Whether both can be of one scope: an initiative may be called a programme, a country no region."""
    wide = {"global", "initiative"}
    return bool(one.scopes & other.scopes) or bool(one.scopes & wide and other.scopes & wide)


def _periods_agree(one: Seen, other: Seen) -> bool:
    """Whether their periods, where both tell any, begin alike: the next period's is another programme."""
    begin = {period[:4] for period in one.periods}, {period[:4] for period in other.periods}
    return not begin[0] or not begin[1] or bool(begin[0] & begin[1])


# --------------------------------------------------------------------------------- names


def _by_name(seen: Sequence[Seen]) -> Iterator[Joined]:
    for one, other in combinations(seen, 2):
        if not _may_be_one(one, other):
            continue
        if _are_one_name(one, other):
            yield Joined(one.slug, other.slug, "but for what stands in brackets their names are one", 1.0)
        elif _is_undated(one, other) or _is_undated(other, one):
            yield Joined(one.slug, other.slug, "one is told without its years", 0.95)
        elif (alike := _likeness(one.slug, other.slug)) >= _ALIKE:
            yield Joined(one.slug, other.slug, f"their names are alike ({alike:.0f} of 100)", alike / 100)


def _likeness(one: str, other: str) -> float:
    """How alike two slugs are (0–100), 0 where a word or a number of one has nothing like it in the other."""
    if min(len(one), len(other)) < _SHORTEST or _is_placed(one) or _is_placed(other):
        return 0.0
    if _DIGITS.findall(one) != _DIGITS.findall(other) or not _words_pair(one.split("-"), other.split("-")):
        return 0.0
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one.replace("-", " "), other.replace("-", " ")))


def _words_pair(one: Sequence[str], other: Sequence[str]) -> bool:
    fewer, more = sorted((one, other), key=len)
    return all(any(_is_form_of(word, peer) for peer in fewer) for word in more)


def _is_form_of(word: str, peer: str) -> bool:
    """Whether two words differ in their endings; two names without spaces, in characters left out."""
    shorter, longer = sorted((word, peer), key=len)
    if _UNSPACED.search(shorter):
        rest = iter(longer)
        return all(char in rest for char in shorter)
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(shorter, longer, strict=False)))
    return alike >= max(_STEM * len(shorter), 2) and len(longer) - alike <= _ENDING


def _is_placed(slug: str) -> bool:
    """Whether a slug is made of scope and places: these are alike by nature."""
    return slug.startswith(("country-programme-", "regional-programme-"))


def _is_undated(one: Seen, other: Seen) -> bool:
    """Whether one is the other without its years, told in those years."""
    dated = _DATED.search(other.slug)
    if dated is None or not _is_placed(one.slug) or other.slug[: dated.start()] != one.slug:
        return False
    return all(dated[1] <= year <= dated[2] for year in one.years)


def _are_one_name(one: Seen, other: Seen) -> bool:
    """Whether they are printed alike but for an acronym in brackets, which gives a name its slug."""
    if _is_placed(one.slug) or _is_placed(other.slug):
        return False
    bare = [{_plain(_BRACKETS.sub("", mention.name)) for mention in seen.mentions} for seen in (one, other)]
    return not bare[0].isdisjoint(bare[1])


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


# --------------------------------------------------------------------------------- links


def _by_links(
    seen: Mapping[str, Seen],
    order: Mapping[str, int],
    names: Sequence[str],
    comparisons: Sequence[Comparison],
    facts: Sequence[Facts],
) -> Iterator[Joined]:
    """Slugs of linked paragraphs of successive editions, each the only one that left and that came."""
    mentioned = [_by_address(stated.programmes) for stated in facts]
    position = {name: place for place, name in enumerate(names)}
    for comparison in comparisons:
        old, new = position.get(comparison.old.edition or ""), position.get(comparison.new.edition or "")
        if old is None or new is None or new - old != 1:
            continue
        before = {slug for slugs in mentioned[old].values() for slug in slugs}
        after = {slug for slugs in mentioned[new].values() for slug in slugs}
        for link in comparison.links:
            left = {slug for address in link.old for slug in mentioned[old].get(address, ())}
            came = {slug for address in link.new for slug in mentioned[new].get(address, ())}
            if len(left) != 1 or len(came) != 1:
                continue
            one, other = left.pop(), came.pop()
            if one in after or other in before or not _may_be_one(seen[one], seen[other]):
                continue
            if _speaks_for(link, fuzz.token_sort_ratio(one, other)):
                earlier, later = sorted((one, other), key=order.__getitem__)
                why = f"paragraph {', '.join(link.new)} continues {', '.join(link.old)}"
                yield Joined(earlier, later, why, 0.9 * link.confidence)


def _speaks_for(link: Link[Address], alike: float) -> bool:
    """Whether a link is sure enough: of a paragraph that was hardly changed, or with a similar name."""
    kept = link.confidence >= _SURE and link.similarity >= _SAME_WORDS
    return kept or (link.confidence >= _FAIR and alike >= _SIMILAR)


def _by_address(mentions: Sequence[ProgrammeMention]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for mention in mentions:
        found.setdefault(mention.place.address, []).append(mention.programme)
    return found
