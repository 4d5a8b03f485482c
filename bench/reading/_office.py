"""Sets documents of our own as PDF and Word files by LibreOffice, A4, as the United Nations set theirs.

The running head is not the same on odd and even pages: the symbol stands right, with the title beside it, or
left alone; pages are numbered `n/m` beside the job number, which change sides too.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from bench.reading._draft import MARK, Block, Draft

SYMBOL, JOB = "A/86/17", "25-00000"
_FONTS = {"": "Noto Serif", "-asian": "Noto Serif CJK SC", "-complex": "Noto Naskh Arabic"}
_COUNTRIES = {"en": "GB", "fr": "FR", "es": "ES", "ru": "RU", "ar": "EG", "zh": "CN"}
_SPACES = " ".join(
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
# Name: size, bold, left margin, first line, room above and below, more properties.
_STYLES: dict[str, tuple[float, bool, float, float, float, float, str]] = {
    "organ": (18, True, 0, 0, 8, 0, ""),
    "right": (10, False, 0, 0, 0, 3, ""),
    "front": (10, True, -40, 0, 0, 0, ""),
    "title": (14, True, 0, 0, 24, 12, ""),
    "letter": (10, False, 0, 24, 0, 6, 'fo:text-align="justify"'),
    "signed": (10, False, 200, 0, 18, 6, ""),
    "annex": (14, True, -40, 0, 0, 8, 'fo:break-before="page" fo:keep-with-next="always"'),
    "annex-title": (14, True, 0, 0, 0, 12, 'fo:keep-with-next="always"'),
    "heading1": (14, True, -40, 0, 18, 9, 'fo:keep-with-next="always"'),
    "heading2": (12, True, -40, 0, 12, 6, 'fo:keep-with-next="always"'),
    "heading3": (10, True, 0, 0, 10, 6, 'fo:keep-with-next="always"'),
    "para": (10, False, 0, 0, 0, 6, 'fo:text-align="justify"'),
    "item1": (10, False, 0, 24, 0, 6, 'fo:text-align="justify"'),
    "item2": (10, False, 24, 24, 0, 6, 'fo:text-align="justify"'),
    "dash": (10, False, 72, -16, 0, 6, 'fo:text-align="justify"'),
    "cell": (9, False, 0, 0, 1, 1, ""),
    "footnote": (8.5, False, 0, 0, 0, 0, ""),
    "header": (8.5, True, 0, 0, 0, 0, 'fo:border-bottom="0.5pt solid #000000"'),
    "footer": (8.5, True, 0, 0, 0, 0, ""),
    "header-wide": (8.5, True, 0, 0, 0, 0, 'fo:border-bottom="0.5pt solid #000000"'),
    "footer-wide": (8.5, True, 0, 0, 0, 0, ""),
}
_WIDTHS = {"header": 375, "footer": 375, "header-wide": 712, "footer-wide": 712}
_STOPS = dict.fromkeys(_WIDTHS, 'style:type="right"')


def office_is_there() -> bool:
    """Whether LibreOffice is installed."""
    return shutil.which("soffice") is not None


def set_by_office(drafts: Sequence[Draft], form: str, folder: Path) -> list[Path]:
    """The documents as files of a form ("pdf", "docx"), in the same order.

    Raises:
        FileNotFoundError: LibreOffice, which says nothing of a failure, did not make one of them.
    """
    sources = [folder / f"{draft.code}-{draft.name}.fodt" for draft in drafts]
    for draft, source in zip(drafts, sources, strict=True):
        source.write_text(flat(draft), encoding="utf-8")
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, sources)], capture_output=True, check=True, timeout=600
    )
    made = [source.with_suffix(f".{form}") for source in sources]
    for path in made:
        path.stat()
    return made


def flat(draft: Draft) -> str:
    """A document as flat OpenDocument text."""
    setter = _Setter(draft)
    body = setter.letterhead() + "".join(setter.blocks())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls>'
        + "".join(
            f'<style:font-face style:name="{name}" svg:font-family="\'{name}\'"/>' for name in _FONTS.values()
        )
        + f"</office:font-face-decls><office:styles>{_styles(draft.code)}</office:styles>"
        f"<office:automatic-styles>{_automatic(draft.code)}{''.join(setter.columns)}"
        "</office:automatic-styles>"
        f"<office:master-styles>{_masters(draft)}</office:master-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


class _Setter:
    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._master = ""
        self._tables = 0
        self.columns: list[str] = []

    def letterhead(self) -> str:
        left = _p("right", "Sample Nations") + _p("organ", "Sample Assembly")
        right = "".join(_p("right", escape(line)) for line in (SYMBOL, *self._draft.right))
        return self._table([[left, right]], [0.62, 0.38], head=False)

    def blocks(self) -> Iterator[str]:
        for block in self._draft.blocks:
            yield self._block(block)

    def _block(self, block: Block) -> str:
        text = self._inner(block.text)
        label = escape(block.label)
        match block.kind:
            case "wide" | "upright":
                self._master = {"wide": "-wide", "upright": "-upright"}[block.kind]
                return ""
            case "columns":
                return '<text:section text:name="Two" text:style-name="two">'
            case "end-columns":
                return "</text:section>"
            case "annex":
                style, self._master = f"annex{self._master}", ""
                return _p(style, label) + _p("annex-title", text)
            case "heading":
                return _p(f"heading{block.level}", f"{label}<text:tab/>{text}" if label else text)
            case "para" | "dash":
                return _p(block.kind, f"{label}<text:tab/>{text}")
            case "item":
                return _p(f"item{block.level}", f"{label}<text:tab/>{text}")
            case "table":
                cells = [[_p("cell", self._inner(cell)) for cell in row] for row in block.rows]
                shares = [0.3, *[0.1] * (len(cells[0]) - 2), 0.3] if len(cells[0]) > 3 else [0.5, 0.2, 0.3]
                return self._table(cells, shares, wide=bool(block.level), head=len(cells) > 20) + _p(
                    "cell", ""
                )
        return _p(block.kind, text)

    def _inner(self, text: str) -> str:
        parts = re.split(r"(\{[^}]+\})", text)
        return "".join(self._note(part[1:-1]) if MARK.fullmatch(part) else escape(part) for part in parts)

    def _note(self, mark: str) -> str:
        body = _p("footnote", f"<text:tab/>{escape(self._draft.notes[mark])}")
        return (
            f'<text:note text:id="n{mark}" text:note-class="footnote"><text:note-citation>{mark}'
            f"</text:note-citation><text:note-body>{body}</text:note-body></text:note>"
        )

    def _table(
        self, rows: Sequence[Sequence[str]], shares: Sequence[float], *, wide: bool = False, head: bool
    ) -> str:
        self._tables += 1
        name = f"t{self._tables}"
        room = 700.0 if wide else 375.0
        writing = "rl-tb" if self._draft.code == "ar" else "lr-tb"
        self.columns.append(
            f'<style:style style:name="{name}" style:family="table"><style:table-properties '
            f'style:width="{room}pt" style:writing-mode="{writing}"/></style:style>'
        )
        made = ""
        for number, share in enumerate(shares):
            self.columns.append(
                f'<style:style style:name="{name}c{number}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="{room * share}pt"/></style:style>'
            )
            made += f'<table:table-column table:style-name="{name}c{number}"/>'
        lines = []
        for number, row in enumerate(rows):
            edge = (
                "top" if len(rows) > 1 and number == 0 else "end" if number == len(rows) - 1 > 0 else "bare"
            )
            cells = "".join(
                f'<table:table-cell table:style-name="{edge}" office:value-type="string">{cell}'
                "</table:table-cell>"
                for cell in row
            )
            lines.append(f"<table:table-row>{cells}</table:table-row>")
        first = f"<table:table-header-rows>{lines.pop(0)}</table:table-header-rows>" if head else ""
        return f'<table:table table:style-name="{name}">{made}{first}{"".join(lines)}</table:table>'


def _p(style: str, inner: str) -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def _styles(code: str) -> str:
    tongue = "".join(
        f' {space}:language{suffix}="{code}" {space}:country{suffix}="{_COUNTRIES[code]}"'
        for space, suffix in (("fo", ""), ("style", "-asian"), ("style", "-complex"))
    )
    mode = "rl-tb" if code == "ar" else "lr-tb"
    made = (
        '<style:default-style style:family="paragraph"><style:paragraph-properties '
        f'style:writing-mode="{mode}"/>{_letters(10, bold=False, more=tongue)}</style:default-style>'
    )
    for name, (size, bold, left, first, above, below, more) in _STYLES.items():
        start = "" if "text-align" in more else f' fo:text-align="{"right" if code == "ar" else "left"}"'
        near, far = ("right", "left") if code == "ar" else ("left", "right")
        made += (
            f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties '
            f'fo:margin-{near}="{left}pt" fo:margin-{far}="0pt" fo:text-indent="{first}pt" '
            f'fo:margin-top="{above}pt" fo:margin-bottom="{below}pt" {more}{start}><style:tab-stops>'
            f'<style:tab-stop style:position="{_stop(name, left, first)}pt" {_STOPS.get(name, "")}/>'
            "</style:tab-stops>"
            f"</style:paragraph-properties>{_letters(size, bold=bold)}</style:style>"
        )
    return made + (
        '<style:style style:name="raised" style:family="text"><style:text-properties '
        'style:text-position="super 58%"/></style:style>'
        '<style:style style:name="Footnote_20_Symbol" style:display-name="Footnote Symbol" '
        'style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
        '<text:notes-configuration text:note-class="footnote" text:citation-style-name="Footnote_20_Symbol" '
        'text:citation-body-style-name="raised" style:num-format="1" text:start-value="0" '
        'text:footnotes-position="page" text:start-numbering-at="document"/>'
    )


def _stop(name: str, left: float, first: float) -> float:
    """Where the text begins after a label, from the left margin of its paragraph."""
    if name in _WIDTHS:
        return _WIDTHS[name]
    if left < 0:
        return -left
    return 0 if first < 0 else first + (10 if name == "footnote" else 24)


def _letters(size: float, *, bold: bool, more: str = "") -> str:
    parts = []
    for suffix, name in _FONTS.items():
        space = "style" if suffix else "fo"
        weight = f' {space}:font-weight{suffix}="bold"' if bold else ""
        parts.append(f'style:font-name{suffix}="{name}" {space}:font-size{suffix}="{size}pt"{weight}')
    return f"<style:text-properties {' '.join(parts)}{more}/>"


def _automatic(code: str) -> str:
    mode = "rl-tb" if code == "ar" else "lr-tb"
    pages = ""
    for name, width, height, way in (("page", 595, 842, "portrait"), ("wide", 842, 595, "landscape")):
        left = 70 if name == "wide" else 115
        pages += (
            f'<style:page-layout style:name="{name}" style:page-usage="mirrored">'
            f"<style:page-layout-properties "
            f'fo:page-width="{width}pt" fo:page-height="{height}pt" fo:margin-left="{left}pt" '
            f'fo:margin-right="{left - 10}pt" fo:margin-top="40pt" fo:margin-bottom="34pt" '
            f'style:writing-mode="{mode}" style:print-orientation="{way}"><style:footnote-sep '
            'style:width="0.5pt" style:rel-width="20%" style:distance-before-sep="6pt" '
            'style:distance-after-sep="4pt"/></style:page-layout-properties><style:header-style>'
            '<style:header-footer-properties fo:min-height="24pt" fo:margin-bottom="16pt"/>'
            "</style:header-style>"
            '<style:footer-style><style:header-footer-properties fo:min-height="20pt" fo:margin-top="16pt"/>'
            "</style:footer-style></style:page-layout>"
        )
    edges = {
        "bare": "",
        "top": 'fo:border-top="0.5pt solid #000000" fo:border-bottom="1pt solid #000000"',
        "end": 'fo:border-bottom="1pt solid #000000"',
    }
    cells = "".join(
        f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties '
        f'fo:padding="2pt" fo:padding-right="6pt" {edge}/></style:style>'
        for name, edge in edges.items()
    )
    turned = "".join(
        f'<style:style style:name="annex-{name}" style:family="paragraph" style:parent-style-name="annex" '
        f'style:master-page-name="{master}"/>'
        for name, master in (("wide", "Wide"), ("upright", "Standard"))
    )
    return (
        f'{pages}{cells}{turned}<style:style style:name="two" style:family="section">'
        "<style:section-properties "
        'text:dont-balance-text-columns="false"><style:columns fo:column-count="2" fo:column-gap="20pt"/>'
        "</style:section-properties></style:style>"
    )


def _masters(draft: Draft) -> str:
    number, count = '<text:page-number text:select-page="current"/>', "<text:page-count/>"
    odd, even = f"{escape(draft.head)}<text:tab/>{SYMBOL}", SYMBOL
    left, right = f"{number}/{count}<text:tab/>{JOB}", f"{JOB}<text:tab/>{number}/{count}"
    first = (
        "<style:header-first><text:p/></style:header-first>",
        f"<style:footer-first>{_p('footer', f'{JOB} (E)')}</style:footer-first>",
    )
    made = ""
    for name, page, wide in (("Standard", "page", ""), ("Wide", "wide", "-wide")):
        head_first, foot_first = first if name == "Standard" else ("", "")
        made += (
            f'<style:master-page style:name="{name}" style:page-layout-name="{page}">'
            f"<style:header>{_p(f'header{wide}', odd)}</style:header>"
            f"<style:header-left>{_p(f'header{wide}', even)}</style:header-left>{head_first}"
            f"<style:footer>{_p(f'footer{wide}', right)}</style:footer>"
            f"<style:footer-left>{_p(f'footer{wide}', left)}</style:footer-left>{foot_first}"
            "</style:master-page>"
        )
    return made
