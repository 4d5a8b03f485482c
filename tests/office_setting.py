"""Sets sample reports as pages by LibreOffice: flat OpenDocument text, from which it makes PDF and DOCX."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from office_styles import FONTS, NAMESPACES, Layout, Styles, paragraph
from page_content import HEADINGS, Content, Entry, Note, Piece, pieces

SOFT_HYPHEN = "\u00ad"
_VOWELS = "aeiouyáéíóúàâèêîôûаеёиоуыэюя"
_DIVISION = re.compile(rf"(?<=[^\W\d_]{{2}})(?<=[{_VOWELS}])(?=[^\W\d_{_VOWELS}ьъй][{_VOWELS}][^\W\d_])")
_WORD = re.compile(r"[^\W\d_]{7,}")
_DATE = "<dc:creator>Sample</dc:creator><dc:date>2031-01-01T00:00:00</dc:date>"


def office() -> str:
    """The program that sets pages; without it or its fonts the test is skipped."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("needs LibreOffice (soffice), which is not installed")
    listed = shutil.which("fc-list")
    families = _output([listed, ":", "family"]) if listed else ""
    missing = [name for name in FONTS.values() if name not in families]
    if missing:
        pytest.skip(f"needs the fonts {', '.join(missing)}, which are not installed")
    return program


