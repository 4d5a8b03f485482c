"""Documents in layouts of the United Nations, set in six languages, are read back as written."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from office_setting import converted, office
from page_sheets import Wanted
from reportdiff.model import Kind, Report
from reportdiff.reading import read_report
from un_layouts import DOCUMENTS

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
NAMES = [f"{language}-{layout}" for layout in DOCUMENTS for language in LANGUAGES]
every_document = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="session")
def layouts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """All documents as read, set in one run of LibreOffice, their languages not told."""
    program, folder = office(), tmp_path_factory.mktemp("layouts")
    files = []
    for name in NAMES:
        language, _, layout = name.partition("-")
        files.append(folder / f"{name}.fodt")
        files[-1].write_text(DOCUMENTS[layout](language).document(), encoding="utf-8")
    return {path.stem: read_report(path) for path in converted(program, files, "pdf", folder)}


def wanted(name: str) -> Wanted:
    language, _, layout = name.partition("-")
    return DOCUMENTS[layout](language).finished()


def shown(name: str) -> Callable[[str], str]:
    """What makes texts equal: lines of Chinese do not tell whether a space stood at their end."""
    return (lambda text: re.sub(r"\s", "", text)) if name.startswith("zh") else str


@every_document
def test_every_text_is_read_word_for_word_at_its_address(layouts: dict[str, Report], name: str) -> None:
    same = shown(name)
    read = [
        (p.address, p.kind, same(p.text)) for p in layouts[name].paragraphs if p.kind is not Kind.FRONT_MATTER
    ]
    assert read == [(address, kind, same(text)) for address, kind, text in wanted(name).paragraphs]


@every_document
def test_headings_of_every_look_make_the_tree(layouts: dict[str, Report], name: str) -> None:
    # Of an Arabic label (a word and a dash in another font) the space between is not always told.
    same = shown(name)
    read = [(s.level, (s.label or "").replace(" ", ""), same(s.heading)) for s in layouts[name].sections]
    assert read == [
        (depth, (label or "").replace(" ", ""), same(text)) for depth, label, text in wanted(name).sections
    ]


@every_document
def test_notes_hang_where_their_marks_were_set(layouts: dict[str, Report], name: str) -> None:
    same, report = shown(name), layouts[name]
    texts = {p.address: p.text for p in report.paragraphs}
    read = [(n.address, n.within, len(same(texts[n.within][: n.offset]))) for n in report.notes]
    expected = {address: text for address, _, text in wanted(name).paragraphs}
    assert read == [
        (note, within, len(same(expected[within][:offset]))) for note, within, offset in wanted(name).marks
    ]


@every_document
def test_nothing_is_found_wrong_nor_left_over(layouts: dict[str, Report], name: str) -> None:
    report = layouts[name]
    assert (report.findings, report.account.not_understood) == ((), 0)
    assert report.language == name.partition("-")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_of_a_table_over_several_pages_have_as_many_cells_as_its_head(
    layouts: dict[str, Report], language: str
) -> None:
    rows = [p for p in layouts[f"{language}-tabled"].paragraphs if p.kind is Kind.TABLE]
    assert len({row.page for row in rows}) >= 2
    assert {len(row.text.split("|")) for row in rows[:-2]} == {4}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paragraph_goes_on_over_two_page_ends_with_a_note_between(
    layouts: dict[str, Report], language: str
) -> None:
    report = layouts[f"{language}-long-paragraph"]
    pages = {p.address: p.page or 0 for p in report.paragraphs}
    assert pages["6"] - pages["5"] >= 2
