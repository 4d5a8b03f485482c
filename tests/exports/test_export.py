"""An export holds every row of the database, and never half of it, nor in the place of somebody's files."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from reportdiff.errors import ExportError, StoreError
from reportdiff.exports import Exported, Format, export
from reportdiff.model import Decision, Facts, Review
from reportdiff.store import ColumnDescription, Schema, TableDescription, publish, schema
from small_reports import link, money, quantity, report
from small_store import published, run_of, wanted, wanted_of

# Sample texts with all that a file format may lose.
HOSTILE = {
    "1": '=HYPERLINK("sample")',
    "2": 'A "quoted", sample; with\nlines\r\nand\ra tab\t.',
    "3": "",
    "4": r"\N",
    "5": "NULL",
    "6": "\u200fعينة \u202bمن\u202c نص، 样本 🛰",
    "7": "@sum 0012 -1 1e5 2020-01-01 true",
    "8": " spaces ",
    "9": "Pledges: 1200.50 dollars.",
}


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database whose texts, names and decisions are hard to carry."""
    database = tmp_path_factory.mktemp("exports") / "hostile.duckdb"
    old, new = report("2019", HOSTILE), report("2020", HOSTILE | {"9": "Pledges: 0.01 dollars."})
    facts = [
        Facts(
            funding=(replace(money(one, "9", said, said, period=None), qualifier="about"),),
            quantities=(quantity(one, "9", said, said, currency="USD"),),
        )
        for one, said in ((old, "1200.50"), (new, "0.01"))
    ]
    links = {"2020": [link("1", "1"), link("2 3", "2"), link("9", "9")]}
    held = wanted_of((old, facts[0]), (new, facts[1]), links=links)
    name = 'O\'Brien "x"; --50% a=b é 样'
    held = replace(
        held,
        series=tuple(replace(one, series=name, title=None) for one in held.series),
        editions=tuple(replace(one, series=name) for one in held.editions),
        comparisons=tuple(replace(one, series=name) for one in held.comparisons),
        reviews={name: [_review(name)]},
    )
    publish(database, held, run_of(1, refused=('a "b", [c]', "")))
    publish(database, _together(held, wanted("2019", "2020", "2021")), run_of(2))
    return database


def _review(series: str) -> Review:
    return Review(
        "5a", series, "en", Decision.NOTE, "2020", ("1",), "d1", values={"a, b": '"c"', "d": ""}, note=""
    )


def _together(one: Any, other: Any) -> Any:
    names = ("series", "editions", "comparisons", "histories")
    return replace(one, **{name: getattr(one, name) + getattr(other, name) for name in names})


@pytest.fixture
def exported(hostile: Path, tmp_path: Path) -> Path:
    """Its export."""
    folder = tmp_path / "an export, for 'you' [x]*?"
    export(hostile, folder)
    return folder


# --------------------------------------------------------------------------------- values survive


def _database_rows(database: Path, table: TableDescription) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        return sorted(connection.execute(f'FROM "{table.name}"').fetchall(), key=repr)


def _tables(database: Path, kind: str | None = None) -> list[TableDescription]:
    return [table for table in schema(database).tables if kind in (None, table.kind)]


def test_duckdb_reads_every_row_of_every_table_and_view_from_parquet(hostile: Path, exported: Path) -> None:
    compared = 0
    for table in _tables(hostile):
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        with duckdb.connect() as connection:
            connection.execute("SET TimeZone = 'UTC'")
            files = [str(path) for path in (exported / "parquet" / table.name).rglob("*.parquet")]
            options = "hive_partitioning = true, hive_types_autocast = false, union_by_name = true"
            rows = f"SELECT {columns} FROM read_parquet(?, {options})"  # noqa: S608
            found = connection.execute(rows, [files]).fetchall()
        assert sorted(found, key=repr) == _database_rows(hostile, table), table.name
        compared += len(found)
    assert compared > 200


