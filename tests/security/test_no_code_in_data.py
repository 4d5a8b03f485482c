"""Nothing that is kept or read can run: no pickle, no eval, no shell."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "flows").rglob("*.py")])
LOADERS = {"pickle", "cloudpickle", "dill", "marshal", "shelve", "joblib"}
RUNNERS = {"eval", "exec", "compile", "__import__"}


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.relative_to(ROOT).as_posix())
def test_no_source_loads_what_could_run(source: Path) -> None:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert not {name.name.split(".")[0] for name in node.names} & LOADERS
        elif isinstance(node, ast.ImportFrom):
            assert (node.module or "").split(".")[0] not in LOADERS
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                assert node.func.id not in RUNNERS
            assert not any(word.arg == "shell" for word in node.keywords)
            if isinstance(node.func, ast.Attribute):
                assert node.func.attr not in {"read_pickle", "to_pickle", "unsafe_load"}


def test_the_check_itself_finds_what_it_looks_for() -> None:
    calls = [node for node in ast.walk(ast.parse("eval('1')")) if isinstance(node, ast.Call)]
    assert isinstance(calls[0].func, ast.Name)
    assert calls[0].func.id in RUNNERS
