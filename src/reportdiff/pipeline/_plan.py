"""What a run has to hold in the end, and under which key each stage's result is kept.

A key is made of the stage, its version, the digest of its code and data, and the keys or hashes of
what it reads. Equal keys mean equal results, so whatever is in memory under its key is not stale.
Nothing here reads a report's text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.metadata import version
from importlib.resources.abc import Traversable
from itertools import pairwise

from reportdiff.corpus import EditionFile
from reportdiff.model import Review, ReviewStatus

# What each stage's result depends on, besides its inputs: packages and modules of this project.
_SOURCES = {
    "reading": ("reading", "language", "model.py"),
    "facts": ("facts", "language", "model.py"),
    "reviews": ("reviews", "alignment/_by_hand.py", "model.py"),
    "alignment": ("alignment", "textdiff", "language", "model.py"),
    "changes": ("history", "counts.py", "periods.py", "model.py"),
    "history": ("history", "reviews", "alignment/_by_hand.py", "counts.py", "periods.py", "model.py"),
    "concordance": ("history", "periods.py", "model.py"),
    "corrigenda": ("corrigenda", "model.py"),
}


# And the libraries whose own rules and data shape the results.
_LIBRARIES: dict[str, tuple[str, ...]] = {
    "reading": ("lxml", "py3langid", "pypdfium2"),
    "facts": ("babel",),
    "reviews": (),
    "alignment": ("numpy", "rapidfuzz", "scipy"),
    "changes": (),
    "history": ("rapidfuzz",),
    "concordance": (),
    "corrigenda": (),
}

_NO_REVIEWS: Mapping[str, Sequence[Review]] = {}

Aliases = tuple[tuple[str, str], ...]
"""Pairs of a name as printed and the slug that stands for it, in order."""


@dataclass(frozen=True, slots=True)
class EditionPlan:
    """One edition, the keys of what is read from it, and the settings that its facts depend on.

    `extracted` are the facts as found, `facts` those after `reviews`, which are all that name this edition.
    """

    series: str
    edition: str
    language: str
    source: str
    sha256: str
    report: str
    extracted: str
    facts: str
    aliases: Aliases
    revision: int = 0
    reviews: tuple[Review, ...] = ()

    @property
    def fact_reviews(self) -> tuple[Review, ...]:
        """Decisions on its facts, and notes on its paragraphs."""
        return tuple(review for review in self.reviews if review.old_edition is None)

    @property
    def id(self) -> tuple[str, str, str]:
        """Series, edition and language."""
        return self.series, self.edition, self.language


@dataclass(frozen=True, slots=True)
class PairPlan:
    """Two successive editions and the keys of what they say together.

    `aligned` is the comparison as found, `comparison` the one after reviews.
    """

    old: EditionPlan
    new: EditionPlan
    aligned: str
    comparison: str
    changes: str


@dataclass(frozen=True, slots=True)
class SkippingPlan:
    """Two editions with one between them, compared to find subjects that return after a year's absence."""

    old: EditionPlan
    new: EditionPlan
    aligned: str
    comparison: str


@dataclass(frozen=True, slots=True)
class FarPlan:
    """Two editions that stand further apart, and what analysts decided of links between them."""

    old: EditionPlan
    new: EditionPlan
    reviews: tuple[Review, ...]


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """All readable editions of one series and language, in order.

    `idle` are the decisions that no edition or pair of them takes up, each with the reason.
    """

    series: str
    language: str
    editions: tuple[EditionPlan, ...]
    pairs: tuple[PairPlan, ...]
    skipping: tuple[SkippingPlan, ...]
    far: tuple[FarPlan, ...]
    idle: tuple[tuple[Review, ReviewStatus], ...]
    history: str

    @property
    def compared(self) -> tuple[PairPlan | SkippingPlan, ...]:
        """All pairs of editions that are compared."""
        return *self.pairs, *self.skipping


@dataclass(frozen=True, slots=True)
class ConcordancePlan:
    """One edition in two languages: `reference` is the one that the other is held against."""

    reference: EditionPlan
    other: EditionPlan
    concordance: str


def edition_plan(file: EditionFile, aliases: Aliases = (), reviews: Iterable[Review] = ()) -> EditionPlan:
    """The plan of one edition, from its file's name and hash and what its series' files set for it."""
    report = stage_key("reading", file.series, file.edition, file.language, file.sha256)
    extracted = stage_key("facts", report, *(part for alias in aliases for part in alias))
    about = (file.edition, file.language)
    decided = tuple(review for review in reviews if (review.edition, review.language) == about)
    facts = _after(extracted, [review for review in decided if review.old_edition is None])
    return EditionPlan(
        file.series,
        file.edition,
        file.language,
        file.source,
        file.sha256,
        report,
        extracted,
        facts,
        aliases,
        file.revision,
        decided,
    )


def _after(key: str, reviews: Iterable[Review]) -> str:
    """The key of a result after decisions on it: the same where there are none."""
    ids = [review.id for review in reviews]
    return stage_key("reviews", key, *ids) if ids else key


def series_plans(
    editions: Iterable[EditionPlan],
    apart: Container[tuple[EditionPlan, EditionPlan]] = (),
    reviews: Mapping[str, Sequence[Review]] = _NO_REVIEWS,
    left_alone: Container[tuple[str, str, str]] = (),
) -> list[SeriesPlan]:
    """Plans of every series and language; editions come in order of their periods.

    Args:
        editions: All that can be read.
        apart: Editions that follow each other here, but with another between them that cannot be read.
        reviews: All decisions by series.
        left_alone: Stored editions that stay as they are, and with them what became of decisions on them.
    """
    groups: dict[tuple[str, str], list[EditionPlan]] = {}
    for edition in editions:
        groups.setdefault((edition.series, edition.language), []).append(edition)
    return [
        _series_plan(
            group,
            apart,
            [
                review
                for review in reviews.get(series, ())
                if review.language == language and not _is_left_alone(review, left_alone)
            ],
        )
        for (series, language), group in groups.items()
    ]


