"""The words of the interface with places that lead to their paragraphs in a report page."""

from __future__ import annotations

from collections.abc import Sequence

from reportdiff.model import Address, Report
from reportdiff.output._anchors import NEW, OLD, anchor
from reportdiff.output._catalogue import Catalogue
from reportdiff.output._markdown import Markdown
from reportdiff.output._places import RANGE, Cited


class LinkedCatalogue(Catalogue):
    """A catalogue whose places are links to where they stand in the report page of a pair."""

    def __init__(self, words: Catalogue, old: Report, new: Report, page: str = "") -> None:
        """Places lead into `page`, the name of a file beside; into the same page where it is empty."""
        self.__dict__.update(words.__dict__)
        self._page = page
        self._old_edition = old.edition or words.say("page.old_edition")
        self._known = {
            OLD: {paragraph.address for paragraph in old.paragraphs},
            NEW: {paragraph.address for paragraph in new.paragraphs},
        }
        self._side = NEW

    def _places(self, groups: Sequence[Cited], edition: str | None, *, bare: bool = False) -> Markdown:
        self._side = OLD if edition is not None and edition == self._old_edition else NEW
        return super()._places(groups, edition, bare=bare)

    def old_places(self, addresses: Sequence[Address], *, bare: bool = False) -> Markdown:
        """Places of the old edition; `bare` where the words around say of which edition they are."""
        return self.places(addresses, edition=self._old_edition, bare=bare)

    def _place(self, group: Cited) -> Markdown:
        if group.kind == "summary":
            return self._linked(group, "summary", shown=self.say("places.summary"))
        numbers = [self._linked(group, value) for value in group.values]
        return self._cite(group, self.join(numbers, "last_comma_of_numbers"))

    def _linked(self, group: Cited, value: str, shown: str | None = None) -> Markdown:
        address = _address(group, value.split(RANGE, maxsplit=1)[0])
        text = shown or super().say("places.other", value=value.replace(RANGE, self._strings["range"]))
        if address not in self._known[self._side]:
            return Markdown(text)
        return Markdown(f"[{text}]({self._page}#{anchor(self._side, address)})")


def _address(group: Cited, value: str) -> Address:
    """The address that a cited value was made of."""
    last = {"footnote": "fn", "front": "front", "unnumbered": "p"}.get(group.kind, "") + value
    return ":".join([*("".join(part) for part in group.parts), last])
