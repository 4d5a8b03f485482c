"""`reportdiff publish` and `reportdiff serve`: what runs again and again, without anybody at a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportdiff.releases import KEEP

OUTPUTS = Path("outputs")
CORPUS = Path("corpora")

Output = Annotated[Path, typer.Option(help="Folder of the database and the reports.")]
Database = Annotated[
    Path | None, typer.Option(help="The DuckDB file; reportdiff.duckdb in the output folder if left out.")
]


def add_operations(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(epilog="Example: `reportdiff publish --to public/reports`")(publish)
    app.command(epilog="Example: `reportdiff serve --to public/reports --time-zone Europe/Vienna`")(serve)


def publish(
    to: Annotated[Path, typer.Option(help="What the web server serves; a link is made there.")],
    output: Output = OUTPUTS,
    database: Database = None,
    keep: Annotated[int, typer.Option(min=1, help="Sets of files that are kept, the served one too.")] = KEEP,
) -> None:
    """Put the outputs where a web server serves them: all at once, so that nobody sees a half of them."""
    from reportdiff.pipeline import job_of
    from reportdiff.releases import publish_outputs

    job = job_of("", output, database)
    typer.echo(publish_outputs(job.output, job.database, to, keep=keep).closing_line)


def serve(
    corpus: Annotated[Path, typer.Option(help="Folder of `<series>/<language>/<edition>` files.")] = CORPUS,
    output: Output = OUTPUTS,
    database: Database = None,
    to: Annotated[
        Path | None, typer.Option(help="What a web server serves; nothing is published if left out.")
    ] = None,
    contact: Annotated[
        str | None, typer.Option(help="Your address, sent along with what is asked of document systems.")
    ] = None,
    notify: Annotated[
        str | None, typer.Option(help="Prefect webhook block that hears of failures and important changes.")
    ] = None,
    time_zone: Annotated[str, typer.Option(help="Of the schedules.")] = "Europe/Vienna",
    cron: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=CRON", help="Another schedule: `fetch-editions=0 5 * * 2`. Repeatable."),
    ] = None,
    port: Annotated[int, typer.Option(help="Of Prefect's server, where one is started here.")] = 4200,
) -> None:
    """Fetch, compare and publish by schedule, in one process: with Prefect's own server if none is set."""
    from reportdiff.operations import Place
    from reportdiff.operations import serve as serve_all

    crons = dict(_named_cron(one) for one in cron or ())
    place = Place(corpus, output, database, to, contact, notify, time_zone, crons)
    serve_all(place, port=port, tell=lambda line: typer.echo(line, err=True))


def _named_cron(text: str) -> tuple[str, str]:
    name, found, cron = text.partition("=")
    if not found:
        raise typer.BadParameter(f"{text!r} is not NAME=CRON", param_hint="--cron")
    return name.strip(), cron.strip()
