"""What a run wants the database to hold: entries with the key of the stage result behind them.

An entry whose key the published database already holds is left alone, rows and run included; only
missing ones are loaded and written. That makes a run incremental and a second run silent. An entry that
is `fresh` was computed anew whatever the database holds: its rows are written where they differ.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from reportdiff.model import (
    Comparison,
    Concordance,
    Correction,
    Facts,
    PairChanges,
    Report,
    Review,
    SeriesHistory,
)
from reportdiff.periods import follows


@dataclass(frozen=True, slots=True)
class SeriesEntry:
    """One series as its series.toml describes it."""

    series: str
    title: str | None
    reference_language: str
    sample: bool


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """One edition in one language; `position` counts editions of its series and language from 1.

    `corpus` is the folder that its file lies in, the run's own if None; `settings` a digest of what the
    series' files set for it. Its content is `sha256` and `settings`: where neither changed, only
    reportdiff did. `follows` is told by what else is wanted, see `with_places`.
    """

    series: str
    edition: str
    language: str
    position: int
    source: str
    sha256: str
    key: str
    extractor: str
    load: Callable[[], tuple[Report, Facts]]
    revision: int = 0
    corpus: str | None = None
    settings: str = ""
    fresh: bool = False
    follows: str | None = None


def with_places(entries: Collection[EditionEntry], corpus: str) -> tuple[EditionEntry, ...]:
    """The entries, each knowing its folder and the edition that it follows without a gap, if it is held."""
    held = {(entry.series, entry.language, entry.position): entry.edition for entry in entries}
    placed = []
    for entry in entries:
        before = held.get((entry.series, entry.language, entry.position - 1))
        directly = before if before is not None and follows(before, entry.edition) else None
        placed.append(replace(entry, corpus=entry.corpus or corpus, follows=directly))
    return tuple(placed)


@dataclass(frozen=True, slots=True)
class RevisionEntry:
    """A file that spoke for an edition until a revision superseded it; `revision` is 0 as first issued."""

    series: str
    edition: str
    language: str
    revision: int
    source: str
    sha256: str
    key: str
    extractor: str
    load: Callable[[], Report]
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class CorrigendumEntry:
    """A list of corrections to an edition, the `number`th."""

    series: str
    edition: str
    language: str
    number: int
    source: str
    sha256: str
    key: str
    extractor: str
    load: Callable[[], tuple[Report, tuple[Correction, ...]]]
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class ComparisonEntry:
    """Two successive editions (by period) of one series and language."""

    series: str
    language: str
    old: str
    new: str
    key: str
    extractor: str
    load: Callable[[], tuple[Comparison, PairChanges]]
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What spans all editions of one series and language."""

    series: str
    language: str
    key: str
    extractor: str
    load: Callable[[], SeriesHistory]
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class ConcordanceEntry:
    """One edition in `language`, held against the same edition in the language taken as reference."""

    series: str
    edition: str
    language: str
    reference_language: str
    key: str
    extractor: str
    load: Callable[[], Concordance]
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything the database shall hold after the run, and nothing else.

    `reviews` are the decisions by series; those of series that it does not name stay as they are.
    """

    series: tuple[SeriesEntry, ...]
    editions: tuple[EditionEntry, ...]
    comparisons: tuple[ComparisonEntry, ...]
    histories: tuple[HistoryEntry, ...]
    concordances: tuple[ConcordanceEntry, ...] = ()
    revisions: tuple[RevisionEntry, ...] = ()
    corrigenda: tuple[CorrigendumEntry, ...] = ()
    reviews: Mapping[str, Sequence[Review]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """The row that a run leaves in `runs`; `computed` counts stage results computed anew."""

    run_id: str
    started: datetime
    finished: datetime
    corpus: str
    computed: int
    refused: tuple[str, ...]
