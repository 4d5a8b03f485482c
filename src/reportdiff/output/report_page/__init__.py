"""report.html: both texts of a pair side by side, in one file that needs nothing else.

Usage:
    page = render_report(pair, "en")
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportdiff.output._anchors import NEW, OLD, anchor, document_link
from reportdiff.output._catalogue import catalogue
from reportdiff.output._inline import html, plain
from reportdiff.output._marked_text import shown
from reportdiff.output._pair import Pair
from reportdiff.output._phrases import Phrases
from reportdiff.output._render import MARK
from reportdiff.output._summary import Summary, summarise
from reportdiff.output.report_page._linked import PageCatalogue
from reportdiff.output.report_page._page import Page

__all__ = ["NEW", "OLD", "anchor", "render_report"]

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def render_report(pair: Pair, ui_language: str, summary: Summary | None = None) -> str:
    """The change report of a pair as one HTML page: no request, readable without its script.

    Args:
        pair: Two editions and what is known of them.
        ui_language: One of `catalogue_languages()`; the texts keep their own language and direction.
        summary: What `summarise` gives of the pair, where it is at hand.

    Returns:
        HTML, ending with a line break; its first line marks it as a file of ours.
    """
    words = PageCatalogue(catalogue(ui_language), pair)
    summary = summary or summarise(pair)
    page = (
        _environment()
        .get_template("report.html.j2")
        .render(
            mark=Markup(MARK),  # noqa: S704 - our own comment
            p=Phrases(summary, words),
            page=Page(pair, words),
            pair=pair,
            say=lru_cache(maxsize=None, typed=True)(words.say),
            words=words,
            language=ui_language,
            direction=_direction(ui_language),
            text_language=pair.new.language,
            text_direction=_direction(pair.new.language),
            documents=[(report, document_link(report)) for report in (pair.old, pair.new)],
            style=Markup(_file("data/page.css") + _file("data/beside.css")),  # noqa: S704 - our own file
            script=Markup(_file("report_page/report.js")),  # noqa: S704 - our own file
        )
    )
    return page.strip() + "\n"


def _direction(language: str) -> str:
    return "rtl" if language.split("-", maxsplit=1)[0] in _RIGHT_TO_LEFT else "ltr"


@cache
def _file(name: str) -> str:
    return resources.files("reportdiff.output").joinpath(name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    """Everything a template prints is escaped; `md` prints the interface's own Markdown."""
    environment = Environment(
        loader=PackageLoader("reportdiff.output.report_page", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"md": html, "plain": plain, "shown": shown}
    return environment
