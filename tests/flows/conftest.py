"""A folder as a newcomer has it after cloning, with a small corpus of sample texts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from prefect_place import PrefectPlace, sample, write_editions


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory, project: Path) -> PrefectPlace:
    """What a clone holds of flows and deployments, and a corpus of one series."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copy(project / "prefect.yaml", folder)
    shutil.copytree(project / "flows", folder / "flows", ignore=shutil.ignore_patterns("__pycache__"))
    write_editions(
        folder / "corpora",
        "office",
        [("2014", sample(2014, 12, 40)), ("2015", sample(2015, 14, 42))],
    )
    return PrefectPlace(folder)
