"""Footnotes of a web page: a mark and a note further down, joined by links or by the same raised sign."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import islice

from lxml import etree, html

_MARK = re.compile(r"[\[(]?\s*(?:note\s)?(\d{1,4}|[*†‡§]{1,4}|[a-z]|[ivxlc]{1,6})\s*[\])]?", re.IGNORECASE)
_RETURN = re.compile(r"[↑↩⮌^\ufe0e\ufe0f\s]+|[\[(]?(?:back|retour|volver|назад)[\])]?", re.IGNORECASE)
_NOTES = ("li", "p", "dd", "tr", "div", "td", "aside")
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*super\b", re.IGNORECASE)
# After these a raised number is an exponent: a power of ten, a square, a volume.
_POWER = re.compile(r"(?:^|[\s\d(/])(?:[kcmdµ]?m|10)$")
_INSIDE = 32

Element = etree._Element  # noqa: SLF001


def text_of(element: Element) -> str:
    """All text in an element."""
    return "".join(str(text) for text in element.itertext())


class Notes:
    """The footnotes of one page: which elements are marks, notes and links back."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._marks: dict[Element, str] = {}
        self._returns: set[Element] = set()
        self._bodies: dict[Element, str] = {}
        self._printed: set[Element] = set()
        self._order: dict[Element, int] = {}
        places: dict[str, Element] = {}
        links: list[Element] = []
        raised: list[Element] = []
        for number, element in enumerate(root.iter()):
            self._order[element] = number
            for name in (element.get("id"), element.get("name")):
                if name:
                    places.setdefault(name, element)
            if element.tag == "a" and (element.get("href") or "").startswith("#"):
                links.append(element)
            if is_raised(element):
                raised.append(element)
        self._find_linked(links, places)
        self._find_raised(raised)
        self._order.clear()

    def is_mark(self, element: Element) -> bool:
        """Whether an element is the mark of a note."""
        return element in self._marks

    def is_return(self, element: Element) -> bool:
        """Whether an element only leads from a note back to its mark."""
        return element in self._returns

    def is_printed_label(self, element: Element) -> bool:
        """Whether an element is the mark printed again before its note."""
        return element in self._printed

    def label(self, mark: Element) -> str:
        """What a mark prints."""
        return self._marks[mark]

    def note(self, element: Element) -> str | None:
        """The label of the note that an element holds; None if it holds none."""
        return self._bodies.get(element)

    # ------------------------------------------------------------------------ notes joined by links

    def _find_linked(self, links: list[Element], places: dict[str, Element]) -> None:
        leads_to: dict[Element, set[str]] = {}
        for link in links:
            target = places.get((link.get("href") or "")[1:])
            if target is None:
                continue
            match = _MARK.fullmatch(text_of(link).strip())
            if match and self._order[target] > self._order[link] and _is_set_as_mark(link, target, leads_to):
                self._add(link, target, match[1])
        for link in links:
            target = places.get((link.get("href") or "")[1:])
            is_back = target is not None and self._order[target] < self._order[link]
            if is_back and self._is_in_note(link):
                text = text_of(link).strip()
                if _RETURN.fullmatch(text) or _MARK.fullmatch(text):
                    self._returns.add(link)

    def _add(self, link: Element, target: Element, label: str) -> None:
        body = target if target.tag in _NOTES else next(target.iterancestors(*_NOTES), None)
        if body is None or any(other is body for other in link.iterancestors()):
            return
        body = _whole_note(body, link, label)
        self._bodies.setdefault(body, label)
        parent = link.getparent()
        alone = (
            parent is not None and is_raised(parent) and len(parent) == 1 and not (parent.text or "").strip()
        )
        self._marks[parent if alone and parent is not None else link] = label

    def _is_in_note(self, element: Element) -> bool:
        return any(ancestor in self._bodies for ancestor in element.iterancestors())

    # ------------------------------------------------------------------------ notes joined by their sign

    def _find_raised(self, raised: list[Element]) -> None:
        """Join the raised signs in the text to the next block that begins with the same sign raised."""
        rows: dict[Element, list[str]] = {}
        marks: list[tuple[str, Element]] = []
        openers: dict[str, list[tuple[int, Element, Element]]] = defaultdict(list)
        for element in raised:
            match = _MARK.fullmatch(text_of(element).strip())
            if match is None or self._is_known(element):
                continue
            body = _body_opened(element, rows)
            if body is not None:
                openers[match[1]].append((self._order[element], element, body))
            elif not _POWER.search(_text_before(element)):
                marks.append((match[1], element))
        for label, element in marks:
            notes = openers[label]
            at = bisect_right(notes, self._order[element], key=lambda note: note[0])
            if at < len(notes) and not any(other is notes[at][2] for other in element.iterancestors()):
                self._marks[element] = label
                self._printed.add(notes[at][1])
                self._bodies.setdefault(notes[at][2], label)

    def _is_known(self, element: Element) -> bool:
        """Whether links already tell what a raised element is."""
        inside = [element, *element.iterdescendants("a")]
        return any(one in self._marks or one in self._returns for one in inside) or self._is_in_note(element)


