"""A summary as one web page that needs nothing else: no script, no font, no request."""

from __future__ import annotations

from html import escape
from importlib import resources

from markdown_it import MarkdownIt

_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}


def html_page(markdown: str, language: str) -> str:
    """A summary's Markdown as a self-contained HTML page.

    Args:
        markdown: What `render_comparison_markdown` gives; report text in it is escaped already, and raw
            HTML is shown as text.
        language: BCP 47 code of the language the summary is written in.
    """
    renderer = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    style = resources.files("reportdiff.output").joinpath("data/page.css").read_text(encoding="utf-8")
    direction = "rtl" if language.split("-", maxsplit=1)[0] in _RIGHT_TO_LEFT else "ltr"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}" dir="{direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(_title(markdown))}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"{_scrolling(renderer.render(_without_comments(markdown)))}</main>\n</body>\n</html>\n"
    )


def _title(markdown: str) -> str:
    return next((line[2:] for line in markdown.splitlines() if line.startswith("# ")), "reportdiff")


def _scrolling(html: str) -> str:
    """Tables in a frame of their own, so that a narrow page scrolls these alone."""
    return html.replace("<table>", '<div class="wide"><table>').replace("</table>", "</table></div>")


def _without_comments(markdown: str) -> str:
    """Without our own HTML: the mark, and the direction that the page has itself. Reports' own is escaped."""
    return "\n".join(
        line for line in markdown.split("\n") if not line.startswith(("<!--", "<div dir=", "</div>"))
    )
