"""Text files of every layout to blocks."""

from __future__ import annotations

from reportdiff.language.structure import structure_rules
from reportdiff.reading._block import Block, Role
from reportdiff.reading._text import text_blocks
from typesetting import CHINESE, ENGLISH, Anchored, Heading, Passage, TitleBlock, typeset

FRONT = TitleBlock(
    (("示例委员会", "第二届会议"),), ("示例工作",), ("摘要", "本文是示例。"), ("* SAMPLE/1。",)
)
SENTENCE = "办公室继续在示例地区开展示例活动，并把示例成果写入年底的示例材料"


def blocks_of(text: str, language: str = "en") -> list[Block]:
    return text_blocks(text, structure_rules(language))


def texts_of(text: str, language: str = "en", role: Role = Role.TEXT) -> list[str]:
    return [block.text for block in blocks_of(text, language) if block.role is role]


def a_long_body(extra: Passage) -> list[Heading | Passage]:
    passages = [Passage(f"{n}.", f"{SENTENCE}，{SENTENCE}，{SENTENCE}。" * 2) for n in range(1, 12)]
    return [Heading("一.", "导言"), *passages, extra]


def test_link_targets_and_rules_stay_out_of_the_paragraph_they_stand_in() -> None:
    marked = Passage(
        "12.",
        f"{SENTENCE}（SAMPLE/2）。{SENTENCE}，{SENTENCE}。",
        notes=(Anchored(10, "示例说明。"),),
        links=(Anchored(40, "http://documents.example/zh/SAMPLE/2"),),
    )
    blocks = blocks_of(typeset(FRONT, a_long_body(marked), CHINESE), "zh")
    text = next(block for block in blocks if block.text.startswith("12."))
    assert text.text == f"12. {marked.text}"
    assert [(mark.label, mark.offset) for mark in text.marks] == [("1", 14)]
    assert [block.text for block in blocks if block.role is Role.FURNITURE and "example" in block.text] == [
        "http://documents.example/zh/SAMPLE/2"
    ]
    assert [(block.label, block.text) for block in blocks if block.role is Role.NOTE] == [
        ("*", "SAMPLE/1。"),
        ("1", "示例说明。"),
    ]


def test_a_page_break_inside_a_paragraph_does_not_split_it() -> None:
    body = [Passage(f"{n}.", f"{SENTENCE}，{SENTENCE}，{SENTENCE}，{SENTENCE}。") for n in range(1, 30)]
    blocks = [b for b in blocks_of(typeset(FRONT, body, CHINESE), "zh") if b.text[0].isdigit()]
    assert [block.text for block in blocks] == [f"{p.label} {p.text}" for p in body]
    assert [block.page for block in blocks][-1] == max(block.page or 0 for block in blocks) > 2


def test_the_line_of_a_paragraph_is_its_first_line_in_the_file() -> None:
    text = typeset(FRONT, a_long_body(Passage("12.", "示例。")), CHINESE)
    lines = text.split("\n")
    for block in blocks_of(text, "zh"):
        if block.text[0].isdigit():
            assert lines[(block.line or 0) - 1].strip().startswith(block.text[:4])


def test_words_are_joined_with_a_space_and_broken_words_by_what_the_text_shows() -> None:
    text = (
        "The unit worked on several institutions and wrote a long-term plan for each of the insti-\n"
        "tutions it had visited, so that every long-\n"
        "term plan could be compared with the others of the same kind in the same region and\n"
        "year, which took the whole of the second half of the period under review to finish.\n\n"
        "A second paragraph stands apart from the first and is filled to the same width as it\n"
        "is, more or less.\n"
    )
    first, second = texts_of(text)
    lines, _ = text.split("\n\n")
    assert first == lines.replace("insti-\n", "insti").replace("long-\n", "long-").replace("\n", " ")
    assert second.endswith("the same width as it is, more or less.")


def test_running_heads_and_page_numbers_are_furniture() -> None:
    page = "SAMPLE/2020/1\n\n{body}\n\n{number}/4 SAMPLE-{number}\f"
    body = (
        "\n".join("the sample goes on and on over the whole width of this page of samples" for _ in range(8))
        + "."
    )
    text = "".join(page.format(body=body, number=number) for number in range(1, 5))
    assert len(texts_of(text)) == 4
    assert len(texts_of(text, role=Role.FURNITURE)) == 8


def test_lines_that_a_web_page_broke_are_joined_and_invisible_lines_divide_nothing() -> None:
    broken = f"{SENTENCE}。{SENTENCE}推动\n示例协定\n（样）生效。{SENTENCE}。"
    text = f"示例报告\n\n{broken}\n\n{SENTENCE}，一份示\n\u200b\n例答卷。\n"
    assert texts_of(text, "zh") == [
        "示例报告",
        f"{SENTENCE}。{SENTENCE}推动示例协定（样）生效。{SENTENCE}。",
        f"{SENTENCE}，一份示例答卷。",
    ]


def test_a_block_whose_first_line_names_it_is_a_heading_and_its_text() -> None:
    text = "\n\n".join(
        f"Place {n}\nsome sample of what is told about the place; more of it" for n in range(5)
    )
    blocks = blocks_of(text)
    assert [block.role for block in blocks] == [Role.HEADING, Role.TEXT] * 5
    hidden = "\n\n".join("some sample of what is told about the place; more of it" for _ in range(5))
    assert {block.role for block in blocks_of(hidden)} == {Role.TEXT}


def test_lines_that_are_paragraphs_stay_apart_and_lone_bullets_join_the_next() -> None:
    long = "The sample went on for a long while and was told at some length in the report of that year"
    listed = "•\nOne sample.\n•\nAnother sample.\n"
    text = (
        f"### part_1\n\nOverview\n{long}.\n{long}.\n{listed}{long} and was due to\nlower costs in the end.\n"
    )
    blocks = blocks_of(text)
    assert [(block.role, block.text) for block in blocks] == [
        (Role.HEADING, "part_1"),
        (Role.TEXT, "Overview"),
        (Role.TEXT, f"{long}."),
        (Role.TEXT, f"{long}."),
        (Role.TEXT, "• One sample."),
        (Role.TEXT, "• Another sample."),
        (Role.TEXT, f"{long} and was due to lower costs in the end."),
    ]


def test_a_number_in_the_text_is_no_note_mark() -> None:
    body = [
        *(
            Passage(
                f"{n}.",
                "The unit trained 1 officer in each of the 2 sample regions and wrote it down. " * 4
                + "It rested.",
            )
            for n in range(1, 9)
        ),
        Passage(
            "9.",
            "It saw 2 regions. It trained 1 officer there and left.",
            notes=(Anchored(17, "A sample source."),),
        ),
    ]
    front = TitleBlock((("Sample Council",),), ("Sample work",), ("Summary", "This is a sample."))
    blocks = blocks_of(typeset(front, body, ENGLISH))
    assert [(b.text[:2], m.offset) for b in blocks for m in b.marks] == [("9.", 20)]


def test_a_line_of_ten_million_characters_is_one_block() -> None:
    text = "sample " * 1_400_000
    assert [len(block.text) for block in blocks_of(text)] == [len(text.strip())]
