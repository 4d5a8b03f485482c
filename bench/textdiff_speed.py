"""Seconds of textdiff beside difflib on seeded texts: `python -m bench.textdiff_speed` prints the table."""

from __future__ import annotations

import difflib
import random
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from reportdiff.textdiff import SequenceMatcher

SIZES = (200, 2_000, 20_000, 100_000)
LONGEST_FOR_DIFFLIB = 20_000
KINDS = ("Chinese, a tenth changed", "English, a tenth changed", "Chinese, unrelated", "English, unrelated")


def seeded_texts(kind: str, size: int) -> tuple[str, str]:
    """Two texts of so many characters."""
    rng = random.Random(size)  # noqa: S311
    units = (
        [chr(0x4E00 + k) for k in range(2500)]
        if kind.startswith("Chinese")
        else ["".join(rng.choices("abcdefghijklmnop", k=rng.randint(2, 9))) + " " for _ in range(8000)]
    )
    shares = [1.0 / (k + 10) for k in range(len(units))]
    old = rng.choices(units, shares, k=size)
    changed = 1.0 if kind.endswith("unrelated") else 0.1
    new = [rng.choices(units, shares)[0] if rng.random() < changed else unit for unit in old]
    return "".join(old)[:size], "".join(new)[:size]


def measure(kind: str, size: int) -> str:
    """One row of the table."""
    old, new = seeded_texts(kind, size)
    SequenceMatcher(None, "What loads once", "is loaded before").get_opcodes()
    before = _peak()
    ours = _seconds(lambda: SequenceMatcher(None, old, new).get_opcodes())
    memory = _peak() - before
    row = [kind, f"{size:,}", f"{ours:.4f}", f"{memory:.0f}"]
    if size > LONGEST_FOR_DIFFLIB:
        return " | ".join([*row, "–", "–"])
    default, whole = (
        _seconds(lambda junk=junk: difflib.SequenceMatcher(None, old, new, junk).get_opcodes())  # type: ignore[misc]
        for junk in (True, False)
    )
    return " | ".join([*row, f"{default:.4f}", f"{whole:.4f}"])


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table() -> str:
    """All rows, each measured in a process of its own."""
    head = [
        "texts",
        "characters",
        "textdiff, s",
        "memory added, MB",
        "difflib, s",
        "difflib without autojunk, s",
    ]
    rows = [" | ".join(head), " | ".join("---" for _ in head)]
    for kind in KINDS:
        for size in SIZES:
            command = [sys.executable, "-m", "bench.textdiff_speed", kind, str(size)]
            project = Path(__file__).resolve().parents[1]
            done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
            rows.append(done.stdout.strip())
    return "\n".join(f"| {row} |" for row in rows)


if __name__ == "__main__":
    print(measure(sys.argv[1], int(sys.argv[2])) if len(sys.argv) > 2 else table())
