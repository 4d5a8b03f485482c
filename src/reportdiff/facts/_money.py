"""Funding: what an amount or a share measures, for which period, on which basis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportdiff.facts._changes import Counted
from reportdiff.facts._clauses import clause_end, open_clause_start
from reportdiff.facts._money_conflicts import without_conflicts
from reportdiff.facts._money_measure import UNKNOWN, Sentence, cues_in, measure_of
from reportdiff.facts._money_others import is_aside, is_change, is_of_a_donor, is_part
from reportdiff.facts._money_periods import Period, period_of, periods_in
from reportdiff.facts._money_runs import amounts_in, pairs, runs
from reportdiff.facts._money_say import NEUTRAL, MoneySay, money_say
from reportdiff.facts._money_shares import share_measure
from reportdiff.facts._passage import Passage
from reportdiff.facts._sentences import Span
from reportdiff.model import Basis, Finding, Funding, Place, Severity

_FAR = 60


@dataclass(frozen=True, slots=True)
class Stated:
    """The measure and period that a paragraph spoke of last: what a list of donors after it belongs to."""

    measure: str
    period: str | None


class FundingReader:
    """Reads the paragraphs of one report in their order.

    `funding` and `findings` hold what was read so far.
    """

    def __init__(self, language: str) -> None:
        self._say = money_say(language)
        self.funding: list[Funding] = []
        self.findings: list[Finding] = []

    def read(self, passage: Passage) -> list[Stated | None]:
        """Add what one paragraph states.

        Returns:
            For each sentence the measure that a list of donors in it belongs to: the one that it names, else
            the last one spoken of.
        """
        last: Stated | None = None
        count = len(self.funding)
        spoken: list[Stated | None] = []
        for span in passage.sentences:
            periods = periods_in(passage, span, self._say)
            sentence = Sentence(passage, span, cues_in(passage, span, periods, self._say), periods)
            items = amounts_in(passage, span, self._say)
            if items:
                found = list(self._of_sentence(sentence, items, last))
                self.funding += found
                last = _stated(found) or last
            last = _named(sentence, last) or last
            if last and not any(row.place.start in span for row in self.funding[count:]):
                last = Stated(last.measure, periods[0].iso) if periods else last
            spoken.append(last)
        return spoken

    def settle(self) -> None:
        """Take back the rows that contradict each other; a finding says so for each."""
        self.funding, doubts = without_conflicts(self.funding)
        self.findings += doubts

    def _of_sentence(
        self, sentence: Sentence, items: Sequence[Counted], last: Stated | None
    ) -> Iterator[Funding]:
        told = {item.start: run for run in runs(sentence.passage.text, items, self._say) for item in run[:1]}
        previous: Counted | None = None
        carried: str | None = None
        reached: str | None = None  # the measure that a change just told leads to
        paired = -1
        for place, item in enumerate(items):
            limit = items[place + 1].start if place + 1 < len(items) else sentence.span.end
            before = previous.end if previous else sentence.span.start
            if item.start < paired:
                continue
            if item.numeral.currency is None:
                yield from self._share(sentence, item, previous, carried, last)
                continue
            run = told.get(item.start, [])
            rows = self._of_run(sentence, run, before) if len(run) > 1 else None
            if rows is not None:
                yield from rows
                previous, paired = run[-1], run[-1].end
                carried = rows[-1].measure if rows else carried
                continue
            previous = item
            changed = carried is not None and carried == reached
            measure, carried = self._measure(sentence, item, before, limit, carried, last)
            reached = carried if measure == NEUTRAL else None
            if measure and measure not in (NEUTRAL, UNKNOWN):
                yield from self._row(
                    _of_today(sentence) if changed else sentence, item, measure, before, None, last
                )
            else:
                self._look_at(sentence, item, measure)

    def _measure(
        self,
        sentence: Sentence,
        item: Counted,
        before: int,
        limit: int,
        carried: str | None,
        last: Stated | None,
    ) -> tuple[str | None, str | None]:
        """The measure of an amount, and that which an amount after it may go on about."""
        text = sentence.passage.text
        measure = measure_of(sentence, item, before, limit, carried, self._say)
        if measure in (None, UNKNOWN) and carried is None and last and item.numeral.high is None:
            again = self._say.same.find(text, sentence.span.start, item.start)
            measure = last.measure if again else measure
        if measure == NEUTRAL and is_change(text, item, before, self._say):
            changed = [cue.key for cue in sentence.cues if before <= cue.start and cue.end <= item.start]
            return measure, changed[-1] if changed and changed[-1] != NEUTRAL else carried
        return measure, carried if measure in (None, NEUTRAL, UNKNOWN) else measure

    def _of_run(self, sentence: Sentence, run: Sequence[Counted], before: int) -> list[Funding] | None:
        """The rows of amounts told in one breath; None where they are no list of one."""
        text, span, say = sentence.passage.text, sentence.span, self._say
        found = pairs(span, run, before, sentence.cues, sentence.periods)
        if found is None:
            told = say.respectively.find(text, span.start, span.end)
            return self._not_paired(sentence, run) if told else None
        first, passage = run[0], sentence.passage
        named, scope = Span(found[0][0].start, found[-1][0].end), Span(found[0][0].start, run[-1].end)
        if (
            is_change(text, first, before, say)
            or is_of_a_donor(passage, span, first)
            or is_part(passage, span, first, scope, say)
            or is_aside(text, span, named, first, span.end, say)
        ):
            return []
        return [
            row
            for item, (cue, period) in zip(run, found, strict=True)
            for row in self._row(sentence, item, cue.key, before, period, None)
        ]

    def _not_paired(self, sentence: Sentence, run: Sequence[Counted]) -> list[Funding]:
        for item in run:
            self._look_at(sentence, item, UNKNOWN if sentence.cues else None)
        return []

    def _share(
        self,
        sentence: Sentence,
        item: Counted,
        previous: Counted | None,
        carried: str | None,
        last: Stated | None,
    ) -> Iterator[Funding]:
        text, span = sentence.passage.text, sentence.span
        measure = share_measure(text, span, item, sentence.cues, previous, carried, self._say)
        if measure and item.numeral.high is None:
            yield from self._row(
                sentence, item, measure, previous.end if previous else span.start, None, last
            )

    def _row(
        self,
        sentence: Sentence,
        item: Counted,
        measure: str,
        before: int,
        period: Period | None,
        last: Stated | None,
    ) -> Iterator[Funding]:
        """The row of an amount; none where it sums up since the period that it would be of."""
        passage = sentence.passage
        period = period or period_of(passage.text, item, sentence.periods, before, self._say)
        if period and period.is_open:
            self._look_at(sentence, item, UNKNOWN)
            return
        is_share = item.numeral.currency is None
        yield Funding(
            measure=measure,
            period=period.iso if period else last.period if last else None,
            amount=None if is_share else item.numeral.value,
            currency=item.numeral.currency,
            share=item.numeral.value if is_share else None,
            qualifier=item.qualifier,
            basis=_basis(passage.text, sentence.span, item, before, self._say),
            place=Place(passage.address, item.start, item.end, passage.text[item.start : item.end]),
        )

    def _look_at(self, sentence: Sentence, item: Counted, measure: str | None) -> None:
        """A finding for an amount in no row, unless it is known to be another's."""
        text, span = sentence.passage.text, sentence.span
        quote, address = text[item.start : item.end], sentence.passage.address
        if measure == UNKNOWN:
            message = f"an amount beside a measure, which of it is not understood: {quote}"
            self.findings.append(Finding("funding-not-understood", Severity.INFO, message, address))
        elif measure is None and self._say.context.find(text, span.start, span.end):
            message = f"an amount without a measure that is understood: {quote}"
            self.findings.append(Finding("amount-without-measure", Severity.INFO, message, address))


