"""What of a web page belongs to its site and not to the report: menus, banners, forms."""

from __future__ import annotations

from lxml import etree, html

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
        self._sizes = _sizes(root)
        self._whole = self._sizes[root]
        self._titles = list(root.iter("h1"))
        mains = [one for one in root.iter() if one.tag == "main" or one.get("role") == "main"]
        self.main: Element | None = (
            mains[0] if len(mains) == 1 and self._sizes.get(mains[0], 0) > _MOST * self._whole else None
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
        return element.tag == "nav" or self._sizes.get(element, 0) <= _MOST * self._whole


def _sizes(root: html.HtmlElement) -> dict[Element, int]:
    """How many characters are shown in the page and in each element that may frame it."""
    sizes: dict[Element, int] = {}
    count = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        is_frame = element is root or element.tag in (*_FRAMES, "main") or element.get("role") is not None
        if event == "end":
            if is_frame:
                sizes[element] = count - sizes[element]
            count += visible(element.tail or "")
        else:
            if is_frame:
                sizes[element] = count
            if element.tag in _UNSEEN:
                walk.skip_subtree()
            else:
                count += visible(element.text or "")
    return sizes
