"""Which measure an amount is of, by the words that stand nearest to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportdiff.facts._changes import Counted
from reportdiff.facts._clauses import CLAUSE, clause_end, clause_start, skip_spaces, within
from reportdiff.facts._money_others import is_aside, is_change, is_of_a_donor, is_part, is_received
from reportdiff.facts._money_periods import Period, is_linked, period_after
from reportdiff.facts._money_say import NEUTRAL, MoneySay
from reportdiff.facts._passage import Passage
from reportdiff.facts._sentences import Span
from reportdiff.language.lexicon import Lexicon, Term

UNKNOWN = "unknown"
"""A measure is named, but what the amount has to do with it is not understood."""
_NEAR, _SHORT, _ARTICLE = 30, 12, 5


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage with the measures and periods that it names."""

    passage: Passage
    span: Span
    cues: Sequence[Term]
    periods: Sequence[Period]


def cues_in(passage: Passage, sentence: Span, periods: Sequence[Period], say: MoneySay) -> list[Term]:
    """The measures that a sentence names, those that only a clause's first words name among them."""
    text = passage.text
    parted = list(_parted(text, periods, say))
    named = parted + [
        cue
        for cue in say.measures.find(text, sentence.start, sentence.end)
        if not (cue.key == NEUTRAL and _is_of_amounting(text, cue, say))
        and not any(term.start < cue.end and cue.start < term.end for term in parted)
    ]
    opening = [
        term
        for term in say.opening.find(text, sentence.start, sentence.end)
        if not any(cue.start < term.end and term.start < cue.end for cue in named)
        and _opens_clause(text, sentence, term, periods, say)
        and _leads_on(text, term, periods, say)
    ]
    return sorted([*named, *opening], key=lambda term: term.start)


def _is_of_amounting(text: str, cue: Term, say: MoneySay) -> bool:
    """Whether a word of others' money stands in one of amounting: por valor de."""
    levels = say.level.find(text, max(0, cue.start - _SHORT), cue.end + _SHORT)
    return any(level.start <= cue.start < level.end for level in levels)


def _parted(text: str, periods: Sequence[Period], say: MoneySay) -> Iterator[Term]:
    """Measures whose words a period parts: объявленные в 2021 году взносы."""
    for period in periods:
        for first in say.parted_first.find(text, max(0, period.start - _NEAR), period.start):
            rest = skip_spaces(text, period.end)
            while (word := say.link.at(text, rest)) and word.end > rest:
                rest = skip_spaces(text, word.end)
            second = say.parted_second.at(text, rest)
            led = is_linked(text, first.end, period.start, say)
            if led and second and second.key == first.key:
                yield Term(first.key, first.start, second.end)
                break


def measure_of(
    sentence: Sentence,
    item: Counted,
    before: int,
    limit: int,
    carried: str | None,
    say: MoneySay,
) -> str | None:
    """The measure of an amount: NEUTRAL where it is known to be another's, None where none is near.

    `before` is where the amount before it ends, `limit` where the next one begins, `carried` the measure of
    the amount before it.
    """
    text = sentence.passage.text
    if is_change(text, item, before, say) or is_of_a_donor(sentence.passage, sentence.span, item):
        return NEUTRAL
    if item.numeral.high is not None and any(cue.key != NEUTRAL for cue in sentence.cues):
        return UNKNOWN
    found = _named(sentence, item, before, limit, carried, say)
    if found is None and carried and _carries(sentence, item, before, say):
        span = Span(before, item.end)
        found = carried
        if is_part(sentence.passage, sentence.span, item, span, say, carried=True) or is_aside(
            text, sentence.span, Span(before, before), item, limit, say
        ):
            found = NEUTRAL
    if found is None and (carried or sentence.cues):
        return _unclear(sentence, item, before, limit, carried, say)
    return found


def _named(
    sentence: Sentence, item: Counted, before: int, limit: int, carried: str | None, say: MoneySay
) -> str | None:
    """The measure that is named for the amount, right after it or last before it."""
    passage, span, text = sentence.passage, sentence.span, sentence.passage.text
    stood = _stands_at(sentence, item, say)
    if stood:
        return NEUTRAL if is_part(passage, span, item, Span(before, item.end), say) else stood.key
    after = _right_after(text, item.end, limit, sentence.cues, say)
    if after:
        named, scope = after, Span(before, after.end)
    else:
        between = [
            cue
            for cue in within(sentence.cues, before, item.start)
            if cue.end <= item.start and not _is_told_of(sentence, cue, say)
        ]
        if not between:
            return None
        named = _specific(text, between, say)
        scope = Span(clause_start(text, span.start, named.start), item.end)
    spoken = Span(before if after else named.start, item.start if after else named.end)
    if named.key != NEUTRAL and (
        is_part(passage, span, item, scope, say, of_whole=carried not in (None, named.key))
        or is_aside(text, span, spoken, item, max(limit, after.end if after else 0), say)
    ):
        return NEUTRAL
    return named.key


def _unclear(
    sentence: Sentence, item: Counted, before: int, limit: int, carried: str | None, say: MoneySay
) -> str | None:
    """UNKNOWN, unless words nearby say that the amount is another's; None where no measure is named."""
    text, span = sentence.passage.text, sentence.span
    if not carried and all(cue.key == NEUTRAL for cue in sentence.cues):
        until = clause_end(text, item.end, span.end)
        return NEUTRAL if within(sentence.cues, before, until) else None
    other = is_part(sentence.passage, span, item, Span(before, item.end), say, carried=carried is not None)
    aside = is_aside(text, span, Span(before, before), item, limit, say)
    return NEUTRAL if other or aside else UNKNOWN


