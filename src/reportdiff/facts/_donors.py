"""Donors: the members of lists that a text introduces as such."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from reportdiff.facts._money_say import money_say
from reportdiff.facts._passage import Passage
from reportdiff.facts._sentences import Span
from reportdiff.facts._slugs import slug
from reportdiff.language.lexicon import Lexicon, Term
from reportdiff.language.places import is_state, place_at, places_in
from reportdiff.language.tables import primary, table
from reportdiff.model import Donor, Finding, Place, Severity

_END = re.compile(r"[。；;)）]|\.(?!\w)|\Z")
_COMMAS = re.compile(r"[,，、:：]")
_AMOUNT = re.compile(r"[(（][^()（）\d]{0,20}\d[^()（）]{0,60}[)）]")
"""What a donor gave, in brackets after its name."""
_SEMICOLONS = (";", "；")
_COMMA = ",，—–("
_CLOSES = re.compile(r"[,，)—–](?!\d)")
_LONGEST, _FAR, _NEAR, _MISSES = 160, 90, 12, 2


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a list: its key (ISO alpha-3 or slug), kind and place in the text."""

    key: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Say:
    giving: Lexicon
    connectors: Lexicon
    after: Lexicon
    giver: Lexicon
    being: Lexicon
    relative: Lexicon
    ending: Lexicon
    gave: Lexicon
    between: Lexicon
    inserting: Lexicon
    separators: Lexicon
    context: Lexicon
    heads: Lexicon
    known: Lexicon
    kinds: Mapping[str, str]
    joining: Lexicon
    locative: Lexicon
    joined: re.Pattern[str]
    head_first: bool


class DonorReader:
    """Reads lists of donors; `findings` holds the members that were not understood.

    Args:
        language: BCP 47.
        aliases: slugs by name as printed, from a series' own table.
    """

    def __init__(self, language: str, aliases: Mapping[str, str]) -> None:
        self._say = _say(primary(language))
        self._measures = money_say(language).measures
        self._aliases = aliases
        self.findings: list[Finding] = []

    def lists(self, passage: Passage, sentence: Span) -> list[Member]:
        """The donors that one sentence names: lists that a word of giving leads to, or that it follows."""
        text, say = passage.text, self._say
        if not say.context.find(text, sentence.start, sentence.end):
            return []
        found: dict[str, Member] = {}
        at = sentence.start
        for cue in say.giving.find(text, sentence.start, sentence.end):
            start = self._list_start(passage, cue.end, sentence.end) if cue.start >= at else None
            members = [] if start is None else list(self._after(passage, start, sentence.end))
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
            following = _spaces(text, term.end)
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
        while (at := _spaces(text, at)) < limit:
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
                visited = _spaces(text, at) if self._is_locative(text, connector) else visited
            else:
                return None
        return None

    def _inserted_end(self, text: str, at: int, end: int) -> int | None:
        """Where a clause ends that commas set apart: ", when pledges totalled $300 million,"."""
        if text[at] not in _COMMA or not self._say.inserting.at(text, _spaces(text, at + 1)):
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
        members = list(self._after(passage, start, end)) if start is not None else []
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
            relative = say.relative.at(text, _spaces(text, measure.end))
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
        members = list(self._after(passage, start, until)) if start is not None and start < until else []
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
        while (at := _spaces(text, at)) < end:
            words = [word for known in (*lists, self._measures) if (word := known.at(text, at))]
            following = spans.get(at) or max((word.end for word in words), default=at)
            if text[at] in ",，、()（）":
                following = at + 1
            if following <= at:
                return False
            at = following
        return True

    def _is_separated(self, text: str, start: int, end: int) -> bool:
        at, end = _spaces(text, start), self._say.separators.opening(text, end)
        while at < end:
            separator = self._say.separators.at(text, at)
            if separator is None or separator.end > end:
                return False
            at = _spaces(text, separator.end)
        return True

    def _after(self, passage: Passage, start: int, end: int) -> Iterator[Member]:
        text, at = passage.text, start
        closing = _END.search(text, at, end)
        while closing and closing.start() < end and self._goes_on(passage, at, closing, end):
            closing = _END.search(text, closing.end(), end)
        end = min(end, closing.start() if closing else end)
        missed = 0
        while (at := self._skip(text, at, end)) < end and missed < _MISSES:
            member = self._member(passage, at, end)
            if member is None:
                return
            if member.kind:
                yield member
                if not self._ends(text, member.end, end):
                    return
            missed += not member.kind
            at = member.end

    def _goes_on(self, passage: Passage, start: int, closing: re.Match[str], end: int) -> bool:
        """Whether a list runs on: within a bracket, or past a semicolon to a member or a last "and"."""
        if _is_in_bracket(passage.text, start, closing.start()):
            return True
        if closing.group() not in _SEMICOLONS:
            return False
        following = self._skip(passage.text, closing.end(), end)
        place = place_at(passage.text, passage.language, following)
        return (place is not None and is_state(place.key)) or self._is_named(passage.text, following, end)

    def _is_named(self, text: str, at: int, end: int) -> bool:
        """Whether a known name begins here, or one whose head shows that it is a donor's."""
        until = min(end, at + _LONGEST)
        comma = _COMMAS.search(text, at, until)
        return self._say.known.at(text, at) is not None or bool(
            self._say.heads.find(text, at, comma.start() if comma else until)
        )

    def _member(self, passage: Passage, at: int, end: int) -> Member | None:
        text = passage.text
        known = self._say.known.at(text, at)
        if known and (self._ends(text, known.end, end) or self._leads_to_gift(text, known.end)):
            return Member(known.key, self._say.kinds[known.key], known.start, known.end)
        place = place_at(text, passage.language, at)
        if place and is_state(place.key) and self._can_end(text, place.end, end):
            return Member(place.key, "state", place.start, place.end)
        return self._named(passage, at, end)

    def _named(self, passage: Passage, at: int, end: int) -> Member | None:
        """A fund, foundation or organization, told by the word that its name ends with or holds."""
        text = passage.text
        until = min(end, at + _LONGEST)
        if self._say.head_first and (first := self._say.heads.at(text, at)):
            return self._member_named(text, first.start, self._name_end(passage, first.end, until), first.key)
        for head in self._say.heads.find(text, at, until):
            if self._ends(text, head.end, end):
                return self._member_named(text, at, head.end, head.key)
        heads = self._say.heads.find(text, at, until)
        comma = _COMMAS.search(text, at, until)
        stop = comma.start() if comma else until
        inside = [head for head in heads if head.end <= stop]
        if inside and text[at].isupper():
            return self._member_named(text, at, _rtrim(text, at, stop), inside[-1].key)
        self._doubt(passage, at, stop)
        return Member("", "", at, stop) if comma else None

    def _name_end(self, passage: Passage, at: int, until: int) -> int:
        """Where a name ends that begins with its head: at a comma, or where "and" leads to another member."""
        text = passage.text
        comma = _COMMAS.search(text, at, until)
        until = comma.start() if comma else until
        for joining in self._say.joining.find(text, at, until):
            following = self._skip(text, joining.start, until)
            if (
                place_at(text, passage.language, following)
                or self._say.known.at(text, following)
                or self._say.heads.at(text, following)
            ):
                return _rtrim(text, at, joining.start)
        return _rtrim(text, at, until)

    def _member_named(self, text: str, start: int, end: int, kind: str) -> Member:
        printed = text[start:end]
        return Member(self._aliases.get(printed) or slug(printed), kind, start, end)

    def _ends(self, text: str, at: int, end: int) -> bool:
        """Whether a member can end here: a separator or the end of the list follows."""
        at = _spaces(text, at)
        if told := _AMOUNT.match(text, at):
            at = _spaces(text, told.end())
        joined = self._say.joined.match(text, at)
        return at >= end or bool(joined) or self._say.separators.at(text, at) is not None

    def _can_end(self, text: str, at: int, end: int) -> bool:
        """Whether a State's name ends here: also where a clause goes on ("… and Japan in the same year")."""
        following = _spaces(text, at)
        goes_on = following > at and (text[following].islower() or self._leads_to_gift(text, at))
        goes_on = goes_on or self._say.ending.at(text, following) is not None
        return self._ends(text, at, end) or goes_on

    def _leads_to_gift(self, text: str, at: int) -> bool:
        """Whether what was given follows right after a name, as where the verb comes first."""
        following = _spaces(text, at)
        return following > at and any(
            words.at(text, following) for words in (self._measures, self._say.context)
        )

    def _skip(self, text: str, at: int, end: int) -> int:
        at = _spaces(text, at)
        while at < end:
            if told := _AMOUNT.match(text, at):
                at = _spaces(text, told.end())
                continue
            if self._say.known.at(text, at):
                return at
            separator = self._say.separators.at(text, at)
            if separator is None:
                return at
            at = _spaces(text, separator.end)
        return at

    def _doubt(self, passage: Passage, start: int, end: int) -> None:
        quote = passage.text[start:end].strip()[:60]
        if quote:
            self.findings.append(
                Finding(
                    "donor-not-understood", Severity.INFO, f"in a list of donors: {quote}", passage.address
                )
            )


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


