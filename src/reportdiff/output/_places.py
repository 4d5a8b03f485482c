"""Addresses put together as readers cite them, before any language has words for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from reportdiff.model import Address

RANGE = "–"

_KINDS = (
    ("footnote", re.compile(r"fn(\S+)")),
    ("front", re.compile(r"front(\d+)")),
    ("unnumbered", re.compile(r"p(\d+\S*)")),
    ("summary", re.compile(r"(summary)")),
    ("paragraph", re.compile(r"(\d\S*)")),
)
_PART = re.compile(r"([a-z]+?)(\d*)")


class Cited(NamedTuple):
    """Places of one kind in one part of a document.

    `parts` lead to an annex or an enclosure, as name and number; `values` are what to print,
    three or more neighbours joined by a dash.
    """

    parts: tuple[tuple[str, str], ...]
    kind: str
    values: tuple[str, ...]

    @property
    def several(self) -> bool:
        """Whether it is more than one paragraph."""
        return len(self.values) > 1 or RANGE in self.values[0]


def cited(addresses: Sequence[Address]) -> list[Cited]:
    """The addresses in their order, neighbours of a kind together."""
    split = [_split(address) for address in addresses]
    return [
        Cited(_parts(prefix), kind, tuple(_joined([value for _, _, value in group])))
        for (prefix, kind), group in groupby(split, key=lambda one: one[:2])
    ]


def stretch(addresses: Sequence[Address]) -> list[Cited]:
    """The first and the last numbered paragraph of each part, for a section that runs through."""
    split = [one for one in map(_split, addresses) if one[1] in ("paragraph", "unnumbered")]
    numbered = [one for one in split if one[1] == "paragraph"] or split
    if len(numbered) < 2:
        return cited(addresses)
    stretches = []
    for (prefix, kind), group in groupby(numbered, key=lambda one: one[:2]):
        values = [value for _, _, value in group]
        ends = (f"{values[0]}{RANGE}{values[-1]}",) if len(values) > 1 else (values[0],)
        stretches.append(Cited(_parts(prefix), kind, ends))
    return stretches


def _split(address: Address) -> tuple[str, str, str]:
    """Part of the document, kind, what to print."""
    prefix, _, last = address.rpartition(":")
    for kind, pattern in _KINDS:
        if match := pattern.fullmatch(last):
            return prefix, kind, match[1]
    return prefix, "other", last


def _parts(prefix: str) -> tuple[tuple[str, str], ...]:
    found = (_PART.fullmatch(part) for part in prefix.split(":") if part)
    return tuple((match[1], match[2]) for match in found if match is not None)


def _joined(values: Sequence[str]) -> Iterator[str]:
    runs: list[list[str]] = []
    for value in values:
        if runs and _follows(runs[-1][-1], value):
            runs[-1].append(value)
        else:
            runs.append([value])
    for run in runs:
        if len(run) > 2:
            yield f"{run[0]}{RANGE}{run[-1]}"
        else:
            yield from run


def _follows(one: str, other: str) -> bool:
    return one.isdecimal() and other.isdecimal() and int(other) == int(one) + 1
