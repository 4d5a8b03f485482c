"""The members of a list of donors: States, known names, and names that a word in them tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportdiff.facts._clauses import skip_spaces
from reportdiff.facts._donor_say import DonorSay
from reportdiff.facts._passage import Passage
from reportdiff.facts._slugs import slug
from reportdiff.language.lexicon import Lexicon
from reportdiff.language.places import is_state, place_at
from reportdiff.model import Finding, Severity

_END = re.compile(r"[。；;)）]|\.(?!\w)|\Z")
_COMMAS = re.compile(r"[,，、:：]")
_AMOUNT = re.compile(r"[(（][^()（）\d]{0,20}\d[^()（）]{0,60}[)）]")
"""What a donor gave, in brackets after its name."""
_SEMICOLONS = (";", "；")
_LONGEST, _MISSES = 160, 2


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a list: its key (ISO alpha-3 or slug), kind and place in the text."""

    key: str
    kind: str
    start: int
    end: int


class MemberReader:
    """Reads the members of lists; `findings` holds those that were not understood.

    Args:
        say: the language's lists.
        measures: the words for measures, which may follow a giver.
        aliases: slugs by name as printed, from a series' own table.
    """

    def __init__(self, say: DonorSay, measures: Lexicon, aliases: Mapping[str, str]) -> None:
        self._say = say
        self._measures = measures
        self._aliases = aliases
        self.findings: list[Finding] = []

    def members(self, passage: Passage, start: int, end: int) -> Iterator[Member]:
        """The members of the list that begins at an offset, to where it or the sentence ends."""
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
        at = skip_spaces(text, at)
        if told := _AMOUNT.match(text, at):
            at = skip_spaces(text, told.end())
        joined = self._say.joined.match(text, at)
        return at >= end or bool(joined) or self._say.separators.at(text, at) is not None

    def _can_end(self, text: str, at: int, end: int) -> bool:
        """Whether a State's name ends here: also where a clause goes on ("… and Japan in the same year")."""
        following = skip_spaces(text, at)
        goes_on = following > at and (text[following].islower() or self._leads_to_gift(text, at))
        goes_on = goes_on or self._say.ending.at(text, following) is not None
        return self._ends(text, at, end) or goes_on

    def _leads_to_gift(self, text: str, at: int) -> bool:
        """Whether what was given follows right after a name, as where the verb comes first."""
        following = skip_spaces(text, at)
        return following > at and any(
            words.at(text, following) for words in (self._measures, self._say.context)
        )

    def _skip(self, text: str, at: int, end: int) -> int:
        at = skip_spaces(text, at)
        while at < end:
            if told := _AMOUNT.match(text, at):
                at = skip_spaces(text, told.end())
                continue
            if self._say.known.at(text, at):
                return at
            separator = self._say.separators.at(text, at)
            if separator is None:
                return at
            at = skip_spaces(text, separator.end)
        return at

    def _doubt(self, passage: Passage, start: int, end: int) -> None:
        quote = passage.text[start:end].strip()[:60]
        if quote:
            self.findings.append(
                Finding(
                    "donor-not-understood", Severity.INFO, f"in a list of donors: {quote}", passage.address
                )
            )


def _is_in_bracket(text: str, start: int, at: int) -> bool:
    """Whether an offset is in a bracket, of a name ("Bolivia (Plurinational State of)") or an amount."""
    opened = text.count("(", start, at) + text.count("（", start, at)
    return opened > text.count(")", start, at) + text.count("）", start, at)


def _rtrim(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
