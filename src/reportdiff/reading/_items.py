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
        self._open: list[Label] = []

    @property
    def are_open(self) -> bool:
        """Whether an item has been taken since the paragraph."""
        return bool(self._open)

    def begin(self, base: Address | None) -> None:
        """Close all lists; the next ones stand below `base` (None: below nothing)."""
        self._base = base
        self._open = []

    def going_on(self, labels: Sequence[Label], *, leads_in: bool) -> Label | None:
        """The reading that goes on with an open list, the innermost first.

        After a lead-in a reading that opens a list inside the item goes first.
        """
        if self._base is None:
            return None
        if leads_in and self._open and (inner := self.opening(labels)):
            return inner
        for opened in reversed(self._open):
            for label in labels:
                if _is_item(label) and label.style == opened.style and label.value == opened.value + 1:
                    return label
        return None

    def opening(self, labels: Sequence[Label]) -> Label | None:
        """The reading that would open a list below the paragraph or its last item."""
        if self._base is None:
            return None
        styles = {opened.style for opened in self._open}
        firsts = [label for label in labels if _is_item(label) and label.value == 1]
        return next((label for label in firsts if label.style not in styles), None)

    def skipping(self, labels: Sequence[Label]) -> Label | None:
        """The reading that goes on with an open list after a small gap."""
        for opened in reversed(self._open):
            for label in labels:
                step = label.value - opened.value
                if _is_item(label) and label.style == opened.style and 1 < step <= _LARGEST_GAP + 1:
                    return label
        return None

    def take(self, label: Label) -> Address:
        """Make the label the current item and give its address."""
        styles = [opened.style for opened in self._open]
        depth = styles.index(label.style) if label.style in styles else len(styles)
        del self._open[depth:]
        self._open.append(label)
        return f"{self._base}{''.join(f'({opened.core})' for opened in self._open)}"


def _is_item(label: Label) -> bool:
    return "item" in label.serves
