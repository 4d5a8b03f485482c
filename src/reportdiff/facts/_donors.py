"""Donors: the members of lists that a text introduces as such."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reportdiff.facts._clauses import skip_spaces
from reportdiff.facts._donor_members import Member, MemberReader
from reportdiff.facts._donor_say import donor_say
from reportdiff.facts._money_say import money_say
from reportdiff.facts._passage import Passage
from reportdiff.facts._sentences import Span
from reportdiff.language.lexicon import Lexicon, Term
from reportdiff.language.places import is_state, place_at, places_in
from reportdiff.model import Donor, Finding, Place

_COMMA = ",，—–("
_CLOSES = re.compile(r"[,，)—–](?!\d)")
_LONGEST, _FAR, _NEAR, _MISSES = 160, 90, 12, 2


class DonorReader:
    """Reads lists of donors; `findings` holds the members that were not understood.

    Args:
        language: BCP 47.
        aliases: slugs by name as printed, from a series' own table.
    """

    def __init__(self, language: str, aliases: Mapping[str, str]) -> None:
        self._say = donor_say(language)
        self._measures = money_say(language).measures
        self._members = MemberReader(self._say, self._measures, aliases)

    @property
    def findings(self) -> list[Finding]:
        """What was not understood in the lists read so far."""
        return self._members.findings

    def lists(self, passage: Passage, sentence: Span) -> list[Member]:
        """The donors that one sentence names: lists that a word of giving leads to, or that it follows."""
        text, say = passage.text, self._say
        if not say.context.find(text, sentence.start, sentence.end):
            return []
        found: dict[str, Member] = {}
        at = sentence.start
        for cue in say.giving.find(text, sentence.start, sentence.end):
            start = self._list_start(passage, cue.end, sentence.end) if cue.start >= at else None
            members = [] if start is None else list(self._members.members(passage, start, sentence.end))
            if len(members) > 1 and not self._took_part(passage, cue, members[-1].end, sentence.end):
                found |= {member.key: member for member in members}
                at = members[-1].end
        told = (self._givers, self._subjects, self._described, self._related)
        for member in (member for way in told for member in way(passage, sentence)):
            found.setdefault(member.key, member)
        return sorted(found.values(), key=lambda member: member.start)

    def _took_part(self, passage: Passage, cue: Term, at: int, end: int) -> bool:
        """Whether those told after a verb gave their part in something else than money."""
        text = passage.text
        gave = self._say.gave
        if gave.at(text, gave.opening(text, cue.start)) is None or self._is_of_a_measure(text, cue):
            return False
        for term in self._say.locative.find(text, at, min(end, at + _FAR)):
            following = skip_spaces(text, term.end)
            dated = any(date.start <= following + _NEAR for date in passage.dates_in(Span(term.end, end)))
            return not dated and self._measures.at(text, following) is None
        return False

    def _is_of_a_measure(self, text: str, cue: Term) -> bool:
        """Whether a verb stands in a clause about a measure: "funds that were given by"."""
        for relative in self._say.relative.find(text, max(0, cue.start - _NEAR - _MISSES * _NEAR), cue.start):
            ends = [
                term.end for term in self._measures.find(text, max(0, relative.start - _FAR), relative.start)
            ]
            if ends and not text[ends[-1] : relative.start].strip(" ,"):
                return True
        return False

    def _list_start(self, passage: Passage, at: int, end: int) -> int | None:
        """Where a list begins that only connecting words, dates and numbers part from its cue."""
        text, limit = passage.text, min(end, at + _FAR)
        near = Span(at, min(end, limit + _LONGEST + _FAR))
        skipped = {date.start: date.end for date in passage.dates_in(near)}
        skipped |= {item.start: item.end for item in passage.counted_in(near)}
        visited = -1
        while (at := skip_spaces(text, at)) < limit:
            if place_at(text, passage.language, at) or self._say.known.at(text, at):
                return None if at == visited else at
            connector = self._say.connectors.at(text, at) or self._measures.at(text, at)
            inserted = self._inserted_end(text, at, end)
            if inserted is not None:
                at, limit = inserted, min(end, inserted + _FAR)
                continue
            if at in skipped:
                at = skipped[at]
            elif connector:
                at = connector.end
                visited = skip_spaces(text, at) if self._is_locative(text, connector) else visited
            else:
                return None
        return None

    def _inserted_end(self, text: str, at: int, end: int) -> int | None:
        """Where a clause ends that commas set apart: ", when pledges totalled $300 million,"."""
        if text[at] not in _COMMA or not self._say.inserting.at(text, skip_spaces(text, at + 1)):
            return None
        closing = _CLOSES.search(text, at + 1, min(end, at + _LONGEST))
        return closing.end() if closing else None

    def _is_locative(self, text: str, connector: Term) -> bool:
        term = self._say.locative.at(text, connector.start)
        return term is not None and term.end == connector.end

    def _givers(self, passage: Passage, sentence: Span) -> Iterator[Member]:
        """Those that stand right before a phrase of giving: "Singapore made such a contribution"."""
        text, say = passage.text, self._say
        places = [
            term
            for term in places_in(text, passage.language, sentence.start, sentence.end)
            if is_state(term.key)
        ]
        for cue in say.after.find(text, sentence.start, sentence.end):
            last: int = cue.start
            for term in reversed([term for term in places if term.end <= cue.start]):
                if not self._is_separated(text, term.end, last):
                    break
                yield Member(term.key, "state", term.start, term.end)
                last = term.start

    def _subjects(self, passage: Passage, sentence: Span) -> list[Member]:
        """Two or more whose clause says that they gave: "In 2021, Chile and Peru pledged …"."""
        text, say = passage.text, self._say
        verbs = say.gave.find(text, sentence.start, sentence.end)
        if not verbs:
            return []
        start = self._lead(passage, sentence)
        end = self._names_end(passage, sentence.start, verbs[0].start)
        members = list(self._members.members(passage, start, end)) if start is not None else []
        if len(members) < 2 or not self._is_only(passage, members[-1].end, verbs[0].start, say.between):
            return []
        what = say.context.find(text, verbs[0].end, min(sentence.end, verbs[0].end + _FAR))
        if not what or not self._is_only(passage, verbs[0].end, what[0].start, say.between):
            return []
        return members

    def _described(self, passage: Passage, sentence: Span) -> list[Member]:
        """Two or more that open a sentence which then says what they were: its largest donors.

        A measure must be named; only words of being and `between` may part them from those words.
        """
        text, say = passage.text, self._say
        words = say.giver.find(text, sentence.start, sentence.end)
        if not words or not self._measures.find(text, sentence.start, sentence.end):
            return []
        return self._opening(passage, sentence, words[0].start, say.between, say.being)

    def _related(self, passage: Passage, sentence: Span) -> list[Member]:
        """Two or more that a clause about a measure says gave it: "funds that Fiji and Chad gave"."""
        text, say = passage.text, self._say
        for measure in self._measures.find(text, sentence.start, sentence.end):
            relative = say.relative.at(text, skip_spaces(text, measure.end))
            verbs = (
                say.gave.find(text, relative.end, min(sentence.end, relative.end + _LONGEST))
                if relative
                else []
            )
            if relative and verbs:
                return self._opening(passage, Span(relative.end, sentence.end), verbs[0].start, say.between)
        return []

    def _opening(self, passage: Passage, span: Span, until: int, *lists: Lexicon) -> list[Member]:
        """Two or more names that open a piece of text, from which only words of lists part what follows."""
        start = self._lead(passage, span)
        members = (
            list(self._members.members(passage, start, until)) if start is not None and start < until else []
        )
        if len(members) < 2 or not self._is_only(passage, members[-1].end, until, *lists):
            return []
        return members

    def _names_end(self, passage: Passage, start: int, verb: int) -> int:
        """Where the last name before a verb ends, if only words of `between` follow it; else at the verb."""
        text = passage.text
        places = places_in(text, passage.language, start, verb)
        ends = [term.end for term in (*places, *self._say.known.find(text, start, verb))]
        last = max(ends, default=verb)
        return last if self._is_only(passage, last, verb, self._say.between) else verb

    def _lead(self, passage: Passage, sentence: Span) -> int | None:
        """Where a sentence's first name stands, if only periods and words of `between` stand before it."""
        places = places_in(passage.text, passage.language, sentence.start, sentence.end)
        known = self._say.known.find(passage.text, sentence.start, sentence.end)
        start = min((term.start for term in (*places, *known)), default=None)
        if start is None or not self._is_only(
            passage, sentence.start, start, self._say.between, self._say.being
        ):
            return None
        before = self._say.locative.find(passage.text, sentence.start, start)
        return None if before and not passage.text[before[-1].end : start].strip() else start

    def _is_only(self, passage: Passage, at: int, end: int, *lists: Lexicon) -> bool:
        """Whether a piece of text holds nothing but periods, measures and words of some lists."""
        text, span = passage.text, Span(at, end)
        spans = {date.start: date.end for date in passage.dates_in(span)}
        while (at := skip_spaces(text, at)) < end:
            words = [word for known in (*lists, self._measures) if (word := known.at(text, at))]
            following = spans.get(at) or max((word.end for word in words), default=at)
            if text[at] in ",，、()（）":
                following = at + 1
            if following <= at:
                return False
            at = following
        return True

    def _is_separated(self, text: str, start: int, end: int) -> bool:
        at, end = skip_spaces(text, start), self._say.separators.opening(text, end)
        while at < end:
            separator = self._say.separators.at(text, at)
            if separator is None or separator.end > end:
                return False
            at = skip_spaces(text, separator.end)
        return True


def donors(passage: Passage, members: list[Member], measure: str, period: str | None) -> list[Donor]:
    """The members of a list as donors of a measure."""
    return [
        Donor(
            measure,
            period,
            member.key,
            member.kind,
            Place(passage.address, member.start, member.end, passage.text[member.start : member.end]),
        )
        for member in members
    ]
