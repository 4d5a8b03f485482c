"""The recipes of each stage: which pure function makes a result, and from which other results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportdiff.corpus import EditionFile, content_hash
from reportdiff.errors import CorpusError, Defect, ReadingError, Transient
from reportdiff.model import (
    Comparison,
    Concordance,
    Facts,
    NotRead,
    PairChanges,
    Report,
    ReviewOutcome,
    ReviewStatus,
    SeriesHistory,
)
from reportdiff.pipeline._plan import (
    ConcordancePlan,
    EditionPlan,
    PairPlan,
    SeriesPlan,
    SkippingPlan,
    link_reviews,
)
from reportdiff.pipeline._results import Recipe, Results


def reading(plan: EditionPlan, file: EditionFile) -> Recipe:
    """A file to its report, or to the reason why it is none."""
    return Recipe("reading", plan.report, _title(plan), lambda: _read(file), file.path)


def _read(file: EditionFile) -> Report | NotRead:
    outcome = _outcome_of_reading(file)
    try:
        replaced = content_hash(file.path) != file.sha256
    except FileNotFoundError:
        replaced = True
    if replaced:
        raise CorpusError("it was replaced while it was read", path=file.source, advice="run again")
    return outcome


def _outcome_of_reading(file: EditionFile) -> Report | NotRead:
    from reportdiff.reading import read_report

    try:
        return read_report(file.path, file.language, series=file.series, edition=file.edition)
    except ReadingError as error:
        return NotRead(error.problem, error.where, error.advice, isinstance(error, Transient))
    except (OSError, MemoryError):
        raise  # of this machine at this moment, not of the document: never kept as a result
    except Exception as failure:  # one broken document must not end the run over all others
        defect = Defect.of(failure)
        return NotRead(defect.problem, "", defect.advice)


def after_reading(
    results: Results, plans: list[SeriesPlan], concordances: list[ConcordancePlan]
) -> dict[str, list[Recipe]]:
    """Recipes of the later stages, by stage, in the order in which stages can run."""
    return {
        "facts": [_facts(results, edition) for plan in plans for edition in plan.editions],
        "alignment": [_comparison(results, pair) for plan in plans for pair in plan.compared],
        "reviews": [recipe for plan in plans for recipe in _reviewed(results, plan)],
        "changes": [_changes(results, pair) for plan in plans for pair in plan.pairs],
        "history": [_history(results, plan) for plan in plans],
        "concordance": [_concordance(results, plan) for plan in concordances],
    }


def _facts(results: Results, plan: EditionPlan) -> Recipe:
    def make() -> Facts:
        from reportdiff.facts import extract_facts

        return extract_facts(results.get(plan.report, Report), dict(plan.aliases))

    return Recipe("facts", plan.extracted, _title(plan), make)


def _comparison(results: Results, pair: PairPlan | SkippingPlan) -> Recipe:
    def make() -> Comparison:
        from reportdiff.alignment import compare

        return compare(results.get(pair.old.report, Report), results.get(pair.new.report, Report))

    return Recipe("alignment", pair.aligned, _pair_title(pair), make)


def _reviewed(results: Results, plan: SeriesPlan) -> Iterator[Recipe]:
    """Facts and links after the decisions on them, where there are any."""
    yield from (_reviewed_facts(results, one) for one in plan.editions if one.facts != one.extracted)
    yield from (_reviewed_links(results, one) for one in plan.compared if one.comparison != one.aligned)


def _reviewed_facts(results: Results, plan: EditionPlan) -> Recipe:
    def make() -> Facts:
        from reportdiff.reviews import with_fact_reviews

        report = results.get(plan.report, Report)
        return with_fact_reviews(results.get(plan.extracted, Facts), report, plan.fact_reviews)

    return Recipe("reviews", plan.facts, _title(plan), make)


def _reviewed_links(results: Results, pair: PairPlan | SkippingPlan) -> Recipe:
    def make() -> Comparison:
        from reportdiff.reviews import with_link_reviews

        return with_link_reviews(
            results.get(pair.aligned, Comparison),
            results.get(pair.old.report, Report),
            results.get(pair.new.report, Report),
            link_reviews(pair.old, pair.new),
        )

    return Recipe("reviews", pair.comparison, _pair_title(pair), make)


def _changes(results: Results, pair: PairPlan) -> Recipe:
    def make() -> PairChanges:
        from reportdiff.history import pair_changes
        from reportdiff.reviews import review_findings

        old, new = results.get(pair.old.report, Report), results.get(pair.new.report, Report)
        comparison = results.get(pair.comparison, Comparison)
        changes = pair_changes(
            old,
            new,
            comparison,
            results.get(pair.old.facts, Facts),
            results.get(pair.new.facts, Facts),
        )
        not_applied = review_findings(link_reviews(pair.old, pair.new), comparison.reviews, new)
        return replace(changes, findings=(*changes.findings, *not_applied))

    return Recipe("changes", pair.changes, _pair_title(pair), make)


def _history(results: Results, plan: SeriesPlan) -> Recipe:
    def make() -> SeriesHistory:
        from reportdiff.history import returns, series_history

        reports = [results.get(edition.report, Report) for edition in plan.editions]
        comparisons = [results.get(pair.comparison, Comparison) for pair in plan.compared]
        far = _decided_far(results, plan, returns(reports, comparisons))
        history = series_history(
            reports,
            comparisons,
            [results.get(edition.facts, Facts) for edition in plan.editions],
            dict(plan.editions[0].aliases),
            far,
        )
        skipping = [results.get(pair.comparison, Comparison) for pair in plan.skipping]
        return _with_reviews(history, plan, [*skipping, *far])

    return Recipe("history", plan.history, f"{plan.series} {plan.language}", make)


def _decided_far(results: Results, plan: SeriesPlan, returned: Iterable[Comparison]) -> list[Comparison]:
    """Links between editions that stand far apart, after the decisions on them."""
    from reportdiff.history import far_apart
    from reportdiff.reviews import with_link_reviews

    found = {(one.old.edition, one.new.edition): one for one in returned}
    for pair in plan.far:
        old, new = results.get(pair.old.report, Report), results.get(pair.new.report, Report)
        comparison = found.get((old.edition, new.edition)) or far_apart(old, new)
        found[old.edition, new.edition] = with_link_reviews(comparison, old, new, pair.reviews)
    return list(found.values())


_IDLE = {
    ReviewStatus.NO_SUCH_EDITION: "there is no such edition",
    ReviewStatus.NO_SUCH_COMPARISON: "the first edition is not the earlier one",
}


def _with_reviews(history: SeriesHistory, plan: SeriesPlan, compared: list[Comparison]) -> SeriesHistory:
    """The history, with what became of decisions that concern no edition and no successive ones."""
    from reportdiff.reviews import review_findings

    outcomes = [outcome for comparison in compared for outcome in comparison.reviews]
    outcomes += [ReviewOutcome(review.id, status, _IDLE[status]) for review, status in plan.idle]
    reviews = [review for edition in plan.editions for review in edition.reviews]
    findings = review_findings([*reviews, *(review for review, _ in plan.idle)], outcomes)
    return replace(history, findings=(*history.findings, *findings), reviews=tuple(outcomes))


def _concordance(results: Results, plan: ConcordancePlan) -> Recipe:
    def make() -> Concordance:
        from reportdiff.history import concordance

        return concordance(
            results.get(plan.reference.report, Report),
            results.get(plan.reference.facts, Facts),
            results.get(plan.other.report, Report),
            results.get(plan.other.facts, Facts),
        )

    title = f"{_title(plan.other)} and {plan.reference.language}"
    return Recipe("concordance", plan.concordance, title, make)


def _title(plan: EditionPlan) -> str:
    return f"{plan.series} {plan.edition} {plan.language}"


def _pair_title(pair: PairPlan | SkippingPlan) -> str:
    return f"{pair.new.series} {pair.old.edition}–{pair.new.edition} {pair.new.language}"