def is_raised(element: Element) -> bool:
    """Whether an element sets its text higher than the line."""
    return element.tag == "sup" or bool(_RAISED_STYLE.search(element.get("style") or ""))


def _body_opened(element: Element, rows: dict[Element, list[str]]) -> Element | None:
    """The block whose text begins with an element. `rows` keeps how rows begin, once that is known."""
    inner: Element = element
    for _ in range(_INSIDE):
        parent, before = inner.getparent(), inner.getprevious()
        if parent is None or (parent.text or "").strip() or (before is not None and not _is_blank(before)):
            return None
        if parent.tag in _NOTES:
            return parent if _is_alone(parent) else _row_opened(element, rows)
        inner = parent
    return None


def _is_alone(block: Element) -> bool:
    """Whether a block is not simply the cell of a table, or all of one."""
    if block.tag == "td":
        return False
    cell = block.getparent()
    return cell is None or cell.tag != "td" or text_of(cell).strip() != text_of(block).strip()


def _row_opened(element: Element, rows: dict[Element, list[str]]) -> Element | None:
    """The row that begins with an element and holds nothing else, or one more cell beside it."""
    row = next(element.iterancestors("tr"), None)
    if row is None:
        return None
    if row not in rows:
        shown = (text for cell in row.iterchildren("td") if (text := text_of(cell).strip()))
        rows[row] = list(islice(shown, 3)) or [""]
    texts = rows[row]
    mark = text_of(element).strip()
    is_note = texts[0] != mark if len(texts) == 1 else len(texts) == 2 and texts[0] == mark
    return row if is_note and texts[0].startswith(mark) else None


def _is_blank(element: Element) -> bool:
    return not text_of(element).strip() and not (element.tail or "").strip()


def _text_before(element: Element) -> str:
    """The text that an element follows on its line."""
    before = element.getprevious()
    parent = element.getparent()
    if before is not None:
        return (before.tail or "") or text_of(before)[-20:]
    return "" if parent is None else parent.text or ""


def _whole_note(body: Element, link: Element, label: str) -> Element:
    """The element around a note's first paragraph that is named for this note, else the paragraph."""
    around = body.getparent()
    if around is None or around.tag not in _NOTES or any(other is around for other in link.iterancestors()):
        return body
    return around if re.search(rf"(?:^|[^0-9]){re.escape(label)}$", around.get("id") or "") else body


def _is_set_as_mark(link: Element, target: Element, leads_to: dict[Element, set[str]]) -> bool:
    """Whether a link is set as marks are: raised, in brackets, or led back to by what it leads to.

    `leads_to` keeps the places that the links in an element lead to, once they are known.
    """
    if any(is_raised(one) for one in link.iterancestors()) or any(map(is_raised, link.iterdescendants())):
        return True
    text = text_of(link).strip()
    if text[:1] in "[(" or not text.isalnum():
        return True
    own = {link.get("id"), link.get("name"), *(one.get("id") for one in link.iterancestors())} - {None}
    body = target if target.tag in _NOTES else next(target.iterancestors(*_NOTES), target)
    if body not in leads_to:
        leads_to[body] = {(back.get("href") or "")[1:] for back in body.iter("a")}
    return not own.isdisjoint(leads_to[body])