def _is_told_of(sentence: Sentence, cue: Term, say: MoneySay) -> bool:
    """Whether a measure is named as what a share is part of: "95 per cent of total income"."""
    passage, span = sentence.passage, sentence.span
    begin = max(span.start, cue.start - _NEAR)
    wholes = say.share_of.find(passage.text, begin, min(span.end, cue.end + _NEAR))
    beside = passage.counted_in(Span(begin - _NEAR, cue.end))
    ends = [item.end for item in beside if item.unit == "per-cent"]
    return any(
        whole.start <= cue.start <= whole.end + 1 and any(0 <= whole.start - end <= _SHORT for end in ends)
        for whole in wholes
    )


def _stands_at(sentence: Sentence, item: Counted, say: MoneySay) -> Term | None:
    """The measure that a sentence goes on with which opens with its amount: "At $4 million, income …"."""
    text, span = sentence.passage.text, sentence.span
    opened = say.standing_at.at(text, skip_spaces(text, span.start))
    if opened is None or text[opened.end : item.start].strip():
        return None
    ends = clause_end(text, item.end, span.end)
    begin, until = skip_spaces(text, ends + 1), clause_end(text, ends + 1, span.end)
    following = next(iter(within(sentence.cues, begin, until)), None)
    if following is None:
        return None
    named = say.measures.opening(text, following.start)
    is_near = named - begin <= _ARTICLE or _is_only(text, begin, named, sentence.periods, say, verbs=True)
    return following if is_near else None


def _right_after(text: str, end: int, limit: int, cues: Sequence[Term], say: MoneySay) -> Term | None:
    """The measure that the words after the amount name: "$285 million in pledges"."""
    following = next(iter(within(cues, end, end + _NEAR + 1)), None)
    if following is None or following.start - end > _NEAR:
        return None
    verb = say.level.at(text, skip_spaces(text, following.end))
    if verb and verb.end < limit < len(text) and not CLAUSE.search(text, verb.end, limit):
        return None  # what the next amount is said of
    begin = say.link.opening(text, following.start)
    joined = begin < following.start and say.joining.key(text[begin])  # ومجموع: and the total
    return following if not joined and is_linked(text, end, begin, say) else None


def _specific(text: str, cues: Sequence[Term], say: MoneySay) -> Term:
    """The measure nearest to the amount; "income" right after a kind of income is of that kind.

    "From the regular budget, the Office received": what was received is unknown, not the whole income.
    """
    nearest = cues[-1]
    before = cues[-2] if len(cues) > 1 else None
    if before and before.key != NEUTRAL and say.receiving.key(text[nearest.start : nearest.end]):
        gap = text[before.end : nearest.start].strip(" ,，")
        return nearest._replace(key=UNKNOWN) if gap else before
    if before and nearest.key == "income-total" and before.key != NEUTRAL:
        gap = text[before.end : nearest.start]
        if len(gap) <= _SHORT and not CLAUSE.search(gap):
            return before
    return nearest


def _carries(sentence: Sentence, item: Counted, before: int, say: MoneySay) -> bool:
    """Whether an amount goes on about the measure before it: it is compared, or of a period of its own."""
    text = sentence.passage.text
    if is_received(text, sentence.span, before, item, say):
        return True
    own = within(sentence.periods, before, item.start)
    return bool(
        own or period_after(text, item, sentence.periods, say) or say.compared.find(text, before, item.start)
    )


def _opens_clause(text: str, sentence: Span, term: Term, periods: Sequence[Period], say: MoneySay) -> bool:
    """Whether only a period stands before a word in its clause (or a verb, where verbs come first)."""
    at = skip_spaces(text, clause_start(text, sentence.start, term.start))
    return _is_only(text, at, say.opening.opening(text, term.start), periods, say, verbs=say.verb_first)


def _leads_on(text: str, term: Term, periods: Sequence[Period], say: MoneySay) -> bool:
    """Whether a verb of level, a period or an amount follows, not what the money is of or for."""
    at = skip_spaces(text, term.end)
    if text[at : at + 1].isdigit():
        return True
    if any(
        _starts_at(text, at, period, say) for period in within(periods, at - _NEAR, at + _NEAR)
    ) or say.level.at(text, at):
        return True
    begin = at
    while link := say.link.at(text, at) or say.biennium.at(text, at):
        at = skip_spaces(text, link.end)
        if any(_starts_at(text, at, period, say) for period in within(periods, begin, at + _NEAR)):
            return True
    return False


def _is_only(text: str, at: int, end: int, periods: Sequence[Period], say: MoneySay, *, verbs: bool) -> bool:
    while (at := skip_spaces(text, at)) < end:
        if text[at] == "，":
            at += 1
            continue
        period = next((period for period in within(periods, at - _NEAR, at + 1) if at < period.end), None)
        word = _longest(text, at, say.link, say.biennium, say.forecast, say.estimate)
        word = word or (say.level.at(text, at) if verbs else None)
        if period is None and word is None:
            return False
        at = period.end if period else word.end if word else end
    return True


def _longest(text: str, at: int, *lists: Lexicon) -> Term | None:
    """The longest of the terms that several lists have at an offset."""
    terms = [term for words in lists if (term := words.at(text, at))]
    return max(terms, key=lambda term: term.end, default=None)


def _starts_at(text: str, at: int, period: Period, say: MoneySay) -> bool:
    return say.link.opening(text, period.start) <= at < period.end
