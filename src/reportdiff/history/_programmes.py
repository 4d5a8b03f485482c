"""Programmes through all editions, also those that were renamed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from reportdiff.history._programme_identity import Joined, Seen, identities
from reportdiff.model import Comparison, Facts, Finding, Programme, ProgrammeMention, Severity


def programmes(
    names: Sequence[str],
    facts: Sequence[Facts],
    comparisons: Sequence[Comparison] = (),
    settled: frozenset[str] = frozenset(),
) -> tuple[tuple[Programme, ...], tuple[Finding, ...]]:
    """The programmes by first appearance, and a finding for each name that was taken for another's.

    Args:
        names: The editions in order.
        facts: The facts of each.
        comparisons: Pairs of them, whose links tell of renaming.
        settled: Slugs that the series' aliases give: what has one is joined to nothing else.
    """
    said: dict[str, list[tuple[int, ProgrammeMention]]] = defaultdict(list)
    for position, stated in enumerate(facts):
        for mention in stated.programmes:
            said[mention.programme].append((position, mention))
    seen = [
        Seen(
            slug,
            frozenset(at for at, _ in rows),
            frozenset(names[at][:4] for at, _ in rows),
            tuple(mention for _, mention in rows),
        )
        for slug, rows in said.items()
    ]
    programme_of, joined = identities(seen, names, comparisons, facts, settled)
    members: dict[str, list[str]] = defaultdict(list)
    for slug in said:
        members[programme_of[slug]].append(slug)
    found = tuple(_programme(slugs, said, names) for slugs in members.values())
    return found, tuple(_renamed(one, said, names) for one in joined)


_Said = Mapping[str, Sequence[tuple[int, ProgrammeMention]]]


def _programme(slugs: Sequence[str], said: _Said, names: Sequence[str]) -> Programme:
    rows = sorted((row for slug in slugs for row in said[slug]), key=lambda row: row[0])
    return Programme(
        programme=slugs[0],
        names=tuple(dict.fromkeys(mention.name for _, mention in rows)),
        scope=Counter(mention.scope for _, mention in rows).most_common(1)[0][0],
        first_seen=names[rows[0][0]],
        last_seen=names[rows[-1][0]],
        slugs=tuple(slugs),
    )


def _renamed(one: Joined, said: _Said, names: Sequence[str]) -> Finding:
    before, old = said[one.earlier][-1]
    after, new = said[one.later][0]
    return Finding(
        kind="programme-renamed",
        severity=Severity.INFO,
        message=f"“{new.name}” is taken for “{old.name}” of the {names[before]} edition: {one.why}; "
        "a name of its own in aliases.toml keeps them apart",
        address=new.place.address,
        edition=names[after],
    )
