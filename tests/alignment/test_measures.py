"""The measures of bench/alignment can fail."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.alignment import _moves, _speed
from bench.alignment._cases import plain_case

from reportdiff import align
from reportdiff.model import Link

PROJECT = Path(_speed.__file__).parents[2]
MEGABYTE = 1 << 20

needs_proc = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc to read memory from")


def _held(megabytes: int) -> bytearray:
    return bytearray(b"\x01") * (megabytes * MEGABYTE)


def _told_by(program: str) -> float:
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)  # noqa: S603
    return float(done.stdout)


@needs_proc
def test_the_memory_of_a_process_is_not_that_of_the_one_that_started_it() -> None:
    own = _held(200)
    program = "from bench.alignment._speed import greatest_memory; print(greatest_memory())"
    assert _speed.greatest_memory() > len(own) / MEGABYTE
    assert 1 < _told_by(program) < 100


@needs_proc
def test_memory_that_was_given_back_still_counts() -> None:
    program = (
        "from bench.alignment._speed import greatest_memory as most; before = most(); "
        "held = bytearray(b'x') * (100 << 20); del held; print(most() - before)"
    )
    assert 95 < _told_by(program) < 110


def _texts() -> list[str]:
    rng = random.Random(1)  # noqa: S311
    words = ["".join(rng.choices("abcdefghiklmnoprstu", k=rng.randint(3, 9))) for _ in range(600)]
    return [" ".join(rng.choices(words, k=rng.randint(20, 60))) for _ in range(40)]


def test_moves_made_on_purpose_are_found_under_both_manners_of_editing() -> None:
    case = plain_case("own", "own", _texts(), [], [])
    for manner, count, precision, recall in _moves.moves_rows([case]):
        assert int(count) > 20, manner
        assert float(precision) >= 0.95, manner
        assert float(recall) >= 0.95, manner


def test_a_move_that_is_not_told_costs_recall(monkeypatch: pytest.MonkeyPatch) -> None:
    def blind(old: list[str], new: list[str], *, language: str | None) -> Iterator[Link[int]]:
        return (link for link in align(old, new, language=language) if not link.moved or link.old[0] % 2)

    monkeypatch.setattr(_moves, "align", blind)
    precision, recall, _ = _moves.moves_found([plain_case("own", "own", _texts(), [], [])])
    assert precision >= 0.95
    assert 0.2 < recall < 0.8
