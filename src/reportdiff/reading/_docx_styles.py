"""Styles of a Word file, and what they and a paragraph's own settings come to."""

from __future__ import annotations

import re

from reportdiff.reading._docx_parts import Element, is_on, tag, value
from reportdiff.reading._numerals import whole

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_BODY_LEVEL = 9
_DEPTH = 12
_TWIPS, _HALF_POINTS = 20.0, 2.0


class Styles:
    """The styles of a document, followed along what they are based on."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default: str | None = None
        self._size = None
        if root is None:
            return
        for style in root.iter(tag("style")):
            name = value(style, "styleId")
            if name is None:
                continue
            self._styles[name] = style
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true"):
                self._default = name
        self._size = value(root.find(f".//{tag('rPrDefault')}//{tag('sz')}"))

    def level(self, properties: Element | None) -> int | None:
        """The heading level of a paragraph from 1, None for body text."""
        outline = whole(value(self._paragraph(properties, "outlineLvl")))
        if outline is not None and outline >= 0:
            return outline + 1 if outline < _BODY_LEVEL else None
        for style in self._chain(_style_of(properties, "pStyle") or self._default):
            match = _HEADING.fullmatch(value(style.find(tag("name"))) or "")
            if match:
                return int(match[1])
        return None

    def numbering(self, properties: Element | None) -> tuple[str, int] | None:
        """The list (its `numId`) and level that number a paragraph."""
        own = None if properties is None else properties.find(tag("numPr"))
        number, level = _numbering(own)
        for style in self._chain(_style_of(properties, "pStyle") or self._default):
            styled = _numbering(style.find(f"{tag('pPr')}/{tag('numPr')}"))
            number = styled[0] if number is None else number
            level = styled[1] if level is None else level
        return (number, level or 0) if number not in (None, "0") else None

    def list_of(self, style: str) -> str | None:
        """The `numId` that a numbering style stands for."""
        return next(
            (
                number
                for one in self._chain(style)
                if (number := _numbering(one.find(f"{tag('pPr')}/{tag('numPr')}"))[0])
            ),
            None,
        )

    def style_name(self, properties: Element | None) -> str | None:
        """The id of a paragraph's style."""
        return _style_of(properties, "pStyle") or self._default

    def is_note(self, properties: Element | None) -> bool:
        """Whether a paragraph has the style of footnotes."""
        name = _style_of(properties, "pStyle")
        style = self._styles.get(name) if name else None
        return style is not None and (value(style.find(tag("name"))) or "").casefold() == "footnote text"

    def indent(self, properties: Element | None) -> float | None:
        """The left indent in points."""
        indents = self._paragraph(properties, "ind")
        twips = whole(value(indents, "left") or value(indents, "start"))
        return None if twips is None else twips / _TWIPS

    def is_centred(self, properties: Element | None) -> bool:
        """Whether a paragraph is centred."""
        return value(self._paragraph(properties, "jc")) == "center"

    def is_bold(self, run: Element, paragraph: Element | None) -> bool:
        """Whether a run's text is bold."""
        return bool(is_on(self._run(run, paragraph, "b")))

    def is_slanted(self, run: Element, paragraph: Element | None) -> bool:
        """Whether a run's text is in italics."""
        return bool(is_on(self._run(run, paragraph, "i")))

    def is_underlined(self, run: Element, paragraph: Element | None) -> bool:
        """Whether a run's text is underlined."""
        return value(self._run(run, paragraph, "u")) not in (None, "none")

    def is_hidden(self, run: Element, paragraph: Element | None) -> bool:
        """Whether a run's text is hidden."""
        return bool(is_on(self._run(run, paragraph, "vanish")))

    def hides_mark(self, properties: Element | None) -> bool:
        """Whether the end of a paragraph is hidden, and with it the paragraph where it has no text."""
        mark = None if properties is None else properties.find(f"{tag('rPr')}/{tag('vanish')}")
        return bool(is_on(mark))

    def size(self, run: Element, paragraph: Element | None) -> float | None:
        """The size of a run's text in points."""
        size = whole(value(self._run(run, paragraph, "sz")) or self._size)
        return None if size is None or size < 0 else size / _HALF_POINTS

    def _paragraph(self, properties: Element | None, name: str) -> Element | None:
        own = None if properties is None else properties.find(tag(name))
        if own is not None:
            return own
        return self._in_chain(_style_of(properties, "pStyle") or self._default, f"{tag('pPr')}/{tag(name)}")

    def _run(self, run: Element, paragraph: Element | None, name: str) -> Element | None:
        properties = run.find(tag("rPr"))
        own = None if properties is None else properties.find(tag(name))
        if own is not None:
            return own
        path = f"{tag('rPr')}/{tag(name)}"
        styled = self._in_chain(_style_of(properties, "rStyle"), path)
        if styled is not None:
            return styled
        return self._in_chain(_style_of(paragraph, "pStyle") or self._default, path)

    def _in_chain(self, style: str | None, path: str) -> Element | None:
        return next((found for one in self._chain(style) if (found := one.find(path)) is not None), None)

    def _chain(self, name: str | None) -> list[Element]:
        """A style and those it is based on, the nearest first."""
        chain: list[Element] = []
        while name is not None and name in self._styles and len(chain) < _DEPTH:
            chain.append(self._styles[name])
            name = value(self._styles[name].find(tag("basedOn")))
        return chain


def _style_of(properties: Element | None, kind: str) -> str | None:
    return None if properties is None else value(properties.find(tag(kind)))


def _numbering(properties: Element | None) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    return value(properties.find(tag("numId"))), whole(value(properties.find(tag("ilvl"))))
