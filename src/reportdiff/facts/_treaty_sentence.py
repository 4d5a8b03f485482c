"""One sentence that may state party counts, and what stands around an offset of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportdiff.facts._instruments import Mention
from reportdiff.facts._passage import Passage
from reportdiff.facts._sentences import Span
from reportdiff.facts._treaty_say import Say
from reportdiff.language.lexicon import Lexicon

NEAR = 60
CLAUSE = re.compile(r"[,;:，；：。(（]")
STOP = re.compile(r"[,;:.，；：。()（）、!?؟،؛]|\Z")
_BRACKET = re.compile(r"\s?[(（][^()（）]*[)）]")


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
        return any(at - term.end <= 1 for term in lexicon.find(self.text, begin, at))

    def has_before(self, at: int) -> bool:
        """Whether a word of having leads to an offset, an adverb between or not."""
        if self.stands_before(self.say.have, at):
            return True
        begin = max(self.span.start, at - 40)
        adverbs = [term for term in self.say.adverbs.find(self.text, begin, at) if at - term.end <= 1]
        return bool(adverbs) and self.stands_before(self.say.have, adverbs[-1].start)

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
        stop = CLAUSE.search(self.text, start, limit)
        return stop.start() if stop else limit

    def clause_start(self, at: int, reach: int = NEAR) -> int:
        """Where the clause begins that an offset is in, as far as one looks back."""
        begin = max(self.span.start, at - reach)
        stops = [match.end() for match in CLAUSE.finditer(self.text, begin, at)]
        return stops[-1] if stops else begin

    def past_bracket(self, end: int) -> int:
        """Past the names in brackets after States: "three States (Fiji, Niue and Samoa) acceded"."""
        bracket = _BRACKET.match(self.text, end, min(self.span.end, end + 4 * NEAR))
        return bracket.end() if bracket else end

    def linked(self, end: int) -> Mention | None:
        """The instrument right after the number and its noun: "187 parties to the Convention"."""
        following = next((mention for mention in self.mentions if mention.start >= end), None)
        if following is None or following.start - end > 24:
            return None
        if skipped(self.text, end) == following.start > end:
            return following  # a genitive: 187 участников Конвенции
        at = skipped(self.text, end)
        words = self.say.link.at(self.text, at)
        leads = words is not None and words.start == at and words.end + 5 >= following.start
        return following if leads else None  # no "and in": Arabic وفي

    def last_named(self, at: int) -> Mention | None:
        """The last instrument that the sentence names before an offset."""
        return next((mention for mention in reversed(self.mentions) if mention.end <= at), None)

    def is_separated(self, start: int, end: int, separators: Lexicon) -> bool:
        """Whether only separators stand between two members of a list."""
        return end - start <= 40 and self.holds_only(start, end, separators)

    def holds_only(self, start: int, end: int, words: Lexicon) -> bool:
        """Whether only these words stand between two offsets."""
        at, end = skipped(self.text, start), words.opening(self.text, end)
        while at < end:
            term = words.at(self.text, at)
            if term is None or term.end > end:
                return False
            at = skipped(self.text, term.end)
        return True


def skipped(text: str, at: int) -> int:
    """The offset past white space."""
    while at < len(text) and text[at] in " \u00a0\n":
        at += 1
    return at
