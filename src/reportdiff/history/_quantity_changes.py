"""Quantities of linked paragraphs paired by what they count, never by their order.

Two quantities count the same thing when unit and currency agree and the words around them do. The
words of the whole sentence say which subject is meant (which treaty, which country), those next
to the number say which of its figures (the total, or the increase). Rare words say more than words
that stand in every other paragraph.

Numbers that state a party count or a sum of money are known by these facts: they are paired by instrument
and role, or by measure and period, and with none that states another fact.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from reportdiff.history._editions import EditionPair
from reportdiff.history._figure_roles import NEWLY, PARTIES, FigureRole, figure_roles
from reportdiff.model import (
    Address,
    Comparison,
    Facts,
    Paragraph,
    Place,
    Quantity,
    QuantityChange,
    Relation,
    Report,
)

_WORDS = re.compile(r"[\u3400-\u9fff]+|\d+(?:[.,\s\u00a0\u202f]\d+)*|(?:(?![\u3400-\u9fff])[^\W\d_])+")
_SENTENCE_END = re.compile(r"[。！？；!?;؟]|(?<!\d)\.(?!\d)|\.(?=\s)")
_NEAR = 6
"""Words on either side of a number, up to the next one, that say which figure of its sentence it is."""
_SIDES = {"<": 1.5, ">": 2.0}
"""What such a word weighs by its side: in most languages the number precedes what it counts."""
_STEM = 3
"""Letters of a word that tell nouns apart and forms of one noun not (women, woman)."""
_OTHER_NOUN = 0.6
"""What is left of the likeness where the quantities' own words name different things."""
_SAME_VALUE = 0.12
"""What an unchanged value adds: among like figures, one that did not move is the same figure."""
_EARLIER, _INCREMENT = "from", "by"
"""Qualifiers of the value that a change starts from, and of the change itself."""
_CERTAIN = {Relation.FIGURES: 0.3, Relation.EDITED: 0.3, Relation.REWRITTEN: 0.38}
_ALONE = {Relation.FIGURES: 0.12, Relation.EDITED: 0.2, Relation.REWRITTEN: 0.36}
"""Least likeness of a pair: in general, and where each side has one quantity of that unit.

Chosen by reading the pairs found in seven real pairs of editions in English and Chinese: below these
bounds most pairs of rewritten paragraphs counted different things.
"""


_SURPRISE = 0.15
"""How much more likeness a pair needs for each tenfold beyond twice or half as much: figures seldom move
that far, wrong pairs often.

Chosen by reading the 60 farthest moves of five real series: of these it leaves out six wrong pairs and
three right ones.
"""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A quantity with the words that say what it counts."""

    quantity: Quantity
    words: Mapping[str, float]
    noun: frozenset[str]
    role: FigureRole | None


def quantity_changes(
    names: EditionPair,
    old: Report,
    new: Report,
    comparison: Comparison,
    old_facts: Facts,
    new_facts: Facts,
) -> tuple[QuantityChange, ...]:
    """The quantities of linked paragraphs that count the same thing and differ, in the links' order."""
    rarity = _rarity([*old.paragraphs, *new.paragraphs])
    before, after = _by_address(old, old_facts, rarity), _by_address(new, new_facts, rarity)
    changes: dict[int, list[QuantityChange]] = {}
    old_taken, new_taken = set[Place](), set[Place]()
    # A paragraph may stand in several links; its quantities go to the surest of them.
    for place, link in sorted(enumerate(comparison.links), key=lambda item: -item[1].confidence):
        if link.relation is not Relation.IDENTICAL:
            olds, news = _gathered(before, link.old, old_taken), _gathered(after, link.new, new_taken)
            same = list(_same(link.relation, olds, news))
            old_taken |= {one.quantity.place for one, _ in same}
            new_taken |= {other.quantity.place for _, other in same}
            changes[place] = [change for pair in same if (change := _change(names, *pair)) is not None]
    return tuple(change for place in sorted(changes) for change in changes[place])


def _rarity(paragraphs: Sequence[Paragraph]) -> dict[str, float]:
    """What a word says of its subject, 0–1: less the more paragraphs it stands in."""
    occurrences = Counter(word for paragraph in paragraphs for word in set(_words(paragraph.text)))
    most = math.log1p(len(paragraphs))
    return {word: math.log1p(len(paragraphs) / count) / most for word, count in occurrences.items()}


