"""The audit: figures of one edition, of two and of a series held against each other.

Only what the editions themselves state is compared. Where a comparison would not be fair (other dates,
years in between, another currency) nothing is said. Messages name measures and instruments by their
slugs; every finding's address belongs to the edition that it names. Each rule has a file of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportdiff.counts import latest_counts
from reportdiff.history._count_audit import count_falls, count_findings
from reportdiff.history._editions import EditionPair
from reportdiff.history._money_audit import FundingKey, funding_figures, restated
from reportdiff.history._share_audit import share_findings
from reportdiff.history._sum_audit import sum_findings
from reportdiff.model import Facts, Finding, Funding, TreatyCount


def audit_pair(names: EditionPair, old_facts: Facts, new_facts: Facts) -> Iterator[Finding]:
    """What contradicts between an edition and the one before it."""
    before = latest_counts(old_facts)
    for instrument, count in latest_counts(new_facts).items():
        if instrument in before:
            yield from count_findings(names, before[instrument], count)
    earlier = funding_figures(old_facts)
    for key, figure in funding_figures(new_facts).items():
        if key in earlier:
            yield from restated(names, key, earlier[key], figure)


def audit_series(names: Sequence[str], facts: Sequence[Facts]) -> Iterator[Finding]:
    """What contradicts between an edition and one further back, where those between are silent."""
    counts: dict[str, tuple[int, TreatyCount]] = {}
    figures: dict[FundingKey, tuple[int, Funding]] = {}
    for position, (name, stated) in enumerate(zip(names, facts, strict=True)):
        for instrument, count in latest_counts(stated).items():
            last, earlier_count = counts.get(instrument, (position, count))
            if last < position - 1:
                yield from count_falls(EditionPair(names[last], name), earlier_count, count)
            counts[instrument] = (position, count)
        for key, figure in funding_figures(stated).items():
            last, earlier_figure = figures.get(key, (position, figure))
            if last < position - 1:
                yield from restated(EditionPair(names[last], name), key, earlier_figure, figure)
            figures[key] = (position, figure)


def audit_edition(edition: str, facts: Facts) -> Iterator[Finding]:
    """What one edition states that does not follow from its own figures."""
    figures = funding_figures(facts)
    yield from share_findings(edition, facts, figures)
    yield from sum_findings(edition, figures)
