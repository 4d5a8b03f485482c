"""Blocks of every format to sections, paragraphs and addresses."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reportdiff.language.structure import structure_rules
from reportdiff.model import Kind
from reportdiff.reading._account import in_blocks
from reportdiff.reading._block import Block, Mark, Role
from reportdiff.reading._structure import Structured, structured


def read(texts: Sequence[str | Block], language: str = "en") -> Structured:
    blocks = [text if isinstance(text, Block) else Block(text) for text in texts]
    return structured(blocks, structure_rules(language))


def addresses(document: Structured) -> list[str]:
    return [paragraph.address for paragraph in document.paragraphs]


def tree(document: Structured) -> list[tuple[int, str | None, str]]:
    return [(section.level, section.label, section.heading) for section in document.sections]


def test_one_dot_is_a_heading_and_a_paragraph_number_in_one_document() -> None:
    document = read(
        [
            "I. Sample work",
            "1. First sample.",
            "A. Part",
            "1. Heading of a sample",
            "2. Second sample.",
            "2. Another heading",
            "3. Third.",
        ]
    )
    assert addresses(document) == ["1", "2", "3"]
    assert tree(document) == [
        (1, "I.", "Sample work"),
        (2, "A.", "Part"),
        (3, "1.", "Heading of a sample"),
        (3, "2.", "Another heading"),
    ]


def test_items_nest_and_go_back_to_the_outer_list() -> None:
    document = read(
        ["1. The unit may wish:", "(a) To sample:", "(i) Once;", "(ii) Twice;", "(b) To rest.", "2. It did."]
    )
    assert addresses(document) == ["1", "1(a)", "1(a)(i)", "1(a)(ii)", "1(b)", "2"]
    assert [p.number for p in document.paragraphs] == [1, None, None, None, None, 2]


def test_the_letter_i_goes_on_after_h_and_is_roman_after_a_lead_in() -> None:
    letters = "abcdefgh"
    texts = [
        "1. The unit may wish:",
        *(f"({letter}) To sample it;" for letter in letters),
        "(i) To do so again;",
        "(j) To stop.",
    ]
    assert addresses(read(texts))[-2:] == ["1(i)", "1(j)"]
    nested = [
        "1. The unit may wish:",
        *(f"({letter}) To sample it;" for letter in letters[:-1]),
        "(h) To try:",
        "(i) Once;",
        "(ii) Twice.",
    ]
    assert addresses(read(nested))[-2:] == ["1(h)(i)", "1(h)(ii)"]


def test_an_enumeration_inside_a_paragraph_stays_in_it() -> None:
    document = read(["1. The unit held: (a) one sample; (b) another sample.", "2. It rested."])
    assert addresses(document) == ["1", "2"]


def test_lettered_headings_are_told_from_items() -> None:
    document = read(
        [
            "I. Work",
            "1. Topic of samples",
            "(a) First kind of sample",
            "1. It was done.",
            "(b) Second kind of sample",
            "2. It was done too.",
        ]
    )
    assert addresses(document) == ["1", "2"]
    assert [label for _, label, _ in tree(document)] == ["I.", "1.", "(a)", "(b)"]


def test_headings_without_a_number_stand_below_the_chapter_they_are_in() -> None:
    document = read(
        [
            "I. Work",
            "1. It was done.",
            "II. Proposals",
            "2. These are proposed.",
            "Samples",
            "3. The unit may wish:",
            "(a) To sample.",
            "Rest",
            "4. The unit may rest.",
        ]
    )
    assert tree(document) == [
        (1, "I.", "Work"),
        (1, "II.", "Proposals"),
        (2, None, "Samples"),
        (2, None, "Rest"),
    ]
    assert [p.section for p in document.paragraphs] == ["s1", "s2", "s2.1", "s2.1", "s2.2"]


def test_numbering_starts_again_in_annexes_and_enclosures() -> None:
    document = read(
        [
            "1. First.",
            "2. Second.",
            "Annex I",
            "Terms of the sample",
            "1. It has terms.",
            "(a) One;",
            "Enclosure",
            "1. It is enclosed.",
            "Annex II",
            "1. It is another.",
        ]
    )
    assert addresses(document) == ["1", "2", "annex1:1", "annex1:1(a)", "annex1:enclosure1:1", "annex2:1"]
    assert tree(document)[0] == (1, "Annex I", "Terms of the sample")


@pytest.mark.parametrize(
    ("language", "annex", "appendix"),
    [
        ("en", "Annex", "Appendix"),
        ("fr", "Annexe", "Appendice"),
        ("es", "Anexo", "Apéndice"),
        ("ru", "Приложение", "Добавление"),
        ("zh", "附件", "附录"),
        ("ar", "المرفق", "تذييل"),
    ],
)
def test_an_appendix_stands_in_its_annex_and_by_itself_is_one(
    language: str, annex: str, appendix: str
) -> None:
    numbered = ["1. It is set.", "2. It is told."]
    document = read([*numbered, annex, *numbered[:1], appendix, *numbered, annex, *numbered[:1]], language)
    inside = ["annex1:1", "annex1:enclosure1:1", "annex1:enclosure1:2", "annex2:1"]
    assert addresses(document) == ["1", "2", *inside]
    assert [level for level, _, _ in tree(document)] == [1, 2, 1]


def test_appendices_without_an_annex_are_annexes() -> None:
    numbered = ["1. It is set.", "2. It is told."]
    document = read([*numbered, "Appendix A", *numbered[:1], "Appendix B", *numbered[:1]])
    assert addresses(document) == ["1", "2", "annex1:1", "annex2:1"]


def test_the_summary_and_the_front_matter_keep_their_own_addresses() -> None:
    document = read(
        [
            "Sample Council",
            "Report of the sample",
            "Summary",
            "It sums up.",
            "It ends.",
            "I. Work",
            "1. It was done.",
            "A loose sentence.",
        ]
    )
    assert addresses(document) == ["front1", "front2", "summary", "summary:2", "1", "p1"]
    assert [p.kind for p in document.paragraphs][:3] == [Kind.FRONT_MATTER, Kind.FRONT_MATTER, Kind.SUMMARY]


def test_a_letter_before_numbered_paragraphs_is_front_matter() -> None:
    document = read(
        [
            "I have the honour to send a sample.",
            "It is enclosed.",
            "Annex",
            "1. First sample.",
            "2. Second sample.",
        ]
    )
    assert addresses(document) == ["front1", "front2", "annex1:1", "annex1:2"]


def test_a_number_met_twice_gets_its_own_address_and_a_finding() -> None:
    document = read(["1. First.", "2. Second.", "2. Second again.", "3. Third."])
    assert addresses(document) == ["1", "2", "2~2", "3"]
    assert {"number-repeated", "address-repeated"} <= {finding.kind for finding in document.findings}


def test_a_missing_number_is_a_finding_and_no_shift() -> None:
    document = read(["1. First.", "2. Second.", "4. Fourth.", "5. Fifth."])
    assert addresses(document) == ["1", "2", "4", "5"]
    assert [finding.kind for finding in document.findings] == ["number-gap"]


def test_numbers_of_a_list_after_a_lead_in_are_items() -> None:
    document = read(["1. First.", "2. The steps are:", "1. Sample.", "2. Rest.", "3. Third."])
    assert addresses(document) == ["1", "2", "2(1)", "2(2)", "3"]


def test_decimal_numbers_number_paragraphs_and_headings() -> None:
    document = read(
        [
            "A. Sample",
            "16.1 The first is told.",
            "16.2 The second is told.",
            "(a) With an item;",
            "16.3 The third.",
        ]
    )
    assert addresses(document) == ["16.1", "16.2", "16.2(a)", "16.3"]


def test_labels_and_levels_that_the_format_gives_are_taken() -> None:
    document = read(
        [
            Block("Sample work", Role.HEADING, label="I.", level=1),
            Block("Part of it", Role.HEADING, label="A.", level=2),
            Block("It was done.", label="1."),
            Block("It was an item", label="(a)"),
            Block("Rest", Role.HEADING, label="II.", level=1),
            Block("It was over", label="2."),
        ]
    )
    assert addresses(document) == ["1", "1(a)", "2"]
    assert tree(document) == [(1, "I.", "Sample work"), (2, "A.", "Part of it"), (1, "II.", "Rest")]


def test_bold_lines_are_headings_where_the_format_tells_bold() -> None:
    document = read(
        [
            Block("I. Sample work", bold=True),
            Block("1. It was done at length", bold=False),
            Block("2. It was done again.", bold=False),
            Block("a fragment of the page", bold=False),
            Block("Closing remarks", bold=True),
            Block("3. It was over.", bold=False),
        ]
    )
    assert addresses(document) == ["1", "2", "p1", "3"]
    assert tree(document) == [(1, "I.", "Sample work"), (2, None, "Closing remarks")]


def test_notes_hang_on_their_place_and_marks_without_a_note_do_not() -> None:
    document = read(
        [
            Block("1. A sample with a note.", page=1, marks=(Mark("1", 11),)),
            Block("Sample source.", Role.NOTE, page=1, label="1"),
            Block("Another source.", Role.NOTE, page=2, label="2"),
            Block("2. The end.", page=2),
        ]
    )
    assert addresses(document) == ["1", "2", "fn1", "fn2"]
    assert [(mark.address, mark.within, mark.offset) for mark in document.notes] == [("fn1", "1", 8)]
    assert [finding.kind for finding in document.findings] == ["note-without-mark"]


def test_notes_that_start_again_are_joined_to_the_nearest() -> None:
    document = read(
        [
            Block("1. One.", page=1, marks=(Mark("1", 6),)),
            Block("First.", Role.NOTE, page=1, label="1"),
            Block("2. Two.", page=2, marks=(Mark("1", 6),)),
            Block("Second.", Role.NOTE, page=2, label="1"),
        ]
    )
    assert [(mark.address, mark.within) for mark in document.notes] == [("fn1", "1"), ("fn1~2", "2")]


def test_every_block_is_in_one_class_of_the_account() -> None:
    blocks = [
        Block("Sample Council"),
        Block("I. Work"),
        Block("1. It was done.", marks=(Mark("1", 15),)),
        Block("a | b", Role.TABLE),
        Block("Source.", Role.NOTE, label="1"),
        Block("SAMPLE/1", Role.FURNITURE),
        Block("###", Role.UNKNOWN, page=3),
        Block("2. It was broken.", removed=1),
    ]
    document = read(blocks)
    assert sum(document.characters.values()) == in_blocks(blocks)
    assert [(f.kind, f.page) for f in document.findings] == [("not-understood", 3)]


def test_unreadable_glyphs_are_a_finding_at_their_place() -> None:
    document = read(["1. A sample \ue001 here.", "2. Another."])
    assert [(f.kind, f.address) for f in document.findings] == [("damaged-text", "1")]


def test_the_title_of_an_annex_may_say_what_it_is_annexed_to() -> None:
    document = read(
        ["Annex to the letter dated 3 May 2021 from the Sample Council", "1. First.", "2. Second."]
    )
    assert addresses(document) == ["annex1:1", "annex1:2"]


def test_captions_of_figures_open_no_section() -> None:
    bold = [
        Block("Figure I", bold=True),
        Block("Samples a year", bold=True),
        Block("Map of samples", bold=True),
    ]
    texts = [Block(f"{number}. It was done.", bold=False) for number in range(1, 7)]
    document = read([Block("I. Work", bold=True), *texts[:3], *bold, *texts[3:]])
    assert [heading for _, _, heading in tree(document)] == ["Work"]
    assert {paragraph.section for paragraph in document.paragraphs} == {"s1"}


def test_a_heading_of_two_lines_opens_the_annex_that_it_names() -> None:
    heading = Block("Annex II Members of the sample", Role.HEADING, level=2)
    document = read(["1. First sample.", "2. Second sample.", heading, "1. A sample again.", "2. The last."])
    assert addresses(document) == ["1", "2", "annex1:1", "annex1:2"]
    assert tree(document)[-1][1:] == ("Annex II", "Members of the sample")


@pytest.mark.parametrize("named", ["Annex I", "Annex"])
def test_an_annex_in_a_list_of_contents_is_no_annex(named: str) -> None:
    texts = ["Contents", "I. Samples", named, "I. Samples", "1. First sample.", "2. Second sample."]
    assert addresses(read(texts))[-2:] == ["1", "2"]
    assert addresses(read([*texts, named, "1. A sample again."]))[-1] == "annex1:1"


def test_an_ordinal_number_is_no_label() -> None:
    texts = ["1. La muestra de 2016.", "2.º La muestra sigue.", "2. La segunda.", "3. La tercera."]
    assert [a for a in addresses(read(texts, "es")) if a[0].isdigit()] == ["1", "2", "3"]