def test_the_rows_of_a_series_and_language_lie_in_their_own_folder(exported: Path) -> None:
    place = exported / "parquet" / "paragraphs" / "series=sample-series" / "language=en"
    files = [str(path) for path in place.iterdir()]
    with duckdb.connect() as connection:
        found = connection.execute("SELECT DISTINCT edition_id FROM read_parquet(?) ORDER BY 1", [files])
        assert found.fetchall() == [(f"sample-series/{name}/en",) for name in ("2019", "2020", "2021")]


def test_duckdb_reads_every_row_of_every_table_from_csv(hostile: Path, exported: Path) -> None:
    for table in _tables(hostile, "table"):
        told = ", ".join(_typed(column) for column in table.columns)
        options = r"""header = true, all_varchar = true, nullstr = '\N', allow_quoted_nulls = false,
            quote = '"', escape = '"'"""
        file = str(exported / "csv" / f"{table.name}.csv")
        with duckdb.connect() as connection:
            connection.execute("SET TimeZone = 'UTC'")
            rows = f"SELECT {told} FROM read_csv(?, {options})"  # noqa: S608
            found = connection.execute(rows, [file]).fetchall()
        assert sorted(found, key=repr) == _database_rows(hostile, table), table.name


def _typed(column: ColumnDescription) -> str:
    nested = column.type.endswith("[]") or column.type.startswith("MAP")
    read = f'CAST("{column.name}" AS JSON)' if nested else f'"{column.name}"'
    return f"CAST({read} AS {column.type})"


_FROM_TEXT: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("INTEGER", int),
    ("BIGINT", int),
    ("DOUBLE", float),
    ("DECIMAL", Decimal),
    ("DATE", date.fromisoformat),
    ("TIMESTAMP", datetime.fromisoformat),
    ("BOOLEAN", {"true": True, "false": False}.__getitem__),
    ("MAP", json.loads),
)


def _value(text: object, type_: str) -> object:
    if not isinstance(text, str):
        return None
    if type_.endswith("[]"):
        return json.loads(text)
    return next((read for name, read in _FROM_TEXT if type_.startswith(name)), str)(text)


def test_pandas_reads_every_row_of_every_table_from_csv(hostile: Path, exported: Path) -> None:
    for table in _tables(hostile, "table"):
        file = exported / "csv" / f"{table.name}.csv"
        frame = pd.read_csv(file, dtype=str, keep_default_na=False, na_values=[r"\N"], lineterminator="\n")
        assert list(frame.columns) == [column.name for column in table.columns]
        types = [column.type for column in table.columns]
        found = [tuple(map(_value, row, types)) for row in frame.itertuples(index=False, name=None)]
        # A text that itself reads \N is the one thing that pandas cannot tell from NULL.
        expected = [
            tuple(None if value == r"\N" else value for value in row)
            for row in _database_rows(hostile, table)
        ]
        assert sorted(found, key=repr) == sorted(expected, key=repr), table.name


def test_pandas_reads_every_row_of_every_table_and_view_from_parquet(hostile: Path, exported: Path) -> None:
    pytest.importorskip("pyarrow", reason="pandas reads Parquet with pyarrow, which is not installed")
    for table in _tables(hostile):
        frame = pd.read_parquet(exported / "parquet" / table.name, dtype_backend="pyarrow")
        rows = frame[[column.name for column in table.columns]].astype(object)
        found = [tuple(map(_of_arrow, row)) for row in rows.itertuples(index=False, name=None)]
        expected = [tuple(map(_of_arrow, row)) for row in _database_rows(hostile, table)]
        assert sorted(found, key=repr) == sorted(expected, key=repr), table.name


def _of_arrow(value: Any) -> Any:
    """What pandas and DuckDB call differently: missing values, lists, maps as pairs, instants."""
    if isinstance(value, dict):
        return sorted((key, _of_arrow(one)) for key, one in value.items())
    if isinstance(value, (list, tuple)) or type(value).__name__ == "ndarray":
        pairs = bool(len(value)) and all(isinstance(one, tuple) for one in value)
        return sorted(value) if pairs else [_of_arrow(one) for one in value]
    if isinstance(value, pd.Timestamp):
        value = value.to_pydatetime()
    if isinstance(value, datetime):
        return value.timestamp()
    return None if value is None or value is pd.NA or value is pd.NaT else value


