"""Texts as atoms: the pieces that a diff keeps whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from reportdiff.language.tokens import Token, tokens


@dataclass(frozen=True, slots=True)
class Atoms:
    """One text cut up: an id for each atom (equal texts, equal ids) and where each begins, then the end."""

    ids: list[int]
    starts: list[int]

    def __len__(self) -> int:
        return len(self.ids)

    def length(self, place: int) -> int:
        """How many characters the atom at `place` has."""
        return self.starts[place + 1] - self.starts[place]


def cut(old: str, new: str, *, words: bool, language: str | None) -> tuple[Atoms, Atoms]:
    """Both texts as atoms: numbers, dates and document symbols, and single characters or whole words."""
    known: dict[str, int] = {}

    def atoms(text: str) -> Atoms:
        pieces = list(_pieces(text, _is_whole if not words else _any, language))
        ids = [known.setdefault(piece, len(known)) for piece in pieces]
        return Atoms(ids, list(accumulate(map(len, pieces), initial=0)))

    return atoms(old), atoms(new)


def _any(_: Token) -> bool:
    return True


def _is_whole(token: Token) -> bool:
    """Whether the token is a number, a date or a document symbol: it holds a digit or a slash."""
    return any(map(str.isdigit, token.text)) or (len(token.text) > 1 and "/" in token.text)


def _pieces(text: str, whole: Callable[[Token], bool], language: str | None) -> Iterator[str]:
    end = 0
    for token in tokens(text, language):
        if token.end - token.start > 1 and whole(token):
            yield from text[end : token.start]
            yield token.text
            end = token.end
    yield from text[end:]


def blocks_in_characters(
    blocks: list[tuple[int, int, int]], old: Atoms, new: Atoms
) -> list[tuple[int, int, int]]:
    """Matching blocks counted in characters instead of atoms."""
    return [(old.starts[i], new.starts[j], old.starts[i + n] - old.starts[i]) for i, j, n in blocks]


def merged(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The blocks without empty ones, those that touch on both sides joined."""
    found: list[tuple[int, int, int]] = []
    for i, j, n in blocks:
        if not n:
            continue
        if found and found[-1][0] + found[-1][2] == i and found[-1][1] + found[-1][2] == j:
            found[-1] = (found[-1][0], found[-1][1], found[-1][2] + n)
        else:
            found.append((i, j, n))
    return found


def settled(blocks: list[tuple[int, int, int]], old: list[int], new: list[int]) -> list[tuple[int, int, int]]:
    """The same edit with each insertion or deletion as far to the right as it can stand."""
    blocks = [*merged(blocks)]
    for k, _ in enumerate(pairwise(blocks)):
        (i, j, n), (next_i, next_j, next_n) = blocks[k], blocks[k + 1]
        while next_n and _can_slide(old, new, (i + n, j + n), (next_i, next_j)):
            n, next_i, next_j, next_n = n + 1, next_i + 1, next_j + 1, next_n - 1
        blocks[k], blocks[k + 1] = (i, j, n), (next_i, next_j, next_n)
    return merged(blocks)


def _can_slide(old: list[int], new: list[int], end: tuple[int, int], start: tuple[int, int]) -> bool:
    # Only a pure insertion or deletion slides; in a replacement nothing is alike.
    one_sided = (end[0] == start[0]) != (end[1] == start[1])
    return one_sided and old[end[0]] == new[end[1]]
