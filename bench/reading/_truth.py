"""Paragraphs against a careful reading by hand, of which the repository keeps length and hash alone.

A private file says what a page shows; `rows_of` makes the rows to be kept:

    # un-undof/en/2025a.pdf | page 3: running text
    @ 13
    The text of the paragraph, exactly as printed, on as many lines as one likes
    (line ends are dropped; those between words of spaced scripts count as a space).
    @ 14^
    The heading that paragraph 14 is under
    @ table:14-2
    The last row | but one | of the tables above paragraph 14
    @ 14(b)+1
    The first text without a number after item 14(b)

A row of the kept file: page kind, address, length in code points, SHA-256 of the UTF-8 text.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.reading._draft import ending

from reportdiff import Report, read_report
from reportdiff.model import Kind, Paragraph, Section

_FIRST_WIDE = "\u2e80"
_MIXED = re.compile(r"\w*[а-яА-Я]\w*")
_LATIN_TO_CYRILLIC = str.maketrans("ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху")
_CELL_END = re.compile(r" *\| *")
_PLAIN = re.compile(r"(?:^|:)p\d+$")
FIELDS = ("file", "page", "address", "length", "sha256")


@dataclass(frozen=True)
class Row:
    """The exact text of one paragraph or heading, unseen."""

    file: str
    page: str
    address: str
    length: int
    sha256: str


@dataclass(frozen=True)
class Accuracy:
    """How much of one page is read right.

    Characters of a text that differs anywhere all count as wrong.
    """

    page: str
    texts: int
    characters: int
    wrong: tuple[str, ...]
    wrong_characters: int


def told(text: str) -> str:
    """What a page can tell of a text.

    Of Chinese not its spaces, which line ends hide; of a row not the empty cells at its end; of a Russian
    word not which of its letters the file takes from the Latin alphabet.
    """
    text = _MIXED.sub(lambda word: word.group().translate(_LATIN_TO_CYRILLIC), text)
    text = _CELL_END.sub("|", text).rstrip("|")
    wide = sum(1 for char in text if char > _FIRST_WIDE)
    return "".join(text.split()) if 5 * wide > len(text) else text


def digest(text: str) -> str:
    """The hash that stands for a text."""
    return hashlib.sha256(told(text).encode()).hexdigest()


def rows_of(private: str) -> list[Row]:
    """The rows to keep for a private file of exact texts."""
    rows: list[Row] = []
    file = page = address = ""
    lines: list[str] = []

    def close() -> None:
        text = _joined(lines)
        if address and text:
            rows.append(Row(file, page, address, len(told(text)), digest(text)))

    for line in private.splitlines():
        if line.startswith("# "):
            close()
            file, _, page = (part.strip() for part in line[2:].partition("|"))
            address, lines = "", []
        elif line.startswith("@ "):
            close()
            address, lines = line[2:].strip(), []
        else:
            lines.append(line)
    close()
    return rows


def _joined(lines: Iterable[str]) -> str:
    text = ""
    for line in (one.strip() for one in lines):
        wide = text[-1:] > _FIRST_WIDE or line[:1] > _FIRST_WIDE
        text += ("" if not text or not line or wide else " ") + line
    return text


def written(rows: Iterable[Row]) -> str:
    """Rows as a table with tabs."""
    out = io.StringIO()
    table = csv.writer(out, delimiter="\t", lineterminator="\n")
    table.writerow(FIELDS)
    table.writerows([getattr(row, name) for name in FIELDS] for row in rows)
    return out.getvalue()


def kept(folder: Path) -> list[Row]:
    """All rows of the tables in a folder."""
    rows: list[Row] = []
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += map(_row, csv.DictReader(file, delimiter="\t"))
    return rows


def _row(line: dict[str, str]) -> Row:
    return Row(line["file"], line["page"], line["address"], int(line["length"]), line["sha256"])


def texts_of(report: Report) -> dict[str, str]:
    """Every text of a report by the names that truth may give it (see the top of this file)."""
    texts = {f"section:{section.id}": section.heading for section in report.sections}
    sections = {section.id: section for section in report.sections}
    if report.title:
        texts[_front(report.title)] = report.title
    rows: list[Paragraph] = []
    last, after = "", 0
    for paragraph in report.paragraphs:
        names = [paragraph.address]
        if paragraph.kind is Kind.FRONT_MATTER:
            names.append(_front(paragraph.text))
        elif _PLAIN.search(paragraph.address):
            after += 1
            names += [f"{last}+{after}"] if last else []
        elif paragraph.kind is not Kind.FOOTNOTE:
            last, after = paragraph.address, 0
        if paragraph.kind is Kind.TABLE:
            rows.append(paragraph)
        elif paragraph.kind is Kind.BODY and last == paragraph.address:
            for count, row in enumerate(reversed(rows), 1):
                texts |= _named(row, sections, [f"table:{last}-{count}"])
            rows = []
        texts |= _named(paragraph, sections, names)
    for note in report.notes:
        texts[f"{note.address}@"] = ending(texts[note.within][: note.offset])
    return texts


def _front(text: str) -> str:
    return f"front:{''.join(text.split())}"


def _named(paragraph: Paragraph, sections: dict[str, Section], names: Iterable[str]) -> dict[str, str]:
    """The text and the headings above it, under each name."""
    found, above = [paragraph.text], sections.get(paragraph.section or "")
    while above:
        found.append(above.heading)
        above = sections.get(above.parent or "")
    return {name + "^" * up: text for name in names for up, text in enumerate(found)}


def accuracies(rows: Iterable[Row], corpora: Path) -> list[Accuracy]:
    """How well each page of truth is read."""
    pages: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        pages.setdefault((row.file, row.page), []).append(row)
    reports = {file: texts_of(read_report(corpora / file)) for file in {file for file, _ in pages}}
    return [accuracy(f"{file}, {page}", found, reports[file]) for (file, page), found in pages.items()]


def accuracy(page: str, rows: Iterable[Row], texts: dict[str, str]) -> Accuracy:
    """How well the texts of one page are read."""
    rows = list(rows)
    wrong = [row for row in rows if digest(texts.get(row.address, "")) != row.sha256]
    return Accuracy(
        page,
        len(rows),
        sum(row.length for row in rows),
        tuple(row.address for row in wrong),
        sum(row.length for row in wrong),
    )
