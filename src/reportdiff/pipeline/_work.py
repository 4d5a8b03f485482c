"""The main job: read → facts and links → history → store → reports, whoever runs its stages."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Protocol, TypeVar

from reportdiff._memory import Memory
from reportdiff.corpus import Corpus, EditionFile, Refusal, natural_order, read_corpus
from reportdiff.errors import CorpusError, ReadingError
from reportdiff.model import Facts, NotRead, Report, Review
from reportdiff.pipeline._helpers import Helpers, helpers, stays_here
from reportdiff.pipeline._idle import idle_notes
from reportdiff.pipeline._job import DATABASE_NAME, Job, Outcome
from reportdiff.pipeline._kept import Kept, foreign_reviews, kept_besides, kept_editions
from reportdiff.pipeline._plan import (
    ConcordancePlan,
    EditionPlan,
    SeriesPlan,
    concordance_plans,
    edition_plan,
    series_plans,
)
from reportdiff.pipeline._results import Recipe, Results
from reportdiff.pipeline._stages import after_reading, reading
from reportdiff.pipeline._wanted import Beside, Contents, edition_key, wanted
from reportdiff.reviews import read_reviews
from reportdiff.store import EditionId, Run, Stored, StoredEdition, publish, stored

_T = TypeVar("_T")

CACHE = ".cache"  # the memory, inside the output folder


class Runner(Protocol):
    """Whoever runs the pieces of a stage: Prefect, or a plain loop where there is nothing to wait for."""

    def make(self, stage: str, recipes: Sequence[Recipe]) -> None:
        """Make these results and leave them in memory."""

    def once(self, stage: str, title: str, call: Callable[[], _T]) -> _T:
        """Do one thing that leaves no result in memory."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a run starts from: its corpus, what is stored already, and the memory of results."""

    job: Job
    corpus: Corpus
    held: Stored
    results: Results
    started: datetime
    reviews: Mapping[str, tuple[Review, ...]]

    def plan(self, file: EditionFile) -> EditionPlan:
        """The plan of one edition."""
        aliases = next((one.aliases for one in self.corpus.series if one.id == file.series), {})
        return edition_plan(file, tuple(sorted(aliases.items())), self.reviews.get(file.series, ()))

    @property
    def files(self) -> tuple[EditionFile, ...]:
        """Every file that is read: those that speak for editions, and those beside them."""
        return self.corpus.editions + self.corpus.superseded + self.corpus.corrigenda

    @property
    def corpus_name(self) -> str:
        """The corpus folder as runs remember it."""
        return self.job.corpus.resolve().as_posix()


def lay_out_desk(job: Job) -> Desk:
    """Look at the corpus and at the database; no report is read.

    Raises:
        CorpusError: There is no such corpus, series or language in it; it is an output folder; or the output
            folder is a file.
        ReviewError: A file of reviews has a mistake: without it, decisions would be undone.
        StoreError: The database is not ours, or cannot be read.
    """
    desk = unchanged_desk(job)
    desk.results.forget_transient(desk.plan(file).report for file in desk.files)
    return desk


def unchanged_desk(job: Job) -> Desk:
    """The same desk, with every result left in memory.

    Raises:
        ReportdiffError: As `lay_out_desk`.
    """
    started = datetime.now(UTC)
    if job.output.exists() and not job.output.is_dir():
        raise CorpusError("it is a file", path=job.output, advice="name a folder with --output")
    if (job.corpus / DATABASE_NAME).exists() or job.corpus.resolve() == job.output.resolve():
        raise CorpusError(
            "it is a folder of outputs, not of reports",
            path=job.corpus,
            advice="name another one with --corpus",
        )
    corpus = read_corpus(job.corpus, series=job.series, language=job.language)
    reviews = {series.id: read_reviews(job.corpus / series.id) for series in corpus.series}
    return Desk(job, corpus, stored(job.database), Results(Memory(job.output / CACHE)), started, reviews)


def is_current(desk: Desk) -> bool:
    """Whether every result that the job needs is in memory already."""
    files = desk.files
    if desk.job.force or not all(desk.results.memory.has(desk.plan(file).report) for file in files):
        return False
    desk.results.know(recipes_of_reading(desk))
    planned = _planned(desk)
    return all(
        desk.results.memory.has(recipe.key)
        for recipes in after_reading(desk.results, planned.series, planned.concordances).values()
        for recipe in recipes
    )


