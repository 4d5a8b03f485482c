"""What an amount or a share measures, for which period, on which basis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reportdiff.facts._changes import Counted
from reportdiff.facts._passage import Passage
from reportdiff.facts._sentences import Span
from reportdiff.language.lexicon import Lexicon, Term
from reportdiff.language.places import is_state, places_in
from reportdiff.language.tables import primary, table
from reportdiff.model import Basis, Finding, Funding, Place, Severity

NEUTRAL = "neutral"
_CLAUSE = re.compile(r"[,;:，；：。(（)）]")
_OPENING = re.compile(r"[,;:，；：。(（]")
_BRACKET, _CLOSING, _DIGIT = re.compile(r"[(（]"), re.compile(r"[)）]"), re.compile(r"\d")
_SHARES = {
    "general-purpose-income": "general-purpose-share",
    "special-purpose-income": "special-purpose-share",
}


@dataclass(frozen=True, slots=True)
class Stated:
    """The measure and period that a paragraph spoke of last: what a list of donors after it belongs to."""

    measure: str
    period: str | None


@dataclass(frozen=True, slots=True)
class _Say:
    measures: Lexicon
    link: Lexicon
    change_before: Lexicon
    change_after: Lexicon
    part: Lexicon
    compared: Lexicon
    same: Lexicon
    context: Lexicon
    forecast: Lexicon
    estimate: Lexicon
    period: Lexicon
    previous_year: Lexicon
    previous_biennium: Lexicon
    biennium: Lexicon
    share_of: Lexicon
    of_it: Lexicon
    received: Lexicon
    not_forecast: Lexicon
    share_verb: Lexicon
    beside: Lexicon


@dataclass(frozen=True, slots=True)
class _Period:
    iso: str
    start: int
    end: int


class FundingReader:
    """Reads the paragraphs of one report in their order.

    `funding` and `findings` hold what was read so far.
    """

    def __init__(self, language: str) -> None:
        self._say = _tables(primary(language))
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
        for sentence in passage.sentences:
            items = [
                item
                for item in passage.counted
                if item.start in sentence and (item.numeral.currency or item.unit == "per-cent")
            ]
            if items:
                found = list(self._of_sentence(passage, sentence, items, last))
                self.funding += found
                last = _stated(found) or last
            last = self._named(passage, sentence, last) or last
            if last and not any(row.place.start in sentence for row in self.funding[count:]):
                periods = _periods(passage, sentence, self._say)
                last = Stated(last.measure, periods[0].iso) if periods else last
            spoken.append(last)
        return spoken

    def _named(self, passage: Passage, sentence: Span, last: Stated | None) -> Stated | None:
        """The one measure that a sentence names, with the period that it names or that was spoken of."""
        named = {term.key for term in self._say.measures.find(passage.text, sentence.start, sentence.end)} - {
            NEUTRAL
        }
        if len(named) != 1:
            return None
        measure = named.pop()
        periods = [period.iso for period in _periods(passage, sentence, self._say)]
        if last and last.measure == measure and (not periods or last.period in periods):
            return last
        return Stated(measure, periods[0] if periods else last.period if last else None)

    def _of_sentence(
        self, passage: Passage, sentence: Span, items: Sequence[Counted], last: Stated | None
    ) -> Iterator[Funding]:
        cues = self._say.measures.find(passage.text, sentence.start, sentence.end)
        periods = _periods(passage, sentence, self._say)
        previous: Counted | None = None
        carried: str | None = None
        for item in items:
            if item.numeral.currency is None:
                measure = _share(passage.text, sentence, item, cues, previous, carried, self._say)
                if measure:
                    yield self._row(passage, sentence, item, measure, periods, previous, last)
                continue
            before = previous.end if previous else sentence.start
            measure = self._measure(passage, sentence, item, cues, before, carried, last, periods)
            previous = item
            if measure is None:
                self._look_at(passage, sentence, item)
            elif measure != NEUTRAL and item.numeral.high is None:
                carried = measure
                yield self._row(passage, sentence, item, measure, periods, None, last, before)

    def _measure(
        self,
        passage: Passage,
        sentence: Span,
        item: Counted,
        cues: Sequence[Term],
        before: int,
        carried: str | None,
        last: Stated | None,
        periods: Sequence[_Period],
    ) -> str | None:
        text, say = passage.text, self._say
        if _is_change(text, item, before, say):
            return NEUTRAL
        after = _right_after(text, item.end, cues, say)
        if after:
            return NEUTRAL if _is_part(passage, sentence, item, before, after.end, say) else after.key
        between = [cue for cue in cues if before <= cue.start and cue.end <= item.start]
        if between:
            named = _specific(text, between)
            begin = _clause_start(text, sentence.start, named.start)
            return NEUTRAL if _is_part(passage, sentence, item, begin, item.end, say) else named.key
        if carried and _carries(text, sentence, before, item, periods, say):
            return (
                NEUTRAL if _is_part(passage, sentence, item, before, item.end, say, carried=True) else carried
            )
        if carried is None and last and say.same.find(text, sentence.start, item.start):
            return last.measure
        return NEUTRAL if carried or cues else None

    def _row(
        self,
        passage: Passage,
        sentence: Span,
        item: Counted,
        measure: str,
        periods: Sequence[_Period],
        previous: Counted | None,
        last: Stated | None,
        before: int | None = None,
    ) -> Funding:
        begin = before if before is not None else previous.end if previous else sentence.start
        is_share = item.numeral.currency is None
        return Funding(
            measure=measure,
            period=_period(passage.text, item, periods, begin, self._say) or (last.period if last else None),
            amount=None if is_share else item.numeral.value,
            currency=item.numeral.currency,
            share=item.numeral.value if is_share else None,
            qualifier=item.qualifier,
            basis=_basis(passage.text, sentence, item, begin, self._say),
            place=Place(passage.address, item.start, item.end, passage.text[item.start : item.end]),
        )

    def _look_at(self, passage: Passage, sentence: Span, item: Counted) -> None:
        if self._say.context.find(passage.text, sentence.start, sentence.end):
            quote = passage.text[item.start : item.end]
            message = f"an amount without a measure that is understood: {quote}"
            self.findings.append(Finding("amount-without-measure", Severity.INFO, message, passage.address))


def _stated(rows: Sequence[Funding]) -> Stated | None:
    """The measure of the last row, with the period of its first."""
    if not rows:
        return None
    measure = rows[-1].measure
    return Stated(measure, next(row.period for row in rows if row.measure == measure))


def _specific(text: str, cues: Sequence[Term]) -> Term:
    """The measure nearest to the amount; "income" right after a kind of income is of that kind."""
    nearest = cues[-1]
    before = cues[-2] if len(cues) > 1 else None
    if before and nearest.key == "income-total" and before.key != NEUTRAL:
        gap = text[before.end : nearest.start]
        if len(gap) <= 12 and not _CLAUSE.search(gap):
            return before
    return nearest


def _is_change(text: str, item: Counted, before: int, say: _Say) -> bool:
    near = say.change_before.find(text, max(before, item.start - 40), item.start)
    if any(item.start - term.end <= 12 and not _CLAUSE.search(text, term.end, item.start) for term in near):
        return any(_only_qualifies(text, term.end, item) for term in near)
    return say.change_after.at(text, _skip(text, item.end)) is not None


def _only_qualifies(text: str, start: int, item: Counted) -> bool:
    """Whether nothing stands between but the number's own qualifier."""
    gap = text[start : item.start].strip()
    return not gap or bool(item.qualifier and len(gap) <= 14)


