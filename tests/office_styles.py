"""How sample reports look when LibreOffice sets them: pages, styles and numbering in OpenDocument's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from page_content import Content

JOB = "31-01234"
FONTS = {"western": "Noto Serif", "asian": "Noto Serif CJK SC", "complex": "Noto Naskh Arabic"}
COUNTRIES = {"en": "GB", "fr": "FR", "es": "ES", "ru": "RU", "ar": "EG", "zh": "CN"}
NAMESPACES = " ".join(
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
_INDIC_FORM = "١, ٢, ٣, ..."


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


class Styles:
    """The styles of one report in one layout."""

    def __init__(self, sample: Content, layout: Layout) -> None:
        self._sample = sample
        self._layout = layout

    def faces(self) -> str:
        """The fonts."""
        return "".join(
            f'<style:font-face style:name="{name}" svg:font-family="\'{name}\'"/>' for name in FONTS.values()
        )

    def styles(self) -> str:
        """The styles of paragraphs and lists."""
        size, narrow = self._layout.size, self._layout.columns > 1
        align = "justify" if self._layout.justified else self._start()
        step = 16 if narrow else 24
        styles = [
            self._default(size),
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
            *self._heading_styles(),
            *self._label_styles(step),
            self._list_style(step),
            *(
                f'<style:style style:name="{name}" style:family="text"><style:text-properties '
                'style:text-position="super 58%"/></style:style>'
                for name in ("Footnote_20_Symbol", "Footnote_20_anchor")
            ),
            self._note_configuration(),
        ]
        return "".join(styles)

    def _default(self, size: float) -> str:
        return (
            f'<style:default-style style:family="paragraph"><style:paragraph-properties {self._direction()}/>'
            f"{self._type(size)}</style:default-style>"
        )

    def _note_configuration(self) -> str:
        return (
            '<text:notes-configuration text:note-class="footnote" '
            'text:citation-style-name="Footnote_20_Symbol" '
            'text:citation-body-style-name="Footnote_20_anchor" '
            f'style:num-format="{self._figures()}" text:start-value="0" text:footnotes-position="page" '
            'text:start-numbering-at="document"/>'
        )

    def _start(self) -> str:
        """The side where lines begin."""
        return "right" if self._sample.rtl else "left"

    def _figures(self) -> str:
        return _INDIC_FORM if self._sample.indic else "1"

    def _heading_styles(self) -> Iterable[str]:
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
        size = self._layout.size
        yield _style(
            "Unnumbered", "Standard", f'{space} fo:text-align="{align}"', self._type(size, bold=True)
        )
        place = f'{space} fo:text-align="{align}"'
        yield _style(
            "Heading_20_5", "Standard", place, self._type(self._layout.size, bold=True, slanted=True)
        )

    def _label_styles(self, step: float) -> Iterable[str]:
        for kind, (left, indent) in self._places(step).items():
            place = f'fo:margin-left="{left}pt" fo:text-indent="{indent}pt"'
            yield _style(f"Typed_20_{kind}", "Text", place, "", _tabs(0 if indent < 0 else indent + step))
            yield _style(f"Numbered_20_{kind}", "Text", "")

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
                f'text:list-tab-stop-position="{stop}pt" fo:text-indent="{indent}pt" '
                f'fo:margin-left="{left}pt"/>'
                "</style:list-level-properties></text:list-level-style-number>"
            )
        return f'<text:list-style style:name="Numbers">{"".join(levels)}</text:list-style>'

    def _type(self, size: float, *, bold: bool = False, slanted: bool = False) -> str:
        parts = []
        for script, suffix in (("western", ""), ("asian", "-asian"), ("complex", "-complex")):
            weight = 'fo:font-weight="bold"' if not suffix else f'style:font-weight{suffix}="bold"'
            slant = 'fo:font-style="italic"' if not suffix else f'style:font-style{suffix}="italic"'
            place = "fo:font-size" if not suffix else f"style:font-size{suffix}"
            tongue = "fo" if not suffix else "style"
            # Latin words in Chinese and Arabic texts break as English ones do.
            code = self._sample.language if suffix or self._sample.language not in ("zh", "ar") else "en"
            parts += [
                f'style:font-name{suffix}="{FONTS[script]}"',
                f'{place}="{size}pt"',
                f'{tongue}:language{suffix}="{code}" {tongue}:country{suffix}="{COUNTRIES[code]}"',
                weight if bold else "",
                slant if slanted else "",
            ]
        return f"<style:text-properties {' '.join(parts)}/>"

    def _direction(self) -> str:
        mode = "rl-tb" if self._sample.rtl else "lr-tb"
        return f'style:writing-mode="{mode}"'

    def page_styles(self) -> str:
        """The styles of pages, columns and tables."""
        layout = self._layout
        wide = layout.width - layout.left - layout.right
        left, right = (layout.right, layout.left) if self._sample.rtl else (layout.left, layout.right)
        page = (
            f'<style:page-layout-properties fo:page-width="{layout.width}pt" '
            f'fo:page-height="{layout.height}pt" '
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

    def masters(self) -> str:
        """What stands at the head and foot of pages."""
        symbol, total = self._sample.front["symbol"], '<text:page-count style:num-format="{}"/>'
        form = self._figures()
        number = f'<text:page-number text:select-page="current" style:num-format="{form}"/>'
        count_ = self._sample.pages.format(number, total.format(form))
        first = paragraph("Footer", f'{JOB} (E)<text:s text:c="4"/>030531') + paragraph(
            "Barcode", f"*{JOB.replace('-', '')}*"
        )
        head = paragraph("Header", symbol)
        foot = paragraph("Footer", f'{count_}<text:s text:c="60"/>{JOB}')
        if self._layout.centred:
            head = paragraph("Header", symbol) + paragraph("Header", f"- {number} -")
            foot = paragraph("Footer", f"{JOB}")
        return (
            '<style:master-page style:name="Standard" style:page-layout-name="Page">'
            f"<style:header>{head}</style:header>"
            f"<style:header-first>{paragraph('Header', '')}</style:header-first>"
            f"<style:footer>{foot}</style:footer><style:footer-first>{first}</style:footer-first>"
            "</style:master-page>"
        )


def paragraph(style: str, inner: str) -> str:
    """A paragraph of a style."""
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


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
