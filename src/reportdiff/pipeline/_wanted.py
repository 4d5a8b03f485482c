"""What the database shall hold after a run: entries for what was planned and for what is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from reportdiff._versions import VERSIONS
from reportdiff.corpus import natural_order
from reportdiff.model import Comparison, Concordance, Facts, PairChanges, Report, SeriesHistory
from reportdiff.pipeline._kept import untouched_comparisons, untouched_concordances, untouched_histories
from reportdiff.pipeline._plan import ConcordancePlan, EditionPlan, PairPlan, SeriesPlan
from reportdiff.pipeline._results import Results
from reportdiff.series import Series
from reportdiff.store import (
    ComparisonEntry,
    ConcordanceEntry,
    EditionEntry,
    HistoryEntry,
    SeriesEntry,
    Stored,
    StoredEdition,
    Wanted,
)


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that a run knows: the corpus' series, its plans, and stored editions left as they are."""

    series: Sequence[Series]
    plans: Sequence[SeriesPlan]
    concordances: Sequence[ConcordancePlan]
    left_alone: Sequence[StoredEdition]


def wanted(contents: Contents, held: Stored, results: Results) -> Wanted:
    """The entries of everything that the database shall hold."""
    described = {series.id: series for series in contents.series}
    editions = [
        _edition(plan, described.get(plan.series), results) for one in contents.plans for plan in one.editions
    ]
    editions += [_left_alone(edition) for edition in contents.left_alone]
    comparisons = [_comparison(pair, results) for plan in contents.plans for pair in plan.pairs]
    comparisons += [
        ComparisonEntry(one.series, one.language, one.old, one.new, one.key, one.extractor, _unreachable)
        for one in untouched_comparisons(held, contents.left_alone)
    ]
    histories = [_history(plan, results) for plan in contents.plans]
    histories += [
        HistoryEntry(one.series, one.language, one.key, one.extractor, _unreachable)
        for one in untouched_histories(held, contents.left_alone)
    ]
    concordances = [_concordance(plan, results) for plan in contents.concordances]
    concordances += [
        ConcordanceEntry(
            one.series,
            one.edition,
            one.language,
            one.reference_language,
            one.key,
            one.extractor,
            _unreachable,
        )
        for one in untouched_concordances(held, contents.left_alone)
    ]
    positioned = _positioned(editions)
    return Wanted(
        _series(contents.series, held, positioned),
        tuple(positioned),
        tuple(comparisons),
        tuple(histories),
        tuple(concordances),
    )


def _unreachable() -> NoReturn:
    raise AssertionError("an entry that is stored under its key is never loaded")


def _edition(plan: EditionPlan, series: Series | None, results: Results) -> EditionEntry:
    symbol = series.symbol(plan.edition) if series else None

    def load() -> tuple[Report, Facts]:
        report = results.get(plan.report, Report)
        if report.symbol is None:
            report = replace(report, symbol=symbol)
        return report, results.get(plan.facts, Facts)

    extractor = f"{VERSIONS['reading']} {VERSIONS['facts']}"
    key = plan.facts if symbol is None else f"{plan.facts} {symbol}"
    return EditionEntry(
        plan.series, plan.edition, plan.language, 0, plan.source, plan.sha256, key, extractor, load
    )


def _left_alone(edition: StoredEdition) -> EditionEntry:
    return EditionEntry(
        edition.series,
        edition.edition,
        edition.language,
        0,
        edition.source,
        edition.sha256,
        edition.key,
        edition.extractor,
        _unreachable,
    )


def _comparison(pair: PairPlan, results: Results) -> ComparisonEntry:
    def load() -> tuple[Comparison, PairChanges]:
        return results.get(pair.comparison, Comparison), results.get(pair.changes, PairChanges)

    extractor = f"{VERSIONS['alignment']} {VERSIONS['history']}"
    old, new = pair.old, pair.new
    return ComparisonEntry(new.series, new.language, old.edition, new.edition, pair.changes, extractor, load)


def _history(plan: SeriesPlan, results: Results) -> HistoryEntry:
    def load() -> SeriesHistory:
        return results.get(plan.history, SeriesHistory)

    return HistoryEntry(plan.series, plan.language, plan.history, VERSIONS["history"], load)


def _concordance(plan: ConcordancePlan, results: Results) -> ConcordanceEntry:
    def load() -> Concordance:
        return results.get(plan.concordance, Concordance)

    other, key, extractor = plan.other, plan.concordance, VERSIONS["history"]
    language = plan.reference.language
    return ConcordanceEntry(other.series, other.edition, other.language, language, key, extractor, load)


def _positioned(editions: Iterable[EditionEntry]) -> list[EditionEntry]:
    """The entries in order, each knowing its place among the editions of its series and language."""
    ordered = sorted(editions, key=lambda e: (e.series, e.language, natural_order(e.edition)))
    counted: dict[tuple[str, str], int] = {}
    placed = []
    for entry in ordered:
        group = (entry.series, entry.language)
        counted[group] = counted.get(group, 0) + 1
        placed.append(replace(entry, position=counted[group]))
    return placed


def _series(
    described: Iterable[Series], held: Stored, editions: Sequence[EditionEntry]
) -> tuple[SeriesEntry, ...]:
    languages: dict[str, list[str]] = {}
    for entry in editions:
        languages.setdefault(entry.series, []).append(entry.language)
    stored = {entry.series: entry for entry in held.series}
    current = {
        series.id: SeriesEntry(
            series.id,
            series.title,
            series.reference_language or _default_language(languages[series.id]),
            series.sample,
        )
        for series in described
        if series.id in languages
    }
    return tuple((stored | current)[name] for name in sorted(languages))


def _default_language(languages: Sequence[str]) -> str:
    """English where the series has it, else its first."""
    return "en" if "en" in languages else min(languages)
