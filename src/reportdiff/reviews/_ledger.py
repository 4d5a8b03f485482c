"""Which decisions still hold of each fact while one after the other is applied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportdiff.model import Decision, Donor, Funding, ProgrammeMention, Quantity, Review, TreatyCount

Fact = TreatyCount | Funding | Donor | ProgrammeMention | Quantity


@dataclass(slots=True)
class Ledger:
    """The decisions that hold of a fact, those that rejected one, and the ids of those that hold no more."""

    holding: dict[Fact, list[Review]] = field(default_factory=dict)
    gone: dict[Fact, Review] = field(default_factory=dict)
    superseded: list[str] = field(default_factory=list)

    def rejected(self, facts: Iterable[Fact], review: Review) -> None:
        """These facts are none: whatever was decided of them holds no more."""
        for fact in facts:
            self.superseded += [earlier.id for earlier in self.holding.pop(fact, ())]
            self.gone[fact] = review

    def decided(self, facts: Iterable[Fact], returned: Sequence[Fact], decided: Fact, review: Review) -> None:
        """A fact is as decided, in the place of these; `returned` are rejected ones that it brings back."""
        earlier = [one for fact in facts for one in self.holding.pop(fact, ())]
        overridden = [one for one in earlier if _overrides(review, one)]
        self.superseded += [one.id for one in overridden]
        self.superseded += [self.gone.pop(fact).id for fact in returned]
        self.holding[decided] = [*(one for one in earlier if one not in overridden), review]


def _overrides(later: Review, earlier: Review) -> bool:
    """Whether nothing of an earlier decision on a fact is left: each of its values was set otherwise."""
    if not earlier.values:
        return later.decision is Decision.CORRECT_FACT
    # A value that both set alike is the earlier one's as well, but alone it is no decision of its own.
    changed = {name for name, value in later.values.items() if earlier.values.get(name) != value}
    return set(earlier.values) <= set(later.values) and not changed.isdisjoint(earlier.values)
