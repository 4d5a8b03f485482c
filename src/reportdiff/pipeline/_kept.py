"""What stays in the database although this run has no file for it.

Nothing that is stored is lost because a file has become unreadable, a series.toml has a mistake, a run
looks at one series only, or at another corpus. Only an edition whose file is gone from the corpus that
it came from leaves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from reportdiff.corpus import Corpus, Refusal
from reportdiff.pipeline._job import Job
from reportdiff.store import EditionId, Stored, StoredCorrigendum, StoredEdition, StoredRevision


@dataclass(frozen=True, slots=True)
class Kept:
    """Stored editions that this run leaves as they are, and the lines that say so."""

    editions: tuple[StoredEdition, ...]
    notes: tuple[str, ...]


def kept_editions(
    held: Stored,
    job: Job,
    corpus: Corpus,
    name: str,
    refused: Iterable[Refusal],
    present: Collection[EditionId],
) -> Kept:
    """The stored editions that stay although `present`, the editions read now, does not hold them.

    Args:
        held: What is stored.
        job: What the run looks at.
        corpus: What lies in its corpus.
        name: How runs remember that corpus.
        refused: What of it was left out.
        present: The editions of it that can be read.
    """
    refusals = list(refused)
    moved = _moved_here(held, job, corpus, name)
    kept = []
    notes = {f"{other} is there no more and its editions lie here: the corpus was moved" for other in moved}
    for edition in held.editions:
        if edition.id in present:
            continue
        if not job.covers(edition):
            kept.append(edition)
        elif any(_speaks_of(refusal, edition) for refusal in refusals):
            kept.append(edition)
            notes.add(f"{_name(edition)} stays in the database as it was read before")
        elif edition.corpus not in (name, *moved):
            kept.append(edition)
            notes.add(
                f"{edition.series} also has editions from another corpus folder: they stay in the database"
            )
    return Kept(tuple(kept), tuple(sorted(notes)))


def _moved_here(held: Stored, job: Job, corpus: Corpus, name: str) -> list[str]:
    """Corpus folders that are there no more and of whose editions half or more lie here, byte by byte."""
    here = {(file.series, file.edition, file.language): file.sha256 for file in corpus.editions}
    all_of: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for edition in held.editions:
        if edition.corpus != name and job.covers(edition):
            all_of[edition.corpus] += 1
            found[edition.corpus] += here.get(edition.id) == edition.sha256
    return sorted(one for one, count in all_of.items() if 2 * found[one] >= count and not Path(one).exists())


def kept_besides(
    held: Stored, job: Job, refused: Iterable[Refusal], left_alone: Iterable[StoredEdition]
) -> list[StoredRevision | StoredCorrigendum]:
    """Stored files beside editions that stay: their edition is left alone, not looked at, or refused."""
    refusals = list(refused)
    alone = {edition.id for edition in left_alone}
    editions = {edition.id: edition for edition in held.editions}
    beside: list[StoredRevision | StoredCorrigendum] = [*held.revisions, *held.corrigenda]
    kept = []
    for one in beside:
        edition = editions[one.series, one.edition, one.language]
        if (
            edition.id in alone
            or not job.covers(edition)
            or any(_speaks_of(refusal, edition) for refusal in refusals)
        ):
            kept.append(one)
    return kept


def _speaks_of(refusal: Refusal, edition: StoredEdition) -> bool:
    return (
        refusal.series == edition.series
        and refusal.language in (None, edition.language)
        and refusal.edition in (None, edition.edition)
    )


def _name(edition: StoredEdition) -> str:
    return "/".join(edition.id)
