"""A page as a tree, read strictly by the standard of HTML."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib

XHTML = "{http://www.w3.org/1999/xhtml}"


def parsed(page: str) -> Element:
    """The page as a tree; anything that is not HTML by the standard is an error."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), strict=True)
    tree: Element = parser.parse(page)
    return tree


def elements(tree: Element, tag: str = "*", **attributes: str) -> list[Element]:
    found = tree.iter(f"{XHTML}{tag}") if tag != "*" else tree.iter()
    return [one for one in found if all(one.get(name) == value for name, value in attributes.items())]


def by_id(tree: Element, name: str) -> Element:
    (one,) = elements(tree, id=name)
    return one


def words_at(tree: Element, name: str) -> str:
    """The text that stands in the paragraph with this anchor."""
    found = [one for one in elements(tree) if any(inner.get("id") == name for inner in one.iter())]
    innermost = next(one for one in reversed(found) if elements(one, "p", **{"class": "words"}))
    return "".join(elements(innermost, "p", **{"class": "words"})[0].itertext())


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
