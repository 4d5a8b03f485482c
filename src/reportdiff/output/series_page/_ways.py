"""Ways out of the page of a series: to the report of a pair, and to the official document."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from reportdiff.model import Address
from reportdiff.output._anchors import NEW, OLD, anchor, document_link
from reportdiff.output._render import in_language
from reportdiff.output._series import Series


class Ways:
    """Links that work from the folder of the series and language."""

    def __init__(self, series: Series, ui_language: str) -> None:
        self._report = in_language("report.html", ui_language)
        self._reports = {report.edition: report for report in series.reports}
        places = {edition: place for place, edition in enumerate(series.editions)}
        # Of several comparisons of an edition the one with its nearest neighbour, the one before it first.
        near = sorted(
            series.comparisons,
            key=lambda one: places[one.new.edition or ""] - places[one.old.edition or ""],
            reverse=True,
        )
        self._shown_in: Mapping[str, tuple[str, str]] = {
            **{one.old.edition or "": (self._file(one.old.edition, one.new.edition), OLD) for one in near},
            **{one.new.edition or "": (self._file(one.old.edition, one.new.edition), NEW) for one in near},
        }
        self._compared = {(one.old.edition, one.new.edition) for one in series.comparisons}

    def _file(self, old: str | None, new: str | None) -> str:
        return quote(f"{old}-{new}/{self._report}")

    def to_pair(self, old: str, new: str) -> str | None:
        """The report of two editions; None where they were not compared."""
        return self._file(old, new) if (old, new) in self._compared else None

    def home(self, edition: str) -> tuple[str, str] | None:
        """The report that shows an edition, and the side that it stands on."""
        return self._shown_in.get(edition)

    def to_paragraph(self, edition: str, address: Address) -> str | None:
        """A paragraph in the report of a pair that its edition is of."""
        home = self.home(edition)
        return None if home is None else f"{home[0]}#{anchor(home[1], address)}"

    def to_document(self, edition: str, page: int | None = None) -> str | None:
        """The official document of an edition, at a page."""
        return document_link(self._reports[edition], page)
