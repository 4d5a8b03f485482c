"""The sheets of a workbook: what a pair says, as tables in one interface language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from reportdiff.model import Address, Basis, Change, Donor, Finding, Funding, Link, Place, Report, Severity
from reportdiff.output._anchors import NEW, OLD, anchor
from reportdiff.output._catalogue import Catalogue
from reportdiff.output._diff import Mark, Piece
from reportdiff.output._excerpts import changed_excerpt, marked_excerpt, plain_excerpt
from reportdiff.output._figures import MoneyMove, count_moves, money_moves
from reportdiff.output._markdown import Markdown
from reportdiff.output._names import programme_events
from reportdiff.output._pair import Pair
from reportdiff.output._plain import plain
from reportdiff.output.office._cells import Cell, Column, Form, Linked, Marked, Money, Share, Sheet

_EXCERPT = 300
"""Columns of the words of a paragraph that has nothing to be compared with."""
_WORD_FOR_WORD = ("edited", "figures", "identical")


class Sheets:
    """Makes the sheets of one pair. `report_file` is the page that places lead to."""

    def __init__(self, pair: Pair, words: Catalogue, report_file: str) -> None:
        self._pair, self._words, self._file = pair, words, report_file
        self._old_name = pair.old.edition or plain(words.say("page.old_edition"))
        self._new_name = pair.new.edition or plain(words.say("page.new_edition"))
        self._old = {p.address: p for p in pair.old.paragraphs}
        self._new = {p.address: p for p in pair.new.paragraphs}

    def all(self) -> list[Sheet]:
        """Every sheet, in the order of the workbook."""
        return [
            self._changes(),
            self._quantities(),
            self._treaty_counts(),
            self._programmes(),
            self._funding(),
            self._donors(),
            self._findings(),
        ]

    # -------------------------------------------------------------------------- words

    def say(self, key: str, **values: object) -> str:
        """A string of the workbook as plain text."""
        return plain(self._words.say(f"workbook.{key}", **values))

    def _column(self, key: str, width: int, form: Form = Form.TEXT) -> Column:
        edition = self._old_name if key.startswith(("old_", "in_old")) else self._new_name
        return Column(self.say(f"column.{key}", edition=edition), width, form)

    def _name(self, table: str, key: str | None) -> str | None:
        return None if key is None else plain(self._words.name(table, key))

    def _place(self, addresses: Sequence[Address], side: str = NEW) -> Cell:
        """Where to look, leading to the first of the paragraphs."""
        known = self._new if side == NEW else self._old
        found = [address for address in dict.fromkeys(addresses) if address in known]
        if not found:
            return None
        return Linked(plain(self._words.places(found)), f"{self._file}#{anchor(side, found[0])}")

    def _yes(self, *, that: bool) -> str:
        return self.say("yes" if that else "no")

    # -------------------------------------------------------------------------- changes

    def _changes(self) -> Sheet:
        columns = [
            self._column("rank", 7, Form.COUNT),
            self._column("importance", 12, Form.SCORE),
            self._column("what", 14),
            self._column("section", 30, Form.WRAPPED),
            self._column("new_place", 17),
            self._column("old_place", 17),
            self._column("reason", 24, Form.WRAPPED),
            self._column("words", 70, Form.REPORT),
            self._column("old_text", 50, Form.REPORT),
            self._column("new_text", 50, Form.REPORT),
            self._column("moved", 10),
            self._column("shape", 14),
            self._column("similarity", 11, Form.PERCENT),
            self._column("confidence", 12, Form.PERCENT),
            self._column("review", 11),
            self._column("old_page", 9, Form.COUNT),
            self._column("new_page", 9, Form.COUNT),
        ]
        links = {(link.old, link.new): link for link in self._pair.comparison.links}
        paths = (_section_paths(self._pair.old), _section_paths(self._pair.new))
        rows = [
            self._change(rank, change, links.get((change.old, change.new)), paths[bool(change.new)])
            for rank, change in enumerate(self._pair.changes.changes, 1)
        ]
        return Sheet("changes", columns, rows)

    def _change(
        self, rank: int, change: Change, link: Link[Address] | None, paths: Mapping[str, str]
    ) -> list[Cell]:
        old = [self._old[address] for address in change.old if address in self._old]
        new = [self._new[address] for address in change.new if address in self._new]
        before, after = "\n".join(p.text for p in old), "\n".join(p.text for p in new)
        return [
            rank,
            change.importance,
            self._name("what", change.what),
            paths.get(change.section or ""),
            self._place(change.new),
            self._place(change.old, OLD),
            plain(self._words.reasons(change.reason)) if change.reason else None,
            self._change_words(change.what, before, after),
            before or None,
            after or None,
            None if link is None else self._yes(that=link.moved),
            None if link is None else self.say(f"shape.{link.shape.value}"),
            None if link is None else link.similarity,
            None if link is None else link.confidence,
            None if link is None or link.review is None else self.say("yes"),
            old[0].page if old else None,
            new[0].page if new else None,
        ]

    def _change_words(self, what: str, old: str, new: str) -> Cell:
        language = self._pair.new.language
        if old == new:
            return None
        if what in _WORD_FOR_WORD:
            return Marked(changed_excerpt(old, new, language))
        found = plain_excerpt((new or old)[: 4 * _EXCERPT], language, None, _EXCERPT)
        mark = Mark.SAME if old and new else Mark.NEW if new else Mark.OLD
        return Marked(tuple(Piece(mark, one.text) if one.mark is Mark.SAME else one for one in found))

    # -------------------------------------------------------------------------- figures

    def _quantities(self) -> Sheet:
        columns = [
            self._column("unit", 14),
            self._column("old_value", 16, Form.NUMBER),
            self._column("new_value", 16, Form.NUMBER),
            self._column("difference", 16, Form.SIGNED),
            self._column("relative", 11, Form.CHANGE),
            self._column("old_quote", 22, Form.REPORT),
            self._column("new_quote", 22, Form.REPORT),
            self._column("words", 60, Form.REPORT),
            self._column("new_place", 17),
            self._column("old_place", 17),
        ]
        rows: list[list[Cell]] = []
        for moved in self._pair.changes.quantity_changes:
            values: list[Cell] = [moved.old_value, moved.new_value, moved.difference]
            if moved.currency is not None:
                amounts = (moved.old_value, moved.new_value, moved.difference)
                values = [Money(amount, moved.currency, i == 2) for i, amount in enumerate(amounts)]
            rows.append(
                [
                    moved.currency or (moved.unit or "").replace("-", " ") or None,
                    *values,
                    moved.relative,
                    moved.old_place.quote,
                    moved.new_place.quote,
                    self._around(moved.new_place),
                    self._place([moved.new_place.address]),
                    self._place([moved.old_place.address], OLD),
                ]
            )
        return Sheet("quantities", columns, rows)

    def _around(self, place: Place) -> Cell:
        paragraph = self._new.get(place.address)
        if paragraph is None:
            return None
        return Marked(marked_excerpt(paragraph.text, self._pair.new.language, (place.start, place.end)))

    def _treaty_counts(self) -> Sheet:
        columns = [
            self._column("instrument", 36),
            self._column("old_value", 12, Form.COUNT),
            self._column("new_value", 12, Form.COUNT),
            self._column("difference", 12, Form.SIGNED),
            self._column("stated", 16, Form.SIGNED),
            self._column("adds_up", 18),
            self._column("old_as_of", 15),
            self._column("new_as_of", 15),
            self._column("new_place", 17),
            self._column("old_place", 17),
        ]
        checks = {True: self.say("adds_up"), False: self.say("does_not_add_up"), None: None}
        rows: list[list[Cell]] = [
            [
                self._name("instruments", move.instrument),
                move.old.parties if move.old else None,
                move.new.parties if move.new else None,
                move.difference,
                move.new.newly if move.new else None,
                checks[move.adds_up],
                move.old.as_of if move.old else None,
                move.new.as_of if move.new else None,
                self._place([move.new.place.address]) if move.new else None,
                self._place([move.old.place.address], OLD) if move.old else None,
            ]
            for move in count_moves(self._pair)
        ]
        return Sheet("treaty_counts", columns, rows)

    def _funding(self) -> Sheet:
        columns = [
            self._column("measure", 28),
            self._column("basis", 12),
            self._column("old_period", 16),
            self._column("old_value", 18, Form.NUMBER),
            self._column("new_period", 16),
            self._column("new_value", 18, Form.NUMBER),
            self._column("difference", 18, Form.SIGNED),
            self._column("relative", 11, Form.CHANGE),
            self._column("note", 26, Form.WRAPPED),
            self._column("new_place", 17),
            self._column("old_place", 17),
        ]
        return Sheet("funding", columns, [self._money(move) for move in money_moves(self._pair)])

    def _money(self, move: MoneyMove) -> list[Cell]:
        base, stated = move.old or move.earlier, move.new or move.old
        note = None
        if move.old is None and move.earlier is not None:
            note = self.say("as_given", old=self._old_name, edition=self._new_name)
        said = dict.fromkeys(f.qualifier for f in (move.old, move.new) if f and f.qualifier)
        qualifiers = [plain(self._words.qualified(Markdown("…"), qualifier)) for qualifier in said]
        difference: Cell = None
        if move.difference is not None and stated is not None:
            is_share = stated.amount is None
            money = Money(move.difference, stated.currency or "", signed=True)
            difference = Share(move.difference, signed=True) if is_share else money
        return [
            self._name("measures", move.measure),
            self._name("basis", (stated.basis if stated else Basis.ACTUAL).value),
            base.period if base else None,
            _figure(base),
            move.new.period if move.new else None,
            _figure(move.new),
            difference,
            move.relative,
            "; ".join(part for part in (note, *qualifiers) if part) or None,
            self._place([move.new.place.address]) if move.new else None,
            self._place([move.old.place.address], OLD) if move.old else None,
        ]

    # -------------------------------------------------------------------------- programmes and donors

    def _programmes(self) -> Sheet:
        columns = [
            self._column("programme", 52, Form.REPORT),
            self._column("event", 26),
            self._column("scope", 14),
            self._column("old_status", 18),
            self._column("new_status", 18),
            self._column("period", 14),
            self._column("places", 26, Form.WRAPPED),
            self._column("new_place", 17),
            self._column("old_place", 17),
        ]
        events = {event.name: event.event for event in programme_events(self._pair)}
        before, after = self._pair.old_facts.programmes, self._pair.new_facts.programmes
        rows: list[list[Cell]] = []
        for slug in dict.fromkeys(mention.programme for mention in (*after, *before)):
            old = [mention for mention in before if mention.programme == slug]
            new = [mention for mention in after if mention.programme == slug]
            latest = (new or old)[0]
            states = [
                plain(self._words.state(code) or code.replace("-", " "))
                for code in dict.fromkeys(code for mention in (new or old) for code in mention.places)
            ]
            rows.append(
                [
                    latest.name,
                    self.say(f"event.{events.get(latest.name, 'continues')}"),
                    self._report_word("scope", latest.scope),
                    self._statuses(mention.status for mention in old),
                    self._statuses(mention.status for mention in new),
                    next((mention.period for mention in (new or old) if mention.period), None),
                    plain(self._words.join(states)) or None,
                    self._place([mention.place.address for mention in new]),
                    self._place([mention.place.address for mention in old], OLD),
                ]
            )
        return Sheet("programmes", columns, rows)

    def _report_word(self, table: str, key: str) -> str:
        return plain(self._words.say(f"report.{table}.{key}"))

    def _statuses(self, statuses: Iterable[str]) -> str | None:
        """What is said of it; that nothing is said only where nothing else is."""
        found = list(dict.fromkeys(statuses))
        said = [status for status in found if status != "unstated"] or found
        return ", ".join(self._report_word("status", status) for status in said) or None

    def _donors(self) -> Sheet:
        columns = [
            self._column("measure", 28),
            self._column("donor", 40, Form.REPORT),
            self._column("kind", 14),
            self._column("event", 26),
            self._column("in_old", 16),
            self._column("in_new", 16),
            self._column("new_place", 17),
            self._column("old_place", 17),
        ]
        old, new = (
            _donors_by_measure(self._pair.old_facts.donors),
            _donors_by_measure(self._pair.new_facts.donors),
        )
        rows: list[list[Cell]] = []
        for measure in dict.fromkeys([*new, *old]):
            before, after = old.get(measure, {}), new.get(measure, {})
            for code in dict.fromkeys([*after, *before]):
                known = (after.get(code) or before[code])[0]
                event = "joined" if code not in before else "left" if code not in after else "both"
                rows.append(
                    [
                        self._name("measures", measure),
                        plain(self._words.donor(known, self._pair.new.language)),
                        self.say(f"donor_kind.{known.kind}"),
                        self.say(f"donor.{event if before and after else 'unlisted'}"),
                        self._yes(that=code in before) if before else None,
                        self._yes(that=code in after) if after else None,
                        self._place([donor.place.address for donor in after.get(code, ())]),
                        self._place([donor.place.address for donor in before.get(code, ())], OLD),
                    ]
                )
        return Sheet("donors", columns, rows)

    # -------------------------------------------------------------------------- findings

    def _findings(self) -> Sheet:
        columns = [
            self._column("severity", 15),
            self._column("message", 90, Form.WRAPPED),
            self._column("kind", 26),
            self._column("edition", 12),
            self._column("place", 20),
            self._column("new_page", 9, Form.COUNT),
        ]
        pair = self._pair
        found = [*pair.changes.findings, *pair.series_findings, *pair.new_facts.findings, *pair.new.findings]
        severities = list(Severity)
        rows = [self._finding(one) for one in sorted(found, key=lambda one: severities.index(one.severity))]
        return Sheet("findings", columns, rows)

    def _finding(self, finding: Finding) -> list[Cell]:
        of_old = finding.edition is not None and finding.edition == self._pair.old.edition
        side = OLD if of_old else NEW
        return [
            self.say(f"severity.{finding.severity.value}"),
            plain(self._words.message(finding)),
            finding.kind,
            finding.edition or self._new_name,
            self._place([finding.address], side) if finding.address is not None else None,
            finding.page,
        ]


def _figure(figure: Funding | None) -> Cell:
    if figure is None:
        return None
    if figure.amount is not None:
        return Money(figure.amount, figure.currency or "")
    return None if figure.share is None else Share(Decimal(figure.share))


def _donors_by_measure(donors: Iterable[Donor]) -> dict[str, dict[str, list[Donor]]]:
    """By measure, the donors of its latest period, by code."""
    found: dict[str, dict[str, list[Donor]]] = {}
    listed = list(donors)
    latest: dict[str, str] = {}
    for donor in listed:
        latest[donor.measure] = max(latest.get(donor.measure, ""), donor.period or "")
    for donor in listed:
        if (donor.period or "") == latest[donor.measure]:
            found.setdefault(donor.measure, {}).setdefault(donor.donor, []).append(donor)
    return found


def _section_paths(report: Report) -> dict[str, str]:
    """The headings that lead to each section."""
    paths: dict[str, str] = {}
    for section in report.sections:
        heading = section.heading or section.label or section.id
        above = paths.get(section.parent or "")
        paths[section.id] = f"{above} › {heading}" if above else heading
    return paths


def about_lines(sheets: Sheets, pair: Pair, words: Catalogue, report_file: str) -> Iterator[str]:
    """What the workbook is, and how to read it."""
    if pair.sample:
        yield plain(words.say("page.sample")).replace("**", "")
    old, new = pair.old.edition or "", pair.new.edition or ""
    yield sheets.say("intro", report=report_file)
    yield sheets.say("not_reported")
    yield sheets.say("ranked")
    yield sheets.say("colours", old=old, new=new)
