"""The typesetting of sample and random reports keeps its own rules."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typesetting import (
    CHINESE,
    CLOSING,
    ENGLISH,
    OPENING,
    Anchored,
    Block,
    Heading,
    Passage,
    Setting,
    TitleBlock,
    cells,
    typeset,
    wrap,
)

FRONT = TitleBlock(
    groups=(("A council", "First session", "Item 1*"),),
    titles=("A report",),
    summary=("Summary", "What the report says."),
    notes=("* SAMPLE/1.",),
)
NARROW = Setting(by_words=True, width=24, front_width=40, page_lines=6)
WORDS = st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=1, max_size=60)
CHINESE_TEXT = st.text("方案支助各国港口，。；（）《》“”监狱改革2016 ", min_size=1, max_size=200)


@given(WORDS)
@settings(derandomize=True)
def test_wrapped_words_read_the_same_when_joined_and_fit_the_line(words: list[str]) -> None:
    lines = wrap(" ".join(words), NARROW)
    assert " ".join(lines) == " ".join(words)
    assert all(cells(line) <= NARROW.width for line in lines)


@given(CHINESE_TEXT.filter(lambda text: text.strip() != ""))
@settings(derandomize=True)
def test_wrapped_chinese_loses_nothing_but_spaces(text: str) -> None:
    lines = wrap(text, CHINESE)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)


def test_no_chinese_line_starts_with_closing_or_ends_with_opening_punctuation() -> None:
    text = "办公室（示例）编写了《港口手册》，“试用”结果良好；" * 20
    lines = wrap(text, CHINESE)
    assert len(lines) > 5
    assert not any(line[0] in CLOSING or line[-1] in OPENING for line in lines)


def test_a_number_is_never_broken_within_a_line_of_chinese() -> None:
    lines = wrap("缉获量为" + "1,234.5 吨和" * 40, CHINESE)
    assert sum(line.count("1,234.5") for line in lines) == 40


def test_a_page_break_inside_a_paragraph_shows_only_as_a_space() -> None:
    text = " ".join(f"word{number}" for number in range(40))
    body: list[Block] = [Heading("I.", "Start"), Passage("1.", text)]
    printed = typeset(FRONT, body, NARROW)
    assert re.search(r"word\d+\n word\d+", printed)
    assert re.sub(r"\s+", " ", printed).endswith(f"I. Start 1. {text} ")


def test_notes_and_link_targets_stand_at_the_end_of_the_page_of_their_anchor() -> None:
    text = "one two three four five six seven eight nine ten " * 6
    passage = Passage(
        "1.",
        text.strip(),
        notes=(Anchored(7, "A note."),),
        links=(Anchored(3, "http://documents.example/1"),),
    )
    printed = typeset(FRONT, [passage], NARROW)
    first_page = printed.split("* SAMPLE/1. \n")[1].split("http://documents.example/1\n")[0]
    assert "one two1 three" in re.sub(r"\s+", " ", first_page)
    assert first_page.endswith(f"{'_' * 18} \n\n 1 A note. \n\n")
    assert printed.split("http://documents.example/1\n")[1].startswith(" ")


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    body: list[Block] = [Passage("1.", "word " * 24), Heading("A.", "Next"), Passage("2.", "word")]
    for lines in range(4, 12):
        printed = typeset(FRONT, body, Setting(True, 24, 40, lines))
        assert re.search(r" A\. Next \n\n \n2\. word", printed)


def test_a_note_mark_that_would_run_into_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="note 1"):
        typeset(FRONT, [Passage("1.", "In 2016", notes=(Anchored(7, "A note."),))], ENGLISH)
