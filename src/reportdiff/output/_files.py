"""Files that change only when their content does, and whose remains are cleared away."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection
from pathlib import Path

from reportdiff.output._render import MARK


def write_if_different(path: Path, text: str) -> bool:
    """Write a file whole or not at all; True where its bytes changed."""
    content = text.encode()
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


def remove_stale(folder: Path, wanted: Collection[Path]) -> None:
    """Remove our own files of comparisons that are no more, and folders that this leaves empty."""
    for path in sorted(folder.glob("*/*/*/*.md")):
        if path in wanted or not _is_ours(path):
            continue
        path.unlink()
        for parent in list(path.parents)[:3]:
            if any(parent.iterdir()):
                break
            parent.rmdir()


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return file.readline().rstrip(b"\r\n") == MARK.encode()
