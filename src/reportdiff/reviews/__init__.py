"""An analyst's decisions on links, facts and paragraphs: kept in a text file, applied on every run."""

from reportdiff.reviews._facts import fact_fields, facts_of_kind, subject_of, with_fact_reviews
from reportdiff.reviews._file import REVIEWS_FILE, add_review, read_reviews
from reportdiff.reviews._links import with_link_reviews
from reportdiff.reviews._standing import Standing, digest_of, review_findings, stale, standing

__all__ = [
    "REVIEWS_FILE",
    "Standing",
    "add_review",
    "digest_of",
    "fact_fields",
    "facts_of_kind",
    "read_reviews",
    "review_findings",
    "stale",
    "standing",
    "subject_of",
    "with_fact_reviews",
    "with_link_reviews",
]