def work(desk: Desk, runner: Runner) -> Outcome:
    """Do the job on a laid-out desk."""
    job, results = desk.job, desk.results
    with helpers(job) as hands:
        computed = _make(runner, desk, "reading", recipes_of_reading(desk), hands)
        planned = _planned(desk)
        plans, kept = planned.series, planned.kept
        for stage, recipes in after_reading(results, plans, planned.concordances).items():
            computed += _make(runner, desk, stage, recipes, hands)
    contents = Contents(
        desk.corpus.series,
        plans,
        planned.concordances,
        planned.left_alone,
        planned.origins,
        planned.revisions,
        planned.corrigenda,
        kept_besides(desk.held, job, planned.refused, [*planned.left_alone, *kept.foreign]),
        fresh=job.force,
        reviews=planned.reviews,
        shared_series=kept.shared_series,
    )
    content, more_notes = wanted(contents, desk.held, results)
    lines = tuple(str(refusal.error) for refusal in planned.refused)
    run = Run(uuid.uuid4().hex[:12], desk.started, datetime.now(UTC), desk.corpus_name, computed, lines)
    nothing = not content.editions
    if nothing and desk.held.version is None:
        return Outcome(job, 0, 0, 0, (), lines, kept.notes)
    published = runner.once("store", job.database.name, lambda: publish(job.database, content, run))
    written = runner.once("reports", str(job.output), lambda: _write_outputs(job))
    notes = (*kept.notes, *more_notes, *idle_notes(planned.reviews, content.editions, job), *published.notes)
    pairs = sum(len(plan.pairs) for plan in plans)
    editions = sum(len(plan.editions) for plan in plans)
    return Outcome(job, editions, pairs, computed, tuple(written), lines, notes, run.run_id)


def recipes_after_reading(desk: Desk) -> list[Recipe]:
    """Recipes of all that follows, once every file is read."""
    planned = _planned(desk)
    stages = after_reading(desk.results, planned.series, planned.concordances)
    return [recipe for recipes in stages.values() for recipe in recipes]


def recipes_of_reading(desk: Desk) -> list[Recipe]:
    """Recipes of all files to read; the same words under two names are read once."""
    recipes = {desk.plan(file).report: reading(desk.plan(file), file) for file in desk.files}
    return list(recipes.values())


def _write_outputs(job: Job) -> list[Path]:
    from reportdiff.output import write_outputs

    try:
        return write_outputs(job.database, job.output)
    except OSError as failure:
        raise CorpusError(
            f"it cannot be written ({failure.strerror})",
            path=failure.filename,
            advice="the database is published; move that away and run again",
        ) from None


def _make(runner: Runner, desk: Desk, stage: str, recipes: list[Recipe], hands: Helpers) -> int:
    """Make what is stale of a stage; how many results that were."""
    desk.results.know(recipes)
    memory = desk.results.memory
    stale = [recipe for recipe in recipes if desk.job.force or not memory.has(recipe.key)]
    if stale:
        runner.make(stage, hands.with_help(stale) if stays_here(memory) else stale)
    return len(stale)


@dataclass(frozen=True, slots=True)
class _Planned:
    """The plans over every edition that can be read, what is kept of the others, and what was refused."""

    series: list[SeriesPlan]
    concordances: list[ConcordancePlan]
    kept: Kept
    left_alone: list[StoredEdition]
    origins: dict[EditionId, str]
    revisions: list[Beside]
    corrigenda: list[Beside]
    refused: list[Refusal]
    reviews: Mapping[str, Sequence[Review]]


