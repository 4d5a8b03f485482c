"""Whether the words that a review decided upon are still those of the editions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from reportdiff.model import Address, Finding, Report, Review, ReviewOutcome, ReviewStatus, Severity

_DIGITS = 16


class Standing(StrEnum):
    """What becomes of a review: only the first is applied."""

    APPLIED = "applied"
    OTHER_WORDS = "other-words"
    NO_SUCH_PARAGRAPH = "no-such-paragraph"
    NO_SUCH_EDITION = "no-such-edition"


def digest_of(*sides: Sequence[str]) -> str:
    """Digest of the texts of one side, or of both sides of a link: 16 hexadecimal digits of a SHA-256.

    White space does not count, so that another line break is no other wording.
    """
    plain = "\0".join("\n".join(" ".join(text.split()) for text in texts) for texts in sides)
    return hashlib.sha256(plain.encode()).hexdigest()[:_DIGITS]


def texts_at(report: Report, addresses: Iterable[Address]) -> list[str] | None:
    """The paragraphs' texts in reading order; None where one of them is not there."""
    wanted = set(addresses)
    texts = [paragraph.text for paragraph in report.paragraphs if paragraph.address in wanted]
    return texts if len(texts) == len(wanted) else None


def standing(review: Review, report: Report | None, old_report: Report | None = None) -> Standing:
    """What becomes of a review.

    Args:
        review: The decision.
        report: The edition that it names.
        old_report: The earlier edition, of a decision on a link.
    """
    sides = [(report, review.addresses)]
    if review.old_edition is not None:
        sides.insert(0, (old_report, review.old))
    texts = []
    for edition, addresses in sides:
        if edition is None:
            return Standing.NO_SUCH_EDITION
        found = texts_at(edition, addresses)
        if found is None:
            return Standing.NO_SUCH_PARAGRAPH
        texts.append(found)
    return Standing.APPLIED if digest_of(*texts) == review.words else Standing.OTHER_WORDS


_SAID = {
    Standing.OTHER_WORDS: "the words there are no longer those that it was decided upon",
    Standing.NO_SUCH_PARAGRAPH: "there is no such paragraph any more",
    Standing.NO_SUCH_EDITION: "there is no such edition",
}


def stale(review: Review, report: Report, old_report: Report | None = None) -> ReviewOutcome | None:
    """Why a review cannot be applied to these editions; None where its words are there."""
    found = standing(review, report, old_report)
    if found is Standing.APPLIED:
        return None
    return ReviewOutcome(review.id, ReviewStatus.NOT_APPLIED, _SAID[found])


_SEVERITIES = {
    ReviewStatus.NOT_APPLIED: Severity.WARNING,
    ReviewStatus.NO_SUCH_EDITION: Severity.WARNING,
    ReviewStatus.NO_SUCH_COMPARISON: Severity.WARNING,
    # What was rejected is not there: that may be all right, or it may stand in other words now.
    ReviewStatus.NOTHING_TO_REJECT: Severity.INFO,
}
"""How grave it is that a review is not applied. That a later one took its place is not worth a finding."""


def review_findings(
    reviews: Iterable[Review], outcomes: Iterable[ReviewOutcome], report: Report | None = None
) -> Iterator[Finding]:
    """A finding for each review without effect, at its address where `report` still has that."""
    there = {paragraph.address for paragraph in report.paragraphs} if report else set()
    by_id = {review.id: review for review in reviews}
    for outcome in outcomes:
        if outcome.status not in _SEVERITIES or outcome.review not in by_id:
            continue
        review = by_id[outcome.review]
        yield Finding(
            kind="review-not-applied",
            severity=_SEVERITIES[outcome.status],
            message=f"review {review.id} ({review.decision} of {_place_of(review)}) is not applied: "
            f"{outcome.reason}. Decide again, or take it out of reviews.toml.",
            address=next((address for address in review.addresses if address in there), None),
            edition=None if report is None else review.edition,
        )


def _place_of(review: Review) -> str:
    place = ", ".join(review.addresses)
    if review.old_edition is None:
        return f"{place} of {review.edition}"
    return f"{', '.join(review.old)} of {review.old_edition} and {place} of {review.edition}"
