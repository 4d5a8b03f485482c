"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the checkout."""
    return PROJECT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real texts and labels beside the checkout; without it the test is skipped."""
    folder = PROJECT.parent / "shared"
    if not (folder / "corpora").is_dir():
        pytest.skip("needs the real texts of ../shared, which are not beside this checkout")
    return folder
