"""What the template of the series page may ask for: every text that comes out is safe to print."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from markupsafe import Markup

from reportdiff.output._catalogue import Catalogue
from reportdiff.output._inline import html, plain
from reportdiff.output._markdown import Markdown
from reportdiff.output._phrases import WHATS
from reportdiff.output._series import Series
from reportdiff.output.series_page._charts import Bar, stack
from reportdiff.output.series_page._data import embedded, heading
from reportdiff.output.series_page._latest import Latest
from reportdiff.output.series_page._matrices import STATUSES, donor_matrices, programme_matrix
from reportdiff.output.series_page._reuse import RELATIONS, Reuse, SectionRow, by_edition, by_section
from reportdiff.output.series_page._trends import Trends
from reportdiff.output.series_page._ways import Ways

_SHADES = 5
"""Steps in which a section's kept share is coloured."""
_MOST_NAMES = 3
_MOST_IN_WORDS = 8
"""Editions whose cells have room for words."""
_SIGNS = {
    "planned": "○",
    "new": "▲",
    "continuing": "●",
    "next-phase": "▶",
    "ended": "■",
    "unstated": "–",
    "named": "●",
}
_DEEPEST = 4
"""Headings are moved in up to so many steps."""
_SAID_BY_SCRIPT = (
    "chosen", "composed", "report", "life", "first", "absent", "unchanged", "as_before", "choose", "aside",
)  # fmt: skip


class SectionLine(NamedTuple):
    """One row of the table of sections: a heading alone, or a section with its row of figures."""

    heading: str
    depth: int
    row: SectionRow | None


