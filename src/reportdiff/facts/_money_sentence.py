"""The amounts of one sentence, in their order: each one's measure, period and basis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reportdiff.facts._changes import Counted
from reportdiff.facts._clauses import clause_end, clause_start, open_clause_start, within
from reportdiff.facts._money_grammar import Grammar
from reportdiff.facts._money_measure import UNKNOWN, Sentence, measure_of
from reportdiff.facts._money_others import is_aside, is_change, is_of_a_donor, is_part, is_received
from reportdiff.facts._money_periods import Period, period_of
from reportdiff.facts._money_runs import pairs, runs
from reportdiff.facts._money_say import NEUTRAL, MoneySay
from reportdiff.facts._money_shares import share_measure
from reportdiff.facts._sentences import Span
from reportdiff.language.lexicon import Lexicon, Term
from reportdiff.model import Basis, Finding, Funding, Place, Severity

_FAR, _FEWEST_OF_YEARS = 60, 1000
_PARTED = re.compile(r"[;；。]")
_BOUNDS = frozenset({"less than", "more than", "at least", "up to"})


class SentenceReader:
    """Reads the amounts and shares of one sentence; `rows` and `findings` hold what they are.

    Args:
        sentence: with the measures and periods that it names.
        say: the language's lists.
        measure: the one that the paragraph spoke of last.
        period: the period that it spoke of last.
    """

    def __init__(self, sentence: Sentence, say: MoneySay, measure: str | None, period: str | None) -> None:
        self._sentence = sentence
        self._say = say
        self._last_measure = measure
        self._last_period = period
        self._previous: Counted | None = None
        self._carried: str | None = None
        self._changed = False
        self._grammar: Grammar | None = None
        self._foreign: str | None = None
        self.rows: list[Funding] = []
        self.findings: list[Finding] = []

    def read(self, items: Sequence[Counted]) -> None:
        """Add the rows of all amounts and shares, given in their order."""
        if self._is_broken(items):
            return
        told = {run[0].start: run for run in runs(self._text, items, self._say) if len(run) > 1}
        read_to = -1
        for place, item in enumerate(items):
            limit = items[place + 1].start if place + 1 < len(items) else self._span.end
            run = told.get(item.start)
            if item.start < read_to:
                continue
            if item.numeral.currency is None:
                self._share(item)
            elif run and self._run(run):
                read_to = run[-1].end
            else:
                self._amount(item, limit)

    def _is_broken(self, items: Sequence[Counted]) -> bool:
        """Whether one number was read as two, so that no amount of the sentence is sure."""
        broken = [one for one, other in pairwise(items) if one.end == other.start and one.numeral.currency]
        for item in broken:
            self._look_at(item, UNKNOWN)
        return bool(broken)

    @property
    def _text(self) -> str:
        return self._sentence.passage.text

    @property
    def _span(self) -> Span:
        return self._sentence.span

    @property
    def _before(self) -> int:
        """Where the amount before ends: what stands earlier belongs to that."""
        return self._previous.end if self._previous else self._span.start

    def _amount(self, item: Counted, limit: int) -> None:
        measure = self._measure(item, limit)
        before, whole = self._before, self._whole()
        if measure and measure not in (NEUTRAL, UNKNOWN) and not self._is_understood(item, measure, limit):
            measure = UNKNOWN
        if measure and measure not in (NEUTRAL, UNKNOWN):
            row = self._row(item, measure, before, None)
            if row and row.basis is Basis.ACTUAL and self._shares_basis(item, measure, whole):
                row = replace(row, basis=self.rows[-1].basis)
            self._keep(row)
            self._carried = measure
        else:
            self._look_at(item, measure)
        self._changed = measure == NEUTRAL and self._leaves_a_change(item, before)
        self._previous = item

    def _is_understood(self, item: Counted, measure: str, limit: int) -> bool:
        """Whether the clauses of an amount say nothing but that its measure amounts to it."""
        cues = within(self._sentence.cues, self._before, item.end + _FAR)
        own = [cue for cue in cues if cue.key == measure]
        if any(self._is_counted(cue) for cue in own):
            return False
        earlier = [cue.start for cue in own if cue.end <= item.start]
        later = [cue.end for cue in own if item.end <= cue.start]
        start = earlier[-1] if earlier else item.start
        end = later[0] if later and not earlier and self._carried != measure else item.end
        return self._unaccounted(Span(start, end), max(limit, end)) is None

    def _is_counted(self, cue: Term) -> bool:
        """Whether a number opens the words of a measure: "12 donors pledged" says what a part of them did."""
        before = Span(max(self._span.start, cue.start - _FAR), cue.start)
        counted = self._sentence.passage.counted_in(before)
        return any(
            not item.numeral.currency
            and item.numeral.value < _FEWEST_OF_YEARS
            and not self._text[item.end : cue.start].strip()
            for item in counted
        )

    def _unaccounted(self, told: Span, limit: int) -> str | None:
        self._grammar = self._grammar or Grammar(self._sentence, self._say)
        self._foreign = self._grammar.unaccounted(told, limit)
        return self._foreign

    def _measure(self, item: Counted, limit: int) -> str | None:
        text, before, whole = self._text, self._before, self._whole()
        measure = measure_of(self._sentence, item, before, limit, self._carried, self._say)
        if whole and measure == whole.measure and self._has_come_in(item, whole):
            return NEUTRAL
        if measure in (None, UNKNOWN) and self._carried is None and item.numeral.high is None:
            again = self._say.same.find(text, self._span.start, item.start)
            return self._last_measure or measure if again else measure
        return measure

    def _has_come_in(self, item: Counted, whole: Funding) -> bool:
        """Whether it is what has come in so far of a sum that is no forecast itself."""
        begin = clause_start(self._text, self._before, item.start)
        return whole.basis is Basis.ACTUAL and is_received(self._text, self._span, begin, item, self._say)

    def _whole(self) -> Funding | None:
        """The row of the amount before, which this one may be a part of."""
        row = self.rows[-1] if self.rows else None
        return row if row and row.measure == self._carried and row.amount is not None else None

    def _shares_basis(self, item: Counted, measure: str, whole: Funding | None) -> bool:
        """Whether the basis told before is this amount's too: it is a part, or no verb stands between."""
        if not self.rows or measure == self.rows[-1].measure:
            return False
        gap = self._before, item.start
        if whole and self._say.of_it.find(self._text, *gap):
            return True
        told_on = self._previous is not None and self.rows[-1].place.start == self._previous.start
        dated = within(self._sentence.periods, *gap)
        return told_on and not dated and not _PARTED.search(self._text, *gap) and not self._has_verb(*gap)

    def _has_verb(self, start: int, end: int) -> bool:
        """Whether a verb of level stands there, not only a preposition or copula as before any amount."""
        return any(
            (link := self._say.link.at(self._text, verb.start)) is None or link.end < verb.end
            for verb in self._say.level.find(self._text, start, end)
        )

    def _leaves_a_change(self, item: Counted, before: int) -> bool:
        """Whether the amount is a change of a measure, which the next one goes on about."""
        if not is_change(self._text, item, before, self._say):
            return False
        changed = [
            cue.key for cue in within(self._sentence.cues, before, item.start) if cue.end <= item.start
        ]
        if changed and changed[-1] != NEUTRAL:
            self._carried = changed[-1]
        return self._carried is not None

    def _run(self, run: Sequence[Counted]) -> bool:
        """Whether amounts told in one breath were dealt with as such."""
        before, say, first, sentence = self._before, self._say, run[0], self._sentence
        found = pairs(self._span, run, before, sentence.cues, sentence.periods)
        if found is None:
            if not say.respectively.find(self._text, self._span.start, self._span.end):
                return False
            for item in run:
                self._look_at(item, UNKNOWN if sentence.cues else None)
            self._previous = run[-1]
            return True
        named, scope = Span(found[0][0].start, found[-1][0].end), Span(found[0][0].start, run[-1].end)
        if self._unaccounted(scope, self._span.end):
            for item in run:
                self._look_at(item, UNKNOWN)
        elif not (
            is_change(self._text, first, before, say)
            or is_of_a_donor(sentence.passage, self._span, first)
            or is_part(sentence.passage, self._span, first, scope, say)
            or is_aside(self._text, self._span, named, first, self._span.end, say)
        ):
            for item, (cue, period) in zip(run, found, strict=True):
                self._keep(self._row(item, cue.key, before, period))
                self._carried = cue.key
        self._previous = run[-1]
        return True

    def _share(self, item: Counted) -> None:
        measure = share_measure(
            self._text, self._span, item, self._sentence.cues, self._previous, self._carried, self._say
        )
        if measure and item.numeral.high is None:
            self._keep(self._row(item, measure, self._before, None))

    def _keep(self, row: Funding | None) -> None:
        if row:
            self.rows.append(row)

    def _row(self, item: Counted, measure: str, before: int, period: Period | None) -> Funding | None:
        """The row of an amount; None for a sum over years, and for what each gives at the least."""
        passage = self._sentence.passage
        period = period or period_of(passage.text, item, self._periods(), before, self._say)
        iso = period.iso if period else self._last_period
        if (period and period.is_open) or (item.qualifier in _BOUNDS and iso is None):
            self._look_at(item, UNKNOWN)
            return None
        is_share = item.numeral.currency is None
        return Funding(
            measure=measure,
            period=iso,
            amount=None if is_share else item.numeral.value,
            currency=item.numeral.currency,
            share=item.numeral.value if is_share else None,
            qualifier=item.qualifier,
            basis=_basis(passage.text, self._span, item, before, self._say),
            place=Place(passage.address, item.start, item.end, passage.text[item.start : item.end]),
        )

    def _periods(self) -> Sequence[Period]:
        """The periods of the sentence; after a change without those that it is measured from."""
        periods = self._sentence.periods
        return [period for period in periods if not period.is_compared] if self._changed else periods

    def _look_at(self, item: Counted, measure: str | None) -> None:
        """A finding for an amount in no row, unless it is known to be another's."""
        quote, address = self._text[item.start : item.end], self._sentence.passage.address
        if measure == UNKNOWN:
            word = f" (“{self._foreign}”)" if self._foreign else ""
            message = f"an amount beside a measure, which of it is not understood{word}: {quote}"
            self.findings.append(Finding("funding-not-understood", Severity.INFO, message, address))
        elif measure is None and self._say.context.find(self._text, self._span.start, self._span.end):
            message = f"an amount without a measure that is understood: {quote}"
            self.findings.append(Finding("amount-without-measure", Severity.INFO, message, address))


def _basis(text: str, sentence: Span, item: Counted, before: int, say: MoneySay) -> Basis:
    begin = open_clause_start(text, before, item.start)
    end = clause_end(text, item.end, min(sentence.end, item.end + _FAR))
    estimate = say.estimate.find(text, begin, item.start) + say.estimate.find(text, item.end, end)
    forecast = say.forecast.find(text, begin, item.start) + say.forecast.find(text, item.end, end)
    denied = say.not_forecast.find(text, begin, end)
    if any(not any(term.start <= cue.start < term.end for term in denied) for cue in forecast):
        return Basis.FORECAST
    if _opens_with(say.forecast, text, sentence, before, begin):
        return Basis.FORECAST
    told = estimate or _opens_with(say.estimate, text, sentence, before, begin)
    return Basis.ESTIMATE if told else Basis.ACTUAL


def _opens_with(words: Lexicon, text: str, sentence: Span, before: int, begin: int) -> bool:
    """Whether the sentence begins "According to preliminary figures, …" and tells its first amount."""
    if before != sentence.start:
        return False
    end = clause_end(text, sentence.start, begin)
    return end < begin and bool(words.find(text, sentence.start, end))