def _planned(desk: Desk) -> _Planned:
    refused = list(desk.corpus.refused)
    readable: list[EditionPlan] = []
    for file in desk.corpus.editions:
        plan = desk.plan(file)
        if (outcome := desk.results.not_read(plan.report)) is not None:
            refused.append(_refusal(file, outcome))
        else:
            readable.append(plan)
    present = {plan.id for plan in readable}
    revisions = _beside(desk, desk.corpus.superseded, refused)
    corrigenda = _beside(desk, desk.corpus.corrigenda, refused)
    kept = kept_editions(desk.held, desk.job, desk.corpus, desk.corpus_name, refused, present)
    foreign = foreign_reviews(desk.held, kept, desk.reviews)
    reviews = {**desk.reviews}
    reviews |= {series: (*decided, *desk.reviews.get(series, ())) for series, decided in foreign.items()}
    desk = replace(desk, reviews=reviews)
    returning = [
        (edition, _returning(desk, edition)) for edition in kept.editions if desk.job.covers(edition)
    ]
    readable += [
        plan
        for edition, plan in returning
        if (edition not in kept.foreign or _is_as_stored(desk, edition, plan)) and _remembers(desk, plan)
    ]
    readable.sort(key=lambda plan: (plan.series, plan.language, natural_order(plan.edition)))
    known = {plan.id for plan in readable}
    left_alone = [edition for edition in kept.editions if edition.id not in known]
    origins = {edition.id: edition.corpus for edition in kept.editions}
    concordances = concordance_plans([*readable, *_remembered(desk, left_alone)], _reference_languages(desk))
    touched = [plan for plan in concordances if plan.reference in readable or plan.other in readable]
    alone = {edition.id for edition in left_alone}
    plans = series_plans(readable, _apart(readable, left_alone), reviews, alone)
    return _Planned(plans, touched, kept, left_alone, origins, revisions, corrigenda, refused, reviews)


def _beside(desk: Desk, files: Iterable[EditionFile], refused: list[Refusal]) -> list[Beside]:
    """The files beside editions that can be read; the others are added to `refused`."""
    found = []
    for file in files:
        plan = desk.plan(file)
        if (outcome := desk.results.not_read(plan.report)) is not None:
            refused.append(_refusal(file, outcome))
        else:
            found.append(Beside(plan, file.revision))
    return found


def _apart(
    readable: list[EditionPlan], left_alone: Iterable[StoredEdition]
) -> set[tuple[EditionPlan, EditionPlan]]:
    """Successive readable editions with one between them that is left alone."""
    between = [(one.series, one.language, natural_order(one.edition)) for one in left_alone]
    places = [(plan, (plan.series, plan.language, natural_order(plan.edition))) for plan in readable]
    return {
        (old, new)
        for (old, first), (new, last) in pairwise(places)
        if any(first < one < last for one in between) and first[:2] == last[:2]
    }


def _is_as_stored(desk: Desk, edition: StoredEdition, plan: EditionPlan) -> bool:
    """Whether this corpus' settings give a foreign edition the rows that it has: else it is left alone."""
    series = next((one for one in desk.corpus.series if one.id == plan.series), None)
    return edition.key == edition_key(plan, series.symbol(plan.edition) if series else None)


def _remembers(desk: Desk, plan: EditionPlan) -> bool:
    """Whether the report of an edition is in memory, from which all else can be made."""
    return desk.results.memory.load(plan.report, Report) is not None


def _remembered(desk: Desk, editions: Iterable[StoredEdition]) -> list[EditionPlan]:
    """The plans of those editions whose report and facts are in memory."""
    memory = desk.results.memory
    plans = [_returning(desk, edition) for edition in editions]
    return [plan for plan in plans if memory.load(plan.report, Report) and memory.load(plan.facts, Facts)]


def _reference_languages(desk: Desk) -> dict[str, str | None]:
    stored = {entry.series: entry.reference_language for entry in desk.held.series}
    return stored | {series.id: series.reference_language for series in desk.corpus.series}


def _returning(desk: Desk, edition: StoredEdition) -> EditionPlan:
    """The plan of an edition that only the database and the memory still have."""
    file = EditionFile(
        edition.series,
        edition.edition,
        edition.language,
        edition.revision,
        Path(),
        edition.source,
        edition.sha256,
    )
    return desk.plan(file)


def _refusal(file: EditionFile, reason: NotRead) -> Refusal:
    error = ReadingError(reason.problem, path=file.source, where=reason.where, advice=reason.advice)
    return Refusal(error, file.series, file.language, file.edition)