def converted(program: str, files: Sequence[Path], form: str, folder: Path) -> list[Path]:
    """Files made by LibreOffice in one go; it says nothing of a failure, so each is looked for."""
    profile = (folder / f"profile-{form}").as_uri()
    made = [folder / f"{file.stem}.{form}" for file in files]
    _output(
        [
            *(program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", form),
            *("--outdir", str(folder), *map(str, files)),
        ]
    )
    absent = [file.name for file in made if not file.is_file()]
    if absent:
        pytest.fail(f"LibreOffice did not make {', '.join(absent)}")
    return made


def _output(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)  # noqa: S603
    return done.stdout


def flat_text(sample: Content, layout: Layout, *, tracked: bool = False) -> str:
    """The report as a flat OpenDocument file; `tracked` keeps its changes as tracked ones."""
    return _Setter(sample, layout, tracked=tracked).document()


class _Setter:
    """Writes one report."""

    def __init__(self, sample: Content, layout: Layout, *, tracked: bool) -> None:
        self._sample = sample
        self._layout = layout
        self._tracked = tracked
        self._styles = Styles(sample, layout)
        self._changes: list[str] = []
        self._lists = count(1)
        self._list: str | None = None
        self._depth = 0

    def document(self) -> str:
        body = self._body()
        changes = (
            f"<text:tracked-changes>{''.join(self._changes)}</text:tracked-changes>" if self._changes else ""
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" '
            'office:mimetype="application/vnd.oasis.opendocument.text">'
            f"<office:font-face-decls>{self._styles.faces()}</office:font-face-decls>"
            f"<office:styles>{self._styles.styles()}</office:styles>"
            f"<office:automatic-styles>{self._styles.page_styles()}</office:automatic-styles>"
            f"<office:master-styles>{self._styles.masters()}</office:master-styles>"
            f"<office:body><office:text>{changes}{body}</office:text></office:body></office:document>"
        )

    # ------------------------------------------------------------------------ text

    def _body(self) -> str:
        flow = "".join(self._blocks(self._sample.body))
        if self._layout.columns > 1:
            flow = f'<text:section text:name="Body" text:style-name="Columns">{flow}</text:section>'
        return self._front() + flow

    def _front(self) -> str:
        front = self._sample.front
        right = [front["symbol"], front["distribution"], front["date"], front["original"]]
        cells = [
            _cell([paragraph("Organization", front["organization"]), paragraph("Organ", front["organ"])]),
            _cell([paragraph("Letterhead", line) for line in right]),
        ]
        head = (
            '<table:table table:style-name="Head"><table:table-column table:style-name="Left"/>'
            '<table:table-column table:style-name="Right"/>'
            f"<table:table-row>{''.join(cells)}</table:table-row></table:table>"
        )
        lines = [paragraph("Front", front[key]) for key in ("session", "agenda_item", "agenda_title")]
        titles = [paragraph("Title", front["title"]), paragraph("Subtitle", front["subtitle"])]
        summary = [
            paragraph("Summary_20_head", self._sample.summary["heading"]),
            paragraph("Summary", self._divided(self._sample.summary["text"])),
        ]
        return '<text:p text:style-name="Opening"/>' + head + "".join([*lines, *titles, *summary])

    def _blocks(self, entries: Iterable[Entry]) -> Iterable[str]:
        rows: list[Entry] = []
        for entry in entries:
            if entry.kind == "row":
                rows.append(entry)
                continue
            if rows:
                yield self._table(rows)
                rows = []
            yield self._block(entry)

    def _block(self, entry: Entry) -> str:
        if entry.kind == "annex":
            self._list = None
            return paragraph("Annex", escape(entry.label)) + self._heading(
                "Annex_20_title", 1, escape(entry.text)
            )
        if entry.kind in HEADINGS:
            level = HEADINGS.index(entry.kind) + 1
            separator = "  " if self._layout.centred else "<text:tab/>"
            label = f"{escape(entry.label)}{separator}" if entry.label else ""
            if not label or self._layout.centred:
                style = f"Heading_20_{level}" if label or self._layout.centred else "Unnumbered"
            else:
                style, label = f"Heading_20_{level}", f"<text:tab/>{label}"
            return self._heading(
                style, level, label.replace("  ", '<text:s text:c="2"/>') + escape(entry.text)
            )
        if entry.kind in self._sample.numbering:
            return self._numbered(entry)
        label = f"{escape(entry.label)}<text:tab/>"
        return f'<text:p text:style-name="Typed_20_{entry.kind}">{label}{self._marked(entry.text)}</text:p>'

    def _heading(self, style: str, level: int, inner: str) -> str:
        return f'<text:h text:style-name="{style}" text:outline-level="{level}">{inner}</text:h>'

    def _numbered(self, entry: Entry) -> str:
        """A paragraph of the one list of the report, on the level of its kind."""
        depth = ("p", "a", "i").index(entry.kind)
        name = f"list{next(self._lists)}"
        on = f' text:continue-list="{self._list}"' if self._list else ""
        self._list = name
        inner = f'<text:p text:style-name="Numbered_20_{entry.kind}">{self._marked(entry.text)}</text:p>'
        for _ in range(depth):
            inner = f"<text:list><text:list-item>{inner}</text:list-item></text:list>"
        return (
            f'<text:list xml:id="{name}" text:style-name="Numbers"{on}>'
            f"<text:list-item>{inner}</text:list-item></text:list>"
        )

    def _marked(self, text: str) -> str:
        """The text with notes at their marks and changes as they are to be shown."""
        return "".join(self._piece(piece) for piece in pieces(text))

    def _piece(self, piece: Note | Piece) -> str:
        if isinstance(piece, Note):
            return self._note(piece.mark)
        shown = self._divided(piece.text)
        if not piece.change:
            return shown
        if not self._tracked:
            return shown if piece.change == "+" else ""
        name = f"change{len(self._changes) + 1}"
        info = f"<office:change-info>{_DATE}</office:change-info>"
        if piece.change == "+":
            inner = f"<text:insertion>{info}</text:insertion>"
            start, end = (f'<text:change-{edge} text:change-id="{name}"/>' for edge in ("start", "end"))
            marked = f"{start}{shown}{end}"
        else:
            inner = f"<text:deletion>{info}{paragraph('Standard', shown)}</text:deletion>"
            marked = f'<text:change text:change-id="{name}"/>'
        self._changes.append(
            f'<text:changed-region xml:id="{name}" text:id="{name}">{inner}</text:changed-region>'
        )
        return marked

    def _note(self, mark: str) -> str:
        text = paragraph("Footnote", f"<text:tab/>{self._divided(self._sample.notes[mark])}")
        return (
            f'<text:note text:id="ftn{mark}" text:note-class="footnote"><text:note-citation>{mark}'
            f"</text:note-citation><text:note-body>{text}</text:note-body></text:note>"
        )

    def _divided(self, text: str) -> str:
        """The text with soft hyphens where its long words may be broken."""
        if not (self._layout.divided and self._sample.divided):
            return escape(text)
        return escape(_WORD.sub(lambda word: _DIVISION.sub(SOFT_HYPHEN, word.group()), text))

    def _table(self, rows: Sequence[Entry]) -> str:
        cells = [[_cell([paragraph("Cell", escape(cell))]) for cell in row.text.split(" | ")] for row in rows]
        columns = "".join('<table:table-column table:style-name="Column"/>' for _ in cells[0])
        lines = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)
        table = f'<table:table table:style-name="Table">{columns}{lines}</table:table>'
        return table + paragraph("Gap", "")


def _cell(paragraphs: Iterable[str]) -> str:
    return f'<table:table-cell office:value-type="string">{"".join(paragraphs)}</table:table-cell>'
