"""Databases to ask and to publish over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from small_store import published


@pytest.fixture(scope="session")
def small_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small corpus, published as run 1. For reading alone."""
    return published(tmp_path_factory.mktemp("store") / "small.duckdb")


@pytest.fixture
def database(small_database: Path, tmp_path: Path) -> Path:
    """The same in a file of the test's own."""
    return Path(shutil.copyfile(small_database, tmp_path / "reports.duckdb"))
