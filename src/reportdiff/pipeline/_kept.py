"""What stays in the database although this run has no file for it.

Nothing that is stored is lost because a file has become unreadable, a series.toml has a mistake, a run
looks at one series only, or at another corpus. Only an edition whose file is gone from the corpus that
it came from leaves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from reportdiff.corpus import Refusal
from reportdiff.pipeline._job import Job
from reportdiff.store import Stored, StoredComparison, StoredConcordance, StoredEdition, StoredHistory

EditionId = tuple[str, str, str]
"""Series, edition, language."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Stored editions that this run leaves as they are, and the lines that say so."""

    editions: tuple[StoredEdition, ...]
    notes: tuple[str, ...]


def kept_editions(
    held: Stored, job: Job, corpus: str, refused: Iterable[Refusal], present: Collection[EditionId]
) -> Kept:
    """The stored editions that stay although `present`, the editions read now, does not hold them."""
    refusals = list(refused)
    kept, notes = [], set()
    for edition in held.editions:
        if (edition.series, edition.edition, edition.language) in present:
            continue
        if not job.covers(edition):
            kept.append(edition)
        elif any(_speaks_of(refusal, edition) for refusal in refusals):
            kept.append(edition)
            notes.add(f"{_name(edition)} stays in the database as it was read before")
        elif edition.corpus != corpus:
            kept.append(edition)
            notes.add(
                f"{edition.series} also has editions from another corpus folder: they stay in the database"
            )
    return Kept(tuple(kept), tuple(sorted(notes)))


def untouched_comparisons(held: Stored, kept: Iterable[StoredEdition]) -> list[StoredComparison]:
    """The stored comparisons between two kept editions."""
    ids = {(edition.series, edition.edition, edition.language) for edition in kept}
    return [
        one
        for one in held.comparisons
        if {(one.series, one.old, one.language), (one.series, one.new, one.language)} <= ids
    ]


def untouched_histories(held: Stored, kept: Iterable[StoredEdition]) -> list[StoredHistory]:
    """The stored histories of series and languages of which every edition is kept."""
    ids = {(edition.series, edition.edition, edition.language) for edition in kept}
    touched = {
        (edition.series, edition.language)
        for edition in held.editions
        if (edition.series, edition.edition, edition.language) not in ids
    }
    return [one for one in held.histories if (one.series, one.language) not in touched]


def untouched_concordances(held: Stored, kept: Iterable[StoredEdition]) -> list[StoredConcordance]:
    """The stored concordances of two kept editions."""
    ids = {(edition.series, edition.edition, edition.language) for edition in kept}
    return [
        one
        for one in held.concordances
        if {(one.series, one.edition, one.language), (one.series, one.edition, one.reference_language)} <= ids
    ]


def _speaks_of(refusal: Refusal, edition: StoredEdition) -> bool:
    return (
        refusal.series == edition.series
        and refusal.language in (None, edition.language)
        and refusal.edition in (None, edition.edition)
    )


def _name(edition: StoredEdition) -> str:
    return f"{edition.series}/{edition.edition}/{edition.language}"
