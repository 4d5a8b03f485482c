"""One sentence that may state party counts, and what stands around an offset of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reportdiff.facts._changes import Counted
from reportdiff.facts._instruments import Mention
from reportdiff.facts._passage import Passage
from reportdiff.facts._sentences import Span
from reportdiff.facts._treaty_say import Say
from reportdiff.language.dates import Date
from reportdiff.language.lexicon import Lexicon
from reportdiff.language.numbers import Numeral
from reportdiff.language.places import is_state, place_at

NEAR = 60
_FAR = 600
CLAUSE = re.compile(r"[,;:，；：。(（]")
STOP = re.compile(r"[,;:.，；：。()（）、!?؟،؛]|\Z")
_CLAUSE_END = re.compile(r"[,;:，；：。()（）]")
HARD = re.compile(r"[;；]")
_BRACKET = re.compile(r"\s?[(（][^()（）]*[)）]")
_PAUSES = (",", "，", "،")
_STEP, _LINK = 40, 32
PAUSE = Lexicon({"": [",", "，"]})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the instruments that it names, in reading order."""

    passage: Passage
    span: Span
    mentions: Sequence[Mention]
    say: Say

    @property
    def text(self) -> str:
        """The paragraph's: offsets count from its start."""
        return self.passage.text

    def stands_before(self, lexicon: Lexicon, at: int) -> bool:
        """Whether a term of the lexicon stands right before an offset."""
        begin = max(self.span.start, at - 40)
        found = lexicon.find(self.text, begin, at)
        return any(at - term.end <= 1 and not self.text[term.end : at].isalpha() for term in found[-2:])

    def has_before(self, at: int) -> bool:
        """Whether a word of having leads to an offset, an adverb between or not."""
        return self.leads_to(self.say.weakly, at) or self.leads_to(self.say.have, at)

    def leads_to(self, lexicon: Lexicon, at: int) -> bool:
        """Whether a term of the lexicon leads to an offset, with no more than adverbs and dates between."""
        if self.stands_before(lexicon, at):
            return True
        say, begin = self.say, max(self.span.start, at - NEAR)
        aside = (say.adverbs, say.standing, say.when, PAUSE)
        found = lexicon.find(self.text, begin, at)[-2:]
        return any(self.holds_only(term.end, at, *aside, dates=self.dates) for term in found)

    def stands_after(self, lexicon: Lexicon, at: int) -> bool:
        """Whether a term of the lexicon stands right after an offset."""
        return lexicon.at(self.text, skipped(self.text, at)) is not None

    def closes(self, end: int) -> bool:
        """Whether the phrase that a number opens can end here."""
        at = skipped(self.text, end)
        return bool(STOP.match(self.text, at)) or self.say.closers.at(self.text, at) is not None

    def clause_end(self, start: int) -> int:
        """Where the clause ends that an offset is in."""
        limit = min(self.span.end, start + 4 * NEAR)
        stop = _CLAUSE_END.search(self.text, start, limit)
        past = self.say.split.at(self.text, stop.start() - 2) if stop and stop.start() > start + 1 else None
        stop = _CLAUSE_END.search(self.text, past.end, limit) if past else stop
        return stop.start() if stop else limit

    def clause_start(self, at: int, reach: int = NEAR) -> int:
        """Where the clause begins that an offset is in, as far as one looks back."""
        begin = max(self.span.start, at - reach)
        stops = [match.end() for match in CLAUSE.finditer(self.text, begin, at)]
        return stops[-1] if stops else begin

    def governed_from(self, at: int) -> int:
        """Where the words begin that govern an offset: where a clause of its own opens."""
        begin = max(self.span.start, at - _FAR)
        stops = [term.end for term in self.say.apart.find(self.text, begin, at)]
        return max([begin, *stops, *(match.end() for match in HARD.finditer(self.text, begin, at))])

    def was_before(self, at: int) -> bool:
        """Whether a clause around an offset only tells how the next number stood before: "which was 187".

        It opens with such a word, a number closes it, and another follows without a new instrument.
        """
        begin, stop = self.clause_start(at), self.clause_end(at)
        opening = skipped(self.text, begin)
        opens = self.say.that.at(self.text, opening) or self.say.stood.at(self.text, opening)
        if opens is None or self.text[stop : stop + 1] not in _PAUSES or not self._has_past(begin, stop):
            return False
        own = [each for each in self.numerals_between(begin, stop) if not each.maybe_year]
        later = [each for each in self.numerals_between(stop, stop + NEAR) if not each.maybe_year]
        if not own or not later or abs(own[-1].value - later[0].value) > _STEP:
            return False
        return not any(own[-1].end < mention.start < later[0].start for mention in self.mentions)

    def _has_past(self, begin: int, stop: int) -> bool:
        period = self.passage.period
        years = (date.iso[:4] for date in self.dates if date.iso and begin <= date.start < stop)
        return bool(period) and any(year < str(period)[-4:] for year in years)

    def phrase_end(self, at: int) -> int:
        """Where the phrase ends that an offset is in: at a comma, an "and" or a clause of its own."""
        limit = self.clause_end(at)
        stops = (
            term for words in (self.say.apart, self.say.commas) for term in words.find(self.text, at, limit)
        )
        return min([limit, *(term.start for term in stops)])

    def past_names(self, end: int) -> int:
        """Past the names of States after their number: "three States (Fiji, Niue and Samoa) acceded"."""
        limit = min(self.span.end, end + 4 * NEAR)
        bracket = _BRACKET.match(self.text, end, limit)
        if bracket:
            return bracket.end()
        at, named = skipped(self.text, end), False
        while at < limit:
            place = place_at(self.text, self.passage.language, at)
            place = place if place and is_state(place.key) else None
            words = (self.say.commas, self.say.naming, self.say.articles)
            found = place or next((term for each in words if (term := each.at(self.text, at))), None)
            if found is None:
                break
            at, named = skipped(self.text, found.end), named or place is not None
        return at if named else end

    def names_region(self, at: int) -> bool:
        """Whether a part of the world is named right here, after an article or not; one State is none."""
        at = skipped(self.text, at)
        article = self.say.articles.at(self.text, at)
        return any(
            self._is_region(each) for each in (at, *([skipped(self.text, article.end)] if article else []))
        )

    def _is_region(self, at: int) -> bool:
        place = place_at(self.text, self.passage.language, at)
        return self.say.regions.at(self.text, at) is not None or bool(place and not is_state(place.key))

    def linked(self, end: int) -> Mention | None:
        """The instrument right after the number and its noun: "187 parties to the Convention"."""
        at = bisect_left(self.mentions, end, key=lambda mention: mention.start)
        following = self.mentions[at] if at < len(self.mentions) else None
        if following is None or following.start - end > _LINK:
            return None
        if skipped(self.text, end) == following.start > end:
            return following  # a genitive: 187 участников Конвенции
        at = skipped(self.text, end)
        words = self.say.link.at(self.text, at)
        leads = words is not None and words.start == at and words.end + 5 >= following.start
        return following if leads else None  # no "and in": Arabic وفي

    def last_named(self, at: int) -> Mention | None:
        """The last instrument that the sentence names before an offset."""
        ended = bisect_right(self.mentions, at, key=lambda mention: mention.end)
        return self.mentions[ended - 1] if ended else None

    def names_at(self, at: int) -> bool:
        """Whether an offset is inside the name of an instrument."""
        begun = bisect_right(self.mentions, at, key=lambda mention: mention.start)
        return bool(begun) and at < self.mentions[begun - 1].end

    @property
    def dates(self) -> Sequence[Date]:
        """The dates that stand in the sentence."""
        dates = self.passage.dates
        begin, end = (
            bisect_left(dates, at, key=lambda date: date.start) for at in (self.span.start, self.span.end)
        )
        return dates[begin:end]

    def numerals_between(self, start: int, end: int) -> Sequence[Numeral]:
        """The numerals of the sentence that begin between two offsets."""
        begin, stop = max(start, self.span.start), min(end, self.span.end)
        numerals = self.passage.numerals
        return numerals[_first(numerals, begin) : _first(numerals, stop)]

    def counted_between(self, start: int, end: int) -> Sequence[Counted]:
        """What the paragraph counts between two offsets."""
        return self.passage.counted[_first(self.passage.counted, start) : _first(self.passage.counted, end)]

    def is_separated(self, start: int, end: int, separators: Lexicon) -> bool:
        """Whether only separators stand between two members of a list."""
        return end - start <= 40 and self.holds_only(start, end, separators)

    def holds_only(self, start: int, end: int, *words: Lexicon, dates: Sequence[Date] = ()) -> bool:
        """Whether only these words (and dates) stand between two offsets."""
        at, end = skipped(self.text, start), words[0].opening(self.text, end)
        skips = {date.start: date.end for date in dates}
        while at < end:
            ends = [term.end for each in words if (term := each.at(self.text, at)) and term.end <= end]
            past = skips.get(at) or max(ends, default=None)
            if past is None or past > end:
                return False
            at = skipped(self.text, past)
        return True


def _first(items: Sequence[Numeral] | Sequence[Counted], at: int) -> int:
    """The index of the first that begins at an offset or after it."""
    return bisect_left(items, at, key=lambda item: item.start)


def skipped(text: str, at: int) -> int:
    """The offset past white space."""
    while at < len(text) and text[at] in " \u00a0\n":
        at += 1
    return at
