"""Charts as inline SVG: drawn by matplotlib, coloured by the page's variables, with numbers alone in them.

Every word stands in HTML beside the picture. The same points give the same bytes.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import matplotlib as mpl
from markupsafe import Markup, escape
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

_VARIABLES = {
    "#0a0a01": "var(--trend)",
    "#0a0a02": "var(--line)",
    "#0a0a03": "var(--quiet)",
    "#0a0a04": "var(--paper)",
    "#0a0a11": "var(--same)",
    "#0a0a12": "var(--figures)",
    "#0a0a13": "var(--edited)",
    "#0a0a14": "var(--rewritten)",
    "#0a0a15": "var(--new)",
}
"""Colours that matplotlib draws with, and what the page makes of them in light and dark."""
_TREND, _LINE, _QUIET, _PAPER = list(_VARIABLES)[:4]
_STACK = list(_VARIABLES)[4:]
_STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "reportdiff",
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "text.color": _QUIET,
    "path.simplify": False,
    "text.parse_math": False,
}
_DOTS_PER_INCH = 72
_MOST_TICKS = 6


class Point(NamedTuple):
    """One figure of a trend; `doubtful` ones are drawn hollow."""

    x: float
    y: float
    doubtful: bool = False


class Bar(NamedTuple):
    """One bar of a stack: its name and how long its parts are, in the order of the relations."""

    name: str
    parts: tuple[float, ...]


def trend(
    points: Sequence[Point],
    ticks: Sequence[tuple[float, str]],
    said: Callable[[float], str],
    *,
    alt: str,
    from_zero: bool,
    rightward: bool = True,
) -> Markup:
    """A line through the points, broken where a tick between two of them has none.

    Args:
        points: In their order.
        ticks: Where the horizontal axis has its places, and their names.
        said: A value as the vertical axis writes it.
        alt: What the picture shows, for those who do not see it.
        from_zero: Whether the vertical axis begins at zero.
        rightward: Whether time runs to the right, as it does where writing does.
    """
    with mpl.rc_context(_STYLE), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of letters that only the page's fonts have
        figure, axes = _axes(336, 132, left=46, right=16, top=8, bottom=22, rightward=rightward)
        known = {point.x: point.y for point in points}
        places = [x for x, _ in ticks]
        axes.plot(places, [known.get(x, float("nan")) for x in places], color=_TREND, linewidth=2)
        for doubtful in (False, True):
            some = [point for point in points if point.doubtful is doubtful]
            axes.plot(
                [point.x for point in some], [point.y for point in some],
                linestyle="none", marker="o", markersize=6.5, color=_TREND,
                markerfacecolor=_PAPER if doubtful else _TREND, markeredgewidth=1.6, clip_on=False,
            )  # fmt: skip
        _name_places(axes, ticks, rightward=rightward)
        _scale(axes, [point.y for point in points], said, from_zero=from_zero)
        return _svg(figure, alt)


def stack(bars: Sequence[Bar], *, alt: str, rightward: bool = True) -> Markup:
    """Bars of parts that add up to 100, from the top down, with the parts' relations as their colours."""
    with mpl.rc_context(_STYLE), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        height = 22 * len(bars) + 24
        name = 12 + 7 * max(len(bar.name) for bar in bars)
        figure, axes = _axes(440, height, left=name, right=16, top=2, bottom=20, rightward=rightward)
        for place, bar in enumerate(bars):
            start = 0.0
            for colour, part in zip(_STACK, bar.parts, strict=True):
                if part:
                    axes.barh(
                        place, part, left=start, height=0.74, color=colour, edgecolor=_PAPER, linewidth=1.2
                    )
                start += part
        axes.set_yticks(range(len(bars)), [bar.name for bar in bars])
        axes.set_ylim(len(bars) - 0.4, -0.6)
        axes.set_xticks([0, 25, 50, 75, 100], ["0", "25", "50", "75", "100%"])
        axes.set_xlim(*((0, 100) if rightward else (100, 0)))
        axes.grid(axis="x", color=_LINE, linewidth=0.8)
        return _svg(figure, alt)


# ------------------------------------------------------------------------------ axes


