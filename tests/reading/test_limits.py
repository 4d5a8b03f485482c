"""Files that ask for too much are refused in a line that names the limit, and no path is waited for."""

from __future__ import annotations

import io
import json
import os
import socket
import tracemalloc
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from docx_writing import docx_of, numbered, paragraph, run
from pdf_writing import Page, pdf_of, pdf_with
from reportdiff.errors import NoText, ReadingError, Transient, UnknownFormat
from reportdiff.language.structure import structure_rules
from reportdiff.model import Account, Report
from reportdiff.reading import _extract, _process, _report, _source, _worker, read_report
from reportdiff.reading._block import Block, Role
from reportdiff.reading._joining import Joiner
from reportdiff.reading._limits import MAX_SECTION_DEPTH
from reportdiff.reading._notes import Passage, find_marks
from reportdiff.reading._source import Format, Source
from reportdiff.reading._structure import structured

SENTENCE = "The sample unit wrote down what it had done with its partners in the year under review."


def written(folder: Path, data: bytes | str) -> Path:
    path = folder / "sample.txt"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def refusal(path: Path) -> str:
    """The one line that a file is refused with."""
    with pytest.raises(ReadingError) as raised:
        read_report(path)
    line = str(raised.value)
    assert line.startswith(str(path))
    assert "\n" not in line
    assert raised.value.advice
    return line


def classes(account: Account) -> int:
    return (
        account.body
        + account.headings
        + account.notes
        + account.tables
        + account.front_matter
        + account.furniture
        + account.not_understood
    )


def shown(report: Report) -> str:
    return "".join(paragraph.text for paragraph in report.paragraphs)


# ------------------------------------------------------------------------------- paths


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null"])
def test_a_device_is_refused(name: str) -> None:
    assert "not a regular file" in refusal(Path(name))


def test_a_folder_a_pipe_and_a_socket_are_refused_without_waiting(tmp_path: Path) -> None:
    pipe, plug = tmp_path / "pipe", tmp_path / "s"
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(plug))
        assert "a folder" in refusal(tmp_path)
        assert "not a regular file" in refusal(pipe)
        assert "not a regular file" in refusal(plug)


def test_links_to_nothing_and_in_a_circle_are_refused(tmp_path: Path) -> None:
    dangling, circle = tmp_path / "dangling.pdf", tmp_path / "circle.pdf"
    dangling.symlink_to(tmp_path / "none.pdf")
    circle.symlink_to(circle)
    assert "it is a link to nothing; check the name" in refusal(dangling)
    assert "symbolic links" in refusal(circle)


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe, regular = tmp_path / "sample.txt", tmp_path / "regular"
    os.mkfifo(pipe)
    regular.write_text(SENTENCE)
    before = regular.stat()
    monkeypatch.setattr(Path, "stat", lambda _: before)
    assert "not a regular file" in refusal(pipe)


def test_no_more_of_a_file_is_read_than_the_limit_however_it_grows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_source, "MAX_BYTES", 1 << 20)
    path = written(tmp_path, b"a" * ((1 << 20) + 1))
    assert "it is larger than 1 MB; split it" in refusal(path)


def test_an_error_is_one_line_whatever_the_file_is_called(tmp_path: Path) -> None:
    path = tmp_path / "two\nlines.pdf"
    with pytest.raises(ReadingError) as raised:
        read_report(path)
    assert str(raised.value).endswith("two\\nlines.pdf: there is no such file; check the name")


# ------------------------------------------------------------------------------- texts of great size


