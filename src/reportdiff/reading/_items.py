"""Items of lists below a paragraph, to any depth: which label goes on with which list."""

from __future__ import annotations

from collections.abc import Sequence

from reportdiff.model import Address
from reportdiff.reading._numbering import Label

_LARGEST_GAP = 2


class Items:
    """The lists that are open below the current paragraph, the outermost first."""

    def __init__(self) -> None:
        self._base: Address | None = None
        self._open: list[tuple[Label, ...]] = []

    @property
    def are_open(self) -> bool:
        """Whether an item has been taken since the paragraph."""
        return bool(self._open)

    def begin(self, base: Address | None) -> None:
        """Close all lists; the next ones stand below `base` (None: below nothing)."""
        self._base = base
        self._open = []

    def begin_inside(self, labels: Sequence[Label]) -> None:
        """Go on with a list whose first item stands in its paragraph or item, as in `2. (a) …`."""
        firsts = tuple(label for label in labels if _is_item(label) and label.value == 1)
        if firsts and self.opening(firsts):
            self._open.append(firsts)

    def going_on(self, labels: Sequence[Label], *, leads_in: bool) -> Label | None:
        """The reading that goes on with an open list, the innermost first.

        After a lead-in a reading that opens a list inside the item goes first.
        """
        if self._base is None:
            return None
        if leads_in and self._open and (inner := self.opening(labels)):
            return inner
        return self._after(labels, range(1, 2))

    def opening(self, labels: Sequence[Label]) -> Label | None:
        """The reading that would open a list below the paragraph or its last item."""
        if self._base is None:
            return None
        styles = {reading.style for opened in self._open for reading in opened}
        firsts = [label for label in labels if _is_item(label) and label.value == 1]
        return next((label for label in firsts if label.style not in styles), None)

    def skipping(self, labels: Sequence[Label]) -> Label | None:
        """The reading that goes on with an open list after a small gap."""
        return self._after(labels, range(2, _LARGEST_GAP + 2))

    def _after(self, labels: Sequence[Label], steps: range) -> Label | None:
        """The first reading that stands so many steps after an open item, the innermost first."""
        for opened in reversed(self._open):
            for label in labels:
                if _is_item(label) and any(
                    label.style == one.style and label.value - one.value in steps for one in opened
                ):
                    return label
        return None

    def take(self, label: Label, labels: Sequence[Label] = ()) -> Address:
        """Make the label the current item and give its address.

        Until the next item tells which, a first item has all of its readings (`labels`) that are first.
        """
        depth = next((at for at, opened in enumerate(self._open) if _is_held(label, opened)), len(self._open))
        is_first = depth == len(self._open)
        del self._open[depth:]
        others = (one for one in labels if _is_item(one) and one.value == 1 and one.style != label.style)
        self._open.append((label, *(others if is_first else ())))
        return f"{self._base}{''.join(f'({opened[0].core})' for opened in self._open)}"


def _is_held(label: Label, opened: Sequence[Label]) -> bool:
    return any(label.style == one.style for one in opened)


def _is_item(label: Label) -> bool:
    return "item" in label.serves
