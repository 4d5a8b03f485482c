"""How party counts and money went over the years: a small picture for each, and all figures as tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from babel import Locale
from babel.numbers import format_compact_decimal
from markupsafe import Markup

from reportdiff.output._catalogue import Catalogue
from reportdiff.output._inline import html, plain
from reportdiff.output._markdown import Markdown
from reportdiff.output._series import FundingFigure, PartyCount, Series
from reportdiff.output.series_page._charts import Point, trend
from reportdiff.output.series_page._ways import Ways


@dataclass(frozen=True, slots=True)
class Card:
    """One trend: what it is of, its latest figure, what became of it, and its picture."""

    title: Markup
    latest: Markup
    note: Markup
    moved: Markup
    chart: Markup
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure in a table, with the way to its words; empty where an edition does not state it."""

    text: Markup = Markup("")  # noqa: RUF009 - immutable
    href: str | None = None
    note: Markup = Markup("")  # noqa: RUF009 - immutable


class Trends:
    """The trends of a series in one interface language."""

    def __init__(self, series: Series, words: Catalogue, ways: Ways, *, rightward: bool) -> None:
        self._series = series
        self._words = words
        self._ways = ways
        self._rightward = rightward
        self._locale = Locale.parse(words.say("locale"))
        self._places = {edition: place for place, edition in enumerate(series.editions)}

    # -------------------------------------------------------------------------- party counts

    def instruments(self) -> list[tuple[str, list[PartyCount]]]:
        """The counts of each instrument, in the order of the catalogue."""
        ordered = sorted(
            self._series.counts,
            key=lambda one: (self._words.order("instruments", one.instrument), self._places[one.edition]),
        )
        return [(name, list(some)) for name, some in groupby(ordered, key=lambda one: one.instrument)]

    def party_cards(self) -> list[Card]:
        """Every instrument that two editions count the parties of."""
        return [self._party_card(name, some) for name, some in self.instruments() if len(some) > 1]

    def _party_card(self, instrument: str, counts: Sequence[PartyCount]) -> Card:
        words = self._words
        first, last = counts[0], counts[-1]
        title = words.name("instruments", instrument)
        points = [
            Point(self._places[one.edition], one.parties, doubtful=one.agrees is False) for one in counts
        ]
        moved = words.say(
            "series.moved",
            difference=words.signed(last.parties - first.parties),
            first=words.edition(first.edition),
        )
        note = words.say("series.latest", edition=words.edition(last.edition), moved=moved)
        alt = words.say(
            "series.alt",
            what=title,
            old=first.parties,
            first=first.edition,
            new=last.parties,
            last=last.edition,
        )
        ticks = [(float(place), edition) for edition, place in self._places.items()]
        chart = trend(
            points, ticks, lambda value: words.number(round(value)),
            alt=plain(alt), from_zero=False, rightward=self._rightward,
        )  # fmt: skip
        doubtful = any(point.doubtful for point in points)
        latest = html(Markdown(words.number(last.parties)))
        return Card(html(title), latest, html(note), html(moved), chart, doubtful)

    def party_rows(self) -> list[tuple[Markup, list[Cell]]]:
        """A row an instrument, a cell an edition."""
        rows = []
        for instrument, counts in self.instruments():
            stated = {one.edition: one for one in counts}
            cells = [
                self._party_cell(stated[edition]) if edition in stated else Cell()
                for edition in self._series.editions
            ]
            rows.append((html(self._words.name("instruments", instrument)), cells))
        return rows

    def _party_cell(self, count: PartyCount) -> Cell:
        words = self._words
        note = Markup("")
        if count.newly is not None:
            key = "series.stated_wrong" if count.agrees is False else "series.stated"
            note = html(words.say(key, newly=words.signed(count.newly)))
        href = self._ways.to_paragraph(count.edition, count.address)
        return Cell(html(Markdown(words.number(count.parties))), href, note)

    # -------------------------------------------------------------------------- money

    def money_cards(self) -> list[Card]:
        """Every measure that is stated for two periods of one length in one currency."""
        cards = []
        for _, some in self._comparable():
            figures = sorted((one for one in some if one.period), key=lambda one: one.period or "")
            if len({one.period for one in figures}) > 1:
                cards.append(self._money_card(figures))
        return cards

    def _comparable(self) -> Iterator[tuple[object, list[FundingFigure]]]:
        def key(one: FundingFigure) -> tuple[tuple[int, str], str, str]:
            return self._words.order("measures", one.measure), one.currency or "", _kind_of(one.period)

        for together, some in groupby(sorted(self._series.funding, key=key), key=key):
            yield together, list(some)

    def _money_card(self, figures: Sequence[FundingFigure]) -> Card:
        words = self._words
        first, last = figures[0], figures[-1]
        title = self._measure(last)
        places, ticks = _time_axis([one.period or "" for one in figures], words)
        points = [
            Point(places[one.period or ""], float(one.value), doubtful=one.basis != "actual")
            for one in figures
        ]
        relative = float((last.value - first.value) / first.value) if first.value and last.currency else None
        difference = (
            words.relative(relative)
            if last.currency
            else words.say("figures.points", value=words.signed(last.value - first.value))
        )
        period, start = words.period(last.period or ""), words.period(first.period or "")
        moved = words.say("series.moved", difference=difference, first=start)
        note = words.say("series.latest", edition=period, moved=moved)
        old, new = self._value(first), self._value(last)
        alt = words.say("series.alt", what=title, old=old, first=start, new=new, last=period)
        chart = trend(
            points, ticks, self._axis(last.currency),
            alt=plain(alt), from_zero=True, rightward=self._rightward,
        )  # fmt: skip
        doubtful = any(point.doubtful for point in points)
        return Card(html(title), html(self._value(last)), html(note), html(moved), chart, doubtful)

    def _measure(self, figure: FundingFigure) -> Markdown:
        """The measure, with the length of its periods where that is not one year."""
        words = self._words
        name = words.name("measures", figure.measure)
        years = _years(figure.period)
        return name if years is None or years == 1 else words.say("series.span", what=name, n=years)

    def _value(self, figure: FundingFigure) -> Markdown:
        words = self._words
        if figure.currency is None:
            amount = words.percent(figure.value.normalize() + 0)
        else:
            amount = words.money(figure.value, figure.currency)
        return words.qualified(amount, figure.qualifier)

    def _axis(self, currency: str | None) -> Callable[[float], str]:
        """How the vertical axis writes amounts, or shares where there is no currency."""
        if currency is None:
            return lambda value: str(self._words.percent(Decimal(f"{value:g}")))
        return lambda value: str(
            format_compact_decimal(value, fraction_digits=1 if value % 1 else 0, locale=self._locale)
        )

    def money_rows(self) -> list[tuple[Markup, list[Cell]]]:
        """A row a measure and period: the figure, what it is, who says so, and what was said before."""
        rows = []
        for _, some in self._comparable():
            for one in sorted(some, key=lambda one: one.period or ""):
                words = self._words
                name = html(words.name("measures", one.measure))
                href = self._ways.to_paragraph(one.edition, one.address)
                earlier = [
                    words.say(
                        "series.earlier",
                        amount=words.money(value, one.currency) if one.currency else words.percent(value),
                        edition=words.edition(edition),
                    )
                    for edition, value in one.earlier
                ]
                rows.append(
                    (
                        name,
                        [
                            Cell(html(words.period(one.period)) if one.period else Markup("")),
                            Cell(html(self._value(one)), href),
                            Cell(html(words.name("basis", one.basis))),
                            Cell(html(words.edition(one.edition))),
                            Cell(html(words.join(earlier)) if earlier else Markup("")),
                        ],
                    )
                )
        return rows


def _years(period: str | None) -> int | None:
    """How many years a period has; None where it is not made of years."""
    span = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", period or "")
    if span is None:
        return None
    return 1 if span[2] is None else int(span[2]) - int(span[1]) + 1


def _kind_of(period: str | None) -> str:
    """What periods are comparable: those of as many years, or written in one way."""
    years = _years(period)
    return f"{years:04d}" if years is not None else re.sub(r"\d", "0", period or "")


def _time_axis(periods: Sequence[str], words: Catalogue) -> tuple[dict[str, float], list[tuple[float, str]]]:
    """Where each period stands, and the names along the axis: single years with those that nobody states."""
    ordered = sorted(set(periods))
    if all(_years(period) == 1 for period in ordered):
        years = range(int(ordered[0]), int(ordered[-1]) + 1)
        return {str(year): float(year) for year in years}, [(float(year), str(year)) for year in years]
    places = {period: float(place) for place, period in enumerate(ordered)}
    return places, [(place, str(words.period(period))) for period, place in places.items()]