@pytest.mark.parametrize(
    ("name", "limit", "text"),
    [
        ("MAX_CHARACTERS", "more than 100 characters", SENTENCE * 2),
        ("MAX_LINES", "more than 100 lines", "a\n\n" * 101),
        ("MAX_LINES", "more than 100 lines", "a\f" * 101),
        ("MAX_BLOCKS", "more than 100 paragraphs, headings and rows", f"{SENTENCE}\n\n" * 101),
    ],
)
def test_more_than_a_limit_is_refused_and_the_limit_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: str, text: str
) -> None:
    monkeypatch.setattr(_report if name == "MAX_BLOCKS" else _extract, name, 100)
    assert f"it has {limit}; split it" in refusal(written(tmp_path, text))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "样例单位继续办好训练。" * 100_000,
        "word " * 400_000,
        ". " * 500_000 + "x",
        "-" * 500_000,
        "(" * 500_000,
        "www." + "a-" * 250_000 + "\nb",
        "A/" * 250_000,
        "(" + "i" * 500_000 + ") text",
        "a" + " " * 1_000_000 + "b",
        "a\n" + "\n" * 500_000 + "b",
        "\f" * 200_000 + "text",
        "a" + "\u0301" * 300_000,
    ],
    ids=lambda text: f"{text[:5]!a}",
)
def test_a_long_line_of_anything_is_read_with_every_character(tmp_path: Path, text: str) -> None:
    report = read_report(written(tmp_path, text), "en")
    assert classes(report.account) == report.account.total > 0


@pytest.mark.parametrize(
    "line", ["ab", "(a) sample item;", "1. A sample sentence.", "Annex I", "I. Sample", "# Sample", "_" * 9]
)
def test_many_lines_of_one_kind_are_read_with_every_character(tmp_path: Path, line: str) -> None:
    report = read_report(written(tmp_path, f"{line}\n\n" * 5_000), "en")
    assert classes(report.account) == report.account.total == 5_000 * len(line.replace(" ", ""))


def test_sections_are_never_deeper_than_the_limit() -> None:
    blocks = [
        Block(text, role, size=float(size))
        for size in range(900, 0, -1)
        for text, role in (("Sample heading", Role.HEADING), (SENTENCE, Role.TEXT))
    ]
    sections = structured(blocks, structure_rules("en")).sections
    assert len(sections) == 900
    assert max(section.level for section in sections) == MAX_SECTION_DEPTH
    assert len({section.id for section in sections}) == 900


def test_joining_a_line_takes_no_more_than_the_end_of_the_text_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    longest, join = 0, Joiner.join

    def measuring(joiner: Joiner, before: str, after: str) -> tuple[str, int]:
        nonlocal longest
        longest = max(longest, len(before))
        return join(joiner, before, after)

    monkeypatch.setattr(Joiner, "join", measuring)
    lines = [SENTENCE.removesuffix(".")] * 2_000
    text, removed, starts = Joiner(lines).join_all(lines)
    assert (text, removed) == (" ".join(lines), 0)
    assert [text[start:end].strip() for start, end in pairwise(starts)] == lines[:-1]
    assert longest < 1_000


def test_each_text_is_looked_through_once_for_all_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    page_at = Passage.page_at

    def counting(passage: Passage, offset: int) -> int:
        nonlocal looked
        looked += 1
        return page_at(passage, offset)

    monkeypatch.setattr(Passage, "page_at", counting)
    passages = [Passage(f"Sample text{number % 900 + 1}", [(0, 1)]) for number in range(2_000)]
    found = find_marks(passages, [(str(number % 900 + 1), 1) for number in range(2_000)])
    assert len(found) == 2_000
    assert looked <= 2_000


# ------------------------------------------------------------------------------- PDF


def test_a_pdf_that_unpacks_to_nothing_but_space_is_read(tmp_path: Path) -> None:
    text = b"BT /F0 10 Tf 72 700 Td (%s) Tj ET\n" % SENTENCE.encode()
    path = written(tmp_path, pdf_with(text + b" " * 30_000_000))
    assert shown(read_report(path)) == SENTENCE


def test_a_page_that_draws_itself_over_and_over_is_refused(tmp_path: Path) -> None:
    endless = pdf_with(b"/X Do " * 5, form=b"/X Do " * 5)
    line = refusal(written(tmp_path, endless))
    assert "page 1: it is a damaged PDF, or needs more than 2 GB" in line or "seconds of computing" in line


def test_reading_goes_on_after_a_file_has_brought_its_process_down(tmp_path: Path) -> None:
    read_report(written(tmp_path, pdf_of([page_of(SENTENCE)])))
    for process in _process._idle:
        process.kill()
        process.wait()
    assert shown(read_report(written(tmp_path, pdf_of([page_of(SENTENCE)])))) == SENTENCE