def _right_after(text: str, end: int, cues: Sequence[Term], say: _Say) -> Term | None:
    """The measure that the words after the amount name: "$285 million in pledges"."""
    following = next((cue for cue in cues if cue.start >= end), None)
    if following is None or following.start - end > 30:
        return None
    return following if _is_linked(text, end, say.link.opening(text, following.start), say) else None


def _is_linked(text: str, at: int, end: int, say: _Say) -> bool:
    """Whether only linking words stand between an amount and the measure or period after it."""
    at = _skip(text, at)
    while at < end:
        link = say.link.at(text, at) or say.forecast.at(text, at) or say.estimate.at(text, at)
        if link is None:
            return False
        at = _skip(text, link.end)
    return True


def _is_part(
    passage: Passage, sentence: Span, item: Counted, start: int, end: int, say: _Say, *, carried: bool = False
) -> bool:
    """Whether the amount is one donor's or one project's, not the institution's."""
    text = passage.text
    begin = max([start, *(m.end() for m in _OPENING.finditer(text, max(0, item.start - 120), item.start))])
    until = _clause_end(text, end, min(sentence.end, end + 80))
    named = [term for term in places_in(text, passage.language, begin, until) if is_state(term.key)]
    named += [term for term in places_in(text, passage.language, item.end, until) if is_state(term.key)]
    if named and not _is_list_of_donors(named):
        return True
    if carried and _is_received(text, sentence, start, item, say):
        return False
    begin = start if carried else begin
    measured = say.measures.find(text, begin, item.start)  # "no asignados a fines específicos" allots nothing
    parts = [
        term
        for term in say.part.find(text, begin, item.start)
        if not any(measure.start <= term.start < measure.end for measure in measured)
    ]
    parts += _first(say.part, text, item.end)
    return any(not _leads_to(text, term, item, say) for term in parts)


