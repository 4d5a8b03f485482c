"""What a run is asked to do, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportdiff.store import StoredEdition

DATABASE_NAME = "reportdiff.duckdb"


@dataclass(frozen=True, slots=True)
class Job:
    """One run of the main job. `series` and `language` narrow it; `force` computes everything anew."""

    corpus: Path
    output: Path
    database: Path
    series: str | None = None
    language: str | None = None
    force: bool = False

    def covers(self, edition: StoredEdition) -> bool:
        """Whether a stored edition is of the series and language that the job looks at."""
        return self.series in (None, edition.series) and self.language in (None, edition.language)


def job_of(
    corpus: str | Path,
    output: str | Path,
    database: str | Path | None = None,
    series: str | None = None,
    language: str | None = None,
    *,
    force: bool = False,
) -> Job:
    """A job as people ask for it; the database lies in the output folder unless they say otherwise."""
    folder = Path(output)
    file = folder / DATABASE_NAME if database is None else Path(database)
    return Job(Path(corpus), folder, file, series, language, force)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run.

    `editions` and `comparisons` count what the database now holds of this job's series and language,
    `computed` the stage results that were not in memory, `written` the output files that changed. `run` is
    the run as the table `runs` names it, empty where nothing was published.
    """

    job: Job
    editions: int
    comparisons: int
    computed: int
    written: tuple[Path, ...]
    refused: tuple[str, ...]
    notes: tuple[str, ...]
    run: str = ""

    @property
    def nothing_done(self) -> bool:
        """Whether not one edition could be read."""
        return self.editions == 0

    @property
    def closing_line(self) -> str:
        """One line that says what there is now, and where to look."""
        if self.nothing_done:
            advice = (
                "see the lines above" if self.refused else "put reports in <series>/<language>/ folders of it"
            )
            return f"No edition could be read from {self.job.corpus}: {advice}."
        news = f"{_count(self.computed, 'result')} computed" if self.computed else "nothing new"
        return (
            f"{_count(self.editions, 'edition')}, {_count(self.comparisons, 'comparison')} ({news}). "
            f"Look at {self.job.output / 'index.md'}; query {self.job.database}."
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