@pytest.mark.parametrize(
    ("command", "kind", "said"),
    [
        ("kill(getpid(), 9)", Transient, "was killed, as the system does when memory runs out; try again"),
        ("write(1, b'{\"pag'), kill(getpid(), 9)", Transient, "was killed"),
        ("kill(getpid(), 24)", Transient, "seconds of computing"),
        ("kill(getpid(), 11)", Transient, "damaged PDF"),
        ("write(1, b'{\"page\": 7}\\n'), kill(getpid(), 11)", Transient, "page 7: it is a damaged PDF"),
        ("_exit(1)", UnknownFormat, "damaged PDF"),
    ],
)
def test_what_a_signal_ended_says_nothing_that_holds_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, kind: type[ReadingError], said: str
) -> None:
    monkeypatch.setattr(_process, "_idle", [])
    monkeypatch.setattr(_process, "_COMMAND", f"from os import *; read(0, 60); {command}")
    path = written(tmp_path, pdf_of([page_of(SENTENCE)]))
    assert said in refusal(path)
    with pytest.raises(ReadingError) as raised:
        read_report(path)
    assert type(raised.value) is kind


@pytest.mark.parametrize(
    "box", ["0 0 1e30 1e30", "0 0 0 0", "(a) null 5 /X", "-99999999999999999999 -9 9e99 9999999"]
)
def test_a_page_of_any_size_is_read(tmp_path: Path, box: str) -> None:
    text = b"BT /F0 10 Tf 72 700 Td (%s) Tj ET\n" % SENTENCE.encode()
    path = written(tmp_path, pdf_with(text, box=box.encode()))
    assert shown(read_report(path)) == SENTENCE


def test_text_at_places_that_no_page_has_is_read_or_refused(tmp_path: Path) -> None:
    lines = b"".join(
        b"BT /F0 10 Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n" % (10**8 * (n % 2), 700 - 12 * n, SENTENCE.encode())
        for n in range(40)
    )
    path = written(tmp_path, pdf_with(lines))
    report = read_report(path)
    assert classes(report.account) == report.account.total


@pytest.mark.parametrize("kids", [b"2 0 R 4 0 R 2 0 R", b"4 0 R 4 0 R 99 0 R"])
def test_pages_in_a_circle_and_missing_pages_are_findings(tmp_path: Path, kids: bytes) -> None:
    text = b"BT /F0 10 Tf 72 700 Td (%s) Tj ET\n" % SENTENCE.encode()
    try:
        report = read_report(written(tmp_path, pdf_with(text, kids=kids, count=3)))
    except UnknownFormat as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert {finding.kind for finding in report.findings} >= {"page-without-text"}


def test_a_page_without_text_among_others_is_a_finding_with_its_page(tmp_path: Path) -> None:
    path = written(tmp_path, pdf_of([page_of(SENTENCE), Page(), page_of(SENTENCE)]))
    found = [(finding.kind, finding.page) for finding in read_report(path).findings]
    assert ("page-without-text", 2) in found


def page_of(text: str) -> Page:
    page = Page()
    page.write(72, 700, text)
    return page


# ------------------------------------------------------------------------------- Word files and web pages


def test_a_word_file_that_unpacks_to_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, docx_of(paragraph(SENTENCE) + " " * (129 << 20)))
    assert path.stat().st_size < 1 << 20
    assert "it unpacks to more than 128 MB of XML" in refusal(path)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx_of("<w:tbl><w:tr><w:tc>" * 80 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 80), "nested"),
        (docx_of("<w:sdt><w:sdtContent>" * 9_000 + paragraph("x")), "damaged Word file"),
        ("<!DOCTYPE html><body>" + "<div>" * 9_000 + SENTENCE, "nested too deeply"),
        ("<!DOCTYPE html><body>" + "<b><i>" * 9_000 + SENTENCE, "nested too deeply"),
    ],
)
def test_what_is_nested_too_deeply_is_refused_and_never_left_out(
    tmp_path: Path, data: bytes | str, reason: str
) -> None:
    assert reason in refusal(written(tmp_path, data))


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    declared = f'<!DOCTYPE w [<!ENTITY e0 "sample">{entities}]>'
    whole = f'<?xml version="1.0"?>{declared}<w:document/>'
    bomb = docx_of("", {"word/styles.xml": whole})
    assert "declares a document type" in refusal(written(tmp_path, bomb))
    page = f"<!DOCTYPE html [<!ENTITY e0 'sample'>{entities}]><html><body><p>&e11; {SENTENCE}</p>"
    assert read_report(written(tmp_path, page)).account.total < 2_000


