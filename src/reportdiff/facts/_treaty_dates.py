"""The date or period that a party count is told for."""

from __future__ import annotations

from collections.abc import Sequence

from reportdiff.facts._treaty_roles import Count, Role
from reportdiff.facts._treaty_sentence import CLAUSE, Sentence


def as_of(said: Sentence, count: Count, counts: Sequence[Count]) -> str | None:
    """The date that the sentence gives, else an earlier one of the paragraph; a period spoken of.

    Args:
        said: the sentence.
        count: the total.
        counts: all of the sentence; the dates beside earlier totals are theirs.
    """
    passage, span = said.passage, said.span
    earlier = [each for each in counts if each.role is Role.EARLIER]
    dated = [
        (date.start, date.iso)
        for date in passage.dates
        if date.iso
        and date.start < span.end
        and not any(mention.start <= date.start < mention.end for mention in said.mentions)
        and not any(
            0 <= date.start - was.end <= 20 and not was.end <= count.start < date.start for was in earlier
        )
        and not _is_history(said, date.start, date.end)
    ]
    spoken = said.say.period.find(passage.text, 0, span.end)
    dated += [(term.start, passage.period) for term in spoken if passage.period]
    dated.sort()
    before = [iso for start, iso in dated if start < count.start and start in span]
    after = [iso for start, iso in dated if start > count.start]
    chosen = before[-1:] or after[:1] or [iso for start, iso in dated if start < span.start][-1:]
    return chosen[0] if chosen else None


def _is_history(said: Sentence, start: int, end: int) -> bool:
    """Whether a date is that of the instrument or of a comparison, not that of the count."""
    if said.stands_before(said.say.before_was, start):
        return True
    near = said.say.not_as_of.find(said.text, max(said.span.start, start - 32), start)
    apart = bool(near) and CLAUSE.search(said.text, near[-1].end, start)
    return (bool(near) and not apart) or said.stands_after(said.say.not_as_of, end)
