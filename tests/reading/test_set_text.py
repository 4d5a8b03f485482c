"""Sample reports set as PDF pages and taken out as text by pdftotext are read as they were written."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from office_setting import converted, flat_text, office
from office_styles import LAYOUTS
from page_content import content, expected
from reportdiff.model import Kind, Report
from reportdiff.reading import read_report

LANGUAGES = ("en", "es", "fr", "ru", "zh")
_WIDE = r"[\u3000-\u303f\u3200-\u32ff\u4e00-\u9fff\uff00-\uffef]"
_AROUND_WIDE = re.compile(rf"(?<={_WIDE}) +| +(?={_WIDE})")


@pytest.fixture(scope="session")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """Each language's sample, set on A4 pages, as pdftotext gives it with the places of words kept."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (Debian: poppler-utils) is not installed")
    folder = tmp_path_factory.mktemp("texts")
    sources = []
    for language in LANGUAGES:
        source = folder / f"{language}.fodt"
        source.write_text(flat_text(content(language), LAYOUTS["a4"], tracked=False), encoding="utf-8")
        sources.append(source)
    found = {}
    for page in converted(office(), sources, "pdf", folder):
        text = page.with_suffix(".txt")
        subprocess.run([program, "-layout", page, text], check=True)  # noqa: S603
        found[page.stem] = read_report(text)
    return found


def shown(language: str, text: str) -> str:
    """A text without the spaces that typesetting puts between Chinese and other characters."""
    return _AROUND_WIDE.sub("", text) if language == "zh" else text


@pytest.mark.parametrize("language", LANGUAGES)
def test_addresses_kinds_and_texts_are_those_written(texts: dict[str, Report], language: str) -> None:
    read = [
        (p.address, p.kind, shown(language, p.text))
        for p in texts[language].paragraphs
        if p.kind is not Kind.FRONT_MATTER
    ]
    wanted = expected(content(language)).paragraphs
    assert read == [(address, kind, shown(language, text)) for address, kind, text in wanted]


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_and_marks_are_those_written(texts: dict[str, Report], language: str) -> None:
    report, wanted = texts[language], expected(content(language))
    read = [(section.label, shown(language, section.heading)) for section in report.sections]
    assert read == [(label, shown(language, heading)) for _, label, heading in wanted.sections]
    marks = [(mark.address, mark.within) for mark in report.notes]
    assert marks == [(address, within) for address, within, _ in wanted.marks]
    assert report.account.not_understood == 0
