"""Footnotes of a web page: links from a mark in the text to a note further down, and back."""

from __future__ import annotations

import re

from lxml import etree, html

_MARK = re.compile(r"[\[(]?\s*(?:note\s)?(\d{1,4}|[*†‡§]{1,4}|[a-z]|[ivxlc]{1,6})\s*[\])]?", re.IGNORECASE)
_RETURN = re.compile(r"[↑↩⮌^\ufe0e\ufe0f\s]+|[\[(]?(?:back|retour|volver|назад)[\])]?", re.IGNORECASE)
_NOTES = ("li", "p", "dd", "tr", "div", "td", "aside")
_RAISED = ("sup",)

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
        self._find(root)

    def is_mark(self, element: Element) -> bool:
        """Whether an element is the mark of a note."""
        return element in self._marks

    def is_return(self, element: Element) -> bool:
        """Whether an element only leads from a note back to its mark."""
        return element in self._returns

    def label(self, mark: Element) -> str:
        """What a mark prints."""
        return self._marks[mark]

    def note(self, element: Element) -> str | None:
        """The label of the note that an element holds; None if it holds none."""
        return self._bodies.get(element)

    def _find(self, root: html.HtmlElement) -> None:
        order: dict[Element, int] = {}
        places: dict[str, Element] = {}
        links: list[Element] = []
        for number, element in enumerate(root.iter()):
            order[element] = number
            for name in (element.get("id"), element.get("name")):
                if name:
                    places.setdefault(name, element)
            if element.tag == "a" and (element.get("href") or "").startswith("#"):
                links.append(element)
        leads_to: dict[Element, set[str]] = {}
        for link in links:
            target = places.get((link.get("href") or "")[1:])
            if target is None:
                continue
            match = _MARK.fullmatch(text_of(link).strip())
            if match and order[target] > order[link] and _is_raised(link, target, leads_to):
                self._add(link, target, match[1])
        for link in links:
            target = places.get((link.get("href") or "")[1:])
            if target is not None and order[target] < order[link] and self._is_in_note(link):
                text = text_of(link).strip()
                if _RETURN.fullmatch(text) or _MARK.fullmatch(text):
                    self._returns.add(link)

    def _add(self, link: Element, target: Element, label: str) -> None:
        body = target if target.tag in _NOTES else next(target.iterancestors(*_NOTES), None)
        if body is None or any(other is body for other in link.iterancestors()):
            return
        self._bodies.setdefault(body, label)
        parent = link.getparent()
        alone = (
            parent is not None
            and parent.tag in _RAISED
            and len(parent) == 1
            and not (parent.text or "").strip()
        )
        self._marks[parent if alone and parent is not None else link] = label

    def _is_in_note(self, link: Element) -> bool:
        return any(ancestor in self._bodies for ancestor in link.iterancestors())


def _is_raised(link: Element, target: Element, leads_to: dict[Element, set[str]]) -> bool:
    """Whether a link is set as marks are: raised, in brackets, or led back to by what it leads to.

    `leads_to` keeps the places that the links in an element lead to, once they are known.
    """
    if any(True for _ in link.iterancestors(*_RAISED)) or link.find(".//sup") is not None:
        return True
    text = text_of(link).strip()
    if text[:1] in "[(" or not text.isalnum():
        return True
    own = {link.get("id"), link.get("name"), *(one.get("id") for one in link.iterancestors())} - {None}
    body = target if target.tag in _NOTES else next(target.iterancestors(*_NOTES), target)
    if body not in leads_to:
        leads_to[body] = {(back.get("href") or "")[1:] for back in body.iter("a")}
    return not own.isdisjoint(leads_to[body])