def _is_left_alone(review: Review, left_alone: Container[tuple[str, str, str]]) -> bool:
    named = [one for one in (review.edition, review.old_edition) if one is not None]
    return any((review.series, edition, review.language) in left_alone for edition in named)


def _series_plan(
    editions: list[EditionPlan],
    apart: Container[tuple[EditionPlan, EditionPlan]],
    reviews: Sequence[Review],
) -> SeriesPlan:
    pairs = [_pair_plan(old, new) for old, new in pairwise(editions) if (old, new) not in apart]
    inputs = [key for edition in editions for key in (edition.report, edition.facts)]
    skipping = [
        SkippingPlan(old, new, *_compared(old, new))
        for old, between, new in zip(editions, editions[1:], editions[2:], strict=False)
        if (old, between) not in apart and (between, new) not in apart
    ]
    inputs += [*(pair.comparison for pair in pairs), *(pair.comparison for pair in skipping)]
    compared = {(pair.old.edition, pair.new.edition) for pair in pairs}
    compared |= {(pair.old.edition, pair.new.edition) for pair in skipping}
    far = _far_plans(editions, compared)
    idle = tuple((review, why) for review in reviews if (why := _idle(review, editions)))
    inputs += [review.id for plan in far for review in plan.reviews]
    inputs += [f"{review.id} {why}" for review, why in idle]
    return SeriesPlan(
        editions[0].series,
        editions[0].language,
        tuple(editions),
        tuple(pairs),
        tuple(skipping),
        tuple(far),
        idle,
        stage_key("history", *inputs),
    )


def _far_plans(editions: Sequence[EditionPlan], compared: Container[tuple[str, str]]) -> list[FarPlan]:
    """Pairs that are not compared and of which links are decided."""
    plans = []
    for place, new in enumerate(editions):
        for old in editions[:place]:
            decided = link_reviews(old, new)
            if decided and (old.edition, new.edition) not in compared:
                plans.append(FarPlan(old, new, tuple(decided)))
    return plans


def _idle(review: Review, editions: Sequence[EditionPlan]) -> ReviewStatus | None:
    """Why no edition or pair takes up a decision; None where one does."""
    places = {edition.edition: place for place, edition in enumerate(editions)}
    if review.edition not in places or (review.old_edition or review.edition) not in places:
        return ReviewStatus.NO_SUCH_EDITION
    if review.old_edition is not None and places[review.old_edition] >= places[review.edition]:
        return ReviewStatus.NO_SUCH_COMPARISON
    return None


def concordance_plans(
    editions: Iterable[EditionPlan], languages: Mapping[str, str | None]
) -> list[ConcordancePlan]:
    """Plans of every edition that there is in several languages.

    Args:
        editions: In all languages.
        languages: The reference language by series. Where an edition is not there in it, it is held against
            English, else against its first language.
    """
    groups: dict[tuple[str, str], dict[str, EditionPlan]] = {}
    for edition in editions:
        groups.setdefault((edition.series, edition.edition), {})[edition.language] = edition
    plans = []
    for (series, _), group in groups.items():
        language = next((code for code in (languages.get(series), "en") if code in group), min(group))
        others = (group[code] for code in sorted(group) if code != language)
        plans += [_concordance_plan(group[language], other) for other in others]
    return plans


def _concordance_plan(reference: EditionPlan, other: EditionPlan) -> ConcordancePlan:
    inputs = (reference.report, reference.facts, other.report, other.facts)
    return ConcordancePlan(reference, other, stage_key("concordance", *inputs))


def _pair_plan(old: EditionPlan, new: EditionPlan) -> PairPlan:
    aligned, comparison = _compared(old, new)
    changes = stage_key("changes", comparison, old.facts, new.facts)
    return PairPlan(old, new, aligned, comparison, changes)


def _compared(old: EditionPlan, new: EditionPlan) -> tuple[str, str]:
    """The keys of a comparison before and after reviews."""
    aligned = stage_key("alignment", old.report, new.report)
    return aligned, _after(aligned, link_reviews(old, new))


def link_reviews(old: EditionPlan, new: EditionPlan) -> list[Review]:
    """Decisions on links between two editions, in the order of their file."""
    return [review for review in new.reviews if review.old_edition == old.edition]


def stage_key(stage: str, *inputs: str) -> str:
    """The key of one stage's result: `reading/1/3f2a…`; it names a file in the memory of results."""
    digest = hashlib.sha256("\0".join((stage_fingerprint(stage), *inputs)).encode()).hexdigest()
    return f"{stage}/{digest[:24]}"


@cache
def stage_fingerprint(stage: str) -> str:
    """Digest of the code, data and libraries that a stage's results depend on."""
    digest = hashlib.sha256()
    for library in _LIBRARIES[stage]:
        digest.update(f"{library} {version(library)}\0".encode())
    package = resources.files("reportdiff")
    for name in _SOURCES[stage]:
        for path, content in _contents(package / name, name):
            digest.update(f"{path}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def _contents(place: Traversable, path: str) -> Iterable[tuple[str, bytes]]:
    if place.is_file():
        yield path, place.read_bytes()
    else:
        for inner in sorted(place.iterdir(), key=lambda entry: entry.name):
            if inner.name != "__pycache__":
                yield from _contents(inner, f"{path}/{inner.name}")
