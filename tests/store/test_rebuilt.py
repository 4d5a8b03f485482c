"""Old and new text of every comparison can be rebuilt exactly from the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.conftest import rows
from reportdiff.alignment import compare
from reportdiff.model import Facts, Link, Report
from reportdiff.pipeline import job_of
from reportdiff.pipeline._plain import PlainRunner
from reportdiff.pipeline._work import lay_out_desk, work
from reportdiff.pipeline.progress import silent
from reportdiff.reading import read_report
from reportdiff.store import publish
from small_reports import report
from small_store import run_of, wanted_of

# All paragraphs of one side that links and unlinked lead to, in reading order, each once.
REBUILT = """
WITH told AS (
    SELECT comparison_id, unnest({side}) AS address FROM links
    UNION
    SELECT comparison_id, address FROM unlinked WHERE what = '{what}'
)
SELECT p.address, p.text
FROM told
JOIN comparisons c USING (comparison_id)
JOIN paragraphs p ON p.edition_id = c.{side}_edition_id AND p.address = told.address
WHERE comparison_id = ?
ORDER BY p.position
"""


def rebuilt(database: Path, comparison: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Addresses and texts of the old and of the new edition, from the comparison's rows alone."""
    with duckdb.connect(str(database), read_only=True) as connection:
        old, new = (
            connection.execute(REBUILT.format(side=side, what=what), [comparison]).fetchall()
            for side, what in (("old", "dropped"), ("new", "added"))
        )
    return old, new


def texts(made: Report) -> list[tuple[str, str]]:
    return [(paragraph.address, paragraph.text) for paragraph in made.paragraphs]


PARAGRAPHS = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60), min_size=1, max_size=6
)


@settings(
    derandomize=True,
    deadline=None,
    max_examples=10,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(old=PARAGRAPHS, new=PARAGRAPHS)
def test_any_text_comes_back_as_it_was(tmp_path: Path, old: list[str], new: list[str]) -> None:
    database = tmp_path / "any.duckdb"
    database.unlink(missing_ok=True)
    one, other = (
        report(edition, {str(number): text for number, text in enumerate(made, 1)})
        for edition, made in (("2019", old), ("2020", new))
    )
    links: dict[str, Sequence[Link[str]]] = {"2020": compare(one, other).links}
    publish(database, wanted_of((one, Facts()), (other, Facts()), links=links), run_of(1))
    assert rebuilt(database, "sample-series/2019..2020/en") == (texts(one), texts(other))


def stored_against_files(corpus: Path, output: Path, series: str | None = None) -> Iterator[str]:
    """Runs over a corpus; yields each comparison after holding what is rebuilt of it against its files."""
    job = job_of(corpus, output, series=series)
    desk = lay_out_desk(job)
    work(desk, PlainRunner(desk.results, silent))
    read = {
        (file.series, file.edition, file.language): read_report(
            file.path, file.language, series=file.series, edition=file.edition
        )
        for file in desk.corpus.editions
    }
    found = "SELECT comparison_id, series, language, old_edition, new_edition FROM comparisons ORDER BY ALL"
    for comparison, name, language, old, new in rows(job, found):
        sides = (read[name, old, language], read[name, new, language])  # type: ignore[index]
        assert rebuilt(job.database, str(comparison)) == tuple(map(texts, sides)), comparison
        yield str(comparison)


def test_every_comparison_of_the_sample_is_rebuilt_from_the_store(project: Path, tmp_path: Path) -> None:
    found = list(stored_against_files(project / "corpora", tmp_path))
    assert len(found) >= 10


@pytest.mark.parametrize(
    "series",
    [
        "factbook-illicit-drugs",
        "sec-10k-disney",
        "un-afghanistan",
        "un-opcw-syria",
        "un-undof",
        "unodc-haiti",
        "zh-government-work-report",
    ],
)
def test_every_comparison_of_a_real_series_is_rebuilt_from_the_store(
    shared: Path, tmp_path: Path, series: str
) -> None:
    assert list(stored_against_files(shared / "corpora", tmp_path, series))
