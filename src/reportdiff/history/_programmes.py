"""Programmes through all editions: one slug is one programme."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from reportdiff.model import Facts, Programme, ProgrammeMention


def programmes(names: Sequence[str], facts: Sequence[Facts]) -> tuple[Programme, ...]:
    """The programmes by first appearance, each with its names as printed in the same order."""
    mentions: dict[str, list[tuple[str, ProgrammeMention]]] = defaultdict(list)
    for edition, stated in zip(names, facts, strict=True):
        for mention in stated.programmes:
            mentions[mention.programme].append((edition, mention))
    return tuple(_programme(slug, seen) for slug, seen in mentions.items())


def _programme(slug: str, seen: Sequence[tuple[str, ProgrammeMention]]) -> Programme:
    return Programme(
        programme=slug,
        names=tuple(dict.fromkeys(mention.name for _, mention in seen)),
        scope=Counter(mention.scope for _, mention in seen).most_common(1)[0][0],
        first_seen=seen[0][0],
        last_seen=seen[-1][0],
    )