def _of_today(sentence: Sentence) -> Sentence:
    """The sentence without the periods that a change is measured from."""
    return replace(sentence, periods=[period for period in sentence.periods if not period.is_compared])


def _named(sentence: Sentence, last: Stated | None) -> Stated | None:
    """The one measure that a sentence names, with the period that it names or that was spoken of."""
    named = {cue.key for cue in sentence.cues} - {NEUTRAL}
    if len(named) != 1:
        return None
    measure = named.pop()
    periods = [period.iso for period in sentence.periods]
    if last and last.measure == measure and (not periods or last.period in periods):
        return last
    return Stated(measure, periods[0] if periods else last.period if last else None)


def _stated(rows: Sequence[Funding]) -> Stated | None:
    """The measure of the last row, with the period of its first."""
    if not rows:
        return None
    measure = rows[-1].measure
    return Stated(measure, next(row.period for row in rows if row.measure == measure))


def _basis(text: str, sentence: Span, item: Counted, before: int, say: MoneySay) -> Basis:
    begin = open_clause_start(text, before, item.start)
    end = clause_end(text, item.end, min(sentence.end, item.end + _FAR))
    estimate = say.estimate.find(text, begin, item.start) + say.estimate.find(text, item.end, end)
    forecast = say.forecast.find(text, begin, item.start) + say.forecast.find(text, item.end, end)
    denied = say.not_forecast.find(text, begin, end)
    if any(not any(term.start <= cue.start < term.end for term in denied) for cue in forecast):
        return Basis.FORECAST
    return (
        Basis.ESTIMATE
        if estimate or _opens_with_estimate(text, sentence, before, begin, say)
        else Basis.ACTUAL
    )


def _opens_with_estimate(text: str, sentence: Span, before: int, begin: int, say: MoneySay) -> bool:
    """Whether the sentence begins "According to preliminary figures, …" and tells its first amount."""
    end = clause_end(text, sentence.start, begin)
    return before == sentence.start and end < begin and bool(say.estimate.find(text, sentence.start, end))
