"""What the database shall hold after a run: entries for what was planned and for what is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NoReturn

from reportdiff import corrigenda
from reportdiff._versions import VERSIONS
from reportdiff.corpus import natural_order
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
from reportdiff.pipeline._plan import ConcordancePlan, EditionPlan, PairPlan, SeriesPlan, stage_key
from reportdiff.pipeline._results import Results
from reportdiff.series import Series
from reportdiff.store import (
    ComparisonEntry,
    ConcordanceEntry,
    CorrigendumEntry,
    EditionEntry,
    EditionId,
    HistoryEntry,
    RevisionEntry,
    SeriesEntry,
    Stored,
    StoredCorrigendum,
    StoredEdition,
    StoredRevision,
    Wanted,
)


@dataclass(frozen=True, slots=True)
class Beside:
    """A file beside an edition, and the number of its revision or corrigendum."""

    plan: EditionPlan
    number: int


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that a run knows: the corpus' series, its plans, and what is stored and left as it is.

    `origins` are the corpus folders of stored editions that have no file in this one; `fresh` says that all
    was computed anew, whatever is stored. Of `shared_series` another corpus folder has editions too.
    """

    series: Sequence[Series]
    plans: Sequence[SeriesPlan]
    concordances: Sequence[ConcordancePlan]
    left_alone: Sequence[StoredEdition]
    origins: Mapping[EditionId, str]
    revisions: Sequence[Beside]
    corrigenda: Sequence[Beside]
    besides_left_alone: Sequence[StoredRevision | StoredCorrigendum]
    fresh: bool
    reviews: Mapping[str, Sequence[Review]]
    shared_series: Collection[str] = ()


def wanted(contents: Contents, held: Stored, results: Results) -> tuple[Wanted, tuple[str, ...]]:
    """The entries of everything that the database shall hold, and lines on what cannot be there."""
    described = {series.id: series for series in contents.series}
    editions = [
        _edition(plan, described.get(plan.series), contents, results)
        for one in contents.plans
        for plan in one.editions
    ]
    editions += [_left_alone(edition) for edition in contents.left_alone]
    positioned = _positioned(editions)
    comparisons, missing = _comparisons(contents, held, positioned, results)
    revisions, corrections, orphans = _besides(contents, positioned, results)
    content = Wanted(
        _series(contents, held, positioned),
        tuple(positioned),
        tuple(comparisons),
        tuple(_histories(contents, held, positioned, results)),
        tuple(_concordances(contents, held, positioned, results)),
        tuple(revisions),
        tuple(corrections),
        contents.reviews,
    )
    return content, (*missing, *orphans, *_withdrawn(held, positioned))


def _withdrawn(held: Stored, editions: Iterable[EditionEntry]) -> Iterator[str]:
    """Lines on revisions that are there no more, so that an earlier file speaks again."""
    revisions = {edition.id: edition.revision for edition in held.editions}
    for entry in editions:
        before = revisions.get(_id(entry), 0)
        if before > entry.revision:
            again = f"revision {entry.revision}" if entry.revision else "the file as first issued"
            gone = f"revision {before} is no longer in the corpus"
            yield f"{'/'.join(_id(entry))}: {gone}: {again} speaks again"


def _unreachable() -> NoReturn:
    raise AssertionError("an entry that is stored under its key is never loaded")


# --------------------------------------------------------------------------------- editions


def _edition(plan: EditionPlan, series: Series | None, contents: Contents, results: Results) -> EditionEntry:
    symbol = series.symbol(plan.edition) if series else None

    def load() -> tuple[Report, Facts]:
        report = results.get(plan.report, Report)
        if report.symbol is None:
            report = replace(report, symbol=symbol)
        return report, results.get(plan.facts, Facts)

    return EditionEntry(
        plan.series,
        plan.edition,
        plan.language,
        0,
        plan.source,
        plan.sha256,
        edition_key(plan, symbol),
        f"{VERSIONS['reading']} {VERSIONS['facts']}",
        load,
        plan.revision,
        contents.origins.get(plan.id),
        _settings(plan, symbol),
        contents.fresh,
    )


def edition_key(plan: EditionPlan, symbol: str | None) -> str:
    """The key of an edition's rows: of what is read from it, and the symbol that its series knows."""
    return plan.facts if symbol is None else f"{plan.facts} {symbol}"


