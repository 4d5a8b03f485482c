"""A corrigendum's corrections: from a passage that names paragraphs to the next one that does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportdiff.corrigenda._citations import Citation, cited, parted
from reportdiff.model import Address, Correction, Kind, Report, Section


@dataclass(frozen=True, slots=True)
class _Passage:
    text: str
    is_heading: bool
    is_front: bool


def corrections(corrigendum: Report) -> tuple[Correction, ...]:
    """What a list of corrections says, in its order.

    A correction begins where paragraphs are named and takes in all that follows, to the next. What stands
    before the first is its front matter; where nothing is named at all, the whole is one correction that
    names none.

    Args:
        corrigendum: The list, read as a report.
    """
    found: list[_Found] = []
    before: list[str] = []
    annex = ""
    for passage in _passages(corrigendum):
        named = cited(passage.text, corrigendum.language, annex)
        # New words announced by a colon may mention any paragraph.
        announced = bool(found) and found[-1].texts[-1].endswith((":", "：")) and not passage.is_heading
        if named.is_annex and not announced:
            (annex,) = named.addresses
            found.append(_Found(named.addresses, [passage.text], is_annex=True))
        elif named.addresses and not announced:
            over = found.pop().texts if found and found[-1].is_annex and _is_within(named, annex) else []
            found.append(_Found(named.addresses, [*over, passage.text]))
        elif found:
            found[-1].texts.append(passage.text)
            found[-1].is_annex = False
        elif not passage.is_front:
            before.append(passage.text)
    if not found and before:
        found = [_Found((), before)]
    return tuple(Correction(one.addresses, "\n".join(one.texts)) for one in found)


@dataclass(slots=True)
class _Found:
    """A correction as it grows; `is_annex` while it is the name of an annex alone."""

    addresses: tuple[Address, ...]
    texts: list[str]
    is_annex: bool = False


def _is_within(named: Citation, annex: str) -> bool:
    return all(address.startswith(f"{annex}:") for address in named.addresses)


def _passages(report: Report) -> Iterator[_Passage]:
    """Headings and paragraphs in reading order. A heading is told with the first paragraph behind it."""
    told = 0
    order = {section.id: place for place, section in enumerate(report.sections, 1)}
    for paragraph in report.paragraphs:
        upto = order.get(paragraph.section or "", 0)
        for section in report.sections[told:upto]:
            yield _heading(section)
        told = max(told, upto)
        is_front = paragraph.kind is Kind.FRONT_MATTER
        for text in parted(paragraph.text, report.language):
            yield _Passage(text, is_heading=False, is_front=is_front)
    for section in report.sections[told:]:
        yield _heading(section)


def _heading(section: Section) -> _Passage:
    # What is cited may have been read as the heading's label: “Annex I, paragraph 3”.
    printed = " ".join(part for part in (section.label, section.heading) if part)
    return _Passage(printed, is_heading=True, is_front=False)
