"""Whether the numbers of paragraphs are complete and in order, in each part of a report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from reportdiff import Report


@dataclass(frozen=True)
class Numbering:
    """The numbers of one part of a report.

    `part` is the part's address (`annex1:enclosure1`; of decimals `16`), empty for the main text.
    `unnumbered` counts paragraphs of the part without a number: items, tables and notes apart.
    """

    part: str
    numbers: tuple[int, ...]
    unnumbered: int

    @property
    def gaps(self) -> list[int]:
        """Numbers between the first (or 1) and the last that no paragraph carries."""
        return sorted(set(range(1, max(self.numbers, default=0) + 1)) - set(self.numbers))

    @property
    def repeated(self) -> list[int]:
        """Numbers that more than one paragraph carries."""
        return sorted(number for number, count in Counter(self.numbers).items() if count > 1)

    @property
    def out_of_order(self) -> int:
        """How often a number is smaller than the one before it."""
        return sum(1 for before, after in pairwise(self.numbers) if after <= before)

    @property
    def is_complete(self) -> bool:
        """Whether every number is there once and in order."""
        return not (self.gaps or self.repeated or self.out_of_order)


def numberings(report: Report) -> list[Numbering]:
    """The numbering of every part of a report, in order."""
    numbers: dict[str, list[int]] = {}
    plain: Counter[str] = Counter()
    for paragraph in report.paragraphs:
        if paragraph.kind.value not in ("body", "table"):
            continue
        part, _, place = paragraph.address.rpartition(":")
        number = paragraph.number
        if number is None and place[:1].isdigit() and "." in place:
            stem, _, last = place.partition("~")[0].rpartition(".")
            part, number = f"{part}:{stem}" if part else stem, int(last)
        if number is not None:
            numbers.setdefault(part, []).append(number)
        else:
            numbers.setdefault(part, [])
            plain[part] += paragraph.kind.value == "body"
    return [Numbering(part, tuple(found), plain[part]) for part, found in numbers.items()]