def test_the_same_database_gives_the_same_bytes(hostile: Path, exported: Path, tmp_path: Path) -> None:
    export(hostile, tmp_path / "again")
    first, second = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (exported, tmp_path / "again")
    )
    assert first == second
    assert len(first) > 60


# --------------------------------------------------------------------------------- the dictionary


def test_the_dictionary_tells_of_every_column_what_the_database_tells(hostile: Path, exported: Path) -> None:
    with (exported / "dictionary.csv").open(encoding="utf-8", newline="") as file:
        told = [row for row in csv.DictReader(file) if row["column"]]
    described = [(table, column) for table in _tables(hostile) for column in table.columns]
    assert [(row["table"], row["column"], row["type"], row["comment"]) for row in told] == [
        (table.name, column.name, column.type, column.comment) for table, column in described
    ]
    keys = {(row["table"], row["column"]): row["key"] for row in told if row["key"]}
    assert keys["paragraphs", "paragraph_id"] == "1"
    assert keys["links", "link"] == "2"
    page = (exported / "dictionary.md").read_text(encoding="utf-8")
    assert all(f"### {table.name}\n" in page for table in _tables(hostile))
    machine = json.loads((exported / "dictionary.json").read_text(encoding="utf-8"))
    assert [table["name"] for table in machine["tables"]] == [table.name for table in _tables(hostile)]


def test_every_column_with_a_fraction_or_a_time_has_a_unit(exported: Path) -> None:
    with (exported / "dictionary.csv").open(encoding="utf-8", newline="") as file:
        measured = ("DECIMAL", "DOUBLE", "DATE", "TIMESTAMP")
        rows = [row for row in csv.DictReader(file) if row["type"].startswith(measured)]
    assert len(rows) > 40
    units = {(row["table"], row["column"]): row["unit"] for row in rows}
    assert [place for place, unit in units.items() if not unit] == []
    assert units["funding", "share"] == "per cent"
    assert units["links", "confidence"] == "share, 0 to 1"


# --------------------------------------------------------------------------------- formats and folders


@pytest.mark.parametrize(("wanted_format", "folders"), [("parquet", {"parquet"}), ("csv", {"csv"})])
def test_one_format_alone_can_be_asked_for(
    hostile: Path, tmp_path: Path, wanted_format: str, folders: set[str]
) -> None:
    made = export(hostile, tmp_path / "e", Format(wanted_format))
    assert {path.name for path in (tmp_path / "e").iterdir() if path.is_dir()} == folders
    assert made == _size(schema(hostile), views=wanted_format == "parquet")


def _size(described: Schema, *, views: bool) -> Exported:
    kinds = [table.kind for table in described.tables]
    return Exported(kinds.count("table"), kinds.count("view") if views else 0)


def test_an_export_takes_the_place_of_an_earlier_one(exported: Path, tmp_path: Path) -> None:
    other = published(tmp_path / "other.duckdb", "2019")
    export(other, exported, Format.CSV)
    assert not (exported / "parquet").exists()
    held = pd.read_csv(exported / "csv" / "editions.csv", dtype=str)
    assert list(held["edition"]) == ["2019"]


def test_an_empty_folder_may_be_filled(hostile: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    export(hostile, tmp_path / "empty", Format.CSV)
    assert (tmp_path / "empty" / "csv" / "editions.csv").exists()


@pytest.mark.parametrize("marker", [None, "", "[]", '{"export": "other/1", "files": {}}', '{"files": 3}'])
@pytest.mark.parametrize("force", [False, True])
def test_a_folder_of_somebody_else_is_left_alone(
    hostile: Path, tmp_path: Path, marker: str | None, *, force: bool
) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "thesis.txt").write_text("sample")
    if marker is not None:
        (folder / "reportdiff-export.json").write_text(marker)
    with pytest.raises(ExportError, match="was not made by an export"):
        export(hostile, folder, force=force)
    assert (folder / "thesis.txt").read_text() == "sample"
    assert [path for path in tmp_path.iterdir() if path.suffix in (".building", ".replaced")] == []


