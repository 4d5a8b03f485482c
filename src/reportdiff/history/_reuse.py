"""How much of each paragraph stands word for word in the paragraphs that it is linked to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportdiff.model import Address, Comparison, Link, Relation, Report
from reportdiff.textdiff import word_changes

_PIECE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|(?:(?![\u3040-\u30ff\u3400-\u9fff])\w)+")
_LEAST = 4
"""Words, or Chinese characters, in a row: unrelated texts share shorter runs by chance."""
_CLOSEST = {relation: place for place, relation in enumerate(Relation)}

_Run = tuple[int, int]


def kept_characters(old: Report, new: Report, comparison: Comparison) -> tuple[tuple[int, ...], ...]:
    """For each link, for each paragraph of its new side, the characters that it keeps of the old side.

    Of an identical paragraph these are all. Where one paragraph became one and most of its wording stayed,
    whatever words stayed in their order; elsewhere runs of at least four words or Chinese characters, for
    shorter ones meet by chance. A character that several links keep counts for the closest alone, so that
    the numbers of a paragraph may be added up.

    Returns:
        Code points, a tuple a link in the comparison's order, each as long as the link's `new`.
    """
    before = {paragraph.address: paragraph.text for paragraph in old.paragraphs}
    after = {paragraph.address: paragraph.text for paragraph in new.paragraphs}
    taken: dict[Address, set[int]] = {}
    counts: dict[int, tuple[int, ...]] = {}
    for place, link in sorted(enumerate(comparison.links), key=_by_closeness):
        counts[place] = tuple(
            _newly_taken(
                taken.setdefault(address, set()),
                _kept(link, [before[one] for one in link.old], after[address], new.language),
            )
            for address in link.new
        )
    return tuple(counts[place] for place in range(len(comparison.links)))


def _by_closeness(numbered: tuple[int, Link[Address]]) -> tuple[int, float, int]:
    place, link = numbered
    return _CLOSEST[link.relation], -link.similarity, place


def _newly_taken(taken: set[int], runs: Iterator[_Run]) -> int:
    held = len(taken)
    for start, end in runs:
        taken.update(range(start, end))
    return len(taken) - held


def _kept(link: Link[Address], olds: list[str], text: str, language: str | None) -> Iterator[_Run]:
    """Where the text keeps words of old ones; runs may overlap."""
    if link.relation is Relation.IDENTICAL:
        yield 0, len(text)
        return
    least = 0 if link.relation is not Relation.REWRITTEN and len(olds) == len(link.new) == 1 else _LEAST
    for old in olds:
        for tag, _, _, start, end in word_changes(old, text, language):
            if tag == "equal" and (not least or len(_PIECE.findall(text, start, end)) >= least):
                yield start, end
