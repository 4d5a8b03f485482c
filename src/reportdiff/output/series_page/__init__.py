"""series.html: all editions of a series in one page that needs nothing else.

Usage:
    page = render_series(series, "en")
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportdiff.output._catalogue import catalogue
from reportdiff.output._inline import html, plain
from reportdiff.output._marked_text import shown
from reportdiff.output._plain import is_right_to_left
from reportdiff.output._render import MARK, in_language, summary_languages
from reportdiff.output._series import Series
from reportdiff.output.series_page._page import Page

__all__ = ["render_series"]

_STYLES = ("data/page.css", "data/beside.css", "series_page/series.css")
_SCRIPTS = ("series_page/words.js", "series_page/series.js")


def render_series(series: Series, ui_language: str) -> str:
    """The page of a series as HTML: no request, readable without its script.

    Args:
        series: At least two editions and one comparison of them.
        ui_language: One of `catalogue_languages()`; the texts keep their own language and direction.

    Returns:
        HTML, ending with a line break; its first line marks it as a file of ours.
    """
    words = catalogue(ui_language)
    page = Page(series, words, rightward=not is_right_to_left(ui_language))
    others = [
        (language, catalogue(language).say("name"), in_language("series.html", language))
        for language in summary_languages(series.language)
        if language != ui_language
    ]
    text = (
        _environment()
        .get_template("series.html.j2")
        .render(
            mark=Markup(MARK),  # noqa: S704 - our own comment
            page=page,
            series=series,
            say=words.say,
            words=words,
            language=ui_language,
            direction=_direction(ui_language),
            text_language=series.language,
            text_direction=_direction(series.language),
            others=others,
            index=in_language("index.html", ui_language),
            said=Markup(json.dumps(page.said(), ensure_ascii=False).replace("<", "\\u003c")),  # noqa: S704
            style=Markup("".join(map(_file, _STYLES))),  # noqa: S704 - our own files
            script=Markup("".join(map(_file, _SCRIPTS))),  # noqa: S704 - our own files
        )
    )
    return text.strip() + "\n"


def _direction(language: str) -> str:
    return "rtl" if is_right_to_left(language) else "ltr"


@cache
def _file(name: str) -> str:
    return resources.files("reportdiff.output").joinpath(name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    """Everything a template prints is escaped; `md` prints the interface's own Markdown."""
    environment = Environment(
        loader=PackageLoader("reportdiff.output.series_page", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"md": html, "plain": plain, "shown": shown}
    return environment
