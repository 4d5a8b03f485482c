"""Sample reports as data (`pages/<language>.toml`), and what must be read from them, however they are set.

In the texts `{1}` is the mark of note 1, `[+…+]` a tracked insertion and `[-…-]` a tracked deletion.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reportdiff.model import Kind

PAGES = Path(__file__).resolve().parent / "pages"
HEADINGS = ("h1", "h2", "h3", "h4", "u")
ITEMS = ("a", "i")
_MARK = re.compile(r"\{(\d+)\}")
_INSERTED = re.compile(r"\[\+(.*?)\+\]")
_DELETED = re.compile(r"\[-(.*?)-\]")
_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_FIGURE = re.compile(r"(?<![A-Za-z/.\d-])\d[\d,.]*(?![\d/]*[A-Za-z/])(?<=\d)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One block: heading `h1`–`h4` or `u`, paragraph `p`, item `a`, item of an item `i`, `row`, `annex`."""

    kind: str
    label: str
    text: str

    @property
    def shown(self) -> str:
        """The text as accepted, without the marks of notes."""
        return _MARK.sub("", accepted(self.text))


@dataclass(frozen=True, slots=True)
class Content:
    """A sample report in one language.

    `numbering` is what Word generates, for `p`, `a`, `i`: the form, and what stands before and after it.
    `divided` says whether words may be broken at line ends, `indic` that figures are Arabic-Indic.
    """

    language: str
    pages: str
    front: Mapping[str, str]
    summary: Mapping[str, str]
    numbering: Mapping[str, tuple[str, str, str]]
    notes: Mapping[str, str]
    body: tuple[Entry, ...]
    divided: bool = False
    indic: bool = False

    @property
    def rtl(self) -> bool:
        """Whether it is written from the right."""
        return self.language == "ar"


@dataclass(slots=True)
class Expected:
    """What must be read: paragraphs (address, kind, text), headings (parent's index, label, text), marks."""

    paragraphs: list[tuple[str, Kind, str]] = field(default_factory=list)
    sections: list[tuple[int | None, str | None, str]] = field(default_factory=list)
    marks: list[tuple[str, str, int]] = field(default_factory=list)
    homes: dict[str, int | None] = field(default_factory=dict)


def content(language: str, *, indic: bool = False) -> Content:
    """The sample report in a language; `indic` with its figures in Arabic-Indic digits."""
    data = tomllib.loads((PAGES / f"{language}.toml").read_text(encoding="utf-8"))
    turned = _with_indic_figures if indic else str
    body = [
        Entry(kind, turned(label), _turned(text, indic=indic)) for kind, label, text in data["text"]["body"]
    ]
    numbering = {kind: (form, before, after) for kind, (form, before, after) in data["numbering"].items()}
    return Content(
        data["language"],
        data["pages"],
        {key: turned(text) for key, text in data["front"].items()},
        {key: turned(text) for key, text in data["summary"].items()},
        numbering,
        {mark: turned(text) for mark, text in data["notes"].items()},
        tuple(body),
        bool(data.get("divided")),
        indic,
    )


def accepted(text: str) -> str:
    """The text with tracked changes accepted."""
    return _DELETED.sub("", _INSERTED.sub(r"\1", text))


def expected(sample: Content) -> Expected:
    """What must be read from the sample report."""
    reading = _Reading(sample)
    for entry in sample.body:
        reading.take(entry)
    reading.end()
    return reading.found


class _Reading:
    """Goes through the entries as a careful reader would."""

    def __init__(self, sample: Content) -> None:
        self._sample = sample
        self._prefix = ""
        self._path: list[str] = []
        self._plain = 0
        self._open: list[tuple[int, int]] = []
        self.found = Expected()
        self._section(0, None, sample.summary["heading"])
        self._paragraph("summary", Kind.SUMMARY, sample.summary["text"])

    def take(self, entry: Entry) -> None:
        if entry.kind == "annex":
            self._prefix, self._plain = "annex1:", 0
            self._section(0, entry.label, entry.shown)
        elif entry.kind in HEADINGS:
            self._section(HEADINGS.index(entry.kind) + 1, entry.label or None, entry.shown)
        elif entry.kind == "row":
            self._plain += 1
            self._paragraph(f"{self._prefix}p{self._plain}", Kind.TABLE, entry.text)
        else:
            depth = ("p", *ITEMS).index(entry.kind)
            value = str(int(re.sub(r"\D", "", entry.label))) if depth == 0 else entry.label
            core = re.sub(r"[().'‘’]", "", value)
            self._path = [*self._path[:depth], f"({core})" if depth else f"{self._prefix}{core}"]
            self._paragraph("".join(self._path), Kind.SUBPARAGRAPH if depth else Kind.BODY, entry.text)

    def end(self) -> None:
        for mark, text in self._sample.notes.items():
            self.found.paragraphs.append((f"fn{self._shown(mark)}", Kind.FOOTNOTE, text))

    def _section(self, depth: int, label: str | None, heading: str) -> None:
        while self._open and self._open[-1][0] >= max(depth, 1):
            self._open.pop()
        if depth == 0 or (depth == 1 and len(self.found.sections) == 1):
            self._open.clear()
        self.found.sections.append((self._open[-1][1] if self._open else None, label, heading))
        self._open.append((max(depth, 1), len(self.found.sections) - 1))

    def _paragraph(self, address: str, kind: Kind, text: str) -> None:
        shown = ""
        for piece in pieces(text):
            if isinstance(piece, Note):
                self.found.marks.append((f"fn{self._shown(piece.mark)}", address, len(shown)))
            elif piece.change != "-":
                shown += piece.text
        self.found.paragraphs.append((address, kind, shown))
        self.found.homes[address] = self._open[-1][1]

    def _shown(self, mark: str) -> str:
        return mark.translate(_INDIC) if self._sample.indic else mark


@dataclass(frozen=True, slots=True)
class Note:
    """The mark of a note in a text."""

    mark: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text: as it is (change empty), inserted (`+`) or deleted (`-`)."""

    text: str
    change: str = ""


def pieces(text: str) -> Iterator[Note | Piece]:
    """The pieces of a text in order."""
    for part in re.split(r"(\{\d+\}|\[\+.*?\+\]|\[-.*?-\])", text):
        mark = _MARK.fullmatch(part)
        if mark:
            yield Note(mark[1])
        elif part.startswith(("[+", "[-")):
            yield Piece(part[2:-2], part[1])
        elif part:
            yield Piece(part)


def _turned(text: str, *, indic: bool) -> str:
    """The text, with its figures but not its marks of notes in Arabic-Indic digits."""
    parts = re.split(r"(\{\d+\})", text)
    return "".join(
        part if not indic or _MARK.fullmatch(part) else _with_indic_figures(part) for part in parts
    )


def _with_indic_figures(text: str) -> str:
    return _FIGURE.sub(lambda match: match.group().translate(_INDIC), text)
