"""Funding: what an amount or a share measures, for which period, on which basis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportdiff.facts._money_conflicts import without_conflicts
from reportdiff.facts._money_measure import Sentence, cues_in
from reportdiff.facts._money_periods import periods_in
from reportdiff.facts._money_runs import amounts_in
from reportdiff.facts._money_say import NEUTRAL, money_say
from reportdiff.facts._money_sentence import SentenceReader
from reportdiff.facts._passage import Passage
from reportdiff.facts._sentences import Span
from reportdiff.model import Finding, Funding

_PLEDGED = "pledges"
"""Also a way of giving what another measure names ("unearmarked funds were pledged by …")."""


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
        self._naming = self._say.measures, self._say.opening, self._say.parted_first
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
            if last is None and not self._speaks_of_money(passage, span):
                spoken.append(None)
                continue
            periods = periods_in(passage, span, self._say)
            sentence = Sentence(passage, span, cues_in(passage, span, periods, self._say), periods)
            found = self._rows(sentence, last)
            self.funding += found
            last = _stated(found) or last
            last = _named(sentence, last) or last
            if last and not any(row.place.start in span for row in self.funding[count:]):
                last = Stated(last.measure, periods[0].iso) if periods else last
            spoken.append(last)
        return spoken

    def _speaks_of_money(self, passage: Passage, span: Span) -> bool:
        """Whether a sentence names an amount, a share or a measure."""
        if amounts_in(passage, span, self._say):
            return True
        return any(words.find(passage.text, span.start, span.end) for words in self._naming)

    def settle(self) -> None:
        """Take back the rows that contradict each other; a finding says so for each."""
        self.funding, doubts = without_conflicts(self.funding)
        self.findings += doubts

    def _rows(self, sentence: Sentence, last: Stated | None) -> list[Funding]:
        items = amounts_in(sentence.passage, sentence.span, self._say)
        if not items:
            return []
        measure, period = (last.measure, last.period) if last else (None, None)
        reader = SentenceReader(sentence, self._say, measure, period)
        reader.read(items)
        self.findings += reader.findings
        return reader.rows


def _named(sentence: Sentence, last: Stated | None) -> Stated | None:
    """The one measure that a sentence names, with the period that it names or that was spoken of."""
    named = {cue.key for cue in sentence.cues} - {NEUTRAL}
    if len(named) > 1:
        named -= {_PLEDGED}
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
