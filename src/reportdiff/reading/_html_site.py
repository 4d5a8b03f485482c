"""What of a web page belongs to its site and not to the report: menus, banners, forms."""

from __future__ import annotations

from lxml import html

from reportdiff.reading._characters import visible
from reportdiff.reading._html_notes import Element

_ASIDE = {"nav", "button", "select", "textarea", "menu", "dialog"}
_ROLES = {"navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar", "dialog"}
_FRAMES = ("header", "footer", "form")
_INSIDE = ("article", "main", "section", "blockquote", "td")
_UNSEEN = {"script", "style", "head", "noscript", "template"}
_MOST = 0.5


class Site:
    """Tells what belongs to the site of one page.

    A form, header or footer that holds most of the text is only how the page was built, as is a header with
    the page's one title. Where the page names its main part, and most text is in it, the rest is the site's.
    """

    def __init__(self, root: html.HtmlElement) -> None:
        self._whole = _shown(root)
        self._titles = list(root.iter("h1"))
        mains = [one for one in root.iter() if one.tag == "main" or one.get("role") == "main"]
        self.main: Element | None = (
            mains[0] if len(mains) == 1 and _shown(mains[0]) > _MOST * self._whole else None
        )

    def holds(self, element: Element) -> bool:
        """Whether an element with all that is in it belongs to the site."""
        if element.tag in _FRAMES or element.get("role") in _ROLES:
            return self._is_frame(element)
        return element.tag in _ASIDE

    @property
    def has_one_title(self) -> bool:
        """Whether the page has one heading of the first level: its title, wherever it stands."""
        return len(self._titles) == 1

    def _is_frame(self, element: Element) -> bool:
        is_own = element.get("role") not in _ROLES and element.tag in ("header", "footer")
        if is_own and any(True for _ in element.iterancestors(*_INSIDE)):
            return False
        if element.tag != "footer" and self.has_one_title and next(element.iter("h1"), None) is not None:
            return False
        return element.tag == "nav" or _shown(element) <= _MOST * self._whole


def _shown(element: Element) -> int:
    """How many characters an element shows."""
    count = 0
    within: list[Element] = [element]
    while within:
        one = within.pop()
        if one.tag not in _UNSEEN:
            count += visible(one.text or "") + sum(visible(child.tail or "") for child in one)
            within += one
    return count
