"""Pages to be set by LibreOffice, block by block with any look, together with what must be read from them.

The words are drawn at random from lists of our own (`drafting`), so that the texts mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from xml.sax.saxutils import escape

from drafting import TONGUES
from office_styles import COUNTRIES, FONTS, NAMESPACES
from reportdiff.model import Kind

_MARK = re.compile(r"\{([^}]+)\}")
_BOLD = re.compile(r"(<b>.*?</b>|<i>.*?</i>)")


@dataclass(frozen=True, slots=True)
class Look:
    """How a block is set. Measures are points; `place` is start, center or justify."""

    size: float = 10
    left: float = 0
    right: float = 0
    indent: float = 0
    above: float = 0
    below: float = 6
    place: str = "start"
    bold: bool = False
    slanted: bool = False
    underlined: bool = False
    small_capitals: bool = False
    boxed: bool = False
    new_page: str = ""
    keep: bool = False

    def style(self, name: str, *, rtl: bool) -> str:
        """The look as a paragraph style of OpenDocument."""
        start = "right" if rtl else "left"
        align = start if self.place == "start" else self.place
        new = f' style:master-page-name="{self.new_page}"' if self.new_page else ""
        keep = ' fo:keep-with-next="always"' if self.keep else ""
        box = ' fo:border="0.5pt solid #000000" fo:padding="5pt"' if self.boxed else ""
        sides = (self.right, self.left) if rtl else (self.left, self.right)
        stop = self.left if self.indent < 0 else self.indent + 24
        return (
            f'<style:style style:name="{name}" style:family="paragraph" '
            f'style:parent-style-name="Standard"{new}>'
            f'<style:paragraph-properties fo:margin-left="{sides[0]}pt" fo:margin-right="{sides[1]}pt" '
            f'fo:text-indent="{self.indent}pt" fo:margin-top="{self.above}pt" '
            f'fo:margin-bottom="{self.below}pt" fo:text-align="{align}"{keep}{box}>'
            f'<style:tab-stops><style:tab-stop style:position="{stop if self.indent >= 0 else 0}pt"/>'
            '<style:tab-stop style:position="360pt" style:type="right" style:leader-style="dotted" '
            'style:leader-text="."/></style:tab-stops>'
            f"</style:paragraph-properties>{self.letters()}</style:style>"
        )

    def letters(self) -> str:
        """The look of the letters."""
        parts = []
        for script, suffix in (("western", ""), ("asian", "-asian"), ("complex", "-complex")):
            space = "style" if suffix else "fo"
            parts.append(
                f'style:font-name{suffix}="{FONTS[script]}" {space}:font-size{suffix}="{self.size}pt"'
            )
            if self.bold:
                parts.append(f'{space}:font-weight{suffix}="bold"')
            if self.slanted:
                parts.append(f'{space}:font-style{suffix}="italic"')
        if self.underlined:
            parts.append('style:text-underline-style="solid" style:text-underline-width="auto"')
        if self.small_capitals:
            parts.append('fo:font-variant="small-caps"')
        return f"<style:text-properties {' '.join(parts)}/>"


BODY = Look(place="justify", indent=0)
ITEM = Look(place="justify", indent=24)
PLAIN = Look(place="justify")
NOTE = Look(8.5, below=0)
CELL = Look(9, below=1)


class Words:
    """Draws meaningless names and sentences in one language."""

    def __init__(self, code: str, seed: int = 1) -> None:
        self._tongue = TONGUES[code]
        self._random = Random(seed)  # noqa: S311

    def name(self, words: int = 4) -> str:
        """A name: no full stop."""
        count = words if self._tongue.glue else 3 * words
        text = self._tongue.glue.join(self._random.choice(self._tongue.words) for _ in range(count))
        return text[:1].upper() + text[1:]

    def clause(self, words: int = 12) -> str:
        """What could stand in a sentence."""
        text = self.name(words)
        return text[:1].lower() + text[1:]

    def sentence(self, words: int = 18) -> str:
        """A sentence."""
        return self.name(words) + self._tongue.end

    def text(self, sentences: int = 3) -> str:
        """Several sentences, with numbers here and there."""
        found = [
            self.sentence(self._random.randint(9, 24)).replace(
                self._tongue.end, f" {self._random.randint(11, 2400)} {self.clause(4)}{self._tongue.end}"
            )
            if self._random.random() < 0.4
            else self.sentence(self._random.randint(9, 24))
            for _ in range(sentences)
        ]
        return ("" if not self._tongue.glue else " ").join(found)


@dataclass(slots=True)
class Wanted:
    """What must be read: (address, kind, text), (depth, label, heading), (note, paragraph, offset)."""

    paragraphs: list[tuple[str, Kind, str]] = field(default_factory=list)
    sections: list[tuple[int, str | None, str]] = field(default_factory=list)
    marks: list[tuple[str, str, int]] = field(default_factory=list)
    homes: dict[str, str | None] = field(default_factory=dict)


class Sheet:
    """One document: blocks are added in order, each with what must be read of it."""

    def __init__(
        self,
        code: str,
        *,
        width: float = 612,
        height: float = 792,
        margin: float = 110,
        symbol: str = "S/2031/99",
        justified: bool = True,
    ) -> None:
        self.code = code
        self.rtl = code == "ar"
        self.words = Words(code)
        self.wanted = Wanted()
        self._size = (width, height, margin)
        self._symbol = symbol
        self._justified = justified
        self._looks: dict[Look, str] = {}
        self._body: list[str] = []
        self._notes: Mapping[str, Sequence[str]] = {}
        self._later: list[tuple[str, Kind, str]] = []
        self._prefix = ""
        self._path: list[str] = []
        self._plain = 0
        self._tables = 0
        self._columns: list[str] = []

    # ------------------------------------------------------------------------ blocks

    def letterhead(
        self, right: Sequence[str] = (), organs: tuple[str, str] = ("Sample Nations", "Sample Council")
    ) -> None:
        """The head of the first page: organization and organ, symbol, distribution, date, languages."""
        wide = self._size[0] - 2 * self._size[2]
        lines = [self._symbol, *right]
        cells = [
            self._cell([self._p(Look(14), organs[0]), self._p(Look(18, bold=True, above=12), organs[1])]),
            self._cell([self._p(Look(9, below=4), line) for line in lines]),
        ]
        self._body.append(self._p(Look(2), "") + self._table_of([cells], [wide * 0.6, wide * 0.4]))

    def front(self, text: str, look: Look = PLAIN) -> None:
        """A block before the body."""
        self._body.append(self._p(look, text))

    def heading(
        self,
        depth: int,
        text: str,
        look: Look,
        label: str | None = None,
        notes: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """A heading at a depth of the tree, from 1."""
        self._notes = notes or {}
        look = replace(look, keep=True)
        inner = f'{escape(label)}<text:s text:c="2"/>{self._inner(text)}' if label else self._inner(text)
        self._body.append(self._raw(look, inner))
        shown = _shown(text).upper() if look.small_capitals else _shown(text)
        self.wanted.sections.append((depth, label, shown))
        self._path = []

    def part(
        self, prefix: str, heading: str, title: str | None, depth: int = 1, look: Look | None = None
    ) -> None:
        """An annex or enclosure: its addresses begin with the prefix."""
        look = look or Look(14, bold=True, below=10, new_page="Standard")
        self._body.append(self._p(look, heading))
        if title:
            self._body.append(self._p(Look(14, bold=True, below=12), title))
        self._prefix, self._plain, self._path = prefix, 0, []
        self.wanted.sections.append((depth, heading, title or ""))

    def para(
        self, number: int, text: str, look: Look = BODY, notes: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """A numbered paragraph."""
        form = "{} -" if self.rtl else "{}."
        self._path = [f"{self._prefix}{number}"]
        self._labelled(form.format(number), text, look, Kind.BODY, notes)

    def item(
        self,
        label: str,
        text: str,
        look: Look = ITEM,
        depth: int = 1,
        notes: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """An item below the last paragraph."""
        core = re.sub(r"[().]", "", label)
        self._path = [*self._path[:depth], f"({core})"]
        self._labelled(label, text, look, Kind.SUBPARAGRAPH, notes)

    def plain(
        self,
        text: str,
        look: Look = PLAIN,
        notes: Mapping[str, Sequence[str]] | None = None,
        kind: Kind = Kind.BODY,
    ) -> None:
        """A paragraph without a number."""
        self._plain += 1
        address = f"{self._prefix}p{self._plain}"
        self._path = [address]
        self._add(address, kind, text, notes)
        self._body.append(self._raw(self._fitted(look), self._inner(text)))

    def summary(self, heading: str, texts: Sequence[str], look: Look, head: Look) -> None:
        """The summary."""
        self._body.append(self._p(head, heading))
        self.wanted.sections.append((1, None, heading))
        for count, text in enumerate(texts, 1):
            self._add("summary" if count == 1 else f"summary:{count}", Kind.SUMMARY, text, None)
            self._body.append(self._p(look, text))

    def table(
        self,
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        heads: int = 1,
        ruled: str = "head",
        wanted: Sequence[Sequence[str]] | None = None,
        notes: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """A table; `ruled` is "head" (lines above and below the head and at the end), "grid" or ""."""
        self._notes = notes or {}
        for row in wanted or rows:
            self._plain += 1
            address = f"{self._prefix}p{self._plain}"
            self._add(address, Kind.TABLE, " | ".join(row).strip(), notes)
        made = [
            [
                self._cell([self._raw(CELL, self._inner(cell))], self._edge(ruled, number, heads, len(rows)))
                for cell in row
            ]
            for number, row in enumerate(rows)
        ]
        self._body.append(self._table_of(made, widths, heads) + self._p(Look(8, below=4), ""))

    def furniture(self, text: str, look: Look) -> None:
        """What is on the page and must not be read."""
        self._body.append(self._p(look, text))

    def columns(self, *, begin: bool) -> None:
        """Begin or end text in two columns."""
        tag = '<text:section text:name="Two" text:style-name="Columns">' if begin else "</text:section>"
        self._body.append(tag)

    def _labelled(
        self, label: str, text: str, look: Look, kind: Kind, notes: Mapping[str, Sequence[str]] | None
    ) -> None:
        self._add("".join(self._path), kind, text, notes)
        self._body.append(self._raw(self._fitted(look), f"{escape(label)}<text:tab/>{self._inner(text)}"))

    def _fitted(self, look: Look) -> Look:
        return look if self._justified or look.place != "justify" else replace(look, place="start")

    def _add(self, address: str, kind: Kind, text: str, notes: Mapping[str, Sequence[str]] | None) -> None:
        self._notes = notes or {}
        self.wanted.paragraphs.append((address, kind, _shown(text)))
        self.wanted.homes[address] = self.wanted.sections[-1][2] if self.wanted.sections else None
        for mark in _MARK.finditer(text):
            offset = len(_shown(text[: mark.start()]))
            self.wanted.marks.append((f"fn{mark[1]}", address, offset))
        for label, texts in (notes or {}).items():
            if f"{{{label}}}" in text:
                self._later.append((f"fn{label}", Kind.FOOTNOTE, " ".join(texts)))

    def finished(self) -> Wanted:
        """All that must be read."""
        self.wanted.paragraphs += self._later
        self._later = []
        return self.wanted

    # ------------------------------------------------------------------------ OpenDocument

    def _p(self, look: Look, text: str) -> str:
        return self._raw(look, self._inner(text))

    def _raw(self, look: Look, inner: str) -> str:
        name = self._looks.setdefault(look, f"L{len(self._looks)}")
        return f'<text:p text:style-name="{name}">{inner}</text:p>'

    def _inner(self, text: str) -> str:
        found = ""
        for part in re.split(r"(\{[^}]+\}|<b>.*?</b>|<i>.*?</i>|\t)", text):
            mark = _MARK.fullmatch(part)
            if mark:
                found += self._note(mark[1])
            elif part.startswith(("<b>", "<i>")):
                style = "Strong" if part[1] == "b" else "Slanted"
                found += f'<text:span text:style-name="{style}">{self._inner(part[3:-4])}</text:span>'
            else:
                found += "<text:tab/>" if part == "\t" else escape(part)
        return found

    def _note(self, mark: str) -> str:
        label = "" if mark.isdigit() else f' text:label="{mark}"'
        texts = self._notes.get(mark, ("?",))
        body = "".join(self._p(NOTE, text) for text in texts)
        body = body.replace(">", "><text:s/>", 1)
        return (
            f'<text:note text:note-class="footnote"><text:note-citation{label}>{mark}</text:note-citation>'
            f"<text:note-body>{body}</text:note-body></text:note>"
        )

    def _edge(self, ruled: str, number: int, heads: int, rows: int) -> str:
        if ruled == "grid":
            return "Grid"
        if ruled == "head" and (number < heads or number == rows - 1):
            return "Both" if number == 0 and heads == 1 else "Top" if number == 0 else "Foot"
        return "Bare"

    def _cell(self, inner: Sequence[str], edge: str = "Bare") -> str:
        return (
            f'<table:table-cell table:style-name="{edge}" office:value-type="string">{"".join(inner)}'
            "</table:table-cell>"
        )

    def _table_of(self, rows: Sequence[Sequence[str]], widths: Sequence[float], heads: int = 0) -> str:
        self._tables += 1
        name = f"T{self._tables}"
        self._columns.append(
            f'<style:style style:name="{name}" style:family="table"><style:table-properties '
            f'style:width="{sum(widths)}pt" table:align="{"right" if self.rtl else "left"}" '
            f'style:writing-mode="{"rl-tb" if self.rtl else "lr-tb"}"/></style:style>'
        )
        columns = ""
        for number, width in enumerate(widths):
            self._columns.append(
                f'<style:style style:name="{name}C{number}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="{width}pt"/></style:style>'
            )
            columns += f'<table:table-column table:style-name="{name}C{number}"/>'
        made = ["<table:table-row>" + "".join(row) + "</table:table-row>" for row in rows]
        head = f"<table:table-header-rows>{''.join(made[:heads])}</table:table-header-rows>" if heads else ""
        return f'<table:table table:style-name="{name}">{columns}{head}{"".join(made[heads:])}</table:table>'

    def document(self) -> str:
        """The whole as a flat OpenDocument file."""
        width, height, margin = self._size
        mode = "rl-tb" if self.rtl else "lr-tb"
        styles = "".join(look.style(name, rtl=self.rtl) for look, name in self._looks.items())
        country = COUNTRIES[self.code]
        tongue = "".join(
            f' {space}:language{suffix}="{self.code}" {space}:country{suffix}="{country}"'
            for space, suffix in (("fo", ""), ("style", "-asian"), ("style", "-complex"))
        )
        letters = Look().letters().replace("/>", f"{tongue}/>")
        edges = {
            "Bare": "",
            "Grid": 'fo:border="0.5pt solid #000000"',
            "Top": 'fo:border-top="0.5pt solid #000000"',
            "Foot": 'fo:border-bottom="1pt solid #000000"',
            "Both": 'fo:border-top="0.5pt solid #000000" fo:border-bottom="1pt solid #000000"',
        }
        cells = "".join(
            f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties '
            f'fo:padding="1pt" fo:padding-left="5pt" fo:padding-right="5pt" {edge}/></style:style>'
            for name, edge in edges.items()
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.3" '
            'office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls>'
            + "".join(
                f'<style:font-face style:name="{name}" svg:font-family="\'{name}\'"/>'
                for name in FONTS.values()
            )
            + '</office:font-face-decls><office:styles><style:default-style style:family="paragraph">'
            f'<style:paragraph-properties style:writing-mode="{mode}"/>{letters}</style:default-style>'
            '<style:style style:name="Standard" style:family="paragraph"/>'
            + styles
            + "".join(
                f'<style:style style:name="{name}" style:family="text">{look}</style:style>'
                for name, look in {
                    "Strong": '<style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" '
                    'style:font-weight-complex="bold"/>',
                    "Slanted": '<style:text-properties fo:font-style="italic"/>',
                    "Raised": '<style:text-properties style:text-position="super 58%"/>',
                }.items()
            )
            + '<text:notes-configuration text:note-class="footnote" text:citation-style-name="Raised" '
            'text:citation-body-style-name="Raised" style:num-format="1" text:start-value="0" '
            'text:footnotes-position="page" text:start-numbering-at="document"/>'
            "</office:styles><office:automatic-styles>"
            + _page("Page", width, height, margin, mode)
            + _page("WidePage", height, width, 70, mode, turned=True)
            + '<style:style style:name="Columns" style:family="section"><style:section-properties '
            'text:dont-balance-text-columns="false"><style:columns fo:column-count="2" '
            f'fo:column-gap="18pt"/></style:section-properties></style:style>{cells}{"".join(self._columns)}'
            "</office:automatic-styles><office:master-styles>"
            + self._master("Standard", "Page")
            + self._master("Wide", "WidePage")
            + f"</office:master-styles><office:body><office:text>{''.join(self._body)}</office:text>"
            "</office:body></office:document>"
        )

    def _master(self, name: str, page: str) -> str:
        head, foot = "<text:p>{}</text:p>", '<text:p>{}<text:s text:c="40"/>31-01234</text:p>'
        number = '<text:page-number text:select-page="current"/>'
        first = "<style:header-first><text:p/></style:header-first>" if name == "Standard" else ""
        first_foot = (
            "<style:footer-first><text:p>31-01234 (E)</text:p></style:footer-first>"
            if name == "Standard"
            else ""
        )
        return (
            f'<style:master-page style:name="{name}" style:page-layout-name="{page}"><style:header>'
            f"{head.format(self._symbol)}</style:header>{first}<style:footer>"
            f"{foot.format(number)}</style:footer>{first_foot}</style:master-page>"
        )


def _shown(text: str) -> str:
    return re.sub(r"</?[bi]>", "", _MARK.sub("", text))


def _page(name: str, width: float, height: float, margin: float, mode: str, *, turned: bool = False) -> str:
    way = ' style:print-orientation="landscape"' if turned else ""
    return (
        f'<style:page-layout style:name="{name}"><style:page-layout-properties fo:page-width="{width}pt" '
        f'fo:page-height="{height}pt" fo:margin-left="{margin}pt" fo:margin-right="{margin}pt" '
        f'fo:margin-top="36pt" fo:margin-bottom="30pt" style:writing-mode="{mode}"{way}>'
        '<style:footnote-sep style:width="0.5pt" style:rel-width="25%" style:distance-before-sep="6pt" '
        'style:distance-after-sep="4pt"/></style:page-layout-properties><style:header-style>'
        '<style:header-footer-properties fo:min-height="20pt" fo:margin-bottom="18pt"/></style:header-style>'
        '<style:footer-style><style:header-footer-properties fo:min-height="20pt" fo:margin-top="18pt"/>'
        "</style:footer-style></style:page-layout>"
    )