def _by_address(report: Report, facts: Facts, rarity: Mapping[str, float]) -> dict[Address, list[_Counted]]:
    texts = {paragraph.address: paragraph.text for paragraph in report.paragraphs}
    roles = figure_roles(facts)
    counted: dict[Address, list[_Counted]] = defaultdict(list)
    for quantity in facts.quantities:
        if quantity.qualifier == _EARLIER:
            continue
        place = quantity.place
        words = _words_around(texts[place.address], place.start, place.end, rarity)
        noun = frozenset(word[:_STEM] for word in _words(place.quote)[1:])
        counted[place.address].append(_Counted(quantity, words, noun, roles.get(place)))
    return counted


def _gathered(
    counted: Mapping[Address, Sequence[_Counted]], addresses: Iterable[Address], taken: Collection[Place]
) -> list[_Counted]:
    return [
        one for address in addresses for one in counted.get(address, ()) if one.quantity.place not in taken
    ]


def _words_around(text: str, start: int, end: int, rarity: Mapping[str, float]) -> dict[str, float]:
    """Weights of the words of the number's sentence; those next to it know their side."""
    first = max((match.end() for match in _SENTENCE_END.finditer(text, 0, start)), default=0)
    last = next((match.start() for match in _SENTENCE_END.finditer(text, end)), len(text))
    weights: dict[str, float] = defaultdict(float)
    counted = _words(text[start:end])[1:]  # what follows the number itself: of "40 officers", officers
    for side, words in (("<", _words(text[first:start])[::-1]), (">", counted + _words(text[end:last]))):
        near = words.index("#") if "#" in words[:_NEAR] else _NEAR
        for distance, word in enumerate(words):
            rare = rarity.get(word, 1.0)
            weights[word] = max(weights[word], rare / (1 + distance / 20))
            if distance < near:
                weight = _SIDES[side] * rare * (1 - distance / _NEAR)
                weights[side + word] = max(weights[side + word], weight)
    return dict(weights)


def _words(text: str) -> list[str]:
    """Words in lower case, Chinese by pairs of characters; numbers are all alike, for they may move."""
    words: list[str] = []
    for run in _WORDS.findall(text):
        if run[0].isdigit():
            words.append("#")
        elif "\u3400" <= run[0] <= "\u9fff" and len(run) > 1:
            words.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            words.append(run.casefold())
    return words


def _same(
    relation: Relation, before: Sequence[_Counted], after: Sequence[_Counted]
) -> Iterator[tuple[_Counted, _Counted]]:
    """The quantities of one link that count the same thing, moved or not, in the new edition's order."""
    stated = list(_stating_the_same(before, after))
    olds = [one for one in before if all(one is not old for old, _ in stated)]
    news = [one for one in after if all(one is not new for _, new in stated)]
    found = [*stated, *_worded_the_same(relation, olds, news)]
    place = {id(one): number for number, one in enumerate(after)}
    return iter(sorted(found, key=lambda pair: place[id(pair[1])]))


def _stating_the_same(
    before: Sequence[_Counted], after: Sequence[_Counted]
) -> Iterator[tuple[_Counted, _Counted]]:
    """Those that state one fact; of several that do, those whose words are most alike."""
    for counts in dict.fromkeys(one.role.counts for one in after if one.role):
        olds = [one for one in before if one.role and one.role.counts == counts]
        news = [one for one in after if one.role and one.role.counts == counts]
        yield from ((olds[row], news[column]) for row, column in _pairs(olds, news, certain=0.0))


def _worded_the_same(
    relation: Relation, before: Sequence[_Counted], after: Sequence[_Counted]
) -> Iterator[tuple[_Counted, _Counted]]:
    for kind in dict.fromkeys(_kind(one.quantity) for one in after):
        olds = [one for one in before if _kind(one.quantity) == kind]
        news = [one for one in after if _kind(one.quantity) == kind]
        alone = len(olds) == len(news) == 1 and (kind.unit, kind.currency) != (None, None)
        certain = (_ALONE if alone else _CERTAIN)[relation]
        yield from ((olds[row], news[column]) for row, column in _pairs(olds, news, certain=certain))


