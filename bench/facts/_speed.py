"""Speed on texts of each language, and how time grows with strings made to be hard.

Each is read in this process, in processor time: other work on the machine does not count.
"""

# ruff: noqa: E501 (the strings stand in a few lines)

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from time import process_time
from typing import Any
from unittest.mock import patch

from bench.facts._corpora import LANGUAGES, report_of_file
from bench.facts._phrases import OF_TESTS, phrases, report_of
from bench.sample_scores import SAMPLE

from reportdiff import Report, extract_facts, read_report
from reportdiff.facts import _extract
from reportdiff.facts._donors import DonorReader
from reportdiff.facts._money import FundingReader
from reportdiff.facts._programmes import ProgrammeReader
from reportdiff.facts._treaties import TreatyReader

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

READERS = {
    "words, dates, numbers": (_extract, "passage"),
    "quantities": (_extract, "quantities"),
    "treaty counts": (TreatyReader, "read"),
    "funding": (FundingReader, "read"),
    "donors": (DonorReader, "lists"),
    "programmes": (ProgrammeReader, "told"),
}
"""What is done with each paragraph, and where: the first is what all readers share."""


@dataclass(frozen=True)
class Speed:
    """What was read of a language, its bytes, and megabytes a second: in all, and of each reader alone."""

    language: str
    what: str
    size: int
    whole: float
    readers: dict[str, float]


def speeds() -> Iterator[Speed]:
    """The speed in each language: the best of a few runs."""
    for language in LANGUAGES:
        what, texts = _texts(language)
        size = sum(len(text.encode()) for text in texts)
        report = report_of(language, texts * -(-_LEAST // size))
        total = sum(len(paragraph.text.encode()) for paragraph in report.paragraphs) / 1e6
        whole = min(_seconds(report) for _ in range(_RUNS))
        readers = {name: total / seconds for name, seconds in _seconds_of_readers(report).items()}
        yield Speed(language, what, size, total / whole, readers)


def _texts(language: str) -> tuple[str, list[str]]:
    if language in _TEXTS:
        reports = [report_of_file(name) for name in _TEXTS[language]]
        return "real", [paragraph.text for report in reports for paragraph in report.paragraphs]
    files = sorted((SAMPLE / language).glob("*.txt"))
    if files:
        return "sample", [paragraph.text for file in files for paragraph in read_report(file).paragraphs]
    return "phrases", [one["text"] for code, _, one in phrases(OF_TESTS) if code == language]


def _seconds(report: Report) -> float:
    start = process_time()
    extract_facts(report)
    return process_time() - start


def _seconds_of_readers(report: Report) -> dict[str, float]:
    spent = dict.fromkeys(READERS, 0.0)

    def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any) -> Any:  # noqa: ANN401 - stands for work of any kind
            start = process_time()
            done = work(*given)
            spent[name] += process_time() - start
            return done

        return run

    with ExitStack() as stack:
        for name, (owner, word) in READERS.items():
            stack.enter_context(patch.object(owner, word, timed(name, getattr(owner, word))))
        extract_facts(report)
    return spent


def growth() -> Iterator[tuple[str, str, list[float]]]:
    """Each string, the language that takes longest over it, and seconds by size."""
    for piece in HOSTILE:
        slowest = max(LANGUAGES, key=lambda language: _hostile(language, piece, SIZES[-2]))
        yield piece, slowest, [_hostile(slowest, piece, size) for size in SIZES]


def _hostile(language: str, piece: str, size: int) -> float:
    return _seconds(report_of(language, [(piece * size)[:size]]))
