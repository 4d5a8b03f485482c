"""The command line. Data goes to stdout, everything else to stderr.

Exit codes: 0 done (files refused on the way are listed), 1 nothing could be done, said in one clear
line, 2 wrong usage, 3 `audit --fail-on` found what it should fail on.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer

from reportdiff import _terminal, interchange
from reportdiff._operations_cli import add_operations
from reportdiff._prefect import leave
from reportdiff._review_cli import review_app
from reportdiff.errors import ReportdiffError, SeriesFileError
from reportdiff.model import Comparison, Report, Severity
from reportdiff.series import Series, read_series_file

app = typer.Typer(
    name="reportdiff",
    help="What happened to each subject since last year's report.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


app.add_typer(review_app)


class RowFormat(StrEnum):
    """How `query` prints its rows."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"


class SchemaFormat(StrEnum):
    """How `schema` prints the data dictionary."""

    MARKDOWN = "markdown"
    JSON = "json"


class FileFormat(StrEnum):
    """What `fetch` asks a document system for."""

    PDF = "pdf"
    DOCX = "docx"


class ExportFormat(StrEnum):
    """Which files `export` writes."""

    PARQUET = "parquet"
    CSV = "csv"
    BOTH = "both"


Language = Annotated[
    str | None,
    typer.Option(help="BCP 47 code, such as zh, en, fr, es, ru, ar; told from the text if left out."),
]
Database = Annotated[Path, typer.Option(help="The DuckDB file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
ReportFile = Annotated[Path, typer.Argument(metavar="FILE", help="A report: text, PDF, DOCX or HTML.")]

OUTPUTS = Path("outputs")
DATABASE = OUTPUTS / "reportdiff.duckdb"


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - Typer's callback
    if wanted:
        typer.echo(f"reportdiff {version('reportdiff')}")
        raise typer.Exit


@app.callback()
def options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """What happened to each subject since last year's report."""


@app.command(epilog="Example: `reportdiff run --corpus my-reports --output my-outputs`")
def run(
    corpus: Annotated[Path, typer.Option(help="Folder of `<series>/<language>/<edition>` files.")] = Path(
        "corpora"
    ),
    series: Annotated[str | None, typer.Option(help="Only this series.")] = None,
    language: Annotated[str | None, typer.Option(help="Only this language.")] = None,
    output: Annotated[Path, typer.Option(help="Folder for the database and the reports.")] = OUTPUTS,
    database: Annotated[
        Path | None, typer.Option(help="The DuckDB file; reportdiff.duckdb in the output folder if left out.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Compute everything anew.")] = False,
    dask: Annotated[
        str | None,
        typer.Option(
            metavar="[ADDRESS]",
            help="Work on a Dask cluster: at an address such as tcp://host:8786, else on this machine.",
        ),
    ] = None,
    storage: Annotated[
        str | None, typer.Option(help="With --dask: folder or address (`s3://…`) that all workers see.")
    ] = None,
) -> None:
    """Read new editions, compare them with the ones before, store and report what changed."""
    from reportdiff.pipeline import job_of, run_job
    from reportdiff.pipeline.progress import terminal_progress

    job = job_of(corpus, output, database, series, language, force=force)
    with terminal_progress() as progress:
        outcome = run_job(job, progress, dask=dask, storage=storage)
    for line in outcome.refused:
        _say(f"refused: {line}")
    for line in outcome.notes:
        _say(f"note: {line}")
    typer.echo(outcome.closing_line)
    if outcome.nothing_done:
        raise typer.Exit(1)


@app.command(epilog="Example: `reportdiff fetch --series my-report --editions 2010..2016 --languages zh,en`")
def fetch(
    series: Annotated[str, typer.Option(help="The series, named as its folder in the corpus.")],
    editions: Annotated[
        str | None,
        typer.Option(help="`2010..2016`, `2010..`, `2016`; if left out, those known and any since then."),
    ] = None,
    languages: Annotated[
        str | None, typer.Option(help="Such as `zh,en`; those that series.toml names if left out.")
    ] = None,
    corpus: Annotated[Path, typer.Option(help="Folder of all series.")] = Path("corpora"),
    format: Annotated[FileFormat, typer.Option(help="What is asked for.")] = FileFormat.PDF,  # noqa: A002
    contact: Annotated[
        str | None,
        typer.Option(help="Your address, sent along so that the server's operators can reach you."),
    ] = None,
    server: Annotated[
        str | None, typer.Option(help="Another server that answers as the UN document system does.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be asked for, and ask for nothing.")
    ] = False,
) -> None:
    """Look for new and corrected editions in the UN document system. Nothing is overwritten."""
    from reportdiff.fetch import Outcome, Wish, fetch_editions, planned_documents

    def tell(one: Outcome) -> None:
        (_say if one.failed else typer.echo)(str(one))

    codes = tuple(code.strip() for code in (languages or "").split(",") if code.strip())
    wish = Wish(corpus, series, editions, codes, format.value, server, contact)
    if dry_run:
        planned = planned_documents(wish)
        _print_lines(f"{one.language}/{one.stem}: {address}" for one, address in planned)
        return
    fetched = fetch_editions(wish, tell=tell)
    typer.echo(fetched.closing_line)
    if fetched.nothing_done:
        raise typer.Exit(1)


@app.command(epilog="Example: `reportdiff parse 2016.pdf --json > 2016.json`")
def parse(file: ReportFile, language: Language = None, json: AsJson = False) -> None:
    """Show one report as it is read: sections, paragraphs, notes, and where every character went."""
    from reportdiff.reading import read_report

    report = read_report(file, language)
    _say_if_sample(_series_of(file))
    _print_lines(
        [interchange.to_text(interchange.report_json(report))] if json else _terminal.report_text(report)
    )


@app.command(epilog="Example: `reportdiff compare 2015.txt 2016.txt --markdown changes.md`")
def compare(
    old: Annotated[Path, typer.Argument(help="The earlier report.")],
    new: Annotated[Path, typer.Argument(help="The later report.")],
    language: Language = None,
    json: AsJson = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say what spoke for each link.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write both texts side by side as one web page.")] = None,
    markdown: Annotated[Path | None, typer.Option(help="Write the change summary as Markdown.")] = None,
) -> None:
    """Show what became of every paragraph between two reports."""
    from reportdiff.alignment import compare as compare_reports
    from reportdiff.reading import read_report

    old_report, new_report = read_report(old, language), read_report(new, language)
    _warn_of_two_languages(old_report, new_report)
    comparison = compare_reports(old_report, new_report)
    series = _series_of(new)
    _say_if_sample(series)
    if markdown is not None or html is not None:
        _write_summary(old_report, new_report, comparison, series, markdown, html)
    if json:
        _print_lines([interchange.to_text(interchange.comparison_json(comparison, explain=explain))])
    elif markdown is None and html is None:
        _print_lines(_terminal.comparison_text(comparison, old_report, new_report, explain=explain))


def _warn_of_two_languages(old: Report, new: Report) -> None:
    if old.language.split("-")[0] != new.language.split("-")[0]:
        _say(f"note: the first report is in {old.language}, the second in {new.language}; set --language")


def _write_summary(
    old: Report, new: Report, comparison: Comparison, series: Series, markdown: Path | None, html: Path | None
) -> None:
    from reportdiff.facts import extract_facts
    from reportdiff.history import pair_changes
    from reportdiff.output import render_comparison_html, render_comparison_markdown

    old_facts, new_facts = extract_facts(old, series.aliases), extract_facts(new, series.aliases)
    known = (old, new, comparison, old_facts, new_facts)
    changes = pair_changes(*known)
    if markdown is not None:
        _write(markdown, render_comparison_markdown(*known, changes, sample=series.sample))
    if html is not None:
        _write(html, render_comparison_html(*known, changes, sample=series.sample))


@app.command(epilog="Example: `reportdiff facts 2016.txt --json`")
def facts(file: ReportFile, language: Language = None, json: AsJson = False) -> None:
    """Show treaty party counts, funding, donors, programmes and quantities, each with its words."""
    from reportdiff.facts import extract_facts
    from reportdiff.reading import read_report

    series = _series_of(file)
    found = extract_facts(read_report(file, language), series.aliases)
    _say_if_sample(series)
    _print_lines(
        [interchange.to_text(interchange.facts_json(found))] if json else _terminal.facts_text(found)
    )


@app.command(epilog='Example: `reportdiff query "FROM treaty_count_trend" --format csv`')
def query(
    sql: Annotated[
        str, typer.Argument(metavar="SQL", help="One statement; the database is open for reading only.")
    ],
    database: Database = DATABASE,
    format: Annotated[RowFormat, typer.Option(help="How rows are printed.")] = RowFormat.TABLE,  # noqa: A002
    limit: Annotated[int, typer.Option(min=1, help="Rows to print at most; more are said.")] = 10_000,
    seconds: Annotated[float, typer.Option(min=0.1, help="Time that the statement may take.")] = 60.0,
) -> None:
    """Ask the database in SQL. Nothing can be changed, and no other file read or written."""
    from reportdiff.store import query as ask

    result = ask(database, sql, limit=limit, seconds=seconds)
    sys.stdout.write(_terminal.rows_text(result.columns, result.rows, format.value))
    if result.truncated:
        _say(f"note: there are more rows than these {limit}; see --limit")


@app.command(epilog="Example: `reportdiff history 42 --series my-report --edition 2016`")
def history(
    address: Annotated[str, typer.Argument(help="A paragraph as it is cited: 42, 93(b), annex1:12.")],
    series: Annotated[str, typer.Option(help="The series, named as its folder in the corpus.")],
    edition: Annotated[str, typer.Option(help="The edition that has the paragraph there, such as 2016.")],
    language: Annotated[
        str | None, typer.Option(help="BCP 47 code; the series' reference language if left out.")
    ] = None,
    database: Database = DATABASE,
    json: AsJson = False,
) -> None:
    """Show a paragraph's life: first appearance, each rewording, its figures, when it left or came back."""
    from reportdiff._life_text import life_json, life_text
    from reportdiff.store import life_of

    life = life_of(database, series, edition, address, language)
    _print_lines([interchange.to_text(life_json(life))] if json else life_text(life, address, edition))


@app.command(epilog="Example: `reportdiff schema --format json`")
def schema(
    database: Database = DATABASE,
    format: Annotated[SchemaFormat, typer.Option(help="How it is printed.")] = SchemaFormat.MARKDOWN,  # noqa: A002
) -> None:
    """Print the data dictionary, read from the database itself."""
    from reportdiff.store import schema_json, schema_markdown

    text = schema_markdown(database) if format is SchemaFormat.MARKDOWN else schema_json(database)
    sys.stdout.write(text)


@app.command(epilog="Example: `reportdiff export for-colleagues --format csv`")
def export(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A new or empty folder, or an earlier export.")
    ],
    database: Database = DATABASE,
    format: Annotated[ExportFormat, typer.Option(help="Which files are written.")] = ExportFormat.BOTH,  # noqa: A002
    force: Annotated[
        bool, typer.Option("--force", help="Replace an earlier export even if files in it were changed.")
    ] = False,
) -> None:
    """Write every table as Parquet and CSV for other tools, with a data dictionary."""
    from reportdiff.exports import Format
    from reportdiff.exports import export as write_export

    made = write_export(database, folder, Format(format.value), force=force)
    views = f" and {made.views} views" if made.views else ""
    typer.echo(f"{made.tables} tables{views} in {folder}. What they mean stands in dictionary.md.")


@app.command(epilog="Example: `reportdiff reference status-lists --as-of 2014-07-10`")
def reference(
    place: Annotated[Path, typer.Argument(metavar="FILE|FOLDER", help="A status list (CSV), or a folder.")],
    database: Database = DATABASE,
    instrument: Annotated[
        str | None, typer.Option(help="The treaty, where the file's name (18-12-a) does not say it.")
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="Day up to which the lists know of acts; else their latest entry."
        ),
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="Where the lists are from; else the file's name.")
    ] = None,
) -> None:
    """Load a depositary's status lists, which the audit holds stated party counts against."""
    from reportdiff.reference import Given, read_reference
    from reportdiff.store import load_reference

    given = Given(instrument, as_of.date() if as_of else None, source)
    lists, notes = read_reference(place, given)
    loaded = load_reference(database, lists)
    for line in (*notes, *loaded.notes):
        _say(f"note: {line}")
    parties = sum(one.party_since is not None for each in lists for one in each.participations)
    news = f"{loaded.changed} new or changed" if loaded.changed else "nothing new"
    typer.echo(f"{len(lists)} status lists with {parties} parties ({news}). See `reportdiff audit`.")


