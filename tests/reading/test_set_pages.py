"""Sample reports in six languages, set by LibreOffice with real fonts, are read back as they were written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from office_setting import converted, flat_text, office
from office_styles import LAYOUTS, LETTER
from page_content import Content, Expected, content, expected
from reportdiff.model import Kind, Report
from reportdiff.reading import read_report

LANGUAGES = ("en", "es", "fr", "ru", "zh", "ar")
# Arabic pages are not set in columns; `ar-indic` has its figures in Arabic-Indic digits.
PAGES = [
    *(
        f"{language}-{layout}"
        for language in LANGUAGES
        for layout in LAYOUTS
        if (language, layout) != ("ar", "columns")
    ),
    "ar-indic-letter",
    "ar-indic-a4",
]
_WIDE = r"[\u3000-\u303f\u3200-\u32ff\u4e00-\u9fff\uff00-\uffef]"
_AROUND_WIDE = re.compile(rf"(?<={_WIDE}) +| +(?={_WIDE})")


def language_in(name: str) -> str:
    return name.partition("-")[0]


def sample(name: str) -> Content:
    """The content of a file: its name begins with the language."""
    return content(language_in(name), indic="-indic-" in name)


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All files, made in two runs of LibreOffice."""
    program, folder = office(), tmp_path_factory.mktemp("pages")
    sources = {name: (sample(name), LAYOUTS[name.rsplit("-", 1)[1]], False) for name in PAGES}
    tracked = {f"{language}-docx": (content(language), LETTER, True) for language in LANGUAGES}
    for name, (text, layout, changes) in (sources | tracked).items():
        (folder / f"{name}.fodt").write_text(flat_text(text, layout, tracked=changes), encoding="utf-8")
    pages = converted(program, [folder / f"{name}.fodt" for name in sources], "pdf", folder)
    documents = converted(program, [folder / f"{name}.fodt" for name in tracked], "docx", folder)
    return {path.stem: path for path in (*pages, *documents)}


@pytest.fixture(scope="session")
def reports(files: dict[str, Path]) -> dict[str, Report]:
    """All files as read, their languages not told."""
    return {name: read_report(path) for name, path in files.items()}


ALL = [*PAGES, *(f"{language}-docx" for language in LANGUAGES)]
every_file = pytest.mark.parametrize("name", ALL)


def shown(name: str) -> Callable[[str], str]:
    """What makes texts equal: typesetting puts spaces between Chinese and other characters."""
    return (lambda text: _AROUND_WIDE.sub("", text)) if name.startswith("zh") else str


def wanted(name: str) -> Expected:
    return expected(sample(name))


@every_file
def test_addresses_kinds_and_texts_are_those_written(reports: dict[str, Report], name: str) -> None:
    same = shown(name)
    read = [
        (p.address, p.kind, same(p.text)) for p in reports[name].paragraphs if p.kind is not Kind.FRONT_MATTER
    ]
    assert read == [(address, kind, same(text)) for address, kind, text in wanted(name).paragraphs]


@every_file
def test_the_tree_of_headings_is_that_written(reports: dict[str, Report], name: str) -> None:
    same, sections = shown(name), reports[name].sections
    places = {section.id: place for place, section in enumerate(sections)}
    read = [(places[s.parent] if s.parent else None, s.label, same(s.heading)) for s in sections]
    assert read == [(parent, label, same(text)) for parent, label, text in wanted(name).sections]


@every_file
def test_every_paragraph_is_in_its_section(reports: dict[str, Report], name: str) -> None:
    places = {section.id: place for place, section in enumerate(reports[name].sections)}
    homes = {
        p.address: places[p.section] if p.section else None
        for p in reports[name].paragraphs
        if p.kind not in (Kind.FRONT_MATTER, Kind.FOOTNOTE)
    }
    assert homes == wanted(name).homes


@every_file
def test_note_marks_hang_where_they_were_put(reports: dict[str, Report], name: str) -> None:
    same, report = shown(name), reports[name]
    texts = {p.address: p.text for p in report.paragraphs}
    read = [(n.address, n.within, len(same(texts[n.within][: n.offset]))) for n in report.notes]
    assert read == [
        (address, within, len(same(dict(zip(*paired(name), strict=True))[within][:offset])))
        for address, within, offset in wanted(name).marks
    ]


def paired(name: str) -> tuple[list[str], list[str]]:
    """The addresses and texts of a report."""
    rows = wanted(name).paragraphs
    return [address for address, _, _ in rows], [text for _, _, text in rows]


@every_file
def test_language_and_title_block_are_read(reports: dict[str, Report], name: str) -> None:
    same, report, front = shown(name), reports[name], sample(name).front
    assert report.language == language_in(name)
    assert (report.symbol, report.meta.date) == (front["symbol"], "2031-05-03")
    assert same(report.meta.session or "") == front["session"]
    assert same(report.meta.agenda_item or "") == front["agenda_item"]
    colon = "：" if name.startswith("zh") else ": "
    assert same(report.title or "") == f"{front['title']}{colon}{front['subtitle']}"


@every_file
def test_no_character_is_lost_and_no_furniture_is_left(reports: dict[str, Report], name: str) -> None:
    report = reports[name]
    assert report.account.not_understood == 0
    assert report.findings == ()
    written = {shown(name)(text) for text in sample(name).front.values()}
    front = {shown(name)(p.text) for p in report.paragraphs if p.kind is Kind.FRONT_MATTER}
    assert front <= written


@pytest.mark.parametrize("name", PAGES)
def test_paragraphs_go_over_pages(reports: dict[str, Report], name: str) -> None:
    pages = {p.page for p in reports[name].paragraphs}
    assert max(page for page in pages if page) >= 2


def test_a_wrong_text_would_be_seen(reports: dict[str, Report]) -> None:
    report = reports["en-letter"]
    changed = [replace(p, text=p.text.replace("26 courses", "27 courses")) for p in report.paragraphs]
    read = [(p.address, p.kind, p.text) for p in changed if p.kind is not Kind.FRONT_MATTER]
    assert read != wanted("en-letter").paragraphs
