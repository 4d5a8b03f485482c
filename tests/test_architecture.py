"""The shape of the code: what the package shows, and which way imports run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportdiff

SOURCE = Path(reportdiff.__file__).parent

# Each room, and the rooms it may know. Errors, the model and the versions know nobody.
KNOWS: dict[str, set[str]] = {
    "model": set(),
    "errors": set(),
    "_versions": set(),
    "_regular": set(),
    "periods": set(),
    "measures": set(),
    "language": set(),
    "counts": {"model", "periods"},
    "corrigenda": {"model"},
    "series": {"errors", "_regular"},
    "corpus": {"errors", "series", "_regular"},
    "textdiff": {"language"},
    "reading": {"model", "errors", "language", "_versions"},
    "alignment": {"model", "errors", "language", "textdiff", "_versions"},
    "facts": {"model", "errors", "language", "_versions", "measures"},
    "history": {"model", "_versions", "periods", "counts", "measures", "textdiff"},
    "store": {"model", "errors", "periods"},
    "exports": {"errors", "store"},
    "releases": {"errors", "store"},
    "artifacts": {"errors", "store", "_prefect"},
    "operations": {"errors", "series", "fetch", "pipeline", "artifacts", "releases", "_prefect"},
    "output": {"model", "errors", "store", "language", "textdiff", "counts", "interchange"},
    "reviews": {"model", "errors", "alignment", "_regular"},
    "reference": {"model", "errors", "language"},
    "fetch": {"model", "errors", "series", "corpus", "reading"},
    "interchange": {"model"},
    "_terminal": {"model", "interchange", "store"},
    "_life_text": {"store", "textdiff"},
    "_memory": {"model", "errors"},
    "_prefect": {"errors"},
    "_prefect_server": set(),
    "_prefect_results": {"_memory"},
}
EVERYTHING = {"pipeline", "cli", "_review_cli", "_operations_cli"}


def rooms() -> list[str]:
    return sorted(
        path.stem
        for path in SOURCE.iterdir()
        if path.stem not in {"__init__", "__pycache__"} and path.suffix in {"", ".py"}
    )


def imports_of(room: str) -> Iterator[tuple[str, str]]:
    """The rooms that a room's files import from, each with the file that does."""
    place = SOURCE / room
    files = place.rglob("*.py") if place.is_dir() else [SOURCE / f"{room}.py"]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{file.name} imports relatively"
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            for name in names:
                parts = name.split(".")
                if parts[0] == "reportdiff" and parts[1] != room:
                    yield parts[1], str(file.relative_to(SOURCE))


@pytest.mark.parametrize("room", rooms())
def test_imports_run_one_way(room: str) -> None:
    if room in EVERYTHING:
        return
    strangers = {(known, file) for known, file in imports_of(room) if known not in KNOWS[room]}
    assert strangers == set()


def test_every_room_is_in_the_plan() -> None:
    assert set(rooms()) == set(KNOWS) | EVERYTHING


@pytest.mark.parametrize("room", rooms())
def test_nobody_reaches_into_the_private_modules_of_another_package(room: str) -> None:
    place = SOURCE / room
    files = place.rglob("*.py") if place.is_dir() else [SOURCE / f"{room}.py"]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("reportdiff."):
                _, other, *inner = node.module.split(".")
                if other != room:
                    assert not any(name.startswith("_") for name in inner), f"{file.name}: {node.module}"


def test_the_package_shows_what_it_lists_and_nothing_else() -> None:
    assert sorted(reportdiff.__all__) == [
        "Comparison",
        "Facts",
        "Link",
        "Paragraph",
        "Report",
        "Section",
        "align",
        "compare",
        "extract_facts",
        "read_report",
    ]
    for name in reportdiff.__all__:
        assert getattr(reportdiff, name) is not None
    assert reportdiff.textdiff.SequenceMatcher(None, "abc", "abd").ratio() > 0.5
    with pytest.raises(AttributeError):
        _ = reportdiff.nothing_of_the_kind
