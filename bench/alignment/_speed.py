"""Time and memory on seeded Chinese paragraphs; `python -m bench.alignment._speed` prints the table."""

from __future__ import annotations

import json
import os
import random
import re
import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter

SIZES = (500, 1000, 2000, 4000, 10000)
COMPARED = 2000
"""Size up to which rapidfuzz is asked for all pairs beside."""

_HEAD = (
    "| paragraphs | align, s | ms a paragraph | greatest memory, MB | links | rapidfuzz cdist, s | ratio |\n"
    "| --- | --- | --- | --- | --- | --- | --- |"
)


def seeded_paragraphs(count: int, seed: int = 0) -> tuple[list[str], list[str]]:
    """Paragraphs of about 160 Chinese characters, and the same: a fifth reworded, one in ten replaced."""
    rng = random.Random(seed)  # noqa: S311
    characters = [chr(0x4E00 + k) for k in range(2500)]
    weights = [1.0 / (k + 5) for k in range(2500)]
    words = [
        "".join(rng.choices(characters, weights, k=rng.choice((1, 2, 2, 2, 3, 4)))) for _ in range(12000)
    ]
    shares = [1.0 / (k + 10) for k in range(12000)]

    def paragraph() -> list[str]:
        return rng.choices(words, shares, k=rng.randint(40, 100))

    def revised(tokens: list[str]) -> list[str]:
        return (
            paragraph()
            if rng.random() < 0.1
            else [rng.choice(words) if rng.random() < 0.2 else t for t in tokens]
        )

    old = [paragraph() for _ in range(count)]
    return ["".join(t) + "。" for t in old], ["".join(revised(t)) + "。" for t in old]


def speed_table() -> str:
    """Seconds and memory by size, each size in a process of its own on one core, beside rapidfuzz."""
    rows = []
    for size in SIZES:
        found = _measured(size)
        ours, theirs = found["align"], found.get("cdist")
        beside = f"{theirs:.1f} | {theirs / ours:.1f} ×" if theirs else "– | –"
        rows.append(
            f"| {size:,} × {size:,} | {ours:.2f} | {1000 * ours / size:.2f} | {found['memory']:.0f} "
            f"| {found['links']:.0f} | {beside} |"
        )
    return "\n".join([_HEAD, *rows, ""])


def _measured(size: int) -> dict[str, float]:
    project = Path(__file__).resolve().parents[2]
    alone = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "bench.alignment._speed", str(size)]
    done = subprocess.run(command, cwd=project, env=alone, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def measure(size: int) -> dict[str, float]:
    """Seconds of `align`, the greatest memory after it (MB), and seconds of rapidfuzz over all pairs."""
    from rapidfuzz import fuzz, process

    from reportdiff.alignment import align

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    old, new = seeded_paragraphs(size)
    align(["What loads once"], ["is loaded before."])
    start = perf_counter()
    links = align(old, new, language="zh")
    found = {"align": perf_counter() - start, "links": float(len(links))}
    found["memory"] = greatest_memory()
    if size <= COMPARED:
        start = perf_counter()
        process.cdist(old, new, scorer=fuzz.ratio, workers=1)
        found["cdist"] = perf_counter() - start
    return found


def greatest_memory() -> float:
    """The most memory that this process has held so far, in MB.

    Linux tells it of the program itself. `ru_maxrss`, which stands in elsewhere, outlives the start of a
    program: of one that a greater process started it is that process's.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    held = re.search(r"^VmHWM:\s*(\d+) kB$", status.read_text(encoding="ascii"), re.MULTILINE)
    if held is None:
        raise RuntimeError(f"{status} names no VmHWM, the greatest memory of a process")
    return int(held[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))) if len(sys.argv) > 1 else speed_table())
