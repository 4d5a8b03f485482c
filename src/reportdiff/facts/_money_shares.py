"""Shares of the income: what a percentage is whose."""

from __future__ import annotations

from collections.abc import Sequence

from reportdiff.facts._changes import Counted
from reportdiff.facts._money_others import is_change
from reportdiff.facts._money_say import MoneySay
from reportdiff.facts._sentences import Span
from reportdiff.language.lexicon import Term
from reportdiff.measures import shares

_FAR, _AFTER = 120, 60


def share_measure(
    text: str,
    sentence: Span,
    item: Counted,
    cues: Sequence[Term],
    previous: Counted | None,
    carried: str | None,
    say: MoneySay,
) -> str | None:
    """The measure of a percentage, where it is said to be a share of the income.

    `cues` are the measures that the sentence names, `previous` the amount before it, which `carried` is the
    measure of.
    """
    if is_change(text, item, sentence.start, say):
        return None
    before, limit = max(sentence.start, item.start - _FAR), min(sentence.end, item.end + _AFTER)
    verb = say.share_verb.find(text, before, item.start)
    of_total = say.share_of.find(text, before, item.start) + say.share_of.find(text, item.end, limit)
    if previous and _is_whole(carried) and say.of_it.find(text, previous.end, item.start):
        of_total = verb
    if not of_total:
        return None
    if carried and previous and _is_beside(text[previous.end : item.start].strip(), say):
        return _share_of(carried)
    parts = [cue for cue in cues if _share_of(cue.key)]
    subject = [cue for cue in parts if cue.end <= item.start]
    complement = [cue for cue in parts if item.end <= cue.start < limit]
    if subject and verb and (say.verb_first or verb[-1].start >= subject[-1].start):
        return _share_of(subject[-1].key)
    return _share_of(complement[0].key) if complement and not subject else None


def _share_of(part: str) -> str | None:
    return next((name for name, share in shares().items() if share.part == part), None)


def _is_whole(measure: str | None) -> bool:
    return any(measure == share.of[0] for share in shares().values())


def _is_beside(gap: str, say: MoneySay) -> bool:
    """Whether a share is said of the amount right before it: "$4.2 million (1.4 per cent of …)"."""
    words = say.beside.at(gap, 0)
    return gap in ("(", "（") or (words is not None and words.end == len(gap))
