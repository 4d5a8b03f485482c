"""Whatever bytes a file holds, reading ends in a report whose account adds up or in one line of ours."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docx_writing import docx_of, numbered, paragraph, run, table
from pdf_writing import Page, pdf_of
from reportdiff._terminal import report_text
from reportdiff.errors import Defect, ReadingError
from reportdiff.model import Report, Severity
from reportdiff.reading import _extract, _process, read_report
from reportdiff.reading._characters import cleaned, visible

STEADY = settings(
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WORDS = (
    "sample",
    "unit",
    "报告",
    "отдел",
    "état",
    "12",
    "(a)",
    "1.",
    "“so”",
    "تقرير",
    "fi\ufb01n",
    "a\u00adb",
)
ENGLISH = "1. The sample unit wrote down what it had done in the year under review.\n\n2. Then it rested.\n"
CHINESE = "1. 样例单位在本年度继续办好训练，并公布了成果。\n\n2. 单位随后休息，并在年底写下了总结。\n"
NUMBERING = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
)
NOTES = f'<w:footnote w:id="1">{paragraph("A sample note.")}</w:footnote>'
BODY = (
    paragraph("Sample heading", properties='<w:outlineLvl w:val="0"/>')
    + numbered("The sample unit went on.", 1)
    + paragraph("It ended", '<w:r><w:footnoteReference w:id="1"/></w:r>', run(".", '<w:sz w:val="24"/>'))
    + table(["One", "Two"], ["1", "2"])
)
PARTS = {"word/numbering.xml": NUMBERING, "word/footnotes.xml": NOTES}


def a_page() -> Page:
    page = Page()
    for number, line in enumerate(ENGLISH.split()):
        page.write(72 + 60 * (number % 5), 700 - 12 * (number // 5), line)
    return page


def a_web_page() -> str:
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><h1>Sample</h1><nav>menu</nav>'
        '<ol start="3"><li>One</li><li value="7">Two<sup><a href="#n1" id="r1">1</a></sup></li></ol>'
        "<table><tr><th>One</th><th>Two</th></tr><tr><td>1</td><td>2</td></tr></table>"
        '<p>The sample unit went on.<br><br>It ended.</p><p id="n1"><a href="#r1">1</a> A note.</p>'
        "</body></html>"
    )


VALID = {
    "txt": ENGLISH.encode(),
    "gb18030": CHINESE.encode("gb18030"),
    "utf16": CHINESE.encode("utf-16"),
    "html": a_web_page().encode(),
    "docx": docx_of(BODY, PARTS),
    "pdf": pdf_of([a_page(), a_page()]),
}


def add_up(report: Report) -> bool:
    """Whether the classes of the account sum to its total, and what is in none is told."""
    account = report.account
    classes = account.body + account.headings + account.notes + account.tables
    classes += account.front_matter + account.furniture + account.not_understood
    told = any(finding.kind in ("not-understood", "characters-lost") for finding in report.findings)
    return classes == account.total and told == (account.not_understood > 0)


def read_or_refused(path: Path) -> Report | None:
    """The report of a file; None where it is refused in one line with the file's name."""
    try:
        report = read_report(path, "en")
    except Defect:
        raise
    except ReadingError as error:
        line = str(error)
        assert line.startswith((f"{path}: ", f"{path}, "))
        assert "\n" not in line
        return None
    for paragraph_ in report.paragraphs:
        paragraph_.text.encode()
    assert add_up(report)
    return report


