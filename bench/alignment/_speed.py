"""Time and memory on seeded Chinese paragraphs."""

from __future__ import annotations

import random
import resource
from time import perf_counter

from rapidfuzz import fuzz, process

from reportdiff.alignment import align

SIZES = (500, 1000, 2000, 4000)


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
    """Seconds by size, beside rapidfuzz over all pairs; the process's greatest memory at the end."""
    rows = []
    for size in SIZES:
        old, new = seeded_paragraphs(size)
        start = perf_counter()
        links = align(old, new, language="zh")
        ours = perf_counter() - start
        start = perf_counter()
        if size <= 2000:
            process.cdist(old, new, scorer=fuzz.ratio, workers=1)
        theirs = f"{perf_counter() - start:.1f}" if size <= 2000 else "–"
        rows.append(f"| {size:,} × {size:,} | {ours:.1f} | {theirs} | {len(links)} |")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    head = "| paragraphs | align, s | rapidfuzz cdist of all pairs, s | links |\n| --- | --- | --- | --- |"
    return "\n".join([head, *rows, "", f"Greatest memory of the whole run: {peak:.0f} MB.", ""])
