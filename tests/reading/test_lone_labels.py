"""Labels that stand alone belong to what follows them, and never make an empty paragraph."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.language.structure import structure_rules
from reportdiff.reading._account import in_blocks
from reportdiff.reading._block import Block, Mark, Role
from reportdiff.reading._structure import Structured, structured

ENGLISH = structure_rules("en")
PIECES = [
    "(a)",
    "(b)",
    "(i)",
    "1.",
    "2.",
    "3.",
    "I.",
    "A.",
    "•",
    "16.1",
    "Part I",
    "Annex",
    "Summary",
    "It was done.",
    "Work",
    "",
]


def read(*texts: str | Block) -> Structured:
    blocks = [text if isinstance(text, Block) else Block(text) for text in texts]
    return structured(blocks, ENGLISH)


def told(document: Structured) -> list[tuple[str, str]]:
    return [(paragraph.address, paragraph.text) for paragraph in document.paragraphs]


def kinds(document: Structured) -> list[str]:
    return [finding.kind for finding in document.findings]


def test_a_label_alone_on_its_line_belongs_to_the_text_that_follows() -> None:
    document = read("1.", "It was done.", "2. The unit may wish:", "(a)", "To sample;", "(b)", "To rest.")
    assert told(document) == [
        ("1", "It was done."),
        ("2", "The unit may wish:"),
        ("2(a)", "To sample;"),
        ("2(b)", "To rest."),
    ]
    assert kinds(document) == []


def test_a_label_that_no_text_follows_is_a_finding_and_its_list_goes_on() -> None:
    texts = ["1. It was done.", "2. The unit may wish:", "(a)", "(b) To sample;", "(c) To rest."]
    document = structured([Block(text, line=2 * n) for n, text in enumerate(texts, 1)], ENGLISH)
    assert [address for address, _ in told(document)] == ["1", "2", "2(b)", "2(c)"]
    assert [(found.kind, found.line) for found in document.findings] == [("label-without-text", 6)]
    assert document.characters["not_understood"] == len("(a)")


def test_a_number_alone_may_be_anything_and_stays_where_it_is() -> None:
    document = read("1. It was done.", "16", "It was done again.", "2. It rested.")
    assert told(document)[1:3] == [("p1", "16"), ("p2", "It was done again.")]


def test_a_heading_whose_number_stands_above_it_is_one_heading() -> None:
    document = read("I.", "Sample work", "1. It was done.", "II.", "Rest", "2. It rested.")
    assert [(one.label, one.heading) for one in document.sections] == [("I.", "Sample work"), ("II.", "Rest")]


def test_notes_between_a_label_and_its_text_part_nothing_and_marks_keep_their_place() -> None:
    note = Block("A sample source.", Role.NOTE, label="1")
    document = read("1.", note, Block("It was done.", marks=(Mark("1", 11),)), "2. It rested.")
    assert told(document)[0] == ("1", "It was done.")
    assert [(mark.within, mark.offset) for mark in document.notes] == [("1", 11)]


def test_a_note_without_text_is_a_finding_and_no_paragraph() -> None:
    document = read("1. It was done.", Block("", Role.NOTE, label="1"), "2. It rested.")
    assert [address for address, _ in told(document)] == ["1", "2"]
    assert kinds(document) == ["label-without-text"]


@settings(derandomize=True, deadline=None, max_examples=300)
@given(
    pieces=st.lists(
        st.builds(
            lambda words, role, label: Block(" ".join(words), role, label=label),
            st.lists(st.sampled_from(PIECES), min_size=1, max_size=3),
            st.sampled_from([Role.TEXT, Role.TEXT, Role.TEXT, Role.HEADING, Role.TABLE, Role.NOTE]),
            st.sampled_from([None, None, None, "(a)", "1.", "•"]),
        ),
        max_size=14,
    )
)
def test_no_paragraph_is_empty_and_every_character_is_accounted_for(pieces: list[Block]) -> None:
    document = structured(pieces, ENGLISH)
    assert all(paragraph.text.strip() for paragraph in document.paragraphs)
    assert sum(document.characters.values()) == in_blocks(pieces)
    addresses = [paragraph.address for paragraph in document.paragraphs]
    assert len(set(addresses)) == len(addresses)