def _is_in_bracket(text: str, start: int, at: int) -> bool:
    """Whether an offset is in a bracket, of a name ("Bolivia (Plurinational State of)") or an amount."""
    opened = text.count("(", start, at) + text.count("（", start, at)
    return opened > text.count(")", start, at) + text.count("）", start, at)


def _rtrim(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _spaces(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \u00a0\n":
        at += 1
    return at


@cache
def _say(code: str) -> _Say:
    data = table(code, "donors")
    clitics = data.get("clitics", "")
    known = data.get("known", {})
    return _Say(
        giving=Lexicon({"": data.get("giving", [])}, clitics=clitics),
        connectors=Lexicon({"": data.get("connectors", [])}, clitics=clitics),
        after=Lexicon({"": data.get("after", [])}, clitics=clitics),
        gave=Lexicon({"": data.get("gave", [])}, clitics=clitics),
        giver=Lexicon({"": data.get("giver", [])}, clitics=clitics),
        being=Lexicon({"": data.get("being", [])}, clitics=clitics),
        relative=Lexicon({"": data.get("relative", [])}),
        ending=Lexicon({"": data.get("ending", [])}),
        between=Lexicon({"": data.get("between", [])}, clitics=clitics),
        inserting=Lexicon({"": data.get("inserting", [])}, clitics=clitics),
        separators=Lexicon({"": data.get("separators", [])}, clitics=clitics),
        context=Lexicon({"": data.get("context", [])}, clitics=clitics),
        heads=Lexicon(data.get("kinds", {}), clitics=clitics, exact_case=True),
        known=Lexicon(
            {key: entry["names"] for key, entry in known.items()}, clitics=clitics, exact_case=True
        ),
        kinds={key: entry["kind"] for key, entry in known.items()},
        joining=Lexicon({"": data.get("joining", [])}),
        locative=Lexicon({"": data.get("locative", [])}),
        joined=re.compile(data.get("joined", "(?!)")),
        head_first=data.get("head") == "first",
    )