@pytest.mark.parametrize("start", ["1000000000", "x", "²", "-7", "9" * 5_000, ""])
def test_a_number_that_no_document_reaches_numbers_nothing_endlessly(tmp_path: Path, start: str) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="{}"/>'
        '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="{}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    ).format(start, "%1." * 5_000)
    path = written(tmp_path, docx_of(numbered(SENTENCE, 1), {"word/numbering.xml": numbering}))
    report = read_report(path)
    assert report.account.total < 5_000
    assert classes(report.account) == report.account.total


@pytest.mark.parametrize("start", ["1000000000", "x", "²", "--7", "9" * 5_000, ""])
def test_a_list_of_a_web_page_may_start_anywhere(tmp_path: Path, start: str) -> None:
    page = f"<!DOCTYPE html><body><ol type=a start='{start}'><li value='{start}'>{SENTENCE}<li>{SENTENCE}"
    assert read_report(written(tmp_path, page)).account.total < 400


# ------------------------------------------------------------------------------- characters


def test_no_half_of_a_character_reaches_a_text(tmp_path: Path) -> None:
    symbols = "".join(
        f'<w:r><w:sym w:char="{code}"/></w:r>' for code in ("D800", "0", "-5", "FFFFFFF", "DFFF")
    )
    page = f"<!DOCTYPE html><body><p>&#xD800;&#0;&#x110000; sample</p><p>{SENTENCE}</p>"
    for data in (docx_of(paragraph(run("Sample "), symbols, SENTENCE)), page):
        shown(read_report(written(tmp_path, data))).encode()
    assert "no encoding" in refusal(written(tmp_path, b"Sample \xed\xa0\x80 text\n" + SENTENCE.encode()))


def test_zeros_and_other_controls_in_a_text_do_not_reach_its_paragraphs(tmp_path: Path) -> None:
    filling = f"{SENTENCE}\n\n" * 1_000
    text = shown(read_report(written(tmp_path, f"{filling}Sample\0\x01\x1b text\x7f goes on here.\n")))
    assert text.endswith("Sample text goes on here.")


def test_signs_that_turn_the_writing_stay_and_are_a_finding(tmp_path: Path) -> None:
    report = read_report(written(tmp_path, f"1. {SENTENCE}\n\n2. The \u202eelpmas\u202c unit went on.\n"))
    findings = [(finding.kind, finding.address, finding.message) for finding in report.findings]
    assert report.paragraphs[-1].text == "The \u202eelpmas unit went on."
    assert [(kind, address) for kind, address, _ in findings] == [("direction-override", "2")]
    assert findings[0][2].startswith("1 sign")


def test_text_that_was_read_in_a_wrong_encoding_before_is_a_finding(tmp_path: Path) -> None:
    french = "L’été dernier, l’équipe a préparé les échantillons et évalué l’activité menée à côté.\n"
    garbled = french.encode().decode("cp1252", "ignore")
    kinds = [finding.kind for finding in read_report(written(tmp_path, garbled), "fr").findings]
    assert kinds == ["damaged-text"]
    assert not read_report(written(tmp_path, french), "fr").findings


def test_a_picture_of_text_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(NoText, match="no text layer; run OCR first"):
        read_report(written(tmp_path, pdf_of([Page(), Page()], invisible=True)))


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_word_file_packed_in_a_way_that_unpacks_in_one_step_is_refused(
    tmp_path: Path, packing: int
) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packing) as archive:
        archive.writestr("word/document.xml", " " * (40 << 20))
    assert len(held.getvalue()) < 10_000
    tracemalloc.start()
    assert "packed in a way that Word never uses" in refusal(written(tmp_path, held.getvalue()))
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_an_entity_in_a_part_of_another_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    with zipfile.ZipFile(io.BytesIO(docx_of(paragraph(f"&e; {SENTENCE}")))) as archive:
        main = archive.read("word/document.xml").decode()
    start = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY e "sample">]>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", (start + main[main.index("<w:") :]).encode(encoding))
    assert "declares a document type" in refusal(written(tmp_path, held.getvalue()))


