"""A paragraph's text as HTML that shows exactly that text, with its marks and facts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

_ISOLATES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Range(NamedTuple):
    """A stretch of a paragraph (code points, end exclusive) and what it is.

    `kind` is `old` or `new` (changed words), `shared` (a phrase that the other side has too), or a kind
    of fact. `note` is what to say of it; for `shared` the number that both sides have.
    """

    start: int
    end: int
    kind: str
    note: str = ""


class _Shown(dict[int, str]):
    """How each character is written: those that control or reorder text by their code points."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = _shown_character(chr(code))
        return shown


def _shown_character(character: str) -> str:
    code = ord(character)
    if character.isspace():
        return character if unicodedata.category(character) == "Zs" else " "
    no_character = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    if character in _ISOLATES or no_character or unicodedata.category(character) in ("Cc", "Cs"):
        return f"⟨U+{code:04X}⟩"
    return character


_SHOWN = _Shown()


def shown(text: str) -> str:
    """The text with control characters and those that reorder it written as their code points."""
    return text.translate(_SHOWN)


def marked_text(
    text: str, marks: Sequence[Range], facts: Sequence[Range] = (), notes: Mapping[int, Markup] | None = None
) -> Markup:
    """The text with changed words, shared phrases and facts marked; without the marks it is the text.

    Args:
        text: A paragraph's text.
        marks: Of overlapping ones the first counts.
        facts: The same; they lie inside the marks.
        notes: By offset, what leads to a footnote from there; it must hold no text.
    """
    hanging = {min(offset, len(text)): note for offset, note in (notes or {}).items()}
    pieces: list[str] = []
    segments = _segments(text, marks, facts, hanging)
    for mark, run in groupby(segments, key=lambda segment: segment[1]):
        inner = "".join(
            f"{hanging.get(start, '')}{_fact(text[start:end], fact)}" for (start, end), _, fact in run
        )
        pieces.append(_mark(inner, mark))
    return Markup("".join([*pieces, hanging.get(len(text), "")]))  # noqa: S704 - every piece was escaped


def _segments(
    text: str, marks: Sequence[Range], facts: Sequence[Range], edges_of_notes: Iterable[int]
) -> Iterator[tuple[tuple[int, int], Range | None, Range | None]]:
    """Stretches in which neither the mark nor the fact changes."""
    edges = {0, len(text), *edges_of_notes}
    for one in (*marks, *facts):
        edges.update((min(one.start, len(text)), min(one.end, len(text))))
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        yield (start, end), _at(marks, start), _at(facts, start)


def _at(ranges: Sequence[Range], place: int) -> Range | None:
    return next((one for one in ranges if one.start <= place < one.end), None)


def _fact(text: str, fact: Range | None) -> str:
    escaped = str(escape(shown(text)))
    if fact is None:
        return escaped
    title = f' title="{escape(shown(fact.note))}"' if fact.note else ""
    return f'<span class="fact {escape(fact.kind)}"{title}>{escaped}</span>'


def _mark(inner: str, mark: Range | None) -> str:
    if mark is None:
        return inner
    if mark.kind == "shared":
        return f'<span class="shared" data-phrase="{escape(mark.note)}">{inner}</span>'
    return f"<del>{inner}</del>" if mark.kind == "old" else f"<ins>{inner}</ins>"
