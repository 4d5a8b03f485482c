"""Sets sample reports as pages by LibreOffice: flat OpenDocument text, from which it makes PDF and DOCX."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from page_content import HEADINGS, Content, Entry, Piece, pieces

JOB = "31-01234"
SOFT_HYPHEN = "\u00ad"
FONTS = {"western": "Noto Serif", "asian": "Noto Serif CJK SC", "complex": "Noto Naskh Arabic"}
_COUNTRIES = {"en": "GB", "fr": "FR", "es": "ES", "ru": "RU", "ar": "EG", "zh": "CN"}
_VOWELS = "aeiouyáéíóúàâèêîôûаеёиоуыэюя"
_DIVISION = re.compile(rf"(?<=[^\W\d_]{{2}})(?<=[{_VOWELS}])(?=[^\W\d_{_VOWELS}ьъй][{_VOWELS}][^\W\d_])")
_WORD = re.compile(r"[^\W\d_]{7,}")
_DATE = "<dc:creator>Sample</dc:creator><dc:date>2031-01-01T00:00:00</dc:date>"
_INDIC_FORM = "١, ٢, ٣, ..."
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)


@dataclass(frozen=True, slots=True)
class Layout:
    """How pages look. Measures are points.

    Args:
        width: Of the page.
        height: Of the page.
        left: Margin at the side where lines begin.
        right: Margin at the other side.
        size: Of the type.
        justified: Whether lines fill the column.
        hanging: Whether the lines of a paragraph hang beside its number, else below it.
        centred: Whether headings stand in the middle with their labels, else at the edge with labels outside.
        columns: Of the body.
        divided: Whether long words may be broken at line ends.
    """

    width: float = 612
    height: float = 792
    left: float = 123
    right: float = 124
    size: float = 10
    justified: bool = True
    hanging: bool = False
    centred: bool = False
    columns: int = 1
    divided: bool = False


LETTER = Layout(divided=True)
A4 = Layout(595, 842, 85, 71, 11, justified=False, hanging=True, centred=True)
COLUMNS = Layout(595, 842, 57, 57, 9.5, columns=2, divided=True)
LAYOUTS = {"letter": LETTER, "a4": A4, "columns": COLUMNS}


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
        [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
        + ["--outdir", str(folder), *map(str, files)]
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
            f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMESPACES} '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" '
            'office:mimetype="application/vnd.oasis.opendocument.text">'
            f"<office:font-face-decls>{self._faces()}</office:font-face-decls>"
            f"<office:styles>{self._styles()}</office:styles>"
            f"<office:automatic-styles>{self._page_styles()}</office:automatic-styles>"
            f"<office:master-styles>{self._masters()}</office:master-styles>"
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
            _cell([_paragraph("Organization", front["organization"]), _paragraph("Organ", front["organ"])]),
            _cell([_paragraph("Letterhead", line) for line in right]),
        ]
        head = (
            '<table:table table:style-name="Head"><table:table-column table:style-name="Left"/>'
            f'<table:table-column table:style-name="Right"/><table:table-row>{"".join(cells)}</table:table-row>'
            "</table:table>"
        )
        lines = [_paragraph("Front", front[key]) for key in ("session", "agenda_item", "agenda_title")]
        titles = [_paragraph("Title", front["title"]), _paragraph("Subtitle", front["subtitle"])]
        summary = [
            _paragraph("Summary_20_head", self._sample.summary["heading"]),
            _paragraph("Summary", self._divided(self._sample.summary["text"])),
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
            return _paragraph("Annex", escape(entry.label)) + self._heading(
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

    def _piece(self, piece: object) -> str:
        if not isinstance(piece, Piece):
            return self._note(getattr(piece, "mark", ""))
        shown = self._divided(piece.text)
        if not piece.change:
            return shown
        if not self._tracked:
            return shown if piece.change == "+" else ""
        name = f"change{len(self._changes) + 1}"
        info = f"<office:change-info>{_DATE}</office:change-info>"
        if piece.change == "+":
            inner = f"<text:insertion>{info}</text:insertion>"
            marked = f'<text:change-start text:change-id="{name}"/>{shown}<text:change-end text:change-id="{name}"/>'
        else:
            inner = f"<text:deletion>{info}{_paragraph('Standard', shown)}</text:deletion>"
            marked = f'<text:change text:change-id="{name}"/>'
        self._changes.append(
            f'<text:changed-region xml:id="{name}" text:id="{name}">{inner}</text:changed-region>'
        )
        return marked

    def _note(self, mark: str) -> str:
        text = self._divided(self._sample.notes[mark])
        return (
            f'<text:note text:id="ftn{mark}" text:note-class="footnote"><text:note-citation>{mark}'
            f"</text:note-citation><text:note-body>{_paragraph('Footnote', '<text:tab/>' + text)}</text:note-body></text:note>"
        )

    def _divided(self, text: str) -> str:
        """The text with soft hyphens where its long words may be broken."""
        if not (self._layout.divided and self._sample.divided):
            return escape(text)
        return escape(_WORD.sub(lambda word: _DIVISION.sub(SOFT_HYPHEN, word.group()), text))

    def _table(self, rows: Sequence[Entry]) -> str:
        cells = [
            [_cell([_paragraph("Cell", escape(cell))]) for cell in row.text.split(" | ")] for row in rows
        ]
        columns = "".join('<table:table-column table:style-name="Column"/>' for _ in cells[0])
        lines = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)
        return f'<table:table table:style-name="Table">{columns}{lines}</table:table><text:p text:style-name="Gap"/>'

    # ------------------------------------------------------------------------ styles

    def _faces(self) -> str:
        return "".join(
            f'<style:font-face style:name="{name}" svg:font-family="\'{name}\'"/>' for name in FONTS.values()
        )

    def _styles(self) -> str:
        size, narrow = self._layout.size, self._layout.columns > 1
        align = "justify" if self._layout.justified else self._start()
        tab = _tabs(24, 48, 72)
        step = 16 if narrow else 24
        styles = [
            f'<style:default-style style:family="paragraph"><style:paragraph-properties {self._direction()}/>'
            f"{self._type(size)}</style:default-style>",
            _style("Standard", "", f'fo:text-align="{self._start()}"'),
            _style("Opening", "Standard", 'fo:line-height="100%"', self._type(2)),
            _style("Organization", "Standard", "", self._type(14)),
            _style("Organ", "Standard", 'fo:margin-top="14pt"', self._type(18, bold=True)),
            _style("Letterhead", "Standard", 'fo:margin-bottom="4pt"'),
            _style("Front", "Standard", 'fo:margin-bottom="1pt"'),
            _style(
                "Title", "Standard", 'fo:margin-top="24pt" fo:margin-bottom="10pt"', self._type(14, bold=True)
            ),
            _style("Subtitle", "Standard", 'fo:margin-bottom="18pt"', self._type(12, bold=True)),
            _style("Summary_20_head", "Standard", 'fo:margin-left="20pt" fo:margin-bottom="8pt"'),
            _style(
                "Summary", "Standard", f'fo:margin-left="20pt" fo:margin-right="20pt" fo:text-align="{align}"'
            ),
            _style(
                "Text", "Standard", f'fo:margin-bottom="6pt" fo:text-align="{align}" fo:line-height="115%"'
            ),
            _style("Cell", "Standard", ""),
            _style("Gap", "Standard", ""),
            _style("Footnote", "Standard", f'fo:text-align="{align}"', self._type(size - 1.5), _tabs(10)),
            _style("Header", "Standard", "", self._type(8.5, bold=True)),
            _style("Footer", "Standard", "", self._type(8.5)),
            _style("Barcode", "Standard", "", self._type(14, bold=True)),
            _style(
                "Annex",
                "Standard",
                'fo:break-before="page"' if not narrow else 'fo:margin-top="18pt"',
                self._type(14, bold=True),
            ),
            _style(
                "Annex_20_title",
                "Standard",
                'fo:margin-top="10pt" fo:margin-bottom="8pt"',
                self._type(14, bold=True),
            ),
            *self._heading_styles(step),
            *self._label_styles(step, tab),
            self._list_style(step),
            *(
                f'<style:style style:name="{name}" style:family="text"><style:text-properties '
                'style:text-position="super 58%"/></style:style>'
                for name in ("Footnote_20_Symbol", "Footnote_20_anchor")
            ),
            '<text:notes-configuration text:note-class="footnote" text:citation-style-name="Footnote_20_Symbol" '
            f'text:citation-body-style-name="Footnote_20_anchor" style:num-format="{self._figures()}" text:start-value="0" '
            'text:footnotes-position="page" text:start-numbering-at="document"/>',
        ]
        return "".join(styles)

    def _start(self) -> str:
        """The side where lines begin."""
        return "right" if self._sample.rtl else "left"

    def _figures(self) -> str:
        return _INDIC_FORM if self._sample.indic else "1"

    def _heading_styles(self, step: float) -> Iterable[str]:
        sizes = (14, 12, self._layout.size, self._layout.size)
        for level, size in enumerate(sizes, 1):
            space = 'fo:margin-top="10pt" fo:margin-bottom="8pt" fo:keep-with-next="always"'
            if self._layout.centred:
                place = f'{space} fo:text-align="center" fo:margin-left="60pt" fo:margin-right="60pt"'
                yield _style(f"Heading_20_{level}", "Standard", place, self._type(size, bold=level < 4))
                continue
            hang = 40 if self._layout.columns == 1 else 0
            place = f'{space} fo:text-align="{self._start()}" fo:margin-left="0pt" fo:text-indent="{-hang}pt"'
            tabs = _tabs((hang - 6, "right"), hang) if hang else _tabs(0.5, 18 + 6 * level)
            yield _style(f"Heading_20_{level}", "Standard", place, self._type(size, bold=True), tabs)
        space = 'fo:margin-top="10pt" fo:margin-bottom="8pt" fo:keep-with-next="always"'
        align = "center" if self._layout.centred else self._start()
        size = self._layout.size if not self._layout.centred else self._layout.size
        yield _style(
            "Unnumbered", "Standard", f'{space} fo:text-align="{align}"', self._type(size, bold=True)
        )
        place = f'{space} fo:text-align="{align}"'
        yield _style(
            "Heading_20_5", "Standard", place, self._type(self._layout.size, bold=True, slanted=True)
        )

    def _label_styles(self, step: float, tab: str) -> Iterable[str]:
        for kind, (left, indent) in self._places(step).items():
            place = f'fo:margin-left="{left}pt" fo:text-indent="{indent}pt"'
            yield _style(f"Typed_20_{kind}", "Text", place, "", _tabs(*self._stops(left, indent, step)))
            yield _style(f"Numbered_20_{kind}", "Text", "")

    def _stops(self, left: float, indent: float, step: float) -> list[float]:
        """Where the text after a label starts, from the left margin of the paragraph."""
        return [0] if indent < 0 else [indent + step]

    def _places(self, step: float) -> dict[str, tuple[float, float]]:
        """Left margin and first indent of paragraphs, items and items of items."""
        if self._layout.hanging:
            return {"p": (30, -30), "a": (60, -30), "i": (90, -30)}
        return {"p": (0, 0), "a": (0, step), "i": (3 * step, -step)}

    def _list_style(self, step: float) -> str:
        levels = []
        for number, (kind, (left, indent)) in enumerate(self._places(step).items(), 1):
            form, before, after = self._sample.numbering.get(kind, ("1", "", "."))
            stop = left if indent < 0 else indent + step
            levels.append(
                f'<text:list-level-style-number text:level="{number}" style:num-format="{escape(form)}" '
                f'style:num-prefix="{escape(before)}" style:num-suffix="{escape(after)}">'
                '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
                f'<style:list-level-label-alignment text:label-followed-by="listtab" '
                f'text:list-tab-stop-position="{stop}pt" fo:text-indent="{indent}pt" fo:margin-left="{left}pt"/>'
                "</style:list-level-properties></text:list-level-style-number>"
            )
        return f'<text:list-style style:name="Numbers">{"".join(levels)}</text:list-style>'

    def _type(self, size: float, *, bold: bool = False, slanted: bool = False) -> str:
        parts = []
        for script, suffix in (("western", ""), ("asian", "-asian"), ("complex", "-complex")):
            weight = f'fo:font-weight="bold"' if not suffix else f'style:font-weight{suffix}="bold"'
            slant = f'fo:font-style="italic"' if not suffix else f'style:font-style{suffix}="italic"'
            place = "fo:font-size" if not suffix else f"style:font-size{suffix}"
            tongue = "fo" if not suffix else "style"
            # Latin words in Chinese and Arabic texts break as English ones do.
            code = self._sample.language if suffix or self._sample.language not in ("zh", "ar") else "en"
            parts += [
                f'style:font-name{suffix}="{FONTS[script]}"',
                f'{place}="{size}pt"',
                f'{tongue}:language{suffix}="{code}" {tongue}:country{suffix}="{_COUNTRIES[code]}"',
                weight if bold else "",
                slant if slanted else "",
            ]
        return f"<style:text-properties {' '.join(parts)}/>"

    def _direction(self) -> str:
        mode = "rl-tb" if self._sample.rtl else "lr-tb"
        return f'style:writing-mode="{mode}"'

    def _page_styles(self) -> str:
        layout = self._layout
        wide = layout.width - layout.left - layout.right
        left, right = (layout.right, layout.left) if self._sample.rtl else (layout.left, layout.right)
        page = (
            f'<style:page-layout-properties fo:page-width="{layout.width}pt" fo:page-height="{layout.height}pt" '
            f'fo:margin-left="{left}pt" fo:margin-right="{right}pt" fo:margin-top="36pt" '
            f'fo:margin-bottom="30pt" {self._direction()}><style:footnote-sep style:width="0.5pt" '
            'style:rel-width="25%" style:adjustment="left" style:distance-before-sep="6pt" '
            'style:distance-after-sep="4pt"/></style:page-layout-properties>'
        )
        margin = '<style:header-footer-properties fo:min-height="20pt" fo:margin-{}="18pt"/>'
        head = f"<style:header-style>{margin.format('bottom')}</style:header-style>"
        foot = f"<style:footer-style>{margin.format('top')}</style:footer-style>"
        gap = '<style:columns fo:column-count="2" fo:column-gap="18pt"/>'
        return (
            f'<style:page-layout style:name="Page">{page}{head}{foot}</style:page-layout>'
            '<style:style style:name="Columns" style:family="section"><style:section-properties '
            f'text:dont-balance-text-columns="false">{gap}</style:section-properties></style:style>'
            + _columns({"Head": wide, "Table": min(wide, 300) if layout.columns == 1 else wide / 2 - 9})
            + _column("Left", wide * 0.62)
            + _column("Right", wide * 0.38)
            + _column("Column", (min(wide, 300) if layout.columns == 1 else wide / 2 - 9) / 3)
        )

    def _masters(self) -> str:
        symbol, total = self._sample.front["symbol"], '<text:page-count style:num-format="{}"/>'
        form = self._figures()
        number = f'<text:page-number text:select-page="current" style:num-format="{form}"/>'
        count_ = self._sample.pages.format(number, total.format(form))
        first = _paragraph("Footer", f'{JOB} (E)<text:s text:c="4"/>030531') + _paragraph(
            "Barcode", f"*{JOB.replace('-', '')}*"
        )
        head = _paragraph("Header", symbol)
        foot = _paragraph("Footer", f'{count_}<text:s text:c="60"/>{JOB}')
        if self._layout.centred:
            head = _paragraph("Header", symbol) + _paragraph("Header", f"- {number} -")
            foot = _paragraph("Footer", f"{JOB}")
        return (
            '<style:master-page style:name="Standard" style:page-layout-name="Page">'
            f"<style:header>{head}</style:header><style:header-first>{_paragraph('Header', '')}</style:header-first>"
            f"<style:footer>{foot}</style:footer><style:footer-first>{first}</style:footer-first>"
            "</style:master-page>"
        )


def _paragraph(style: str, inner: str) -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def _cell(paragraphs: Iterable[str]) -> str:
    return f'<table:table-cell office:value-type="string">{"".join(paragraphs)}</table:table-cell>'


def _style(name: str, parent: str = "", place: str = "", letters: str = "", tabs: str = "") -> str:
    above = f' style:parent-style-name="{parent}"' if parent else ""
    paragraph = f"<style:paragraph-properties {place}>{tabs}</style:paragraph-properties>"
    return (
        f'<style:style style:name="{name}" style:family="paragraph"{above}>{paragraph}{letters}</style:style>'
    )


def _tabs(*stops: float | tuple[float, str]) -> str:
    placed = [stop if isinstance(stop, tuple) else (stop, "left") for stop in stops]
    inner = "".join(f'<style:tab-stop style:position="{at}pt" style:type="{kind}"/>' for at, kind in placed)
    return f"<style:tab-stops>{inner}</style:tab-stops>"


def _columns(widths: dict[str, float]) -> str:
    return "".join(
        f'<style:style style:name="{name}" style:family="table"><style:table-properties '
        f'style:width="{width}pt" table:align="left" style:may-break-between-rows="false"/></style:style>'
        for name, width in widths.items()
    )


def _column(name: str, width: float) -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width}pt"/></style:style>'
    )