def _settings(plan: EditionPlan, symbol: str | None) -> str:
    """Digest of what the series' files set for an edition."""
    given = [plan.aliases, symbol, [review.id for review in plan.reviews]]
    return hashlib.sha256(json.dumps(given).encode()).hexdigest()[:16]


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
        edition.revision,
        edition.corpus,
        edition.settings,
    )


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


def _id(entry: EditionEntry) -> EditionId:
    return entry.series, entry.edition, entry.language


def _as_stored(held: Stored, editions: Iterable[EditionEntry]) -> set[EditionId]:
    """The editions whose rows stay as they are, so that what leads to them may stay too."""
    keys = {edition.id: edition.key for edition in held.editions}
    return {_id(entry) for entry in editions if keys.get(_id(entry)) == entry.key}


# --------------------------------------------------------------------------------- beside editions


def _besides(
    contents: Contents, editions: Sequence[EditionEntry], results: Results
) -> tuple[list[RevisionEntry], list[CorrigendumEntry], list[str]]:
    """Superseded files and lists of corrections of editions that are held, and lines on the others."""
    speaking = {_id(entry): entry.revision for entry in editions}
    revisions = {
        (*one.plan.id, one.number): _revision(one, contents, results)
        for one in contents.revisions
        if one.number < speaking.get(one.plan.id, 0)
    }
    corrections = {
        (*one.plan.id, one.number): _corrigendum(one, contents, results)
        for one in contents.corrigenda
        if one.plan.id in speaking
    }
    orphans = [
        f"{one.plan.source} corrects an edition that is not in the database"
        for one in contents.corrigenda
        if one.plan.id not in speaking
    ]
    for kept in contents.besides_left_alone:
        about = (kept.series, kept.edition, kept.language)
        if isinstance(kept, StoredCorrigendum) and about in speaking:
            corrections.setdefault((*about, kept.number), _corrigendum_left_alone(kept))
        elif isinstance(kept, StoredRevision) and kept.revision < speaking.get(about, 0):
            revisions.setdefault((*about, kept.revision), _revision_left_alone(kept))
    return list(revisions.values()), list(corrections.values()), orphans


def _revision(one: Beside, contents: Contents, results: Results) -> RevisionEntry:
    plan = one.plan

    def load() -> Report:
        return results.get(plan.report, Report)

    return RevisionEntry(
        *plan.id, one.number, plan.source, plan.sha256, plan.report, VERSIONS["reading"], load, contents.fresh
    )


def _revision_left_alone(one: StoredRevision) -> RevisionEntry:
    return RevisionEntry(
        one.series,
        one.edition,
        one.language,
        one.revision,
        one.source,
        one.sha256,
        one.key,
        one.extractor,
        _unreachable,
    )


def _corrigendum_left_alone(one: StoredCorrigendum) -> CorrigendumEntry:
    return CorrigendumEntry(
        one.series,
        one.edition,
        one.language,
        one.number,
        one.source,
        one.sha256,
        one.key,
        one.extractor,
        _unreachable,
    )


def _corrigendum(one: Beside, contents: Contents, results: Results) -> CorrigendumEntry:
    plan = one.plan

    def load() -> tuple[Report, tuple[Correction, ...]]:
        report = results.get(plan.report, Report)
        return report, corrigenda.corrections(report)

    key = stage_key("corrigenda", plan.report)
    extractor = f"{VERSIONS['reading']} {corrigenda.VERSION}"
    return CorrigendumEntry(
        *plan.id, one.number, plan.source, plan.sha256, key, extractor, load, contents.fresh
    )


# --------------------------------------------------------------------------------- several editions


def _comparisons(
    contents: Contents, held: Stored, editions: Sequence[EditionEntry], results: Results
) -> tuple[list[ComparisonEntry], list[str]]:
    """Comparisons of all editions that follow each other, and lines on those that cannot be made.

    Where an edition is left alone, only what is stored of its pairs can be there: as long as the other
    edition is as stored too.
    """
    planned = {
        (pair.new.series, pair.new.language, pair.old.edition, pair.new.edition): _comparison(
            pair, contents, results
        )
        for plan in contents.plans
        for pair in plan.pairs
    }
    stored = {(one.series, one.language, one.old, one.new): one for one in held.comparisons}
    as_stored = _as_stored(held, editions)
    found, missing = [], []
    for old, new in pairwise(editions):
        if (old.series, old.language) != (new.series, new.language):
            continue
        pair = (new.series, new.language, old.edition, new.edition)
        if pair in planned:
            found.append(planned[pair])
        elif pair in stored and {_id(old), _id(new)} <= as_stored:
            one = stored[pair]
            found.append(ComparisonEntry(*pair, one.key, one.extractor, _unreachable))
        else:
            missing.append(
                f"{new.series}/{new.language}: {old.edition} and {new.edition} are not compared until both"
                " can be read"
            )
    return found, missing


