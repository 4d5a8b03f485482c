"""Which number goes to which instrument: lists of both, "respectively", the instrument that is nearest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportdiff.facts._instruments import Mention
from reportdiff.facts._treaty_leads import again_before
from reportdiff.facts._treaty_marks import Role
from reportdiff.facts._treaty_roles import Count
from reportdiff.facts._treaty_sentence import CLAUSE, NEAR, STOP, Sentence, skipped

_BRACKETS = ("(", "（")
_RISEN = {Role.NEWLY, Role.JOINED}


def understood(said: Sentence, counts: Sequence[Count]) -> list[Count]:
    """The counts with the roles that their neighbours give them; none stays bare.

    Bare numbers in a list with a total are totals; with an increment, increments.
    """
    led: Role | None = None
    kept: list[Count] = []
    for count in _with_their_lists(said, counts):
        if count.role is Role.BARE and led is not None and _beside(said, count):
            kept.append(replace(count, role=led))
            continue
        if count.role is Role.BARE and kept and _is_next_year(said, kept[-1], count):
            kept.append(replace(count, role=Role.TOTAL, linked=kept[-1].linked))
            continue
        if count.role in (Role.TOTAL, Role.JOINED, Role.NEWLY):
            led = count.role
        kept.append(count)
    return [_if_bare(count) for count in kept]


def _if_bare(count: Count) -> Count:
    """A number that nothing gave a role: of parties it is unclear, by itself it is none."""
    if count.role is not Role.BARE:
        return count
    return replace(count, role=Role.UNCLEAR if count.is_of_parties else Role.NONE)


def assigned(
    said: Sentence, counts: Sequence[Count], before: Sequence[Mention]
) -> Iterator[tuple[Count, str | None]]:
    """Each count with its instrument; None where that is not clear.

    Args:
        said: the sentence.
        counts: its numbers with their roles.
        before: the instrument named last in the sentences before, if any.
    """
    lists = _instrument_lists(said)
    used: set[int] = set()
    for group in _runs(said, counts):
        if len(group) > 1 or _shared(said.mentions):
            names = _names_for(group, lists)
            yield from zip(group, names or [None] * len(group), strict=True)
        else:
            yield group[0], _single(said, group[0], before, used, counts)


def _with_their_lists(said: Sentence, counts: Sequence[Count]) -> list[Count]:
    """The counts, where all of a list that have a role have the same and give it to the others."""
    known = list(counts)
    for group in _runs(said, counts):
        roles = {count.role for count in group} - {Role.BARE}
        if not roles and _is_led_list(said, group):
            roles = {Role.TOTAL}
        if len(group) > 1 and (len(roles) == 1 or roles == _RISEN):
            role = roles.pop() if len(roles) == 1 else Role.NEWLY
            known = [replace(count, role=role) if count in group else count for count in known]
    return known


def _is_next_year(said: Sentence, last: Count, count: Count) -> bool:
    """Whether a number is the same of a later date: "114 parties in 2016 and 122 in 2021"."""
    end = max(last.end, last.linked.end if last.linked else 0)
    between = [date for date in said.dates if end <= date.start < count.start]
    after = next((date for date in said.dates if date.start >= count.end), None)
    if last.role is not Role.TOTAL or not between or after is None:
        return False
    dated = said.holds_only(count.end, after.start, said.say.when)
    return dated and said.holds_only(end, count.start, said.say.commas, said.say.when, dates=said.dates)


def _is_led_list(said: Sentence, group: Sequence[Count]) -> bool:
    """Whether a list of numbers is of parties: "had 190, 178 and 150 parties"."""
    first, last = group[0], group[-1]
    party = said.say.party
    named = party.find(said.text, last.start, last.end) or party.find(
        said.text, max(0, first.start - 3 * NEAR), first.start
    )
    led = said.has_before(first.start) or said.stands_after(said.say.respectively, last.end)
    return bool(named) and led


def _beside(said: Sentence, count: Count) -> bool:
    """Whether a bare number stands right at an instrument: "180 to the Trafficking in Persons Protocol"."""
    if count.linked is not None:
        return True
    last = said.last_named(count.start)
    if last is None or count.start - last.end > 10:
        return False
    text = said.text
    listed = text[last.end : count.start].strip() == "," and STOP.match(text, skipped(text, count.end))
    return bool(listed) or not CLAUSE.search(text, last.end, count.start)


def _runs(said: Sentence, counts: Sequence[Count]) -> list[list[Count]]:
    groups: list[list[Count]] = []
    for count in counts:
        alike = groups and _alike(groups[-1][-1].role, count.role)
        if alike and _goes_on(said, groups[-1][-1], count):
            groups[-1].append(count)
        else:
            groups.append([count])
    return groups


def _goes_on(said: Sentence, last: Count, count: Count) -> bool:
    """Whether a number is the next of a list: "two and one", "by two and by one"."""
    if said.is_separated(last.end, count.start, said.say.commas):
        return True
    before, own = (again_before(said, each.start) for each in (last, count))
    if own is None or before is None or not said.is_separated(last.end, own, said.say.commas):
        return False
    return said.text[own : count.start].strip() == said.text[before : last.start].strip()


def _alike(first: Role, second: Role) -> bool:
    if Role.EARLIER in (first, second):
        return False
    return first is second or Role.BARE in (first, second) or {first, second} == _RISEN


def _shared(mentions: Sequence[Mention]) -> bool:
    return bool(mentions) and all(len(mention.ids) > 1 for mention in mentions)


def _instrument_lists(said: Sentence) -> list[list[Mention]]:
    lists: list[list[Mention]] = []
    for mention in said.mentions:
        if lists and said.is_separated(lists[-1][-1].end, mention.start, said.say.separators):
            lists[-1].append(mention)
        else:
            lists.append([mention])
    return lists


def _names_for(group: Sequence[Count], lists: Sequence[Sequence[Mention]]) -> list[str | None] | None:
    """The instruments of the list that has as many members as the numbers: the nearest such list."""
    fitting = []
    topics = [[mention] for listed in lists for mention in listed if len(mention.ids) > 1]
    for listed in [*lists, *topics]:
        names = [name for mention in listed for name in (mention.ids or (None,))]
        if len(names) == len(group):
            distance = min(abs(group[0].start - listed[-1].end), abs(listed[0].start - group[-1].end))
            fitting.append((distance, names))
    if fitting:
        return min(fitting, key=lambda fit: fit[0])[1]
    before = [name for listed in lists for m in listed if m.end <= group[0].start for name in m.ids]
    return list(before) if len(before) == len(group) else None


def _single(
    said: Sentence, count: Count, before: Sequence[Mention], used: set[int], counts: Sequence[Count]
) -> str | None:
    """The instrument of a number that stands alone: linked, else the last named before, else the next."""
    following = count.linked or _following(said, count, counts)
    preceding = [m for m in said.mentions if m.end <= count.start and m.start not in used]
    if preceding_entry := _entry_of(said, count):
        return preceding_entry.ids[0] if len(preceding_entry.ids) == 1 else None
    if count.linked or (following and not preceding):
        mention: Mention | None = following
    elif preceding:
        mention = preceding[-1]
    else:
        named = [m for m in said.mentions if m.end <= count.start] or list(before)
        mention = named[-1] if named else None
    if mention is None or len(mention.ids) != 1:
        return None
    if mention in said.mentions and count.linked is mention:
        used.add(mention.start)
    return mention.ids[0]


def _entry_of(said: Sentence, count: Count) -> Mention | None:
    """The instrument right before a number in brackets, which is of no other."""
    last = said.last_named(count.start)
    return last if last and said.text[last.end : count.start].strip() in _BRACKETS else None


def _following(said: Sentence, count: Count, counts: Sequence[Count]) -> Mention | None:
    after = next((m for m in said.mentions if m.start >= count.end), None)
    rival = next((c for c in counts if c.start > count.start), None)
    return after if after and (rival is None or after.start < rival.start) else None
