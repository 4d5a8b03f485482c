"""One folder, written whole: built beside its place, renamed into it, and replaced only if it is ours."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from reportdiff.errors import ExportError
from reportdiff.store import VERSION, run_lock

MARKER = "reportdiff-export.json"
"""Its presence marks a folder as an export; it names all files with the SHA-256 of each."""


@contextmanager
def folder_built_beside(folder: Path, *, force: bool) -> Iterator[Path]:
    """An empty folder to fill; it takes the place of `folder` when the block ends well.

    Killed at any moment, `folder` is the earlier export or the new one, or, between two renames, missing:
    the next export then puts the earlier one back before it does anything else.

    Raises:
        ExportError: `folder` holds what no export made, or the file system refuses.
    """
    with _told_as_export_error(folder):
        folder = folder.resolve()
        folder.parent.mkdir(parents=True, exist_ok=True)
    with run_lock(folder, patience=0):
        with _told_as_export_error(folder):
            building, replaced = _beside(folder, "building"), _beside(folder, "replaced")
            _recover(folder, building, replaced)
            _refuse_what_is_not_ours(folder, force=force)
        try:
            with _told_as_export_error(folder):
                building.mkdir()
                yield building
                _mark(building)
                _put_in_place(folder, building, replaced)
        finally:
            shutil.rmtree(building, ignore_errors=True)


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}")


def _recover(folder: Path, building: Path, replaced: Path) -> None:
    """Clear away, or put back, what a killed export left."""
    if building.exists():
        shutil.rmtree(building)
    if replaced.exists() and not folder.exists():
        replaced.rename(folder)
    elif replaced.exists():
        shutil.rmtree(replaced)


def _put_in_place(folder: Path, building: Path, replaced: Path) -> None:
    if folder.exists():
        folder.rename(replaced)
    building.rename(folder)
    shutil.rmtree(replaced, ignore_errors=True)


# --------------------------------------------------------------------------------- whose a folder is


def _mark(building: Path) -> None:
    files = {name: _digest(building / name) for name in _files(building)}
    marker = json.dumps({"export": VERSION, "files": files}, ensure_ascii=False, indent=1)
    (building / MARKER).write_text(marker + "\n", encoding="utf-8")


def _refuse_what_is_not_ours(folder: Path, *, force: bool) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise ExportError("it is a file", path=folder, advice="name a folder")
    found = _files(folder)
    if not found and not any(folder.iterdir()):
        return
    said = _said_by_marker(folder)
    if said is None:
        raise ExportError(
            "the folder was not made by an export", path=folder, advice="name a new or an empty one"
        )
    if force:
        return
    touched = [name for name in found if name != MARKER and said.get(name) != _digest(folder / name)]
    if touched:
        more = f" and {len(touched) - 1} more" if len(touched) > 1 else ""
        raise ExportError(
            f"{touched[0]}{more} was changed or added since it was exported",
            path=folder,
            advice="move it away, or replace the folder with --force",
        )


def _said_by_marker(folder: Path) -> dict[str, str] | None:
    """The digests of the files as they were exported; None where no export of ours made the folder."""
    try:
        said = json.loads((folder / MARKER).read_text(encoding="utf-8"))
        files = dict(said["files"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    return files if str(said.get("export")).startswith("store/") else None


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _told_as_export_error(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as failure:
        problem = f"it cannot be written ({failure.strerror or failure})"
        raise ExportError(problem, path=folder, advice="check its permissions and space") from failure
    except duckdb.IOException as failure:
        problem = f"it cannot be written ({str(failure).splitlines()[0]})"
        raise ExportError(problem, path=folder, advice="check its permissions and space") from failure
