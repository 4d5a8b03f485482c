"""A summary's parts said in one interface language; the templates put them in their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportdiff.model import Finding
from reportdiff.output._catalogue import Catalogue
from reportdiff.output._diff import Mark, Piece
from reportdiff.output._excerpts import plain_excerpt
from reportdiff.output._figure_phrases import FigurePhrases
from reportdiff.output._glance import Glance
from reportdiff.output._markdown import Markdown, escape, marked
from reportdiff.output._names import DonorMoves, ProgrammeEvent
from reportdiff.output._provenance_phrases import ProvenancePhrases
from reportdiff.output._sections import SectionRow
from reportdiff.output._summary import ShownChange, Summary

_MOST_UNREAD = 5
_MOST_SECTIONS = 12
_ABOVE = 40
"""Columns of the heading above a subsection."""
_HEADING = 70
"""Columns of the heading beside a change."""
_HAPPENED = frozenset(
    {"new paragraph", "dropped paragraph", "rewritten", "only figures differ", "wording edited"}
)
"""Reasons that only say what happened."""
WHATS = ("added", "dropped", "rewritten", "edited", "figures", "identical")


class Phrases:
    """What a template may ask for; every text that comes out is Markdown."""

    def __init__(self, summary: Summary, words: Catalogue) -> None:
        self.s = summary
        self.words = words
        self.old_edition = summary.old.edition or words.say("page.old_edition")
        self.new_edition = summary.new.edition or words.say("page.new_edition")
        self.figures = FigurePhrases(summary, words, self.old_edition, self.new_edition)
        self.beside = ProvenancePhrases(summary, words, self.old_edition)
        self.glance = Glance(summary, words, self.figures, self.beside)

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

    # -------------------------------------------------------------------------- programmes and donors

    def programme_lines(self) -> list[Markdown]:
        return [self._programme_line(event) for event in self.s.programmes]

    def _programme_line(self, event: ProgrammeEvent) -> Markdown:
        edition = self.old_edition if event.event == "silent" else None
        place = self.words.places(event.addresses, edition=edition)
        key = "silent_ended" if event.had_ended else event.event
        return self.words.say(f"programme.{key}", name=event.name, place=place)

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
        heading = marked(plain_excerpt(shown.heading, None, None, _HEADING))
        return self.words.say("change.lead", place=place, section=heading, what=what)

    def change_reason(self, shown: ShownChange) -> Markdown:
        """Why it stands here, beyond what happened to it; never nothing."""
        what, reason = shown.change.what, shown.change.reason
        phrases = [phrase for phrase in reason.split("; ") if phrase not in _HAPPENED]
        edition = self.new_edition if what == "dropped" else self.old_edition
        said = [
            self.words.reasons("; ".join(phrases))
            if phrases
            else self.words.say(f"why.{what}", edition=self.words.edition(edition)),
            *([self.words.say("change.reviewed")] if shown.reviewed else []),
            *([self.words.say("change.by_version")] if shown.by_version else []),
        ]
        return Markdown(self.words.say("semicolon").join(said))

    def change_words(self, shown: ShownChange) -> Iterator[Markdown]:
        """The lines of the quotation under a change."""
        if shown.merged:
            yield marked(self._left_out(piece) for piece in shown.merged)
        if shown.before and shown.now:
            yield self.words.say("change.before", edition=self.old_edition, words=marked(shown.before))
            yield self.words.say("change.now", edition=self.new_edition, words=marked(shown.now))
        elif shown.before or shown.now:
            words = marked(shown.before or shown.now)
            yield self._quoted(shown, words) if shown.quoted else words

    def _quoted(self, shown: ShownChange, words: Markdown) -> Markdown:
        """The words of one of several paragraphs, with its place."""
        edition = None if shown.change.new else self.old_edition
        place = self.words.places(shown.quoted, edition=edition, bare=True)
        return self.words.say("change.quoted", place=place, words=words)

    def _left_out(self, piece: Piece) -> Piece:
        """A gap that holds changed words says so."""
        if piece.mark is Mark.HIDDEN:
            return Piece(Mark.GAP, self.words.say("excerpt.hidden", n=int(piece.text)))
        return Piece(Mark.GAP, self.words.say("excerpt.cut")) if piece.mark is Mark.CUT else piece

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