def _first(lexicon: Lexicon, text: str, at: int) -> list[Term]:
    term = lexicon.at(text, _skip(text, at))
    return [term] if term else []


def _is_list_of_donors(named: Sequence[Term]) -> bool:
    return len(named) > 2


def _leads_to(text: str, term: Term, item: Counted, say: _Say) -> bool:
    """Whether the word is of a comparison ("from $280 million to …", "including … by the end of 2016")."""
    compares = say.compared.at(text, term.start)
    return compares is not None and compares.end == term.end and term.end <= item.start


def _is_received(text: str, sentence: Span, before: int, item: Counted, say: _Say) -> bool:
    """Whether it is the part of the sum that has come in so far."""
    until = _clause_end(text, item.end, min(sentence.end, item.end + 60))
    return bool(
        say.received.find(text, max(before, item.start - 40), item.start)
        or say.received.find(text, item.end, until)
    )


def _carries(
    text: str, sentence: Span, before: int, item: Counted, periods: Sequence[_Period], say: _Say
) -> bool:
    """Whether an amount goes on about the measure before it: it is compared, or of a period of its own."""
    if _is_received(text, sentence, before, item, say):
        return True
    own = any(before <= period.start < item.start for period in periods) or _period_after(
        text, item, periods, say
    )
    return bool(own) or bool(say.compared.find(text, before, item.start))


def _share(
    text: str,
    sentence: Span,
    item: Counted,
    cues: Sequence[Term],
    previous: Counted | None,
    carried: str | None,
    say: _Say,
) -> str | None:
    """The measure of a percentage, where it is said to be a share of the income."""
    if _is_change(text, item, sentence.start, say):
        return None
    before = max(sentence.start, item.start - 120)
    limit = min(sentence.end, item.end + 60)
    verb = say.share_verb.find(text, before, item.start)
    of_total = say.share_of.find(text, before, item.start) + say.share_of.find(text, item.end, limit)
    if carried == "income-total" and previous and say.of_it.find(text, previous.end, item.start):
        of_total = verb
    if not of_total:
        return None
    beside = previous is not None and _is_beside(text[previous.end : item.start].strip(), say)
    if beside and carried:
        return _SHARES.get(carried)
    parts = [cue for cue in cues if cue.key in _SHARES]
    subject = [cue for cue in parts if cue.end <= item.start]
    complement = [cue for cue in parts if cue.start >= item.end and cue.start < limit]
    if subject and verb and verb[-1].start >= subject[-1].start:
        return _SHARES[subject[-1].key]
    return _SHARES[complement[0].key] if complement and not subject else None


def _is_beside(gap: str, say: _Say) -> bool:
    """Whether a share is said of the amount right before it: "$4.2 million (1.4 per cent of …)"."""
    words = say.beside.at(gap, 0)
    return gap in ("(", "（") or (words is not None and words.end == len(gap))


