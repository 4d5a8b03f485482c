"""difflib's SequenceMatcher with the matching of two strings done by rapidfuzz, on atoms."""

from __future__ import annotations

import difflib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from reportdiff.textdiff._atoms import Atoms, blocks_in_characters, cut, settled
from reportdiff.textdiff._edit import Block, matching_blocks

Opcode = tuple[str, int, int, int, int]
"""A tag (`replace delete insert equal`), the old range and the new range, ends exclusive."""


class SequenceMatcher(difflib.SequenceMatcher[Any]):
    """Compares two sequences, with the constructor, methods and results' form of difflib's class.

    For two strings, matching blocks leave the least to insert and delete, and no number, date or document
    symbol is cut; indices are offsets of characters. `isjunk` and `autojunk` then bear on
    `find_longest_match` alone. Any other sequences are compared by difflib itself.

    Args:
        isjunk: As in difflib.
        a: The old sequence.
        b: The new one.
        autojunk: As in difflib.
        words: Keep whole words together as well, for scripts that put spaces between them.
        language: BCP 47; its dates are kept whole.
    """

    def __init__(
        self,
        isjunk: Callable[[Any], bool] | None = None,
        a: Sequence[Hashable] = "",
        b: Sequence[Hashable] = "",
        autojunk: bool = True,  # noqa: FBT001  # difflib's own signature
        *,
        words: bool = False,
        language: str | None = None,
    ) -> None:
        # Attributes of difflib's class that its published types leave out.
        self.a: Sequence[Hashable]
        self.b: Sequence[Hashable]
        self.matching_blocks: list[difflib.Match] | None
        self.words = words
        self.language = language
        super().__init__(isjunk, a, b, autojunk)

    def get_matching_blocks(self) -> list[difflib.Match]:
        """Triples (old place, new place, length), in order, ended by one of length 0."""
        if not (isinstance(self.a, str) and isinstance(self.b, str)):
            return super().get_matching_blocks()
        if self.matching_blocks is None:
            blocks = _text_blocks(self.a, self.b, words=self.words, language=self.language)
            self.matching_blocks = [
                difflib.Match(*block) for block in [*blocks, (len(self.a), len(self.b), 0)]
            ]
        return list(self.matching_blocks)


def _text_blocks(old: str, new: str, *, words: bool, language: str | None) -> list[Block]:
    left, right = cut(old, new, words=words, language=language)
    blocks = settled(_atom_blocks(left, right), left.ids, right.ids)
    return blocks_in_characters(blocks, left, right)


def _atom_blocks(old: Atoms, new: Atoms) -> list[Block]:
    """Blocks of atoms that leave the fewest characters to change.

    An atom counts as many times as it has characters, so that a long date is not given up for two commas.
    The edit may then match part of an atom; such parts are dropped, and what lies between the rest is
    matched again atom by atom.
    """
    left, right = _by_character(old), _by_character(new)
    if len(left) == len(old) and len(right) == len(new):
        return matching_blocks(old.ids, new.ids)
    found = matching_blocks(left, right)
    whole = [block for run in found for block in _whole_atoms(run, old, new)]
    filled: list[Block] = []
    i = j = 0
    for a, b, n in [*whole, (len(old), len(new), 0)]:
        between = matching_blocks(old.ids[i:a], new.ids[j:b]) if a > i and b > j else []
        filled += [(i + x, j + y, m) for x, y, m in between]
        filled.append((a, b, n))
        i, j = a + n, b + n
    return filled


def _by_character(atoms: Atoms) -> list[int]:
    width = 1 << 20
    return [
        identity + width * k for place, identity in enumerate(atoms.ids) for k in range(atoms.length(place))
    ]


def _whole_atoms(run: Block, old: Atoms, new: Atoms) -> list[Block]:
    """The atoms that lie wholly inside a run of equal characters, as one block."""
    i, j, length = run
    first, last = bisect_left(old.starts, i), bisect_right(old.starts, i + length) - 1
    # Equal characters carry their place in the atom, so what is whole on one side is whole on the other.
    return [(first, bisect_left(new.starts, j), last - first)] if last > first else []
