"""What docs/reliability.md and docs/security.md promise is held by tests that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def _tests_named_in(page: str) -> list[tuple[str, str]]:
    return NAMED.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("file", "name"), [*_tests_named_in("reliability.md"), *_tests_named_in("security.md")]
)
def test_a_promise_names_a_test_that_exists(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("page", ["reliability.md", "security.md"])
def test_every_row_of_the_promises_names_a_test(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    promises = [line for line in text.splitlines() if line.startswith("| ") and "Held by" not in line]
    assert len(promises) >= 8
    assert all(NAMED.search(line) for line in promises)
