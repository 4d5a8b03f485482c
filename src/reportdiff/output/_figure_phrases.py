"""Party counts, money and other quantities said in one interface language."""

from __future__ import annotations

from decimal import Decimal

from reportdiff.model import Basis, Funding, QuantityChange
from reportdiff.output._catalogue import Catalogue
from reportdiff.output._figures import CountMove, MoneyMove, value_of
from reportdiff.output._markdown import Markdown, escape, marked
from reportdiff.output._summary import ShownQuantity, Summary


class FigurePhrases:
    """Rows of the tables of figures, and phrases for a sentence."""

    def __init__(self, summary: Summary, words: Catalogue, old_edition: str, new_edition: str) -> None:
        self.s = summary
        self.words = words
        self.old_edition = old_edition
        self.new_edition = new_edition
        self.parties = sorted(summary.parties, key=lambda m: words.order("instruments", m.instrument))
        self.money = sorted(summary.money, key=lambda m: words.order("measures", m.measure))

    def count_phrase(self, move: CountMove) -> Markdown:
        """A party count that moved, in a sentence."""
        return self.words.say(
            "glance.parties",
            instrument=self.words.name("instruments", move.instrument),
            old=move.old.parties if move.old else 0,
            new=move.new.parties if move.new else 0,
            difference=self.words.signed(move.difference or 0),
        )

    def money_phrase(self, move: MoneyMove) -> Markdown:
        """A figure of money that moved, in a sentence."""
        return self.words.say(
            "glance.money",
            measure=self.words.name("measures", move.measure),
            old=self._said(move.old, self.old_edition),
            new=self._said(move.new, self.new_edition),
            difference=self.words.relative(move.relative) or self._difference(move),
        )

    def quantity_phrase(self, shown: ShownQuantity) -> Markdown:
        """A quantity that moved in the words around it, and as the old edition prints it."""
        return self.words.say(
            "glance.quantity",
            words=marked(shown.words),
            old=shown.change.old_place.quote,
            place=self.words.places([shown.change.new_place.address]),
        )

    def party_rows(self) -> list[tuple[Markdown, ...]]:
        """Instrument, old, new, change, what the text says, where."""
        return [self._party_row(move) for move in self.parties]

    def _party_row(self, move: CountMove) -> tuple[Markdown, ...]:
        missing = self.words.say("table.not_reported")
        return (
            self.words.name("instruments", move.instrument),
            missing if move.old is None else Markdown(self.words.number(move.old.parties)),
            missing if move.new is None else Markdown(self.words.number(move.new.parties)),
            self._count_difference(move.difference),
            self._stated(move),
            self._where(move),
        )

    def _count_difference(self, difference: int | None) -> Markdown:
        if difference is None:
            return self._none
        return self.words.signed(difference) if difference else self.words.say("table.unchanged")

    @property
    def _none(self) -> Markdown:
        return self.words.say("page.none")

    def _stated(self, move: CountMove) -> Markdown:
        if move.new is None:
            return self._none
        if move.new.newly is None:
            return self.words.say("parties.stated_none")
        keys = {True: "stated_fits", False: "stated_wrong", None: "stated_only"}
        return self.words.say(f"parties.{keys[move.adds_up]}", newly=move.new.newly)

    def _where(self, move: CountMove | MoneyMove) -> Markdown:
        if move.new is not None:
            return self.words.places([move.new.place.address])
        if move.old is not None:
            return self.words.places([move.old.place.address], edition=self.old_edition)
        return self._none

    def money_rows(self) -> list[tuple[Markdown, ...]]:
        """Measure, old, new, change, where."""
        return [self._money_row(move) for move in self.money]

    def _money_row(self, move: MoneyMove) -> tuple[Markdown, ...]:
        old = self._figure(move.old)
        if move.old is None and move.earlier is not None:
            old = self.words.say(
                "money.earlier",
                figure=self._figure(move.earlier),
                edition=self.words.edition(self.new_edition),
            )
        return (
            self.words.name("measures", move.measure),
            old,
            self._figure(move.new),
            self._difference_cell(move),
            self._where(move),
        )

    def _figure(self, figure: Funding | None) -> Markdown:
        if figure is None:
            return self.words.say("table.not_reported")
        values: dict[str, object] = {
            "amount": self._amount(figure, exact=True),
            "period": self.words.period(figure.period or ""),
        }
        if figure.period is None:
            return self.words.say("money.figure_plain", **values)
        if figure.basis is Basis.ACTUAL:
            return self.words.say("money.figure", **values)
        return self.words.say("money.figure_basis", **values, basis=self.words.name("basis", figure.basis))

    def _amount(self, figure: Funding | None, *, exact: bool = False) -> Markdown:
        """The figure as far as it is stated: `about` stays `about`."""
        if figure is None:
            return self.words.say("table.not_reported")
        if figure.amount is None:
            amount = self.words.percent(value_of(figure))
        else:
            amount = self.words.money(figure.amount, figure.currency or "", exact=exact)
        return self.words.qualified(amount, figure.qualifier)

    def _difference(self, move: MoneyMove) -> Markdown:
        difference = move.difference or Decimal(0)
        figure = move.new
        if figure is None or figure.amount is None:
            points = Markdown(self.words.signed(difference))
            return self.words.say("figures.points", value=points)
        return self.words.money(difference, figure.currency or "", signed=True)

    def _difference_cell(self, move: MoneyMove) -> Markdown:
        if move.difference is None:
            return self._none
        if not move.difference:
            return self.words.say("table.unchanged")
        relative = self.words.relative(move.relative)
        difference = self._difference(move)
        if not relative:
            return difference
        return self.words.say("money.difference", difference=difference, relative=relative)

    def quantity_rows(self) -> list[tuple[Markdown, ...]]:
        """Words around the new figure, old, new, change, where."""
        return [
            (
                marked(shown.words),
                escape(shown.change.old_place.quote),
                escape(shown.change.new_place.quote),
                self._quantity_difference(shown.change),
                self.words.places([shown.change.new_place.address]),
            )
            for shown in self.s.quantities
        ]

    def _quantity_difference(self, change: QuantityChange) -> Markdown:
        """In per cent of the old value; of two shares in percentage points."""
        if change.unit == "per-cent":
            return self.words.say("figures.points", value=self.words.signed(change.difference))
        return self.words.relative(change.relative)

    def _said(self, figure: Funding | None, edition: str) -> Markdown:
        """A figure with its period and basis where these are not what one would expect."""
        expected = figure is None or (figure.period in (None, edition) and figure.basis is not Basis.FORECAST)
        return self._amount(figure) if expected else self._figure(figure)