@app.command(epilog="Example: `reportdiff audit --series my-report --severity warning --json`")
def audit(
    database: Database = DATABASE,
    corpus: Annotated[
        Path | None, typer.Option(help="Bring the database up to date with this corpus first.")
    ] = None,
    series: Annotated[str | None, typer.Option(help="Only this series.")] = None,
    edition: Annotated[str | None, typer.Option(help="Only this edition, such as 2016.")] = None,
    language: Annotated[str | None, typer.Option(help="Only this language.")] = None,
    severity: Annotated[
        Severity, typer.Option(help="The least severity: error contradicts, warning doubts, info notes.")
    ] = Severity.INFO,
    kind: Annotated[str | None, typer.Option(help="Only this kind, such as restated.")] = None,
    fail_on: Annotated[
        Severity | None, typer.Option(help="Exit with 3 if a finding shown is at least that severe.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Show what contradicts, was restated or was not understood: each finding with its address."""
    from reportdiff.store import stored_findings

    if corpus is not None:
        _bring_up_to_date(corpus, database)
    about = {"series": series, "edition": edition, "language": language, "kind": kind}
    found = stored_findings(database, severity=severity, equal=about)
    _print_lines([interchange.to_text(_terminal.audit_json(found))] if json else _terminal.audit_text(found))
    grades = list(Severity)
    if fail_on is not None and any(grades.index(one.severity) <= grades.index(fail_on) for one in found):
        raise typer.Exit(3)


def _bring_up_to_date(corpus: Path, database: Path) -> None:
    from reportdiff.pipeline import job_of, run_job
    from reportdiff.pipeline.progress import terminal_progress

    with terminal_progress() as progress:
        outcome = run_job(job_of(corpus, database.parent, database), progress)
    for line in (*(f"refused: {one}" for one in outcome.refused), outcome.closing_line):
        _say(line)
    if outcome.nothing_done:
        raise typer.Exit(1)


add_operations(app)


def main() -> None:
    """Entry point of the `reportdiff` command."""
    try:
        app(_with_value_of_dask(sys.argv[1:]))
    except ReportdiffError as error:
        _say(f"reportdiff: {error}")
        leave(1)
    except MemoryError:
        _say("reportdiff: memory ran out; what was computed is kept: close other programs and run again")
        sys.exit(1)
    except KeyboardInterrupt:
        # At once and without clean-up: threads may be in the middle of their work, and whatever is half
        # done is left aside by the next run. Our own server ends with this process.
        _say("reportdiff: interrupted; what was computed is kept, and the next run goes on from there")
        sys.stdout.flush()
        os._exit(130)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _with_value_of_dask(arguments: list[str]) -> list[str]:
    """The arguments, where `--dask` without an address means workers on this machine."""
    return [
        f"{word}=local" if word == "--dask" and following.startswith("-") else word
        for word, following in pairwise([*arguments, "-"])
    ]


def _series_of(file: Path) -> Series:
    """What the folder of the file's series says; of a file outside a corpus, nothing."""
    folder = file.absolute().parent.parent
    try:
        return read_series_file(folder)
    except SeriesFileError as error:
        _say(f"note: {error}")
        return Series(folder.name)


def _say_if_sample(series: Series) -> None:
    """Sample data are called so wherever they are shown."""
    if series.sample:
        _say(f"sample data: {series.id} was written to try the tool out; its figures are not to be quoted")


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as failure:
        raise ReportdiffError(f"it cannot be written ({failure.strerror})", path=path) from None
    _say(f"Wrote {path}")
