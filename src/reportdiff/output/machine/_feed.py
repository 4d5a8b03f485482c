"""All comparisons of a folder as one Atom feed (RFC 4287)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import date
from urllib.parse import quote

from lxml import etree

from reportdiff.model import Finding
from reportdiff.output._catalogue import Catalogue, catalogue
from reportdiff.output._database import Database, ListedComparison
from reportdiff.output._plain import plain, visible
from reportdiff.output._render import pair_folder

_ATOM = "http://www.w3.org/2005/Atom"
_MOST_FINDINGS = 5
_WHATS = ("added", "dropped", "rewritten", "edited", "figures")
_FILES = (
    ("alternate", "report.html", "text/html"),
    ("related", "workbook.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("related", "redline.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("related", "changes.json", "application/json"),
)
_MONTHS = 12


def render_feed(database: Database, file: str = "feed.atom") -> str:
    """One entry a comparison, the latest edition first: what changed in numbers, and what contradicts.

    Ids are made of the comparison's key, so that they stay the same in every rebuilt database. An entry is
    dated by its new edition (the date that it gives itself, else the end of the period it is named for):
    when a run happened, or that reportdiff itself is newer, is no news.

    Args:
        database: A published database.
        file: The feed's own name in the folder of outputs; all links are relative to it.

    Returns:
        An Atom document, UTF-8.
    """
    words = catalogue("en")
    dates = database.dates()
    listed = [(_day(one, dates), one) for one in database.comparisons()]
    listed.sort(key=lambda pair: (-pair[0].toordinal(), pair[1].comparison_id))
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", words.language)
    _add(feed, "id", _urn("feed"))
    _add(feed, "title", plain(words.say("index.title")))
    _add(feed, "updated", _moment(max((day for day, _ in listed), default=date(1980, 1, 1))))
    _add(_add(feed, "author"), "name", "reportdiff")
    _add(feed, "link", rel="self", href=quote(file), type="application/atom+xml")
    _add(feed, "link", rel="alternate", href="index.html", type="text/html")
    for day, one in listed:
        _entry(feed, one, day, database.findings_of(one), words)
    etree.indent(feed)
    return etree.tostring(feed, xml_declaration=True, encoding="UTF-8").decode() + "\n"


def _entry(
    feed: etree._Element, one: ListedComparison, day: date, findings: tuple[Finding, ...], words: Catalogue
) -> None:
    entry = _add(feed, "entry")
    language = plain(words.language_name(one.language))
    what = plain(words.say("page.title", old=one.old, new=one.new))
    _add(entry, "id", _urn(one.comparison_id))
    _add(entry, "title", f"{one.title or one.series} ({language}): {what}")
    _add(entry, "updated", _moment(day))
    folder = quote(pair_folder(one))
    for rel, file, kind in _FILES:
        _add(entry, "link", rel=rel, href=f"{folder}/{file}", type=kind, hreflang=one.language)
    _add(entry, "category", term=one.series, label=visible(one.title or one.series))
    _add(entry, "category", term=one.language, label=language)
    _add(entry, "summary", _summary(one, findings, words), type="text")


def _summary(one: ListedComparison, findings: tuple[Finding, ...], words: Catalogue) -> str:
    counts = [f"{plain(words.name('what', what))}: {one.counts.get(what, 0)}" for what in _WHATS]
    lines = [
        *([re.sub(r"\*\*", "", plain(words.say("page.sample")))] if one.sample else []),
        "; ".join(counts),
    ]
    for finding in findings[:_MOST_FINDINGS]:
        severity = plain(words.say(f"workbook.severity.{finding.severity.value}"))
        place = plain(words.places([finding.address])) if finding.address else ""
        lines.append(f"{severity}{f', {place}' if place else ''}: {plain(words.message(finding))}")
    if len(findings) > _MOST_FINDINGS:
        lines.append(plain(words.say("more", n=len(findings) - _MOST_FINDINGS)))
    return "\n".join(lines)


def _add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes)
    made.text = None if text is None else visible(text)
    return made


def _urn(key: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:reportdiff:{key}").urn


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _day(one: ListedComparison, dates: Mapping[tuple[str, str, str], date]) -> date:
    """The date of the new edition, or the last day of the year or month that it is named for."""
    known = dates.get((one.series, one.new, one.language))
    if known is not None:
        return known
    named = re.search(r"(?<!\d)([1-9]\d{3})(?:-(0[1-9]|1[0-2])(?!\d))?", one.new)
    if named is None:
        return date(1980, 1, 1)
    year, month = int(named[1]), int(named[2] or _MONTHS)
    after = (year + 1, 1) if month == _MONTHS else (year, month + 1)
    return date.fromordinal(date(*after, 1).toordinal() - 1)
