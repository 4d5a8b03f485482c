"""Text whose extraction is damaged is repaired, or said to be damaged."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pdf_writing import Page, pdf_of
from reportdiff.language.structure import structure_rules
from reportdiff.reading import read_report
from reportdiff.reading._block import Block, Mark
from reportdiff.reading._letter_spacing import mended, repair_findings
from reportdiff.reading._pdf import pdf_blocks
from reportdiff.reading._pdf_bidi import logical
from reportdiff.reading._pdf_from_right import strokes
from reportdiff.reading._pdf_heights import uneven
from reportdiff.reading._structure import structured
from reportdiff.reading._text import text_blocks

SENTENCE = "The sample unit wrote down the evolution of its work in the year."


def read(text: str) -> str:
    """A paragraph of a text file, as read."""
    return text_blocks(f"{text}\n", structure_rules("en"))[0].text


def findings(text: str) -> list[str]:
    return [found.kind for found in structured([Block(text)], structure_rules("en")).findings]


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("The o\ufb03ce \ufb01led a \ufb02at re\ufb02ection.", "The office filed a flat reflection."),
        ("The sam\u00adple insti\u00adtution.", "The sample institution."),
        ("\u200eThe \u202bsample\u202c unit\u200f met.", "The sample unit met."),
        ("\ufeffThe\u2060 sample unit.", "The sample unit."),
        ("\ufee3\ufeae\ufea3\ufe92\ufe8e", "مرحبا"),
        ("\ufedf\ufefc", "للا"),
    ],
    ids=["ligatures", "soft hyphens", "direction marks", "invisible marks", "Arabic forms", "lam-alef form"],
)
def test_traces_of_typesetting_are_taken_out(damaged: str, whole: str) -> None:
    assert read(damaged) == whole


@pytest.mark.parametrize("sign", ["\ue001", "\uf0e4", "\ufffd"])
def test_signs_that_say_nothing_are_a_finding(sign: str) -> None:
    assert findings(f"The sample unit {sign}{sign} met.") == ["damaged-text"]


def test_a_letter_that_stands_apart_joins_its_word() -> None:
    blocks = mended([Block(SENTENCE), Block("The e volution went on.", marks=(Mark("1", 22),))])
    assert blocks[1].text == "The evolution went on."
    assert blocks[1].marks == (Mark("1", 21),)


def test_letters_that_all_stand_apart_make_a_word_that_the_document_has() -> None:
    blocks = mended([Block(SENTENCE), Block("An e v o l u t i o n of samples.")])
    assert blocks[1].text == "An evolution of samples."


def test_a_letter_that_is_a_word_of_its_own_stays_apart() -> None:
    texts = ["It was a round table.", "They met around noon."]
    assert [block.text for block in mended([Block(text) for text in texts])] == texts


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("Zone B lock was opened.", "A Block stood there and a Block here."),
        ("This is a way of it.", "They went away."),
        ("It was a part of it.", "They lived apart."),
    ],
)
def test_capitals_and_letters_that_are_words_join_nothing(told: str, said: str) -> None:
    assert [block.text for block in mended([Block(told), Block(said)], "en")] == [told, said]


def test_parts_of_a_word_join_where_the_document_parts_it_in_two_ways() -> None:
    blocks = mended([Block("The in stitutions were good, said the insti tutions in it.")], "en")
    assert blocks[0].text == "The institutions were good, said the institutions in it."
    assert "`insti tutions`" in blocks[0].repaired


def test_what_may_be_parts_of_a_word_is_a_finding_and_stays() -> None:
    blocks = mended([Block("The institutions met."), Block("All insti tutions of it met.")], "en")
    assert blocks[1].text == "All insti tutions of it met."
    assert [finding.kind for finding in repair_findings(blocks)] == ["damaged-text"]


def test_every_repair_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "sample.txt"
    path.write_text(f"{SENTENCE}\n\nThe e volution went on.\n", encoding="utf-8")
    report = read_report(path)
    assert report.paragraphs[-1].text == "The evolution went on."
    assert [(finding.kind, finding.line) for finding in report.findings] == [("damaged-text", 3)]


def test_letters_apart_that_make_no_known_word_are_a_finding() -> None:
    assert findings("The s a m p l e unit met.") == ["damaged-text"]
    assert findings("Annexes A, B and C were read in full.") == []


def test_words_of_a_page_whose_letters_stand_apart_are_mended() -> None:
    page = Page()
    page.write(72, 700, SENTENCE)
    page.write(72, 650, "An e volution of samples was seen in all of the sample places.")
    blocks = pdf_blocks(pdf_of([page]), Path("sample.pdf"))
    assert blocks[-1].text == "An evolution of samples was seen in all of the sample places."


def test_brackets_and_names_keep_their_order_in_lines_read_from_the_right() -> None:
    visual = ".E/SMP.7/2030/3 ةقيثولا يف Samplewright & Sons ةكرش"
    assert logical(visual) == "شركة Samplewright & Sons في الوثيقة E/SMP.7/2030/3."


def test_strokes_that_stretch_words_are_no_letters() -> None:
    assert strokes("بـيت كبـير هـ") == {1, 7}
    assert strokes("بي+ت كب++ير 2+2") == {2, 7, 8}
    assert strokes("أيار/مايو حزيران/يونيه") == set()


def test_boxes_of_letters_as_tall_as_they_are_drawn_are_uneven() -> None:
    line = np.zeros(6, dtype=np.int64)
    low, level = np.array([0.0, -2.0, 0.0, 0.0, -2.0, 0.0]), np.zeros(6)
    assert uneven(low, np.array([5.0, 5.0, 7.0, 5.0, 5.0, 7.0]), line).all()
    assert not uneven(level, np.full(6, 10.0), line).any()
