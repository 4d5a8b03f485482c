"""The data dictionary beside the files: one for readers, one for spreadsheets, one for machines."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from reportdiff.exports._tables import NULL, is_partitioned
from reportdiff.store import ColumnDescription, Schema, TableDescription, schema_page

_HEADER = ("table", "kind", "position", "column", "type", "nullable", "key", "unit", "partitioned", "comment")

# Words of a comment that say in what a number is counted -> the unit.
_UNITS = (
    ("code points", "code points"),
    ("Non-space characters", "non-space characters"),
    ("units of currency", "whole units of the row's currency"),
    ("the row's unit", "the row's unit, or its currency"),
    ("Per cent", "per cent"),
    ("a fraction", "fraction of the earlier value"),
    ("How many times", "times"),
    ("No unit", "none"),
    ("0 to 100", "points, 0 to 100"),
    ("0 to 1", "share, 0 to 1"),
)
_NUMBERS = ("INTEGER", "BIGINT", "DOUBLE", "DECIMAL")
_TIMES = {"DATE": "day", "TIMESTAMP WITH TIME ZONE": "instant, UTC"}

_PREFACE = f"""# What these files are

An export of a reportdiff database: `parquet/` has a folder for every table and view, `csv/` a file for every
table, as far as they were asked for. What tables and columns mean stands below, and in `dictionary.csv` and
`dictionary.json`; all of it comes from the database's own comments.

- Parquet: folders `series=…/language=…` hold the rows of one series and language, whose names stand in the
  path alone. Vocabularies are text.
- CSV: UTF-8 without a byte order mark, one header line, `,` between fields, texts in `"`. `{NULL}` without
  quotes is NULL; an empty field is an empty text. Lists and maps are JSON; days are ISO 8601, instants are in
  UTC.
- Texts are as printed in the reports. One that begins with `=`, `+`, `-` or `@` is taken for a formula by
  spreadsheet programs that open CSV files: import such columns as text.
- Rows are in the order of the table's key; those of views by all their columns.

"""


def write_dictionary(described: Schema, folder: Path) -> None:
    """Leave `dictionary.md`, `.csv` and `.json` in a folder."""
    page = _PREFACE + "\n".join(schema_page(described)) + "\n"
    (folder / "dictionary.md").write_text(page, encoding="utf-8")
    machine = json.dumps(asdict(described), ensure_ascii=False, indent=2) + "\n"
    (folder / "dictionary.json").write_text(machine, encoding="utf-8")
    with (folder / "dictionary.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_HEADER)
        for table in described.tables:
            writer.writerows(_rows(table))


def _rows(table: TableDescription) -> Iterator[tuple[object, ...]]:
    parted = _yes(is_partitioned(table))
    yield table.name, table.kind, 0, "", "", "", "", "", parted, table.comment or ""
    for position, column in enumerate(table.columns, 1):
        key = table.key.index(column.name) + 1 if column.name in table.key else ""
        told = (column.type, _yes(column.nullable), key, unit_of(column), "", column.comment or "")
        yield table.name, table.kind, position, column.name, *told


def unit_of(column: ColumnDescription) -> str:
    """In what a column counts, as its comment says it; empty where it is no measure."""
    if column.type in _TIMES:
        return _TIMES[column.type]
    if not column.type.startswith(_NUMBERS):
        return ""
    return next((unit for words, unit in _UNITS if words in (column.comment or "")), "")


def _yes(whether: bool | None) -> str:  # noqa: FBT001
    return {True: "yes", False: "no", None: ""}[whether]
