"""How many parties an instrument has, as a text states it.

In each sentence the numbers play roles (a total, an increment, an earlier total, one to be understood from
its neighbours) that the words around them give away. Totals then go to instruments: by "respectively", by
the link between them, or to the last one named. Where a role is plain but its instrument is not, or
the other way round, the sentence becomes a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportdiff.facts._instruments import OTHER, Mention, Resolver
from reportdiff.facts._passage import Passage
from reportdiff.facts._treaty_dates import as_of
from reportdiff.facts._treaty_lists import assigned, understood
from reportdiff.facts._treaty_roles import Count, Role, counts_in
from reportdiff.facts._treaty_say import said_in
from reportdiff.facts._treaty_sentence import Sentence
from reportdiff.model import Finding, Place, Severity, TreatyCount

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
        if not mentions:
            return
        pending: dict[str, int] = {}
        for span in passage.sentences:
            here = [mention for mention in mentions if mention.start in span]
            said = Sentence(passage, span, here, self._say)
            before = [mention for mention in mentions if mention.start < span.start]
            self.numbers += _with_numbers(said)
            self._read_sentence(said, before[-1:], pending)

    def _read_sentence(self, said: Sentence, before: Sequence[Mention], pending: dict[str, int]) -> None:
        """Keep the totals of a sentence; increments that wait for their total stand in `pending`."""
        if not _is_of_parties(said):
            return
        counts = understood(said, list(counts_in(said)))
        if not any(count.role in (Role.TOTAL, Role.NEWLY, Role.JOINED) for count in counts):
            return
        named = list(assigned(said, counts, before))
        for count, instrument in named:
            if count.role is not Role.TOTAL:
                if instrument not in (None, OTHER) and count.role is not Role.EARLIER:
                    pending[str(instrument)] = count.value
            elif instrument is None:
                self._doubt(said, "a number of parties whose instrument is not clear")
            elif instrument != OTHER:
                newly = pending.pop(instrument, None) or _added_after(count, instrument, named)
                date = as_of(said, count, counts)
                place = _place(said.passage, *_words(said, count, instrument))
                self.counts.append(TreatyCount(instrument, count.value, newly, date, place))

    def _doubt(self, said: Sentence, message: str) -> None:
        quote = said.text[said.span.start : said.span.end].strip()[:80]
        self.findings.append(
            Finding(
                "treaty-count-not-understood", Severity.WARNING, f"{message}: {quote}", said.passage.address
            )
        )


def _is_of_parties(said: Sentence) -> bool:
    begin, end = said.span.start, said.span.end
    return bool(said.say.party.find(said.text, begin, end) or said.say.join.find(said.text, begin, end))


def _with_numbers(said: Sentence) -> Iterator[Place]:
    named = any(set(mention.ids) - {OTHER} for mention in said.mentions)
    counted = any(item.start in said.span and item.unit in _OF_PARTIES for item in said.passage.counted)
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
