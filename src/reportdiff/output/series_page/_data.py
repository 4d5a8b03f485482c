"""What the page's script reads: every text once, and which paragraphs go on as which."""

from __future__ import annotations

import json
from collections.abc import Iterable

from reportdiff.language.tokens import is_figure, tokens
from reportdiff.model import Kind, Report
from reportdiff.output._anchors import anchor
from reportdiff.output._catalogue import Catalogue
from reportdiff.output._inline import plain
from reportdiff.output._marked_text import shown
from reportdiff.output._series import Series
from reportdiff.output.series_page._subjects import linked_subjects
from reportdiff.output.series_page._ways import Ways

ASIDE = {Kind.FOOTNOTE: 1, Kind.FRONT_MATTER: 2}
"""Kinds of paragraphs that stand apart, by their number in the data; all others are 0."""
EDITED_FROM = 0.45
"""Share of words in common from which a text is edited, not rewritten: that of the alignment."""


class _Numbered:
    """Values in the order in which they were first asked for, by number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __call__(self, value: str) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    @property
    def values(self) -> list[str]:
        return list(self._numbers)


def embedded(series: Series, words: Catalogue, ways: Ways) -> str:
    """The data as JSON that may stand in a `script` element.

    A paragraph is [address, text, section, lineage, aside, page] with the first two and the lineage as
    numbers; figures are pairs of a gap and a length, in the units of JavaScript's strings.
    """
    texts, addresses = _Numbered(), _Numbered()
    lineage_of = {
        (member.edition, member.address): number
        for number, lineage in enumerate(series.lineages)
        for member in lineage.members
    }
    editions = [_edition(report, texts, addresses, lineage_of, ways) for report in series.reports]
    places = {edition: place for place, edition in enumerate(series.editions)}
    reports = dict(zip(series.editions, series.reports, strict=True))
    pairs = {}
    for comparison in series.comparisons:
        old, new = comparison.old.edition or "", comparison.new.edition or ""
        linked = linked_subjects(reports[old], reports[new], comparison)
        pairs[f"{places[old]}-{places[new]}"] = {
            "report": ways.to_pair(old, new),
            "linked": [[one.old, one.new, one.what] for one in linked],
        }
    data = {
        "language": series.language,
        "editedFrom": EDITED_FROM,
        "texts": texts.values,
        "figures": [_figures(text, series.language) for text in texts.values],
        "addresses": [[plain(words.places([one])), anchor("", one)[1:]] for one in addresses.values],
        "editions": editions,
        "pairs": pairs,
    }
    return _for_script(data)


def _edition(
    report: Report,
    texts: _Numbered,
    addresses: _Numbered,
    lineage_of: dict[tuple[str, str], int],
    ways: Ways,
) -> dict[str, object]:
    name = report.edition or ""
    section_places = {section.id: place for place, section in enumerate(report.sections)}
    return {
        "name": name,
        "home": ways.home(name),
        "document": ways.to_document(name),
        "sections": [
            [heading(section.label, section.heading), section_places.get(section.parent or "", -1)]
            for section in report.sections
        ],
        "paragraphs": [
            [
                addresses(paragraph.address),
                texts(shown(paragraph.text)),
                section_places.get(paragraph.section or "", -1),
                lineage_of.get((name, paragraph.address), -1),
                ASIDE.get(paragraph.kind, 0),
                paragraph.page or 0,
            ]
            for paragraph in report.paragraphs
        ],
    }


def heading(label: str | None, words: str) -> str:
    """A section's label and heading as printed."""
    return shown(" ".join(part for part in (label, words) if part))


def _figures(text: str, language: str) -> list[int]:
    """Where numbers, dates and words for them stand: gap and length of each in turn."""
    found: list[int] = []
    end = 0
    for start, stop in _figure_places(text, language):
        found += [_units(text[end:start]), _units(text[start:stop])]
        end = stop
    return found


def _figure_places(text: str, language: str) -> Iterable[tuple[int, int]]:
    return ((one.start, one.end) for one in tokens(text, language) if is_figure(one.text, language))


def _units(text: str) -> int:
    """Length in UTF-16, as JavaScript counts."""
    return len(text) + sum(character > "\uffff" for character in text)


def _for_script(data: object) -> str:
    """JSON that holds no character that could end the element or that HTML forbids."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
