"""Whether a clause says nothing but what a measure amounts to: every word of it must be accounted for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from reportdiff.facts._clauses import CLAUSE, clause_end, clause_start
from reportdiff.facts._money_measure import Sentence
from reportdiff.facts._money_say import NEUTRAL, MoneySay
from reportdiff.facts._sentences import Span

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\d_]{2,}")


class Grammar:
    """The words of a sentence that stand in no construction of amounting.

    Known are measures, amounts, periods and the words of `MoneySay.accounted`. What follows a word of
    `excursus` in its clause is left out: a cause, a contrast, an evaluation.
    """

    def __init__(self, sentence: Sentence, say: MoneySay) -> None:
        self._text, self._span = sentence.passage.text, sentence.span
        self._foreign = list(_foreign(sentence, say))
        self._starts = [word.start for word in self._foreign]
        asides = say.excursus.find(self._text, self._span.start, self._span.end)
        self._asides = [say.excursus.opening(self._text, term.start) for term in asides]
        self._opened = self._in_clauses(self._span.start, _first_clause(sentence))

    def unaccounted(self, told: Span, limit: int) -> str | None:
        """The first word that nothing accounts for; None where the clauses are understood in full.

        The clauses are those from the measure to the amounts (`told`), to their end or the next amount
        (`limit`), and those that the sentence opens with.
        """
        if self._opened:
            return self._opened
        begin = clause_start(self._text, self._span.start, told.start)
        return self._in_clauses(begin, clause_end(self._text, told.end, min(limit, self._span.end)))

    def _in_clauses(self, start: int, end: int) -> str | None:
        first = bisect_left(self._starts, start)
        for word in self._foreign[first : bisect_left(self._starts, end)]:
            begin = clause_start(self._text, start, word.start)
            aside = bisect_left(self._asides, begin)
            if aside == len(self._asides) or self._asides[aside] > word.start:
                return self._text[word.start : word.end]
        return None


def _foreign(sentence: Sentence, say: MoneySay) -> Iterator[Span]:
    """The words of a sentence that are in nothing known, in their order."""
    known = iter(_known(sentence, say))
    start, end = next(known, (0, 0))
    for word in _WORD.finditer(sentence.passage.text, sentence.span.start, sentence.span.end):
        while end < word.end() and (following := next(known, None)):
            start, end = following
        if not start <= word.start() < word.end() <= end:
            yield Span(*word.span())


def _known(sentence: Sentence, say: MoneySay) -> list[tuple[int, int]]:
    """The pieces of a sentence that are accounted for, in their order; none begins within another."""
    passage, span = sentence.passage, sentence.span
    spans = [(date.start, date.end) for date in passage.dates_in(span)]
    spans += [(numeral.start, numeral.end) for numeral in passage.numerals_in(span)]
    spans += [(item.start, item.end) for item in passage.counted_in(span) if _is_told(item.unit)]
    spans += [(cue.start, cue.end) for cue in sentence.cues if cue.key != NEUTRAL]
    spans += [(period.start, period.end) for period in sentence.periods]
    spans += [
        (say.accounted.opening(passage.text, term.start), term.end)
        for term in say.accounted.find(passage.text, span.start, span.end)
    ]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _is_told(unit: str | None) -> bool:
    return unit in (None, "per-cent", "funds", "years")


def _first_clause(sentence: Sentence) -> int:
    """Where the first clause begins that names a measure or an amount."""
    passage, span = sentence.passage, sentence.span
    starts = [cue.start for cue in sentence.cues if cue.key != NEUTRAL]
    starts += [item.start for item in passage.counted_in(span) if item.numeral.currency]
    first = min(starts, default=span.start)
    marks = [mark.end() for mark in CLAUSE.finditer(passage.text, span.start, first)]
    return marks[-1] if marks else span.start