def _periods(passage: Passage, sentence: Span, say: _Say) -> list[_Period]:
    found = [
        _Period(date.iso if date.is_period else date.iso[:4], date.start, date.end)
        for date in passage.dates
        if date.iso and date.start in sentence
    ]
    text, start, end = passage.text, sentence.start, sentence.end
    if passage.period:
        found += [_Period(passage.period, term.start, term.end) for term in say.period.find(text, start, end)]
    for lexicon, length in ((say.previous_year, 1), (say.previous_biennium, 2)):
        for term in lexicon.find(text, start, end):
            known = [p.iso for p in found if p.start < term.start and (len(p.iso) == 9) == (length == 2)]
            base = known[-1] if known else _span_of(passage.period, length)
            if base:
                found.append(_Period(_before(base), term.start, term.end))
    return sorted(found, key=lambda period: period.start)


def _span_of(period: str | None, length: int) -> str | None:
    return period if period and (len(period) == 9) == (length == 2) else None


def _before(period: str) -> str:
    """The year or biennium before a year or biennium."""
    if len(period) == 4:
        return str(int(period) - 1)
    first, last = int(period[:4]), int(period[5:])
    length = last - first + 1
    return f"{first - length}-{last - length}"


def _period(text: str, item: Counted, periods: Sequence[_Period], before: int, say: _Say) -> str | None:
    after = _period_after(text, item, periods, say)
    if after:
        return after.iso
    own = [period for period in periods if before <= period.start < item.start]
    earlier = [period for period in periods if period.start < item.start]
    if own or earlier:
        return (own or earlier)[-1].iso
    return periods[0].iso if periods else None


def _period_after(text: str, item: Counted, periods: Sequence[_Period], say: _Say) -> _Period | None:
    """The period that the words right after an amount give: "$285 million in 2016"."""
    following = next((period for period in periods if period.start >= item.end), None)
    if following is None or following.start - item.end > 45:
        return None
    if not _is_linked(text, item.end, following.start, say):
        return None
    return None if _is_of_next(text, item.end, following) else following


def _is_of_next(text: str, end: int, period: _Period) -> bool:
    """Whether the period stands in a bracket where an amount of its own follows."""
    if not _BRACKET.search(text, end, period.start):
        return False
    closing = _CLOSING.search(text, period.end)
    return bool(_DIGIT.search(text, period.end, closing.start() if closing else len(text)))


def _basis(text: str, sentence: Span, item: Counted, before: int, say: _Say) -> Basis:
    breaks = [
        match.end()
        for match in _OPENING.finditer(text, before, item.start)
        if not _closed(text, match, item.start)
    ]
    begin = max([before, *breaks])
    end = _clause_end(text, item.end, min(sentence.end, item.end + 60))
    estimate = say.estimate.find(text, begin, item.start) + say.estimate.find(text, item.end, end)
    forecast = say.forecast.find(text, begin, item.start) + say.forecast.find(text, item.end, end)
    denied = say.not_forecast.find(text, begin, end)
    if any(not any(term.start <= cue.start < term.end for term in denied) for cue in forecast):
        return Basis.FORECAST
    return Basis.ESTIMATE if estimate else Basis.ACTUAL


def _clause_start(text: str, start: int, before: int) -> int:
    breaks = [match.end() for match in _CLAUSE.finditer(text, max(start, before - 120), before)]
    return breaks[-1] if breaks else start


def _clause_end(text: str, start: int, limit: int) -> int:
    stop = _CLAUSE.search(text, start, limit)
    return stop.start() if stop else limit


def _closed(text: str, opening: re.Match[str], before: int) -> bool:
    """Whether a bracket is closed again before an offset."""
    closing = {"(": ")", "（": "）"}.get(opening.group())
    return closing is not None and closing in text[opening.end() : before]


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \u00a0\n":
        at += 1
    return at


@cache
def _tables(code: str) -> _Say:
    data = table(code, "funding")
    clitics = data.get("clitics", "")
    said = data.get("say", {})
    lists = {name: {name: said.get(name, [])} for name in _Say.__dataclass_fields__}
    lists["measures"] = data.get("measures", {})
    return _Say(**{name: Lexicon(words, clitics=clitics) for name, words in lists.items()})