def _axes(
    width: float, height: float, *, left: float, right: float, top: float, bottom: float, rightward: bool
) -> tuple[Figure, Axes]:
    """A figure and its only axes, margins in points; the vertical axis stands where reading begins."""
    figure = Figure(figsize=(width / _DOTS_PER_INCH, height / _DOTS_PER_INCH), dpi=_DOTS_PER_INCH)
    FigureCanvasSVG(figure)
    start = left if rightward else right
    axes = figure.add_axes(
        (start / width, bottom / height, (width - left - right) / width, (height - top - bottom) / height)
    )
    axes.patch.set_visible(False)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, pad=6, colors=_QUIET)
    if not rightward:
        axes.yaxis.tick_right()
        axes.tick_params(length=0)
    return figure, axes


def _name_places(axes: Axes, ticks: Sequence[tuple[float, str]], *, rightward: bool) -> None:
    """Names at the first and the last place, and at some between them."""
    widest = max(len(name) for _, name in ticks)
    step = max(1, -(-len(ticks) // max(2, _MOST_TICKS - max(0, widest - 5) // 2)))
    shown = [tick for place, tick in enumerate(reversed(ticks)) if place % step == 0]
    axes.set_xticks([x for x, _ in shown], [name for _, name in shown])
    first, last = ticks[0][0], ticks[-1][0]
    margin = max(0.4, 0.06 * (last - first))
    axes.set_xlim(*sorted((first - margin, last + margin), reverse=not rightward))


def _scale(axes: Axes, values: Sequence[float], said: Callable[[float], str], *, from_zero: bool) -> None:
    least, most = min(values), max(values)
    room = 0.12 * ((most - least) or abs(most) or 1)
    axes.set_ylim(0 if from_zero and least >= 0 else least - room, most + room)
    marks = MaxNLocator(nbins=3, integer=not from_zero).tick_values(*axes.get_ylim())
    low, high = axes.get_ylim()
    inside = [float(mark) for mark in marks if low <= mark <= high]
    axes.set_yticks(inside, [said(mark) for mark in inside])
    axes.grid(axis="y", color=_LINE, linewidth=0.8)


# ------------------------------------------------------------------------------ svg

_LEFT_OUT = re.compile(
    r"<\?xml[^>]*>|<!DOCTYPE[^>]*>|<defs>\s*<style[^>]*>.*?</style>\s*</defs>| font-family: [^;\"]*;"
    r"| transform=\"rotate\(-?0 [^\"]*\"| (?:clip-path|xmlns(?::xlink)?|version)=\"[^\"]*\"",
    re.DOTALL,
)
_CLIPS = re.compile(r"<defs>\s*(?:<clipPath.*?</clipPath>\s*)+</defs>", re.DOTALL)
_ID = re.compile(r' id="(?P<id>[^"]+)"')
_SIZE = re.compile(r' width="[^"]*pt" height="[^"]*pt"')


def _svg(figure: Figure, alt: str) -> Markup:
    """The figure without what only a file of its own needs, and with the page's colours."""
    written = io.StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    figure.savefig(written, format="svg", metadata=nothing, transparent=True)
    text = _CLIPS.sub("", _LEFT_OUT.sub("", written.getvalue()))
    used = set(re.findall(r'xlink:href="#([^"]+)"', text))
    text = _ID.sub(lambda match: match[0] if match["id"] in used else "", text)
    text = _without_definitions(text)
    for colour, variable in _VARIABLES.items():
        text = text.replace(colour, variable)
    text = re.sub(r">\s+<", "><", re.sub(r"\s*\n", " ", text)).strip()
    text = _SIZE.sub("", text, count=1)
    return Markup(  # noqa: S704 - drawn by us, numbers and edition names escaped by matplotlib
        text.replace("<svg", f'<svg class="chart" role="img" aria-label="{escape(alt)}"', 1)
    )


def _without_definitions(text: str) -> str:
    """Every `use` as the path that it points to, so that pictures on one page share no ids."""
    paths = dict(re.findall(r'<path id="([^"]+)"([^>]*)/>', text))
    text = re.sub(r"<defs>\s*(?:<path [^>]*/>\s*)+</defs>", "", text)

    def drawn(match: re.Match[str]) -> str:
        x, y, style = match["x"], match["y"], match["style"]
        return f'<path transform="translate({x} {y})"{_with_style(paths[match["id"]], style)}/>'

    return re.sub(
        r'<use xlink:href="#(?P<id>[^"]+)" x="(?P<x>[^"]*)" y="(?P<y>[^"]*)" style="(?P<style>[^"]*)"/>',
        drawn,
        text,
    )


def _with_style(path: str, style: str) -> str:
    own = re.sub(r' style="[^"]*"', "", path)
    return f'{own} style="{style}"'