class _Kind(NamedTuple):
    """What two quantities must have in common to be compared."""

    unit: str | None
    currency: str | None
    is_increment: bool


def _kind(quantity: Quantity) -> _Kind:
    return _Kind(quantity.unit, quantity.currency, quantity.qualifier == _INCREMENT)


def _pairs(olds: Sequence[_Counted], news: Sequence[_Counted], *, certain: float) -> list[tuple[int, int]]:
    """The assignment of greatest likeness, less the pairs that are not alike enough."""
    if not olds or not news:
        return []
    likeness = np.where(_stating_others(olds, news), -1.0, _likeness(olds, news))
    same = [[one.quantity.value == other.quantity.value for other in news] for one in olds]
    rows, columns = linear_sum_assignment(likeness + _SAME_VALUE * np.array(same), maximize=True)
    return [
        (row, column)
        for row, column in zip(map(int, rows), map(int, columns), strict=True)
        if likeness[row, column] >= (certain and certain + _surprise(olds[row], news[column]))
    ]


def _surprise(one: _Counted, other: _Counted) -> float:
    old, new = abs(one.quantity.value), abs(other.quantity.value)
    if not old or not new or _digits(old) == _digits(new):  # the same digits: a slip of the unit
        return 0.0
    return _SURPRISE * max(0.0, abs(math.log10(new / old)) - math.log10(2))


def _digits(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def _stating_others(olds: Sequence[_Counted], news: Sequence[_Counted]) -> NDArray[np.bool_]:
    """Which pairs state two facts, and so not the same, whatever their words."""
    return np.array(
        [
            [bool(one.role and other.role and one.role.counts.differs(other.role.counts)) for other in news]
            for one in olds
        ]
    )


def _likeness(olds: Sequence[_Counted], news: Sequence[_Counted]) -> NDArray[np.float64]:
    """Weighted Jaccard of the words around, 0–1, for every old and new quantity; less for other nouns."""
    words = dict.fromkeys(word for one in (*olds, *news) for word in one.words)
    vocabulary = {word: index for index, word in enumerate(words)}
    before, after = _matrix(olds, vocabulary), _matrix(news, vocabulary)
    shared = np.array([np.minimum(row, after).sum(axis=1) for row in before])
    united = before.sum(axis=1)[:, None] + after.sum(axis=1)[None, :] - shared
    nouns = [
        [1.0 if not (one.noun and other.noun) or one.noun & other.noun else _OTHER_NOUN for other in news]
        for one in olds
    ]
    likeness: NDArray[np.float64] = shared / np.maximum(united, 1e-9) * np.array(nouns)
    return likeness


def _matrix(counted: Sequence[_Counted], vocabulary: Mapping[str, int]) -> NDArray[np.float64]:
    matrix = np.zeros((len(counted), len(vocabulary)))
    for row, one in enumerate(counted):
        for word, weight in one.words.items():
            matrix[row, vocabulary[word]] = weight
    return matrix


def _change(names: EditionPair, one: _Counted, other: _Counted) -> QuantityChange | None:
    """The change, or None where nothing moved or a range meets a single number."""
    old, new = one.quantity, other.quantity
    if (old.high is None) != (new.high is None):
        return None
    before, after = old.value, new.value
    if before == after and old.high is not None and new.high is not None:
        before, after = old.high, new.high
    if before == after:
        return None
    role = other.role or one.role
    return QuantityChange(
        old_edition=names.old,
        new_edition=names.new,
        old_place=old.place,
        new_place=new.place,
        unit=_unit(new, role),
        currency=new.currency,
        old_value=before,
        new_value=after,
        difference=after - before,
        relative=relative_difference(before, after),
        subject=role.counts.subject if role else None,
        role=role.counts.role if role else None,
        old_period=one.role.period if one.role else None,
        new_period=other.role.period if other.role else None,
    )


def _unit(quantity: Quantity, role: FigureRole | None) -> str | None:
    """Parties are counted, whatever noun stands beside the number or is left out."""
    return PARTIES if role and role.counts.role in (PARTIES, NEWLY) else quantity.unit


def relative_difference(old: Decimal, new: Decimal) -> float | None:
    """Difference as a share of |old|; None from zero."""
    return float((new - old) / abs(old)) if old else None
