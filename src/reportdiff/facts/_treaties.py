"""How many parties an instrument has, as a text states it.

In each sentence the numbers play roles (a total, an increment, an earlier total, one to be understood from
its neighbours) that the words around them give away. Totals then go to instruments: by "respectively", by
the link between them, or to the last one named. Where a role is plain but its instrument is not, or
the other way round, the sentence becomes a finding.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from reportdiff.facts._instruments import OTHER, Mention, Resolver
from reportdiff.facts._passage import Passage
from reportdiff.facts._sentences import Span
from reportdiff.facts._treaty_dates import Told, as_of, dates_told
from reportdiff.facts._treaty_doubts import Doubt, doubt
from reportdiff.facts._treaty_lists import assigned, understood
from reportdiff.facts._treaty_marks import Role
from reportdiff.facts._treaty_roles import Count, counts_in
from reportdiff.facts._treaty_say import said_in
from reportdiff.facts._treaty_sentence import Sentence
from reportdiff.facts._treaty_weighed import Total, agreeing, within_reason
from reportdiff.model import Finding, Place, Severity, TreatyCount

_INCREMENTS = (Role.NEWLY, Role.JOINED)
_KINDS = {
    Doubt.APPROXIMATE: "treaty-count-approximate",
    Doubt.EXPECTED: "treaty-count-expected",
}
_OF_PARTIES = frozenset({"parties", "countries", "states"})


class TreatyReader:
    """Reads the paragraphs of one report in their order.

    `counts` and `findings` hold what was read so far, `numbers` the sentences that name an instrument and
    a number of States or parties, understood or not.
    """

    def __init__(self, language: str) -> None:
        self._say = said_in(language)
        self._resolver = Resolver(language)
        self.counts: list[TreatyCount] = []
        self.numbers: list[Place] = []
        self.findings: list[Finding] = []

    def read(self, passage: Passage) -> None:
        """Add what one paragraph states."""
        mentions = self._resolver.mentions(passage.text, passage.section, passage.headings)
        meant = None if mentions else self._resolver.of_heading(passage.headings)
        if not mentions and meant is None:
            return
        pending: dict[str, int] = {}
        dated: str | None = None
        for span in passage.sentences:
            begin, end = (bisect_left(mentions, at, key=_start_of) for at in (span.start, span.end))
            said = Sentence(passage, span, mentions[begin:end], self._say)
            self.numbers += _with_numbers(said)
            told = dates_told(said)
            before = mentions[max(0, begin - 1) : begin]
            if meant and self._say.itself.find(passage.text, span.start, span.end):
                before = [meant]
            self._read_sentence(said, before, pending, told, dated)
            dated = told[-1].iso if told else dated

    def _read_sentence(
        self,
        said: Sentence,
        before: Sequence[Mention],
        pending: dict[str, int],
        told: Sequence[Told],
        dated: str | None,
    ) -> None:
        """Keep the totals of a sentence; increments that wait for their total stand in `pending`."""
        if not _is_of_parties(said):
            return
        counts = understood(said, sorted(counts_in(said), key=lambda count: count.start))
        if not counts:
            return
        period = said.passage.period
        named = [
            (count, instrument)
            for count, instrument in within_reason(
                list(_named(said, counts, before)), [each.iso for each in told], period
            )
            if instrument != OTHER and not self._is_doubted(said, count)
        ]
        rising = {
            at for count, _ in named if count.role in _INCREMENTS for at in range(count.start, count.end)
        }
        totals = {name for count, name in named if count.role is Role.TOTAL and name}
        found: list[Total] = []
        newly: dict[Count, int | None] = {}
        for count, instrument in named:
            if count.role in _INCREMENTS:
                meant = instrument or (next(iter(totals)) if len(totals) == 1 else None)
                if meant:
                    pending[meant] = count.value
            elif count.role is Role.TOTAL and instrument is None:
                self._find(said, count, "a number of parties whose instrument is not clear")
            elif count.role is Role.TOTAL and instrument:
                newly[count] = pending.pop(instrument, None) or _added_after(count, instrument, named)
                end = max(count.end, count.linked.end if count.linked else 0)
                date = as_of(said, Span(count.start, end), told, dated, rising)
                found.append(Total(count, instrument, date))
        standing, clashing = agreeing(said, found, period)
        for total in clashing:
            self._find(said, total.count, "numbers of parties that contradict each other")
        for total in _once(standing):
            place = _place(said.passage, *_words(said, total.count, total.instrument))
            self.counts.append(
                TreatyCount(total.instrument, total.count.value, newly[total.count], total.as_of, place)
            )
        self._find_unclear(said, named, totals)

    def _is_doubted(self, said: Sentence, count: Count) -> bool:
        """Whether a number is no party count as it stands; one that would be becomes a finding."""
        why = doubt(said, count) if count.role in (Role.TOTAL, Role.UNCLEAR, *_INCREMENTS) else None
        if why is None or (count.role in _INCREMENTS and why is not Doubt.EXPECTED and not count.is_open):
            return False
        if why in _KINDS and count.role is not Role.NEWLY:
            self._find(said, count, why.value, _KINDS[why], Severity.INFO)
        return True

    def _find_unclear(
        self, said: Sentence, named: Sequence[tuple[Count, str | None]], totals: Collection[str]
    ) -> None:
        """A finding for what looks like a count and was not understood."""
        for count, instrument in named:
            if count.role is Role.UNCLEAR:
                self._find(said, count, "a number of parties that may be of all or of some of them")
            elif count.role is Role.JOINED and count.is_open and instrument not in totals:
                self._find(said, count, "States that joined, of which it is not said that they are all")

    def _find(
        self,
        said: Sentence,
        count: Count,
        message: str,
        kind: str = "treaty-count-not-understood",
        severity: Severity = Severity.WARNING,
    ) -> None:
        quote = said.text[said.clause_start(count.start) : said.clause_end(count.end)].strip()
        self.findings.append(Finding(kind, severity, f"{message}: {quote[:120]}", said.passage.address))


def _named(
    said: Sentence, counts: Sequence[Count], before: Sequence[Mention]
) -> Iterator[tuple[Count, str | None]]:
    """The counts with their instruments; those without a role of their own last."""
    clear = [count for count in counts if count.role not in (Role.UNCLEAR, Role.NONE)]
    yield from assigned(said, clear, before)
    if any(set(mention.ids) - {OTHER} for mention in said.mentions):
        yield from ((count, None) for count in counts if count.role is Role.UNCLEAR)


def _once(totals: Sequence[Total]) -> Iterator[Total]:
    """Each total once, though told twice: "189 parties: 188 States and the European Union"."""
    stated: set[tuple[str, int, str | None]] = set()
    for total in totals:
        told = (total.instrument, total.count.value, total.as_of)
        if told not in stated:
            yield total
        stated.add(told)


def _start_of(mention: Mention) -> int:
    return mention.start


def _is_of_parties(said: Sentence) -> bool:
    begin, end = said.span.start, said.span.end
    return bool(said.say.party.find(said.text, begin, end) or said.say.join.find(said.text, begin, end))


def _with_numbers(said: Sentence) -> Iterator[Place]:
    named = any(set(mention.ids) - {OTHER} for mention in said.mentions)
    counted = any(item.unit in _OF_PARTIES for item in said.passage.counted_in(said.span))
    if named and counted:
        end = said.span.start + len(said.text[said.span.start : said.span.end].rstrip())
        yield _place(said.passage, said.span.start, end)


def _place(passage: Passage, start: int, end: int) -> Place:
    return Place(passage.address, start, end, passage.text[start:end])


def _added_after(total: Count, instrument: str, named: Sequence[tuple[Count, str | None]]) -> int | None:
    """The increment told after the total: "189 parties, an increase of two"."""
    later = [count for count, name in named if count.start > total.start and name == instrument]
    return later[0].value if later and later[0].role is Role.NEWLY else None


def _words(said: Sentence, count: Count, instrument: str) -> tuple[int, int]:
    """The stretch of the sentence from the instrument to the number, whichever comes first."""
    named = [m for m in said.mentions if instrument in m.ids]
    if not named:
        return count.start, count.end
    nearest = min(named, key=lambda m: min(abs(m.start - count.end), abs(count.start - m.end)))
    return min(nearest.start, count.start), max(nearest.end, count.end)
