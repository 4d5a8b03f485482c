"""How many parties an instrument has, as a text states it.

In each sentence the numbers play roles (a total, an increment, an earlier total, one to be understood from
its neighbours) that the words around them give away. Totals then go to instruments: by "respectively", by
the link between them, or to the last one named. Where a role is plain but its instrument is not, or
the other way round, the sentence becomes a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

from reportdiff.facts._instruments import OTHER, Mention, Resolver
from reportdiff.facts._passage import Passage
from reportdiff.facts._sentences import Span
from reportdiff.language.lexicon import Lexicon
from reportdiff.language.numbers import Numeral
from reportdiff.language.tables import primary, table
from reportdiff.model import Finding, Place, Severity, TreatyCount

_NEAR = 60
_MOST_JOINING = 20
"""More States than these never join in one period: they are all that have joined."""
_OF_PARTIES = frozenset({"parties", "countries", "states"})
_CLAUSE = re.compile(r"[,;:，；：。(（]")
_BRACKET = re.compile(r"\s?[(（][^()（）]*[)）]")
_STOP = re.compile(r"[,;:.，；：。()（）、!?]|\Z")


class _Role(Enum):
    TOTAL = "total"
    NEWLY = "newly"
    JOINED = "joined"  # States that acceded: a total or an increment
    EARLIER = "earlier"
    BARE = "bare"  # to be understood from its neighbours
    NONE = "none"


@dataclass(frozen=True, slots=True)
class _Count:
    value: int
    role: _Role
    start: int
    end: int
    linked: Mention | None = None


@dataclass(frozen=True, slots=True)
class _Say:
    party: Lexicon
    join: Lexicon
    never: Lexicon
    new_before: Lexicon
    new_after: Lexicon
    new_tail: Lexicon
    rise: Lexicon
    one_besides: Lexicon
    total_after: Lexicon
    not_as_of: Lexicon
    of_which_after: Lexicon
    of_which_before: Lexicon
    before_was: Lexicon
    total: Lexicon
    have: Lexicon
    perfect: Lexicon
    narrative: Lexicon
    standing: Lexicon
    joined_by: Lexicon
    amount_to: Lexicon
    closers: Lexicon
    link: Lexicon
    separators: Lexicon
    between: Lexicon
    commas: Lexicon
    reaching: Lexicon
    respectively: Lexicon
    period: Lexicon


class TreatyReader:
    """Reads the paragraphs of one report in their order.

    `counts` and `findings` hold what was read so far, `numbers` the sentences that name an instrument and
    a number of States or parties, understood or not.
    """

    def __init__(self, language: str) -> None:
        self._say = _say(primary(language))
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
        for sentence in passage.sentences:
            self.numbers += _with_numbers(passage, sentence, mentions)
            self._read_sentence(passage, sentence, mentions, pending)

    def _read_sentence(
        self, passage: Passage, sentence: Span, mentions: Sequence[Mention], pending: dict[str, int]
    ) -> None:
        say = self._say
        if not (
            say.party.find(passage.text, sentence.start, sentence.end)
            or say.join.find(passage.text, sentence.start, sentence.end)
        ):
            return
        here = [mention for mention in mentions if mention.start in sentence]
        counts = _understood(list(_counts(passage, sentence, here, say)), here, passage.text, say)
        if not any(count.role in (_Role.TOTAL, _Role.NEWLY, _Role.JOINED) for count in counts):
            return
        before = [mention for mention in mentions if mention.start < sentence.start]
        assigned = list(_assigned(passage.text, counts, here, before[-1:], say))
        for count, instrument in assigned:
            if count.role is not _Role.TOTAL:
                if instrument not in (None, OTHER) and count.role is not _Role.EARLIER:
                    pending[str(instrument)] = count.value
            elif instrument is None:
                self._doubt(passage, sentence, "a number of parties whose instrument is not clear")
            elif instrument != OTHER:
                newly = pending.pop(instrument, None) or _added_after(count, instrument, assigned)
                was = [each for each, _ in assigned if each.role is _Role.EARLIER]
                self._keep(passage, sentence, count, instrument, here, newly, was)

    def _keep(
        self,
        passage: Passage,
        sentence: Span,
        count: _Count,
        instrument: str,
        here: Sequence[Mention],
        newly: int | None,
        earlier: Sequence[_Count],
    ) -> None:
        start, end = _words(count, instrument, here)
        self.counts.append(
            TreatyCount(
                instrument,
                count.value,
                newly,
                _as_of(passage, sentence, count, here, earlier, self._say),
                Place(passage.address, start, end, passage.text[start:end]),
            )
        )

    def _doubt(self, passage: Passage, sentence: Span, message: str) -> None:
        quote = passage.text[sentence.start : sentence.end].strip()[:80]
        self.findings.append(
            Finding("treaty-count-not-understood", Severity.WARNING, f"{message}: {quote}", passage.address)
        )


def _with_numbers(passage: Passage, sentence: Span, mentions: Sequence[Mention]) -> Iterator[Place]:
    named = any(mention.start in sentence and set(mention.ids) - {OTHER} for mention in mentions)
    counted = any(item.start in sentence and item.unit in _OF_PARTIES for item in passage.counted)
    if named and counted:
        quote = passage.text[sentence.start : sentence.end].rstrip()
        yield Place(passage.address, sentence.start, sentence.start + len(quote), quote)


def _added_after(total: _Count, instrument: str, assigned: Sequence[tuple[_Count, str | None]]) -> int | None:
    """The increment told after the total: "189 parties, an increase of two"."""
    later = [(count, name) for count, name in assigned if count.start > total.start and name == instrument]
    return later[0][0].value if later and later[0][0].role is _Role.NEWLY else None


def _counts(passage: Passage, sentence: Span, mentions: Sequence[Mention], say: _Say) -> Iterator[_Count]:
    counted = {item.numeral.start: item for item in passage.counted}
    for numeral in passage.numerals:
        if numeral.start not in sentence or not _could_count(numeral):
            continue
        if any(numeral.start in Span(mention.start, mention.end) for mention in mentions):
            continue
        item = counted.get(numeral.start)
        unit, end = (item.unit, item.end) if item else (None, numeral.end)
        if unit not in _READERS:
            continue
        role, linked = _READERS[unit](passage.text, sentence, numeral, end, mentions, say)
        besides = say.one_besides.at(passage.text, _skip(passage.text, end))
        if role is not _Role.NONE:
            value = int(numeral.value) + (1 if besides else 0)
            yield _Count(value, role, numeral.start, besides.end if besides else end, linked)


def _could_count(numeral: Numeral) -> bool:
    exact = numeral.high is None and not numeral.maybe_year
    return exact and not numeral.currency and numeral.value == int(numeral.value)


def _marker(text: str, sentence: Span, numeral: Numeral, end: int, say: _Say) -> _Role | None:
    """The role that words right beside the number give it."""
    if _ends_at(say.before_was, text, sentence, numeral.start):
        return _Role.EARLIER
    if _ends_at(say.new_before, text, sentence, numeral.start):
        return _Role.NEWLY
    after = _skip(text, numeral.end)
    if say.new_after.at(text, after) or any(
        term.end <= end for term in say.new_after.find(text, numeral.end, end)
    ):
        return _Role.NEWLY
    if say.of_which_after.at(text, after) or _ends_at(say.of_which_before, text, sentence, numeral.start):
        joined = say.join.find(text, numeral.start, _clause_end(text, end, sentence.end))
        return _Role.NEWLY if joined else None
    if say.new_tail.at(text, after) or say.new_tail.at(text, _skip(text, end)):
        return _Role.NEWLY
    return None


def _of_parties(
    text: str, sentence: Span, numeral: Numeral, end: int, mentions: Sequence[Mention], say: _Say
) -> tuple[_Role, Mention | None]:
    marker = _marker(text, sentence, numeral, end, say)
    linked = _linked(text, end, mentions, say)
    if marker:
        return marker, linked
    if _forbidden(text, sentence, numeral, linked.end if linked else end, say):
        return _Role.NONE, None
    if not _closes(text, linked.end if linked else end, say):
        return _Role.NONE, None
    led = (
        _led(text, sentence, numeral, say)
        or _is_said_before(text, sentence, numeral, mentions, say)
        or _is_entry(text, numeral, mentions)
    )
    return (_Role.TOTAL if led else _Role.BARE), linked


def _is_said_before(
    text: str, sentence: Span, numeral: Numeral, mentions: Sequence[Mention], say: _Say
) -> bool:
    """Whether the verb stands before the instrument: "has the Convention 187 parties", as Arabic puts it."""
    last = next((m for m in reversed(mentions) if m.end <= numeral.start and m.start in sentence), None)
    if last is None or not _is_separator(text, last.end, numeral.start, say.between):
        return False
    return _ends_at(say.have, text, sentence, say.have.opening(text, last.start))


def _is_entry(text: str, numeral: Numeral, mentions: Sequence[Mention]) -> bool:
    """Whether the number stands behind its instrument as in a list: "Firearms Protocol, 121 parties"."""
    last = next((m for m in reversed(mentions) if m.end <= numeral.start), None)
    return last is not None and text[last.end : numeral.start].strip() in (
        ",",
        ":",
        "：",
        "，",
        "–",
        "—",
        "-",
    )


def _of_states(
    text: str, sentence: Span, numeral: Numeral, end: int, mentions: Sequence[Mention], say: _Say
) -> tuple[_Role, Mention | None]:
    amounts = _ends_at(say.amount_to, text, sentence, numeral.start)
    said = amounts and _is_said_of_parties(text, sentence, numeral, say)
    if (said or _totalled(text, sentence, numeral, say)) and _closes(text, end, say):
        return _Role.TOTAL, _linked(text, end, mentions, say)
    if _ends_at(say.rise, text, sentence, numeral.start) and _is_said_of_parties(
        text, sentence, numeral, say
    ):
        return _Role.NEWLY, None
    end = _past_bracket(text, end, sentence.end)
    clause_end = _clause_end(text, end, sentence.end)
    joins = say.join.find(text, end, clause_end)
    nevers = say.never.find(text, end, clause_end)
    passive = _ends_near(say.join, text, sentence, numeral.start)
    if not joins and not passive:
        listed = _is_entry(text, numeral, mentions) or _goes_on(text, numeral.start, say)
        return (_Role.BARE if listed else _Role.NONE), None
    if joins and nevers and nevers[0].start <= joins[0].end:
        return _Role.NONE, None
    linked = _object(text, joins[0].end if joins else end, clause_end, mentions, say)
    if joins and linked is None and _names_something(text, joins[-1].end, clause_end, say):
        return _Role.NONE, None
    marker = _marker(text, sentence, numeral, end, say)
    if marker is _Role.NEWLY:
        return _Role.NEWLY, linked
    if joins and say.perfect.find(text, max(sentence.start, numeral.start - 12), joins[0].end):
        return _Role.TOTAL if _standing(text, sentence, numeral, say) else _Role.JOINED, linked
    clause = Span(sentence.start, clause_end)
    if _has_joined(text, clause, numeral, joins[0].end if joins else None, say):
        return _Role.TOTAL, linked
    return _Role.JOINED, linked


def _goes_on(text: str, at: int, say: _Say) -> bool:
    """Whether a number is the next of a list: "186, 184 and 191 States"."""
    begin = max(0, at - 10)
    before = [term for term in say.commas.find(text, begin, at) if at - term.end <= 1]
    return bool(before) and text[begin : before[-1].start].rstrip()[-1:].isdigit()


def _past_bracket(text: str, end: int, limit: int) -> int:
    """Past the names in brackets after a number of States: "three States (Fiji, Niue and Samoa) acceded"."""
    bracket = _BRACKET.match(text, end, min(limit, end + 4 * _NEAR))
    return bracket.end() if bracket else end


def _object(text: str, start: int, end: int, mentions: Sequence[Mention], say: _Say) -> Mention | None:
    """The instrument that States joined: the first one after the verb, with nothing else named between."""
    following = next((mention for mention in mentions if start <= mention.start <= end), None)
    joins = say.join.find(text, start, following.start) if following else []
    last = joins[-1].end if joins else start
    return following if following and following.start - last <= 16 else None


def _names_something(text: str, start: int, end: int, say: _Say) -> bool:
    """Whether the verb has an object of its own that is no instrument: "parties to all four instruments"."""
    return bool(say.link.at(text, _skip(text, start))) and end > start


def _standing(text: str, sentence: Span, numeral: Numeral, say: _Say) -> bool:
    """Whether the sentence speaks of a state of affairs, not of what happened in a period."""
    return not say.period.find(text, sentence.start, numeral.start)


def _has_joined(text: str, clause: Span, numeral: Numeral, until: int | None, say: _Say) -> bool:
    """Whether a verb of the past tells of all that ever joined: by what it says, or by how many they are.

    Of use in languages whose perfect also narrates (French ont ratifié).
    """
    led = _ends_at(say.joined_by, text, clause, numeral.start)
    if not led and (until is None or not say.narrative.find(text, numeral.start, until)):
        return False
    if not _standing(text, clause, numeral, say):
        return False
    return numeral.value > _MOST_JOINING or bool(say.standing.find(text, clause.start, clause.end))


def _of_nothing(
    text: str, sentence: Span, numeral: Numeral, end: int, mentions: Sequence[Mention], say: _Say
) -> tuple[_Role, Mention | None]:
    marker = _marker(text, sentence, numeral, end, say)
    linked = _linked(text, end, mentions, say)
    if marker:
        return marker, linked
    if _forbidden(text, sentence, numeral, end, say):
        return _Role.NONE, None
    if say.total_after.at(text, _skip(text, end)):
        return _Role.TOTAL, linked
    led = _totalled(text, sentence, numeral, say) or (
        _ends_at(say.have, text, sentence, numeral.start)
        and _is_said_of_parties(text, sentence, numeral, say)
    )
    if led and _closes(text, end, say):
        return _Role.TOTAL, linked
    return _Role.BARE, linked


_READERS = {"parties": _of_parties, "countries": _of_states, "states": _of_states, None: _of_nothing}


def _forbidden(text: str, sentence: Span, numeral: Numeral, end: int, say: _Say) -> bool:
    """Whether the clause of a number says something else of the parties than how many they are."""
    begin = max(sentence.start, numeral.start - _NEAR)
    breaks = [match.end() for match in _CLAUSE.finditer(text, begin, numeral.start)]
    begin = breaks[-1] if breaks else begin
    return bool(say.never.find(text, begin, _clause_end(text, end, sentence.end)))


def _led(text: str, sentence: Span, numeral: Numeral, say: _Say) -> bool:
    return _ends_at(say.have, text, sentence, numeral.start) or _totalled(text, sentence, numeral, say)


def _totalled(text: str, sentence: Span, numeral: Numeral, say: _Say) -> bool:
    """Whether a word for the total leads to the number, without another act of joining between."""
    cues = say.total.find(text, max(sentence.start, numeral.start - 3 * _NEAR), numeral.start)
    return bool(cues) and not say.join.find(text, cues[-1].end, numeral.start)


def _is_said_of_parties(text: str, sentence: Span, numeral: Numeral, say: _Say) -> bool:
    return bool(say.party.find(text, sentence.start, numeral.start))


def _closes(text: str, end: int, say: _Say) -> bool:
    at = _skip(text, end)
    return bool(_STOP.match(text, at)) or say.closers.at(text, at) is not None


def _clause_end(text: str, start: int, limit: int) -> int:
    stop = _CLAUSE.search(text, start, min(limit, start + 4 * _NEAR))
    return stop.start() if stop else min(limit, start + 4 * _NEAR)


def _linked(text: str, end: int, mentions: Sequence[Mention], say: _Say) -> Mention | None:
    """The instrument right after the number and its noun: "187 parties to the Convention"."""
    following = next((mention for mention in mentions if mention.start >= end), None)
    if following is None or following.start - end > 24:
        return None
    if _skip(text, end) == following.start > end:
        return following  # a genitive: 187 участников Конвенции
    words = say.link.at(text, _skip(text, end))
    return following if words and words.end + 5 >= following.start else None


def _ends_at(lexicon: Lexicon, text: str, sentence: Span, at: int) -> bool:
    """Whether a term of the lexicon stands right before an offset (a qualifier may stand between)."""
    begin = max(sentence.start, at - 40)
    return any(at - term.end <= 1 for term in lexicon.find(text, begin, at))


def _ends_near(lexicon: Lexicon, text: str, sentence: Span, at: int) -> bool:
    """Whether a passive leads to the number: "ratified by 52 States"."""
    begin = max(sentence.start, at - 2 * _NEAR)
    stops = [match.end() for match in _CLAUSE.finditer(text, begin, at)]
    return bool(lexicon.find(text, stops[-1] if stops else begin, at))


def _understood(counts: list[_Count], mentions: Sequence[Mention], text: str, say: _Say) -> list[_Count]:
    """Bare numbers in a list with a total are totals; with an increment, increments."""
    for group in _runs(counts, text, say):
        roles = {count.role for count in group} - {_Role.BARE}
        if not roles and _is_led_list(group, text, say):
            roles = {_Role.TOTAL}
        if len(group) > 1 and len(roles) == 1:
            role = roles.pop()
            counts = [replace(c, role=role) if c in group else c for c in counts]
    led: _Role | None = None
    understood = []
    for said in counts:
        count = said
        if count.role is _Role.BARE and led is not None and _beside(count, mentions, text):
            understood.append(replace(count, role=led))
            continue
        if count.role is _Role.BARE and understood and _is_reached(understood[-1], count, text, say):
            count = replace(count, role=_Role.TOTAL)
        if count.role in (_Role.TOTAL, _Role.JOINED):
            led = count.role
        elif count.role is _Role.NEWLY:
            led = _Role.NEWLY
        understood.append(count)
    return [count for count in understood if count.role is not _Role.BARE]


def _is_reached(last: _Count, count: _Count, text: str, say: _Say) -> bool:
    """Whether a number is what an increment or a rise leads to: "increased by two to 192"."""
    changed = last.role in (_Role.NEWLY, _Role.EARLIER)
    return changed and count.start > last.end and _is_separator(text, last.end, count.start, say.reaching)


def _is_led_list(group: Sequence[_Count], text: str, say: _Say) -> bool:
    """Whether a list of numbers is of parties: "had 190, 178 and 150 parties"."""
    first, last = group[0], group[-1]
    before = Span(max(0, first.start - 3 * _NEAR), first.start)
    named = say.party.find(text, last.start, last.end) or say.party.find(text, before.start, before.end)
    return bool(named) and _ends_at(say.have, text, before, first.start)


def _beside(count: _Count, mentions: Sequence[Mention], text: str) -> bool:
    """Whether a bare number stands right at an instrument: "180 to the Trafficking in Persons Protocol"."""
    if count.linked is not None:
        return True
    last = next((m for m in reversed(mentions) if m.end <= count.start), None)
    if last is None or count.start - last.end > 10:
        return False
    listed = text[last.end : count.start].strip() == "," and _STOP.match(text, _skip(text, count.end))
    return bool(listed) or not _CLAUSE.search(text, last.end, count.start)


def _runs(counts: Sequence[_Count], text: str, say: _Say) -> list[list[_Count]]:
    groups: list[list[_Count]] = []
    for count in counts:
        alike = groups and _alike(groups[-1][-1].role, count.role)
        if alike and _is_separator(text, groups[-1][-1].end, count.start, say.commas):
            groups[-1].append(count)
        else:
            groups.append([count])
    return groups


def _alike(first: _Role, second: _Role) -> bool:
    return first is not _Role.EARLIER and (first is second or _Role.BARE in (first, second))


def _is_separator(text: str, start: int, end: int, separators: Lexicon) -> bool:
    """Whether only separators stand between two members of a list."""
    at, end = _skip(text, start), separators.opening(text, end)
    while at < end:
        term = separators.at(text, at)
        if term is None or term.end > end:
            return False
        at = _skip(text, term.end)
    return end - start <= 40


def _assigned(
    text: str, counts: Sequence[_Count], here: Sequence[Mention], before: Sequence[Mention], say: _Say
) -> Iterator[tuple[_Count, str | None]]:
    """Each count with its instrument; None where that is not clear."""
    groups = _runs(counts, text, say)
    lists = _instrument_lists(here, text, say)
    used: set[int] = set()
    for group in groups:
        if len(group) > 1 or _shared(here):
            names = _names_for(group, lists)
            yield from zip(group, names or [None] * len(group), strict=True)
        else:
            yield group[0], _single(group[0], here, before, used, counts)


def _shared(mentions: Sequence[Mention]) -> bool:
    return bool(mentions) and all(len(mention.ids) > 1 for mention in mentions)


def _instrument_lists(mentions: Sequence[Mention], text: str, say: _Say) -> list[list[Mention]]:
    lists: list[list[Mention]] = []
    for mention in mentions:
        if lists and _is_separator(text, lists[-1][-1].end, mention.start, say.separators):
            lists[-1].append(mention)
        else:
            lists.append([mention])
    return lists


def _names_for(group: Sequence[_Count], lists: Sequence[Sequence[Mention]]) -> list[str | None] | None:
    """The instruments of the list that has as many members as the numbers: the nearest such list."""
    fitting = []
    for listed in lists:
        names = [name for mention in listed for name in (mention.ids or (None,))]
        if len(names) == len(group):
            distance = min(abs(group[0].start - listed[-1].end), abs(listed[0].start - group[-1].end))
            fitting.append((distance, names))
    if fitting:
        return min(fitting, key=lambda fit: fit[0])[1]
    before = [name for listed in lists for m in listed if m.end <= group[0].start for name in m.ids]
    return list(before) if len(before) == len(group) else None


def _single(
    count: _Count,
    here: Sequence[Mention],
    before: Sequence[Mention],
    used: set[int],
    counts: Sequence[_Count],
) -> str | None:
    following = count.linked or _following(count, here, counts)
    preceding = [m for m in here if m.end <= count.start and m.start not in used]
    if count.linked or (following and not preceding):
        mention: Mention | None = following
    elif preceding:
        mention = preceding[-1]
    else:
        named = [m for m in here if m.end <= count.start] or list(before)
        mention = named[-1] if named else None
    if mention is None or len(mention.ids) != 1:
        return None
    if mention in here and count.linked is mention:
        used.add(mention.start)
    return mention.ids[0]


def _following(count: _Count, here: Sequence[Mention], counts: Sequence[_Count]) -> Mention | None:
    after = next((m for m in here if m.start >= count.end), None)
    rival = next((c for c in counts if c.start > count.start), None)
    return after if after and (rival is None or after.start < rival.start) else None


def _words(count: _Count, instrument: str, here: Sequence[Mention]) -> tuple[int, int]:
    """The stretch of the sentence from the instrument to the number, whichever comes first."""
    named = [m for m in here if instrument in m.ids]
    if not named:
        return count.start, count.end
    nearest = min(named, key=lambda m: min(abs(m.start - count.end), abs(count.start - m.end)))
    return min(nearest.start, count.start), max(nearest.end, count.end)


def _as_of(
    passage: Passage,
    sentence: Span,
    count: _Count,
    mentions: Sequence[Mention],
    earlier: Sequence[_Count],
    say: _Say,
) -> str | None:
    """The date that the sentence gives, else an earlier one of the paragraph; a period spoken of."""
    said = [
        (date.start, date.iso)
        for date in passage.dates
        if date.iso
        and date.start < sentence.end
        and not any(mention.start <= date.start < mention.end for mention in mentions)
        and not any(0 <= date.start - was.end <= 20 for was in earlier)
        and not _is_history(passage.text, sentence, date.start, date.end, say)
    ]
    spoken = say.period.find(passage.text, 0, sentence.end)
    said += [(term.start, passage.period) for term in spoken if passage.period]
    said.sort()
    before = [iso for start, iso in said if start < count.start and start in sentence]
    after = [iso for start, iso in said if start > count.start]
    chosen = before[-1:] or after[:1] or [iso for start, iso in said if start < sentence.start][-1:]
    return chosen[0] if chosen else None


def _is_history(text: str, sentence: Span, start: int, end: int, say: _Say) -> bool:
    """Whether a date is that of the instrument or of a comparison, not that of the count."""
    if _ends_at(say.before_was, text, sentence, start):
        return True
    near = say.not_as_of.find(text, max(sentence.start, start - 32), start)
    return (bool(near) and not _CLAUSE.search(text, near[-1].end, start)) or bool(
        say.not_as_of.at(text, _skip(text, end))
    )


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \u00a0\n":
        at += 1
    return at


@cache
def _say(code: str) -> _Say:
    said = table(code, "treaties").get("say", {})
    clitics = table(code, "treaties").get("clitics", "")
    fields = _Say.__dataclass_fields__
    return _Say(**{name: Lexicon({name: said.get(name, [])}, clitics=clitics) for name in fields})
