"""What stays in the database although this run has no file for it.

Nothing that is stored is lost because a file has become unreadable, a series.toml has a mistake, a run
looks at one series only, or at another corpus. Only an edition whose file is gone from the corpus that
it came from leaves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportdiff.corpus import Corpus, Refusal
from reportdiff.model import Review
from reportdiff.pipeline._job import Job
from reportdiff.store import EditionId, Stored, StoredCorrigendum, StoredEdition, StoredRevision


@dataclass(frozen=True, slots=True)
class Kept:
    """Stored editions that stay although this run has no file for them, and the lines that say so.

    `foreign` are those of another corpus folder.
    """

    editions: tuple[StoredEdition, ...]
    foreign: tuple[StoredEdition, ...]
    notes: tuple[str, ...]

    @property
    def shared_series(self) -> frozenset[str]:
        """The series of which another corpus folder has editions too."""
        return frozenset(edition.series for edition in self.foreign)


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
    kept, foreign = [], []
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
            foreign.append(edition)
            notes.add(
                f"{edition.series} also has editions from another corpus folder, {edition.corpus}: they stay"
                " in the database, with their reviews, revisions and corrigenda"
            )
    notes |= set(_taken_over(held, present, (name, *moved)))
    return Kept(tuple(kept), tuple(foreign), tuple(sorted(notes)))


def _taken_over(held: Stored, present: Collection[EditionId], here: Collection[str]) -> Iterator[str]:
    """Lines on editions that another corpus folder, which is still there, had until now."""
    taken: dict[tuple[str, str], list[str]] = {}
    for edition in held.editions:
        if edition.id in present and edition.corpus not in here and Path(edition.corpus).exists():
            taken.setdefault((edition.series, edition.corpus), []).append(_name(edition))
    for (series, corpus), names in taken.items():
        decided = sum(
            review.series == series and f"{series}/{review.edition}/{review.language}" in names
            for review in held.reviews
        )
        lost = f"; the {decided} decisions on them there hold as far as they are made here too"
        yield (
            f"{', '.join(names)}: read from {corpus} before, and from this corpus from now on"
            f"{lost if decided else ''}"
        )


def foreign_reviews(held: Stored, kept: Kept, here: Collection[str]) -> dict[str, list[Review]]:
    """The stored decisions on editions of another corpus folder, by series.

    Of series that are not `here`, in this corpus, they are all that is decided.
    """
    foreign = {edition.id for edition in kept.foreign}
    found: dict[str, list[Review]] = {series: [] for series in sorted(kept.shared_series)}
    for review in held.reviews:
        about = (review.series, review.edition, review.language)
        if review.series in found and (about in foreign or review.series not in here):
            found[review.series].append(review)
    return found


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
    held: Stored, job: Job, refused: Iterable[Refusal], staying: Iterable[StoredEdition]
) -> list[StoredRevision | StoredCorrigendum]:
    """Stored files beside editions that stay without a file: not looked at, refused, or foreign."""
    refusals = list(refused)
    alone = {edition.id for edition in staying}
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