def test_what_somebody_changed_in_an_export_is_replaced_only_by_force(hostile: Path, exported: Path) -> None:
    changed = exported / "csv" / "editions.csv"
    changed.write_text("edited")
    with pytest.raises(ExportError, match=r"csv/editions\.csv was changed"):
        export(hostile, exported)
    assert changed.read_text() == "edited"
    export(hostile, exported, force=True)
    assert changed.read_text(encoding="utf-8").startswith('"edition_id"')


def test_what_somebody_added_to_an_export_is_kept(hostile: Path, exported: Path) -> None:
    (exported / "notes.txt").write_text("sample")
    with pytest.raises(ExportError, match=r"notes\.txt was changed or added"):
        export(hostile, exported)
    assert (exported / "notes.txt").exists()


def test_a_file_in_the_way_is_refused(hostile: Path, tmp_path: Path) -> None:
    (tmp_path / "e").write_text("sample")
    with pytest.raises(ExportError, match="it is a file"):
        export(hostile, tmp_path / "e")


def test_a_folder_that_cannot_be_written_is_said(hostile: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("sample")
    with pytest.raises(ExportError, match="cannot be written"):
        export(hostile, tmp_path / "file" / "e")


def test_without_a_database_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no database"):
        export(tmp_path / "none.duckdb", tmp_path / "e")
    assert list(tmp_path.iterdir()) == []


# --------------------------------------------------------------------------------- killed

# Kills itself before or after the named step; exit -9 says that it got there.
KILLED = """
import os, signal, sys
from pathlib import Path
import reportdiff.exports as exports
from reportdiff.exports import _folder

database, folder, module, name, when = sys.argv[1:]
module = {"exports": exports, "_folder": _folder, "shutil": _folder.shutil, "Path": _folder.Path}[module]
step = getattr(module, name)

def killed(*arguments, **named):
    if when == "after":
        step(*arguments, **named)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(module, name, killed)
exports.export(Path(database), Path(folder), exports.Format.CSV)
"""
STEPS = [("exports", "write_csv"), ("exports", "write_dictionary"), ("_folder", "_mark"), ("Path", "rename")]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS, ids="/".join)
@pytest.mark.parametrize("earlier", [True, False])
def test_a_killed_export_leaves_no_half_folder(
    hostile: Path, tmp_path: Path, step: tuple[str, str], when: str, *, earlier: bool
) -> None:
    folder = tmp_path / "e"
    if earlier:
        export(published(tmp_path / "small.duckdb"), folder, Format.CSV)
        before = _bytes(folder)
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", KILLED, str(hostile), str(folder), *step, when],
        env=dict(os.environ),
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    if folder.exists() and earlier:
        assert _bytes(folder) == before
    elif folder.exists():
        assert (folder / "reportdiff-export.json").exists()
    export(hostile, folder, Format.CSV)
    export(hostile, tmp_path / "whole", Format.CSV)
    assert _bytes(folder) == _bytes(tmp_path / "whole")
    left = {path.name for path in tmp_path.iterdir()} - {"small.duckdb", "e", "whole"}
    assert all(name.endswith((".run", ".lock")) for name in left)


def test_an_export_killed_between_two_renames_is_put_back(hostile: Path, exported: Path) -> None:
    (exported / "mine.txt").write_text("sample")
    held = _bytes(exported)
    exported.rename(exported.with_name(f".{exported.name}.replaced"))
    with pytest.raises(ExportError, match="was changed"):
        export(hostile, exported)
    assert _bytes(exported) == held


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
