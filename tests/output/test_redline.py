"""The Word document holds both editions: accepting its changes leaves the new one, rejecting them the old."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from office_program import office, pdf_of, resolved_text
from reportdiff.model import Facts, Link, NoteMark, PairChanges, Relation, Report, Section
from reportdiff.output._pair import Pair
from reportdiff.output.office import render_redline
from small_reports import comparison, link, report
from word_reading import WORD, Read, document, resolved

SECTIONS = (Section("I", None, 1, "I.", "Work of the sample office"), Section("II", None, 1, "II.", "Money"))
OLD = {
    "1": "The sample office worked in 12 countries in 2019.",
    "2": "It ran a course for judges and a course for police officers. It also lent equipment to them.",
    "3": "Sample laboratories took part in the yearly exercise, and most of them did well in it.",
    "4": "A guide was printed.",
    "5": "It was sent to all sample States.",
    "6": "Nobody pledged anything for the sample garden in this period.",
    "fn1": "Sample note.",
}
NEW = {
    "1": "The sample office worked in 14 countries in 2020.",
    "2": "Sample laboratories took part in the yearly exercise, and nearly all of them did well in it.",
    "3": "It ran a course for judges and a course for police officers.",
    "4": "It also lent equipment to them.",
    "5": "A guide was printed. It was sent to all sample States.",
    "6": "Something wholly new was begun.",
    "fn1": "Sample note.",
}
LINKS = (
    link("1", "1", Relation.FIGURES),
    link("2", "3 4", Relation.EDITED),
    link("3", "2", Relation.EDITED, moved=True),
    link("4 5", "5", Relation.EDITED),
    link("fn1", "fn1", Relation.IDENTICAL),
)
OLD_SECTIONS = dict.fromkeys("123", "I") | dict.fromkeys("456", "II")
NEW_SECTIONS = dict.fromkeys("1234", "I") | dict.fromkeys("56", "II")


def pair_of(old: Report, new: Report, links: Sequence[Link[str]]) -> Pair:
    return Pair(old, new, comparison(old, new, *links), Facts(), Facts(), PairChanges())


@pytest.fixture
def pair() -> Pair:
    old = report("2019", OLD, sections=SECTIONS, section_of=OLD_SECTIONS)
    new = report("2020", NEW, sections=SECTIONS, section_of=NEW_SECTIONS)
    new = replace(new, notes=(NoteMark("fn1", "1", 17),))
    return pair_of(replace(old, notes=(NoteMark("fn1", "1", 17),)), new, LINKS)


def wanted(made: Report) -> list[tuple[str, str]]:
    """Labels and texts of an edition's headings and paragraphs, in the order of this file's reports."""
    lines: list[tuple[str, str]] = []
    section = None
    for paragraph in made.paragraphs:
        if paragraph.section not in (None, section):
            section = paragraph.section
            lines += [(s.label or "", s.heading) for s in made.sections if s.id == section]
        lines.append((paragraph.label or "", paragraph.text))
    return lines


def left(content: bytes, *, accepted: bool) -> list[tuple[str, str]]:
    return [(one.label, one.text) for one in resolved(content, accepted=accepted)]


def tracked(content: bytes, tag: str) -> list[str]:
    """The words inside each tracked change of a kind."""
    changes = document(content).iter(f"{WORD}{tag}")
    return [
        "".join(one.text or "" for one in change.iter(f"{WORD}t", f"{WORD}delText"))
        for change in changes
        if len(change)
    ]


def test_accepting_all_changes_leaves_the_new_edition_and_rejecting_them_the_old(pair: Pair) -> None:
    made = render_redline(pair)
    assert left(made, accepted=True) == wanted(pair.new)
    assert left(made, accepted=False) == wanted(pair.old)


def test_only_the_words_that_changed_are_tracked_and_numbers_are_whole(pair: Pair) -> None:
    made = render_redline(pair)
    assert {"14", "2020"} <= set(tracked(made, "ins"))
    assert {"12", "2019"} <= set(tracked(made, "del"))


def test_a_moved_paragraph_is_tracked_as_a_move_with_the_words_that_changed_in_it(pair: Pair) -> None:
    made = render_redline(pair)
    body = document(made)
    (start,) = body.iter(f"{WORD}moveFromRangeStart")
    (end,) = body.iter(f"{WORD}moveToRangeStart")
    assert start.get(f"{WORD}name") == end.get(f"{WORD}name")
    moved = "".join(tracked(made, "moveFrom")), "".join(tracked(made, "moveTo"))
    assert all(
        words.startswith("Sample laboratories took part in the yearly exercise, and ") for words in moved
    )
    assert "most" in tracked(made, "del")
    assert "nearly all" in tracked(made, "ins")


def test_a_split_has_an_inserted_paragraph_mark_and_a_merge_a_deleted_one(pair: Pair) -> None:
    body = document(render_redline(pair))
    marks = list(body.iterfind(f".//{WORD}pPr/{WORD}rPr/*"))
    words = ["".join(mark.getparent().getparent().getparent().itertext()) for mark in marks]
    kinds = dict(zip(words, [mark.tag.removeprefix(WORD) for mark in marks], strict=True))
    assert next(kind for text, kind in kinds.items() if "course for judges" in text) == "ins"
    assert next(kind for text, kind in kinds.items() if "guide was printed" in text) == "del"


def test_labels_that_changed_are_tracked_apart_from_words(pair: Pair) -> None:
    body = document(render_redline(pair))
    authors = {
        (one.get(f"{WORD}author"), run.findtext(f"{WORD}t") or run.findtext(f"{WORD}delText"))
        for one in body.iter(f"{WORD}ins", f"{WORD}del")
        for run in one.iter(f"{WORD}r")
    }
    assert ("reportdiff (numbering)", "4.") in authors
    assert ("reportdiff", "14") in authors


def test_footnote_marks_stay_where_they_hang_and_are_no_words(pair: Pair) -> None:
    made = render_redline(pair)
    notes = [one.notes for one in resolved(made, accepted=True) if one.notes]
    assert notes == [((17, "fn1."),)]
    gone = render_redline(replace(pair, new=replace(pair.new, notes=())))
    assert not [one for one in resolved(gone, accepted=True) if one.notes]
    assert [one for one in resolved(gone, accepted=False) if one.notes]


def test_headings_have_heading_styles_and_footnotes_their_own(pair: Pair) -> None:
    styles = {one.text: one.style for one in resolved(render_redline(pair), accepted=True)}
    assert styles["Money"] == "Heading1"
    assert styles["Sample note."] == "FootnoteText"


def test_ids_are_unique_and_every_change_has_author_and_date_of_the_edition(pair: Pair) -> None:
    dated = replace(pair, new=replace(pair.new, meta=replace(pair.new.meta, date="2021-02-03")))
    body = document(render_redline(dated))
    changes = [one for one in body.iter() if one.get(f"{WORD}author")]
    assert len({one.get(f"{WORD}id") for one in changes}) == len(changes) > 10
    assert {one.get(f"{WORD}author").partition(" ")[0] for one in changes} == {"reportdiff"}
    assert {one.get(f"{WORD}date")[:10] for one in changes} == {"2021-02-03"}


def test_the_same_pair_gives_the_same_bytes_whenever_it_is_written(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = render_redline(pair)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert render_redline(pair) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert f">{date(1980, 1, 1)}T" in archive.read("docProps/core.xml").decode()


@pytest.mark.parametrize(("language", "mark"), [("ar", "bidi"), ("zh", "SimSun")])
def test_scripts_from_the_right_and_of_east_asia_are_set_as_such(
    pair: Pair, language: str, mark: str
) -> None:
    one = replace(pair, old=replace(pair.old, language=language), new=replace(pair.new, language=language))
    made = render_redline(one)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        styles = archive.read("word/styles.xml").decode()
    assert mark in styles
    runs = list(document(made).iter(f"{WORD}r"))
    assert all((run.find(f"{WORD}rPr/{WORD}rtl") is not None) == (language == "ar") for run in runs)


def test_what_xml_cannot_hold_or_what_reorders_text_is_shown_as_code_points() -> None:
    old = report("2019", {"1": "A\x00B"})
    new = report("2020", {"1": "<script>&\u202eabc\ud800\ufffe _x0041_", "2": "line\r\nline\ttab"})
    made = render_redline(pair_of(old, new, [link("1", "1")]))
    assert [text for _, text in left(made, accepted=False)] == ["A⟨U+0000⟩B"]
    assert [text for _, text in left(made, accepted=True)] == [
        "<script>&⟨U+202E⟩abc⟨U+D800⟩⟨U+FFFE⟩ _x0041_",
        "line\nline\ttab",
    ]


WORDS = st.lists(
    st.sampled_from(["sample", "alpha", "12", "beta,", "3.5", "gamma.", "会议", "和", ""]), max_size=8
)
TEXTS = st.lists(WORDS.map(" ".join), max_size=7)


@st.composite
def linked(draw: st.DrawFn) -> Pair:
    """Two reports of any small texts with any links between them, overlapping ones too."""
    texts = draw(TEXTS), draw(TEXTS)
    headings = (Section("I", None, 1, None, "Alpha"), Section("II", None, 1, "II.", "Beta"))
    reports = []
    for name, side in zip(("2019", "2020"), texts, strict=True):
        addresses = [str(number + 1) for number in range(len(side))]
        cut = draw(st.integers(0, len(side)))
        section_of = {a: "I" if place < cut else "II" for place, a in enumerate(addresses)}
        made = report(name, dict(zip(addresses, side, strict=True)), sections=headings, section_of=section_of)
        marks = [
            NoteMark("fn1", p.address, draw(st.integers(0, len(p.text))))
            for p in made.paragraphs
            if draw(st.booleans())
        ]
        note = report(name, {"fn1": "Sample."}).paragraphs
        reports.append(replace(made, paragraphs=(*made.paragraphs, *note), notes=tuple(marks)))
    links = []
    for _ in range(draw(st.integers(0, 5))):
        ours = draw(
            st.lists(st.sampled_from([p.address for p in reports[0].paragraphs]), min_size=1, max_size=3)
        )
        theirs = draw(
            st.lists(st.sampled_from([p.address for p in reports[1].paragraphs]), min_size=1, max_size=3)
        )
        relation = draw(st.sampled_from(list(Relation)))
        links.append(link(" ".join(ours), " ".join(theirs), relation, moved=draw(st.booleans())))
    return pair_of(reports[0], reports[1], links)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(linked())
def test_both_texts_are_rebuilt_from_any_links(pair: Pair) -> None:
    made = render_redline(pair)
    for accepted, side in ((True, pair.new), (False, pair.old)):
        found = resolved(made, accepted=accepted)
        paragraphs = [one for one in found if not one.style.startswith("Heading")]
        assert [one.text for one in paragraphs] == [p.text for p in side.paragraphs]
        assert [one.label for one in paragraphs] == [p.label for p in side.paragraphs]
        headings = [one.text for one in found if one.style.startswith("Heading")]
        assert headings == [section.heading for section in side.sections]
        offsets = [[place for place, _ in one.notes] for one in paragraphs]
        marks: dict[str, list[int]] = {p.address: [] for p in side.paragraphs}
        for mark in side.notes:
            marks[mark.within].append(mark.offset)
        assert offsets == list(marks.values())


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_characters_make_a_file_that_is_well_formed(before: str, after: str) -> None:
    old, new = report("2019", {"1": before}), report("2020", {"1": after})
    made = render_redline(pair_of(old, new, [link("1", "1")]))
    assert len(left(made, accepted=True)) == len(left(made, accepted=False)) == 1
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", left(made, accepted=True)[0][1])


def test_libreoffice_accepts_and_rejects_to_the_same_texts(pair: Pair, tmp_path: Path) -> None:
    office()
    file = tmp_path / "redline.docx"
    file.write_bytes(render_redline(pair))
    for accepted, side in ((True, pair.new), (False, pair.old)):
        texts = [_with_marks(line) for line in resolved(file.read_bytes(), accepted=accepted)]
        assert resolved_text(file, tmp_path, accepted=accepted) == [*texts, ""]
        assert len(texts) == len(wanted(side))
    assert pdf_of(file, tmp_path).stat().st_size > 5000


def _with_marks(line: Read) -> str:
    text, at = f"{line.label}\t", 0
    for place, mark in line.notes:
        text, at = text + line.text[at:place] + mark, place
    return text + line.text[at:]