class Page:
    """A series in one interface language, part by part."""

    def __init__(self, series: Series, words: Catalogue, *, rightward: bool) -> None:
        self.series = series
        self.words = words
        self.ways = Ways(series, words.language)
        self.trends = Trends(series, words, self.ways, rightward=rightward)
        self._rightward = rightward
        self.reuse = by_edition(series)
        self.sections = by_section(series)
        self.programmes = programme_matrix(series, words, self.ways)
        self.donors = donor_matrices(series, words, self.ways)
        self.statuses = [
            (status, html(words.say(f"report.status.{status}")))
            for status in STATUSES
            if any(one.status == status for one in series.programmes)
        ]
        self.signs = len(series.editions) > _MOST_IN_WORDS
        self.latest = self._latest()
        self.party_cards = self.trends.party_cards()
        self.money_cards = self.trends.money_cards()

    def sign(self, what: str) -> str:
        """What stands for a word where there is no room for it."""
        return _SIGNS[what]

    def _latest(self) -> Latest:
        places = {edition: place for place, edition in enumerate(self.series.editions)}
        reports = dict(zip(self.series.editions, self.series.reports, strict=True))
        last = max(
            self.series.comparisons,
            key=lambda one: (places[one.new.edition or ""], places[one.old.edition or ""]),
        )
        old, new = reports[last.old.edition or ""], reports[last.new.edition or ""]
        return Latest(old, new, last, self.words, self.ways)

    def title(self) -> Markdown:
        """What the page is."""
        editions = self.series.editions
        return self.words.say("series.title", first=editions[0], last=editions[-1])

    # -------------------------------------------------------------------------- at a glance

    def glance(self) -> Iterator[tuple[Markdown, Markdown]]:
        """A few sentences, each with its word."""
        words, editions = self.words, self.series.editions
        yield (
            words.say("series.editions"),
            words.say("series.editions_are", n=len(editions), names=self._names()),
        )
        if self.reuse:
            yield words.say("series.text"), self._text_kept()
        for kind, cards in (("parties", self.party_cards), ("money", self.money_cards)):
            if cards:
                said = [
                    words.say(
                        "series.card",
                        what=c.title.striptags(),
                        latest=c.latest.striptags(),
                        note=c.moved.striptags(),
                    )
                    for c in cards
                ]
                yield words.say(f"series.{kind}"), words.limited([Markdown(one) for one in said], _MOST_NAMES)
        if self.programmes:
            yield words.say("series.programmes"), self._programmes_said()
        if self.donors:
            yield words.say("series.donors"), self._donors_said()

    def _names(self) -> Markdown:
        editions = self.series.editions
        if len(editions) <= 6:
            return self.words.join([self.words.edition(edition) for edition in editions])
        return self.words.say("series.from_to", first=editions[0], last=editions[-1])

    def _text_kept(self) -> Markdown:
        words = self.words
        least = min(self.reuse, key=lambda edition: self.reuse[edition].kept)
        most = max(self.reuse, key=lambda edition: self.reuse[edition].kept)
        if least == most:
            return words.say(
                "series.kept_once", share=self._share(self.reuse[most].kept), edition=words.edition(most)
            )
        return words.say(
            "series.kept_between",
            least=self._share(self.reuse[least].kept), in_least=words.edition(least),
            most=self._share(self.reuse[most].kept), in_most=words.edition(most),
        )  # fmt: skip

    def _programmes_said(self) -> Markdown:
        always = sum(None not in row.cells for row in self.programmes)
        latest = sum(row.cells[-1] is not None for row in self.programmes)
        return self.words.say(
            "series.programmes_are", n=len(self.programmes), always=always, latest=latest,
            edition=self.words.edition(self.series.editions[-1]),
        )  # fmt: skip

    def _donors_said(self) -> Markdown:
        said = []
        for matrix in self.donors:
            lists = len(self.series.editions) - len(matrix.unlisted)
            always = sum(len(row.cells) - row.cells.count(None) == lists for row in matrix.rows)
            what = matrix.title.striptags()
            said.append(self.words.say("series.donors_are", what=what, n=len(matrix.rows), always=always))
        return Markdown(self.words.say("semicolon").join(said))

    def _share(self, share: float) -> Markdown:
        return self.words.percent(Decimal(f"{100 * share:.0f}"))

    # -------------------------------------------------------------------------- text reuse

    def reuse_chart(self) -> Markup:
        """A bar an edition."""
        bars = [
            Bar(edition, tuple(100 * reuse.share(what) for what in RELATIONS))
            for edition, reuse in self.reuse.items()
        ]
        return stack(bars, alt=plain(self.words.say("series.reuse_alt")), rightward=self._rightward)

    def relations(self) -> list[tuple[str, Markup]]:
        """What the parts of a bar are, in their order."""
        return [(what, html(self.words.name("what", what))) for what in RELATIONS]

    def reuse_cells(self, reuse: Reuse) -> list[Markup]:
        """The shares of each relation, then what is kept in all."""
        shares = [reuse.share(what) for what in RELATIONS]
        return [html(self._share(share)) for share in (*shares, reuse.kept)]

    def kept_editions(self) -> list[str]:
        """The editions that are told against the one before."""
        return list(self.reuse)

    def section_lines(self) -> Iterator[SectionLine]:
        """The rows of the table of sections, each under the headings that it has in common with the next."""
        above: tuple[str, ...] = ()
        for row in self.sections:
            named = tuple(heading(one.label, one.heading) for one in row.path)
            common = sum(
                1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(above, named, strict=False))
            )
            for depth in range(common, len(named) - 1):
                yield SectionLine(named[depth], min(depth, _DEEPEST), None)
            yield SectionLine(named[-1] if named else "", min(max(0, len(named) - 1), _DEEPEST), row)
            above = named

    def section_cells(self, row: SectionRow) -> list[tuple[Markup, int, str] | None]:
        """By edition what is kept, its shade and what happened in all; None where the section is not."""
        return [self._section_cell(row.reuse.get(edition)) for edition in self.reuse]

    def _section_cell(self, reuse: Reuse | None) -> tuple[Markup, int, str] | None:
        if reuse is None:
            return None
        parts = [
            f"{plain(self.words.name('what', what))} {plain(self._share(reuse.share(what)))}"
            for what in RELATIONS
            if reuse.characters[what]
        ]
        shade = round(_SHADES * reuse.kept)
        return html(self._share(reuse.kept)), shade, str(self.words.say("comma")).join(parts)

    # -------------------------------------------------------------------------- two editions

    def counts(self) -> list[tuple[str, Markup, str]]:
        """What happened between the latest editions, its name and how often."""
        counts = self.latest.counts()
        return [
            (what, html(self.words.name("what", what)), self.words.number(counts.get(what, 0)))
            for what in WHATS
        ]

    def latest_places(self) -> tuple[int, int]:
        """Where the latest editions that were compared stand in the series."""
        places = {id(report): place for place, report in enumerate(self.series.reports)}
        return places[id(self.latest.old)], places[id(self.latest.new)]

    def data(self) -> Markup:
        """What the script reads."""
        return Markup(embedded(self.series, self.words, self.ways))  # noqa: S704 - JSON without `<`

    def said(self) -> dict[str, str]:
        """The words that the script shows."""
        own = {name: Markdown(f"{{{name}}}") for name in ("old", "new", "edition")}
        words = {name: plain(self.words.say(f"series.script.{name}", **own)) for name in _SAID_BY_SCRIPT}
        words |= {what: plain(self.words.name("what", what)) for what in WHATS}
        words |= {
            "page": plain(self.words.say("report.page", n=Markdown("{n}"))),
            "shown": plain(self.words.say("report.shown", shown=Markdown("{shown}"), all=Markdown("{all}"))),
            "nothing": plain(self.words.say("report.nothing_shown")),
            "before": plain(self.words.say("section.before_first")),
            "path": str(self.words.say("section.path")),
        }
        return words
