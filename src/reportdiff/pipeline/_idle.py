"""Lines on decisions about editions that the database does not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportdiff.model import Review
from reportdiff.pipeline._job import Job
from reportdiff.store import EditionEntry


def idle_notes(
    reviews: Mapping[str, Sequence[Review]], editions: Iterable[EditionEntry], job: Job
) -> Iterator[str]:
    """One line an edition that is not held and that decisions name.

    Args:
        reviews: All decisions by series.
        editions: What the database holds after the run.
        job: Languages that it does not look at are not spoken of.
    """
    held = {(entry.series, entry.edition, entry.language) for entry in editions}
    missing = Counter(
        named
        for series, decided in sorted(reviews.items())
        for review in decided
        if job.language in (None, review.language)
        for edition in dict.fromkeys((review.old_edition or review.edition, review.edition))
        if (named := (series, edition, review.language)) not in held
    )
    for named, count in missing.items():
        are = "1 decision on it has" if count == 1 else f"{count} decisions on it have"
        yield f"{'/'.join(named)} is not in the database: {are} no effect"
