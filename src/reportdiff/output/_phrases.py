"""A summary's parts said in one interface language; the templates put them in their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportdiff.model import Basis, Donor, Finding, Funding, Severity
from reportdiff.output._catalogue import Catalogue
from reportdiff.output._excerpts import plain_excerpt, width
from reportdiff.output._figures import CountMove, MoneyMove, value_of
from reportdiff.output._markdown import Markdown, escape, marked
from reportdiff.output._names import DonorMoves, ProgrammeEvent
from reportdiff.output._sections import SectionRow
from reportdiff.output._summary import ShownChange, ShownQuantity, Summary

_GLANCE_NAMES = 4
_GLANCE_PLACES = 100
_GLANCE_NUMBERS = 5
_MOST_UNREAD = 5
_MOST_SECTIONS = 12
_ABOVE = 40
"""Columns of the heading above a subsection."""
_LETTER = re.compile(r"[^\W\d_]")
WHATS = ("added", "dropped", "rewritten", "edited", "figures", "identical")


class Phrases:
    """What a template may ask for; every text that comes out is Markdown."""

    def __init__(self, summary: Summary, words: Catalogue) -> None:
        self.s = summary
        self.words = words
        self.old_edition = summary.old.edition or words.say("page.old_edition")
        self.new_edition = summary.new.edition or words.say("page.new_edition")

    # -------------------------------------------------------------------------- head

    def title(self) -> Markdown:
        return self.words.say(
            "page.title",
            old=self.words.edition(self.old_edition),
            new=self.words.edition(self.new_edition),
        )

    def report(self) -> Markdown:
        language = self.words.language_name(self.s.new.language)
        return self.words.say("page.report", title=self.s.title or self.s.new.series or "", language=language)

    def editions(self) -> Markdown:
        sides = {"old": (self.s.old, self.old_edition), "new": (self.s.new, self.new_edition)}
        values: dict[str, object] = {}
        for side, (report, edition) in sides.items():
            comma = self.words.say("comma")
            symbol = Markdown(f"{escape(report.symbol)}{comma}" if report.symbol else "")
            values[side] = edition
            values[f"{side}_symbol"] = symbol
            values[f"{side}_count"] = self.words.say("page.paragraphs", n=len(report.paragraphs))
        return self.words.say("page.editions", **values)

    # -------------------------------------------------------------------------- at a glance

    def glance(self) -> Iterator[tuple[Markdown, Markdown]]:
        """Bold word and sentence: new, changed, gone, numbers, contradictions."""
        yield self.words.say("glance.new"), self._sentence(self._new())
        yield self.words.say("glance.changed"), self._sentence(self._changed())
        yield self.words.say("glance.gone"), self._sentence(self._gone())
        yield self.words.say("glance.numbers"), self._sentence(self._numbers(), none="glance.no_numbers")
        wrong = [finding for finding in self.s.audit if finding.severity is not Severity.INFO]
        if wrong:
            places = self.words.places(list(dict.fromkeys(f.address for f in wrong if f.address)))
            said = self.words.say("glance.contradiction", n=len(wrong))
            yield self.words.say("glance.contradictions"), self._sentence([self._at(said, places)])

    def _sentence(self, parts: Sequence[Markdown], none: str = "glance.nothing") -> Markdown:
        if not parts:
            return self.words.say(none)
        return Markdown(self.words.say("semicolon").join(parts) + self.words.say("stop"))

    def _at(self, item: Markdown, place: Markdown) -> Markdown:
        return self.words.say("glance.item_with_place", item=item, place=place) if place else item

    def _counted(self, what: str, *, edition: str | None = None) -> list[Markdown]:
        number = self.s.counts.get(what, 0)
        if not number:
            return []
        said = self.words.say(f"glance.{what}", n=number)
        places = self.words.places(self.s.addresses.get(what, ()), edition=edition)
        return [self._at(said, places) if width(places) <= _GLANCE_PLACES else said]

    def _programmes(self, key: str, *events: str) -> list[Markdown]:
        names = [event.name for event in self.s.programmes if event.event in events]
        return (
            [self.words.say(f"glance.{key}", names=self.words.limited(names, _GLANCE_NAMES))] if names else []
        )

    def _donors(self, key: str, side: str) -> list[Markdown]:
        donors: dict[str, Donor] = {}
        for moves in self.s.donors:
            donors.update({donor.donor: donor for donor in getattr(moves, side)})
        names = [self.words.donor(donor, self.s.new.language) for donor in donors.values()]
        return (
            [self.words.say(f"glance.{key}", names=self.words.limited(names, _GLANCE_NAMES))] if names else []
        )

    def _named(self, key: str, names: Sequence[str]) -> list[Markdown]:
        if not names:
            return []
        return [self.words.say(f"glance.{key}", names=self.words.limited(names, _GLANCE_NAMES))]

    def _new(self) -> list[Markdown]:
        return [
            *self._counted("added"),
            *self._programmes("programmes_start", "starts"),
            *self._programmes("programmes_first", "first-mention"),
            *self._donors("donors_joined", "joined"),
        ]

    def _changed(self) -> list[Markdown]:
        return [
            *self._counted("rewritten"),
            *self._counted("edited"),
            *self._counted("figures"),
            *self._identical(),
            *(
                self.words.say(f"glance.{how}", n=self.s.rearranged[how])
                for how in ("moved", "split", "merge")
                if self.s.rearranged.get(how)
            ),
            *self._programmes("programmes_next", "next-phase"),
        ]

    def _identical(self) -> list[Markdown]:
        number = self.s.counts.get("identical", 0)
        return [self.words.say("glance.identical", n=number)] if number else []

    def _gone(self) -> list[Markdown]:
        return [
            *self._counted("dropped", edition=self.old_edition),
            *self._programmes("programmes_end", "ends"),
            *self._programmes("programmes_silent", "silent"),
            *self._donors("donors_left", "left"),
        ]

    def _numbers(self) -> list[Markdown]:
        numbers = [
            *(self._count_phrase(move) for move in self.s.parties if move.difference),
            *(self._money_phrase(move) for move in self.s.money if move.old is not None and move.difference),
        ]
        # A quantity says something without its sentence only where its words name what it counts.
        telling = [shown for shown in self.s.quantities if _LETTER.search(shown.change.new_place.quote)]
        telling = telling[: max(0, _GLANCE_NUMBERS - len(numbers))]
        others = len(self.s.quantities) + self.s.more_quantities - len(telling)
        rest = [self.words.say("glance.quantities", n=others)] if others else []
        return [*numbers, *map(self._quantity_phrase, telling), *rest]

    def _said(self, figure: Funding | None, edition: str) -> Markdown:
        """A figure with its period and basis where these are not what one would expect."""
        expected = figure is None or (figure.period in (None, edition) and figure.basis is not Basis.FORECAST)
        return self._amount(figure) if expected else self._figure(figure)

    def _quantity_phrase(self, shown: ShownQuantity) -> Markdown:
        return self.words.say(
            "glance.quantity",
            old=shown.change.old_place.quote,
            new=shown.change.new_place.quote,
            place=self.words.places([shown.change.new_place.address]),
        )

    def _count_phrase(self, move: CountMove) -> Markdown:
        return self.words.say(
            "glance.parties",
            instrument=self.words.name("instruments", move.instrument),
            old=move.old.parties if move.old else 0,
            new=move.new.parties if move.new else 0,
            difference=self.words.signed(move.difference or 0),
        )

    def _money_phrase(self, move: MoneyMove) -> Markdown:
        return self.words.say(
            "glance.money",
            measure=self.words.name("measures", move.measure),
            old=self._said(move.old, self.old_edition),
            new=self._said(move.new, self.new_edition),
            difference=self.words.relative(move.relative) or self._difference(move),
        )

    # -------------------------------------------------------------------------- figures

    def party_rows(self) -> list[tuple[Markdown, ...]]:
        """Instrument, old, new, change, what the text says, where."""
        moves = sorted(self.s.parties, key=lambda move: self.words.order("instruments", move.instrument))
        return [self._party_row(move) for move in moves]

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
        moves = sorted(self.s.money, key=lambda move: self.words.order("measures", move.measure))
        return [self._money_row(move) for move in moves]

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
        if figure is None:
            return self.words.say("table.not_reported")
        if figure.amount is None:
            return self.words.percent(value_of(figure))
        return self.words.money(figure.amount, figure.currency or "", exact=exact)

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
                self.words.relative(shown.change.relative),
                self.words.places([shown.change.new_place.address]),
            )
            for shown in self.s.quantities
        ]

    # -------------------------------------------------------------------------- programmes and donors

    def programme_lines(self) -> list[Markdown]:
        return [self._programme_line(event) for event in self.s.programmes]

    def _programme_line(self, event: ProgrammeEvent) -> Markdown:
        edition = self.old_edition if event.event == "silent" else None
        place = self.words.places(event.addresses, edition=edition)
        return self.words.say(f"programme.{event.event}", name=event.name, place=place)

    def donor_lines(self) -> list[Markdown]:
        return [line for moves in self.s.donors for line in self._donor_lines(moves)]

    def _donor_lines(self, moves: DonorMoves) -> Iterator[Markdown]:
        measure = self.words.name("measures", moves.measure)
        place = self.words.places(moves.addresses)
        for side in ("joined", "left"):
            names = [self.words.donor(donor, self.s.new.language) for donor in getattr(moves, side)]
            if names:
                yield self.words.say(
                    f"donor.{side}", measure=measure, names=self.words.join(names), place=place
                )
        if not moves.joined and not moves.left:
            yield self.words.say("donor.same", measure=measure, n=moves.listed, place=place)

    # -------------------------------------------------------------------------- changes

    def change_lead(self, shown: ShownChange) -> Markdown:
        change = shown.change
        place = self.words.places(change.new or change.old, edition=None if change.new else self.old_edition)
        if change.new and change.old and change.old != change.new:
            old = self.words.places(change.old, edition=self.old_edition)
            place = self.words.say("change.was", place=place, old=old)
        what = self.words.name("what", change.what)
        if shown.heading is None:
            return self.words.say("change.lead_plain", place=place, what=what)
        return self.words.say("change.lead", place=place, section=shown.heading, what=what)

    def change_reason(self, shown: ShownChange) -> Markdown:
        """Why it stands here, beyond what happened to it."""
        plain = {"new paragraph", "dropped paragraph", "rewritten", "only figures differ", "wording edited"}
        phrases = [phrase for phrase in shown.change.reason.split("; ") if phrase not in plain]
        return self.words.reasons("; ".join(phrases)) if phrases else Markdown("")

    def change_words(self, shown: ShownChange) -> Iterator[Markdown]:
        """The lines of the quotation under a change."""
        if shown.merged:
            yield marked(shown.merged)
        if shown.before and shown.now:
            yield self.words.say("change.before", edition=self.old_edition, words=marked(shown.before))
            yield self.words.say("change.now", edition=self.new_edition, words=marked(shown.now))
        elif shown.before or shown.now:
            yield marked(shown.before or shown.now)

    # -------------------------------------------------------------------------- audit, sections, unread

    def finding(self, finding: Finding) -> Markdown:
        severity = self.words.say(f"severity.{finding.severity}")
        message = self.words.message(finding)
        place = self._finding_place(finding)
        if not place:
            return self.words.say("finding.line_unplaced", severity=severity, message=message)
        return self.words.say("finding.line", severity=severity, place=place, message=message)

    def _finding_place(self, finding: Finding) -> Markdown:
        if finding.address is not None:
            return self.words.places([finding.address])
        if finding.page is not None:
            return self.words.say("places.page", value=finding.page)
        return self.words.say("places.line", value=finding.line) if finding.line is not None else Markdown("")

    def sections(self) -> tuple[Sequence[SectionRow], int]:
        """The rows to show, and how many without change are left out of a long table."""
        rows = self.s.sections
        if len(rows) <= _MOST_SECTIONS:
            return rows, 0
        changed = [row for row in rows if set(row.counts) != {"identical"}]
        return changed, len(rows) - len(changed)

    def section_cells(self, row: SectionRow) -> list[Markdown]:
        """Heading, paragraphs, then the counts in the order of `WHATS`."""
        edition = self.old_edition if row.gone else None
        places = Markdown("") if row.aside else self.words.span(row.addresses, edition=edition)
        counts = [self.words.number(row.counts[what]) if row.counts.get(what) else "" for what in WHATS]
        return [self._heading(row), places, *map(Markdown, counts)]

    def _heading(self, row: SectionRow) -> Markdown:
        if row.aside is not None:
            heading = self.words.say(f"section.{row.aside}")
        elif row.headings:
            above = [marked(plain_excerpt(text, None, None, _ABOVE)) for text in row.headings[:-1]]
            heading = Markdown(self.words.say("section.path").join([*above, escape(row.headings[-1])]))
        else:
            heading = self.words.say("section.before_first")
        if not row.gone:
            return heading
        return self.words.say("section.gone", heading=heading, edition=self.words.edition(self.old_edition))

    def unread(self) -> Iterator[Markdown]:
        """What reading and facts could not make sense of in the new edition."""
        account = self.s.new.account
        if account.not_understood:
            share = Decimal(100 * account.not_understood) / Decimal(max(1, account.total))
            yield self.words.say(
                "unread.characters",
                count=account.not_understood,
                total=account.total,
                share=self.words.percent(Decimal(f"{share:.2f}")),
            )
        for finding in self.s.unread[:_MOST_UNREAD]:
            yield self.finding(finding)
        rest = len(self.s.unread) - _MOST_UNREAD
        if rest > 0:
            yield self.words.say("unread.more", n=rest)
        if not account.not_understood and not self.s.unread:
            yield self.words.say("unread.all")
