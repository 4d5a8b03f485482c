"""The example of docs/alignment.md."""

from __future__ import annotations

import doctest
from pathlib import Path


def test_the_worked_example_is_what_alignment_says(project: Path) -> None:
    outcome = doctest.testfile(str(project / "docs" / "alignment.md"), module_relative=False)
    assert outcome.attempted == 4
    assert outcome.failed == 0