def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in this process, where an exception that is not ours shows."""
    monkeypatch.setattr(_process, "_is_small", lambda _: True)


# ------------------------------------------------------------------------------- broken bytes


@pytest.mark.parametrize("form", VALID)
@STEADY
@given(data=st.data())
def test_cut_flipped_and_spliced_bytes_end_in_a_report_or_an_error_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, data: st.DataObject
) -> None:
    in_process(monkeypatch)
    path = tmp_path / f"sample.{form}"
    path.write_bytes(data.draw(broken(VALID[form], VALID)))
    read_or_refused(path)


@pytest.mark.parametrize("part", ["word/document.xml", "word/numbering.xml", "word/footnotes.xml"])
@STEADY
@given(data=st.data())
def test_broken_xml_inside_a_whole_archive_ends_in_a_report_or_an_error_of_ours(
    tmp_path: Path, part: str, data: st.DataObject
) -> None:
    with zipfile.ZipFile(io.BytesIO(VALID["docx"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = data.draw(st.one_of(broken(parts[part], parts), with_odd_values(parts[part])))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path = tmp_path / "sample.docx"
    path.write_bytes(held.getvalue())
    read_or_refused(path)


@STEADY
@given(data=st.data())
def test_odd_values_in_a_web_page_end_in_a_report_or_an_error_of_ours(
    tmp_path: Path, data: st.DataObject
) -> None:
    path = tmp_path / "sample.html"
    path.write_bytes(data.draw(with_odd_values(VALID["html"])))
    read_or_refused(path)


def test_a_whole_file_of_each_format_is_read(tmp_path: Path) -> None:
    for form, content in VALID.items():
        path = tmp_path / f"sample.{form}"
        path.write_bytes(content)
        assert read_or_refused(path), form


@st.composite
def broken(draw: st.DrawFn, content: bytes, others: dict[str, bytes]) -> bytes:
    """The content with a few pieces cut, flipped, repeated or taken from another file."""
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, max(0, len(content) - 1)))
        length = draw(st.integers(0, 60))
        donor = others[draw(st.sampled_from(sorted(others)))]
        start = draw(st.integers(0, max(0, len(donor) - 1)))
        flipped = bytes(byte ^ draw(st.integers(1, 255)) for byte in content[place : place + 1])
        middle = draw(
            st.sampled_from(
                [b"", flipped, donor[start : start + length], content[place : place + length] * 2]
            )
        )
        kept = draw(st.sampled_from([content[place + length :], b""]))
        content = content[:place] + middle + kept
    return content


@st.composite
def with_odd_values(draw: st.DrawFn, content: bytes) -> bytes:
    """XML or HTML with some quoted values replaced."""
    odd = ["", "²", "-1", "--1", "99999999999", "9" * 5_000, "x", "none", "%1", "%9.", "D800", "&amp;", "é"]
    pieces = content.split(b'"')
    for _ in range(draw(st.integers(1, 4))):
        if len(pieces) > 2:
            place = 2 * draw(st.integers(0, len(pieces) // 2 - 1)) + 1
            pieces[place] = draw(st.sampled_from(odd)).encode()
    return b'"'.join(pieces)


# ------------------------------------------------------------------------------- the account

TEXTS = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=3, max_size=30).map(" ".join), min_size=2, max_size=8
)


@STEADY
@given(texts=TEXTS, gap=st.sampled_from(["\n", "\n\n", "\n\f", "\n\n________\n"]))
def test_every_character_of_a_text_is_in_one_class(tmp_path: Path, texts: list[str], gap: str) -> None:
    path = tmp_path / "sample.txt"
    path.write_text(gap.join(texts), encoding="utf-8")
    report = read_or_refused(path)
    assert report
    assert report.account.total == visible(cleaned(gap.join(texts)))


@STEADY
@given(texts=TEXTS, cells=TEXTS, note=TEXTS)
def test_every_character_of_a_word_file_is_in_one_class(
    tmp_path: Path, texts: list[str], cells: list[str], note: list[str]
) -> None:
    body = "".join(map(paragraph, texts)) + table(cells)
    body += paragraph("It ended", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    notes = f'<w:footnote w:id="1">{"".join(map(paragraph, note))}</w:footnote>'
    path = tmp_path / "sample.docx"
    path.write_bytes(docx_of(body, {"word/footnotes.xml": notes}))
    report = read_or_refused(path)
    assert report
    # The mark `1` is printed twice: in the text and before the note.
    assert report.account.total == visible(cleaned("".join([*texts, *cells, *note]))) + len("Itended") + 2


@STEADY
@given(texts=TEXTS, cells=TEXTS, menu=TEXTS)
def test_every_character_of_a_web_page_is_in_one_class(
    tmp_path: Path, texts: list[str], cells: list[str], menu: list[str]
) -> None:
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    page = "".join(f"<p>{text}</p>" for text in texts)
    path = tmp_path / "sample.html"
    whole = f"<!DOCTYPE html><body><nav>{' '.join(menu)}</nav>{page}<table><tr>{row}</tr></table></body>"
    path.write_text(whole, encoding="utf-8")
    report = read_or_refused(path)
    assert report
    assert report.account.total == visible(cleaned("".join([*texts, *cells, *menu])))


@STEADY
@given(texts=TEXTS)
def test_every_character_of_a_pdf_is_in_one_class(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: list[str]
) -> None:
    in_process(monkeypatch)
    latin = [text for text in (_latin(text) for text in texts) if text]
    page = Page()
    for number, text in enumerate([*latin, "The sample unit went on."]):
        page.write(72, 700 - 14 * number, text)
    path = tmp_path / "sample.pdf"
    path.write_bytes(pdf_of([page]))
    report = read_or_refused(path)
    assert report
    assert report.account.total == visible("".join([*latin, "The sample unit went on."]))


def _latin(text: str) -> str:
    return " ".join(word for word in text.split() if word.isascii())


def test_what_could_not_be_placed_is_shown_with_its_page(tmp_path: Path) -> None:
    page = a_page()
    for number in range(6):
        page.write(72 + 3 * number, 400 - 20 * number, str(100 * number), 8)
    path = tmp_path / "sample.pdf"
    path.write_bytes(pdf_of([a_page(), page]))
    report = read_report(path)
    assert [(f.kind, f.page, f.severity) for f in report.findings] == [
        ("not-understood", 2, Severity.WARNING)
    ]
    lines = list(report_text(report))
    assert "16 not understood" in "\n".join(lines)
    assert lines[-1].startswith("warning: page 2: 16 characters here could not be placed")


def test_characters_that_a_reader_loses_are_counted_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text_blocks = _extract.text_blocks
    monkeypatch.setattr(_extract, "text_blocks", lambda text, rules: text_blocks(text, rules)[1:])
    path = tmp_path / "sample.txt"
    path.write_text(ENGLISH)
    report = read_report(path, "en")
    assert report.account.not_understood == visible(ENGLISH.splitlines()[0])
    assert [finding.kind for finding in report.findings if finding.kind == "characters-lost"]