def _comparison(pair: PairPlan, contents: Contents, results: Results) -> ComparisonEntry:
    def load() -> tuple[Comparison, PairChanges]:
        return results.get(pair.comparison, Comparison), results.get(pair.changes, PairChanges)

    extractor = f"{VERSIONS['alignment']} {VERSIONS['history']}"
    old, new = pair.old, pair.new
    return ComparisonEntry(
        new.series,
        new.language,
        old.edition,
        new.edition,
        pair.changes,
        extractor,
        load,
        contents.fresh,
    )


def _histories(
    contents: Contents, held: Stored, editions: Sequence[EditionEntry], results: Results
) -> list[HistoryEntry]:
    """The planned ones; the stored one where an edition is left alone and the others are as stored too."""
    planned = {(plan.series, plan.language): _history(plan, contents, results) for plan in contents.plans}
    stored = {(one.series, one.language): one for one in held.histories}
    steady = _steady_groups(held, editions)
    for edition in contents.left_alone:
        group = (edition.series, edition.language)
        if group in steady and group in stored:
            one = stored[group]
            planned[group] = HistoryEntry(*group, one.key, one.extractor, _unreachable)
    return list(planned.values())


def _steady_groups(held: Stored, editions: Sequence[EditionEntry]) -> set[tuple[str, str]]:
    """Series and languages whose editions are those that are stored, as they are stored."""
    as_stored = _as_stored(held, editions)
    changed = [_id(entry) for entry in editions if _id(entry) not in as_stored]
    changed += {edition.id for edition in held.editions} - {_id(entry) for entry in editions}
    moved = {(series, language) for series, _, language in changed}
    return {(entry.series, entry.language) for entry in editions} - moved


def _history(plan: SeriesPlan, contents: Contents, results: Results) -> HistoryEntry:
    def load() -> SeriesHistory:
        return results.get(plan.history, SeriesHistory)

    return HistoryEntry(plan.series, plan.language, plan.history, VERSIONS["history"], load, contents.fresh)


def _concordances(
    contents: Contents, held: Stored, editions: Sequence[EditionEntry], results: Results
) -> list[ConcordanceEntry]:
    """The planned ones, and stored ones with an edition that is left alone, the other being as stored."""
    planned = {plan.other.id: _concordance(plan, contents, results) for plan in contents.concordances}
    as_stored = _as_stored(held, editions)
    alone = {edition.id for edition in contents.left_alone}
    for one in held.concordances:
        other = (one.series, one.edition, one.language)
        both = {other, (one.series, one.edition, one.reference_language)}
        if both <= as_stored and both & alone and other not in planned:
            planned[other] = ConcordanceEntry(
                *other, one.reference_language, one.key, one.extractor, _unreachable
            )
    return list(planned.values())


def _concordance(plan: ConcordancePlan, contents: Contents, results: Results) -> ConcordanceEntry:
    def load() -> Concordance:
        return results.get(plan.concordance, Concordance)

    return ConcordanceEntry(
        *plan.other.id, plan.reference.language, plan.concordance, VERSIONS["history"], load, contents.fresh
    )


# --------------------------------------------------------------------------------- series


def _series(contents: Contents, held: Stored, editions: Collection[EditionEntry]) -> tuple[SeriesEntry, ...]:
    languages: dict[str, list[str]] = {}
    for entry in editions:
        languages.setdefault(entry.series, []).append(entry.language)
    stored = {entry.series: entry for entry in held.series}
    current = {
        series.id: _described(series, languages[series.id], stored, contents)
        for series in contents.series
        if series.id in languages
    }
    return tuple((stored | current)[name] for name in sorted(languages))


def _described(
    series: Series, languages: Sequence[str], stored: Mapping[str, SeriesEntry], contents: Contents
) -> SeriesEntry:
    """A series as its series.toml has it; what that leaves open as another folder of the series has it."""
    other = stored.get(series.id) if series.id in contents.shared_series else None
    return SeriesEntry(
        series.id,
        series.title or (other.title if other else None),
        series.reference_language
        or (other.reference_language if other else None)
        or _default_language(languages),
        series.sample or bool(other and other.sample),
    )


def _default_language(languages: Sequence[str]) -> str:
    """English where the series has it, else its first."""
    return "en" if "en" in languages else min(languages)
