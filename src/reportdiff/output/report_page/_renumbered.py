"""Which numbers became which others, said once for neighbours that moved on together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportdiff.model import Address, Link

_PARTED = re.compile(r"((?:[^:]*:)*)(\d+)((?:\(.*)?)")


@dataclass(frozen=True, slots=True)
class Renumbering:
    """Old addresses and the new ones of the same paragraphs, in the old edition's order."""

    old: tuple[Address, ...]
    new: tuple[Address, ...]


def renumberings(links: Sequence[Link[Address]], order: Sequence[Address]) -> tuple[Renumbering, ...]:
    """Rows of an old-to-new table; subparagraphs that went along with their paragraph are left out.

    Args:
        links: All links of the pair.
        order: The addresses of the old edition.
    """
    position = {address: place for place, address in enumerate(order)}
    renumbered = sorted(
        (link for link in links if link.renumbered), key=lambda link: min(position[a] for a in link.old)
    )
    whole = {(link.old[0], link.new[0]) for link in links if len(link.old) == len(link.new) == 1}
    rows: list[Renumbering] = []
    for link in renumbered:
        if _follows_its_paragraph(link, whole):
            continue
        if rows and _goes_on(rows[-1], link):
            rows[-1] = Renumbering((*rows[-1].old, *link.old), (*rows[-1].new, *link.new))
        else:
            rows.append(Renumbering(link.old, link.new))
    return tuple(rows)


def _follows_its_paragraph(link: Link[Address], whole: set[tuple[Address, Address]]) -> bool:
    if len(link.old) != 1 or len(link.new) != 1:
        return False
    old, new = _PARTED.fullmatch(link.old[0]), _PARTED.fullmatch(link.new[0])
    if old is None or new is None or not old[3] or old[3] != new[3]:
        return False
    return (old[1] + old[2], new[1] + new[2]) in whole


def _goes_on(row: Renumbering, link: Link[Address]) -> bool:
    if len(link.old) != 1 or len(link.new) != 1 or len(row.old) != len(row.new):
        return False
    return _is_next(row.old[-1], link.old[0]) and _is_next(row.new[-1], link.new[0])


def _is_next(one: Address, other: Address) -> bool:
    return one.isdecimal() and other.isdecimal() and int(other) == int(one) + 1
