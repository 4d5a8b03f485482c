"""All Reports, Comparisons and Facts of a series -> what only they together can tell.

A pair of editions gives changes ranked by importance, quantities that moved and findings of the
audit; a whole series gives lineages, programme identities and the findings that no pair can see.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportdiff._versions import VERSIONS
from reportdiff.history._audit import audit_edition, audit_pair, audit_series
from reportdiff.history._concordance import concordance
from reportdiff.history._coverage import coverage
from reportdiff.history._editions import edition_pair
from reportdiff.history._importance import ranked_changes
from reportdiff.history._lineages import lineages
from reportdiff.history._programmes import programmes
from reportdiff.history._quantity_changes import quantity_changes
from reportdiff.history._returns import far_apart, returns
from reportdiff.history._reuse import kept_characters
from reportdiff.model import Comparison, Facts, PairChanges, Report, SeriesHistory

__all__ = ["VERSION", "concordance", "far_apart", "pair_changes", "returns", "series_history"]

VERSION = VERSIONS["history"]
"""Changes whenever the same values give another result."""


def pair_changes(
    old: Report, new: Report, comparison: Comparison, old_facts: Facts, new_facts: Facts
) -> PairChanges:
    """What two editions and their facts say together.

    Args:
        old: The earlier edition.
        new: The later edition, of the same series and language.
        comparison: The correspondences between them.
        old_facts: The facts of `old`.
        new_facts: The facts of `new`.

    Returns:
        Changes, most important first, one a link and one an added or dropped paragraph; quantities
        that moved; findings of the audit on the pair and on the new edition itself; characters kept.
    """
    names = edition_pair(comparison)
    moved = quantity_changes(names, old, new, comparison, old_facts, new_facts)
    return PairChanges(
        changes=ranked_changes(names, old, new, comparison, old_facts, new_facts, moved),
        quantity_changes=moved,
        findings=(
            *audit_pair(names, old_facts, new_facts),
            *audit_edition(names.new, new_facts),
        ),
        kept=kept_characters(old, new, comparison),
    )


def series_history(
    reports: Sequence[Report],
    comparisons: Sequence[Comparison],
    facts: Sequence[Facts],
    aliases: Mapping[str, str] | None = None,
    returned: Sequence[Comparison] = (),
) -> SeriesHistory:
    """What only all editions of one series and language together can tell.

    Args:
        reports: The editions in order.
        comparisons: Pairs of them, successive or not; a subject that skips an edition and returns is
            one lineage only where a comparison given here links its two sides.
        facts: The facts of each report, in the same order.
        aliases: Slugs by name as printed, of the series' own table: a programme with a slug of these is
            taken for no other one, however alike their names are.
        returned: Pairs that stand further apart, with links that join lineages and tell nothing else: those
            of `returns`, after decisions on them.

    Returns:
        Lineages (every paragraph is in exactly one), programmes through the editions, and findings:
        on programmes taken for renamed ones, on editions that are the new side of no comparison, on
        figures against editions earlier than the one before, and on how much of each edition its facts
        account for.
    """
    names = [report.edition or str(position) for position, report in enumerate(reports, 1)]
    compared = {comparison.new.edition for comparison in comparisons}
    first_audits = (
        finding
        for report, name, stated in zip(reports, names, facts, strict=True)
        if report.edition not in compared
        for finding in audit_edition(name, stated)
    )
    covered = (
        finding for name, stated in zip(names, facts, strict=True) for finding in coverage(name, stated)
    )
    followed, renamed = programmes(names, facts, comparisons, frozenset((aliases or {}).values()))
    return SeriesHistory(
        lineages=lineages(reports, names, [*comparisons, *returned]),
        programmes=followed,
        findings=(*first_audits, *audit_series(names, facts), *covered, *renamed),
    )
