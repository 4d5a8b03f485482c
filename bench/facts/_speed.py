"""Speed on texts of each language, and how time grows with strings made to be hard.

Each is read in this process, in processor time: other work on the machine does not count.
"""

# ruff: noqa: E501 (the strings stand in a few lines)

from __future__ import annotations

from collections.abc import Iterator
from time import process_time

from bench.facts._corpora import CORPORA, LANGUAGES
from bench.facts._phrases import FROM_OUTSIDE, OF_TESTS, phrases, report_of
from bench.sample_scores import SAMPLE

from reportdiff import Report, extract_facts, read_report

SIZES = (4_000, 8_000, 16_000, 32_000)
HOSTILE = (
    "1", "1,", "1 000 ", "一", "《", "（", "“", "$1 ", "A", "Ab ", "the Convention ", "187 parties to ", "《公约》", "缔约国达到 ",
    "Global Programme of the ", "Programme mondial de ", "Programa mundial para la ", "Глобальная программа по ", "البرنامج العالمي ",
    "日本、", "Japan, ", "la France, ", "Япония, ", "اليابان و", "between 10 and ", "mil y cien y ", "двадцать ", "ثلاث و", "and ", " ", "-", "2016-2017 ", "pledges of $1 million, ",
)  # fmt: skip

# Real texts where there are some; else the sample's; else the phrases.
_TEXTS = {
    "zh": ("unodc-executive-director/zh/2016.txt", "zh-government-work-report/zh/2023.txt"),
    "en": ("un-programme-budget/en/2026-section-16.docx", "un-opcw-syria/en/2025-01.pdf"),
    "fr": ("un-strays/fr-E-ICEF-672-part-1-scan.pdf",),
    "ru": ("un-strays/ru-S-2024-216.pdf",),
}
_LEAST, _RUNS = 200_000, 3


def speeds() -> Iterator[tuple[str, str, int, float]]:
    """Language, what was read, its bytes, and megabytes a second: the best of a few runs."""
    for language in LANGUAGES:
        what, texts = _texts(language)
        size = sum(len(text.encode()) for text in texts)
        report = report_of(language, texts * -(-_LEAST // size))
        best = min(_seconds(report) for _ in range(_RUNS))
        total = sum(len(paragraph.text.encode()) for paragraph in report.paragraphs)
        yield language, what, size, total / best / 1e6


def _texts(language: str) -> tuple[str, list[str]]:
    if language in _TEXTS:
        files = [CORPORA / name for name in _TEXTS[language]]
        return "real", [paragraph.text for file in files for paragraph in read_report(file).paragraphs]
    files = sorted((SAMPLE / language).glob("*.txt"))
    if files:
        return "sample", [paragraph.text for file in files for paragraph in read_report(file).paragraphs]
    suites = (OF_TESTS, FROM_OUTSIDE)
    return "phrases", [
        one["text"] for folder in suites for code, _, one in phrases(folder) if code == language
    ]


def _seconds(report: Report) -> float:
    start = process_time()
    extract_facts(report)
    return process_time() - start


def growth() -> Iterator[tuple[str, str, list[float]]]:
    """Each string, the language that takes longest over it, and seconds by size."""
    for piece in HOSTILE:
        slowest = max(LANGUAGES, key=lambda language: _hostile(language, piece, SIZES[-2]))
        yield piece, slowest, [_hostile(slowest, piece, size) for size in SIZES]


def _hostile(language: str, piece: str, size: int) -> float:
    return _seconds(report_of(language, [(piece * size)[:size]]))
