"""`reportdiff publish` and `reportdiff serve`: what runs again and again, without anybody at a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportdiff.releases import KEEP

OUTPUTS = Path("outputs")

Output = Annotated[Path, typer.Option(help="Folder of the database and the reports.")]
Database = Annotated[
    Path | None, typer.Option(help="The DuckDB file; reportdiff.duckdb in the output folder if left out.")
]


def add_operations(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(epilog="Example: `reportdiff publish --to public/reports`")(publish)


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