def test_text_after_a_processing_instruction_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, docx_of(paragraph("<w:r><w:t>One <?sample x?>and two.</w:t></w:r>")))
    assert shown(read_report(path)) == "One and two."


# ------------------------------------------------------------------------------- time and memory


def docx_of_joined(count: int) -> bytes:
    """A Word file whose paragraphs are all one, for their ends are deleted."""
    return bytes(docx_of(paragraph(SENTENCE, properties="<w:rPr><w:del/></w:rPr>") * count))


def page_with_long_note(count: int) -> str:
    """A web page with one note of many paragraphs."""
    mark = '<p>It ended<sup><a href="#n">1</a></sup>.</p>'
    return f'<!DOCTYPE html><body>{mark}<div id="n">{f"<p>{SENTENCE}</p>" * count}</div>'


@pytest.mark.parametrize("made", [docx_of_joined, page_with_long_note])
def test_paragraphs_that_are_one_are_joined_in_one_step(
    tmp_path: Path, made: Callable[[int], bytes | str]
) -> None:
    report = read_report(written(tmp_path, made(3_000)), "en")
    assert report.paragraphs[-1].text == " ".join([SENTENCE] * 3_000)
    assert classes(report.account) == report.account.total


@pytest.mark.parametrize("form", ["txt", "html", "docx"])
def test_a_file_of_any_format_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    slow = (
        "import reportdiff.reading._worker as w, reportdiff.reading._extract as e, itertools\n"
        "w.FILE_SECONDS = 0\n"
        "w.extracted = lambda *_: sum(itertools.count())\n"
        "w.serve()"
    )
    monkeypatch.setattr(_process, "_idle", [])
    monkeypatch.setattr(_process, "_COMMAND", slow)
    with pytest.raises(Transient, match="seconds of computing; split it"):
        read_report(written(tmp_path, large(form)))


@pytest.mark.parametrize("form", ["txt", "html", "docx"])
def test_a_file_of_any_format_that_asks_for_too_much_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    greedy = "import reportdiff.reading._worker as w\nw.extracted = lambda *_: bytearray(3 << 30)\nw.serve()"
    monkeypatch.setattr(_process, "_idle", [])
    monkeypatch.setattr(_process, "_COMMAND", greedy)
    assert "or needs more than 2 GB of memory" in refusal(written(tmp_path, large(form)))


@pytest.mark.parametrize("form", ["txt", "html", "docx"])
def test_files_of_every_format_are_read_alike_in_either_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    path = written(tmp_path, large(form))
    apart = read_report(path)
    monkeypatch.setattr(_process, "_is_small", lambda _: True)
    assert read_report(path) == apart
    assert len(_process._idle) == 1


def test_a_word_file_that_unpacks_to_much_is_not_small(tmp_path: Path) -> None:
    small, large_ = docx_of(paragraph(SENTENCE)), docx_of(paragraph(SENTENCE) + " " * (1 << 20))
    assert len(large_) < 1 << 14
    sources = [_source.Source(tmp_path, data, _source.Format.DOCX) for data in (small, large_)]
    assert [_process._is_small(source) for source in sources] == [True, False]


def large(form: str) -> bytes | str:
    """A file that is read in the process with limits."""
    if form == "docx":
        return bytes(docx_of(paragraph(SENTENCE) * 1_000))
    return (
        f"<!DOCTYPE html><body>{f'<p>{SENTENCE}</p>' * 1_000}"
        if form == "html"
        else f"{SENTENCE}\n\n" * 1_000
    )


def test_a_failure_of_our_own_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise IndexError("sample")

    answers = io.BytesIO()
    monkeypatch.setattr(_worker, "extracted", fail)
    monkeypatch.setattr(_worker, "_allow", lambda _: None)
    _worker._answer(Source(tmp_path / "sample.pdf", b"", Format.PDF), None, answers)
    told = json.loads(answers.getvalue())
    assert told["error"] == "Defect"
    assert "IndexError: sample" in told["problem"]
