"""Report text is shown as it is, wherever it stands: nothing in it is ever mark-up."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reportdiff.output._diff import Mark, Piece
from reportdiff.output._markdown import escape, marked

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HOSTILE = st.text(
    alphabet=st.sampled_from(list("aé中文。，1.)(-+=#*_~`<>|[]!&;:\\$\"' \n\t/x\u202e\u00a0")), max_size=24
)
ANY = st.one_of(HOSTILE, st.text(max_size=24))


def _shown(text: str) -> str:
    """The text on one line with what cannot be seen left out or written as its code point."""
    seen = []
    for character in text:
        category = unicodedata.category(character)
        reorders = "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
        if character.isspace():
            seen.append(" ")
        elif category in ("Cc", "Cs") or reorders:
            seen.append(f"⟨U+{ord(character):04X}⟩")
        elif character not in "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff":
            seen.append(character)
    return " ".join("".join(seen).split())


def _inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or []]


FRAMES = {"": "", "- ": "", "> ": "", "1. ": "", "# ": "", "   > ": "", "lead ": "lead ", "**b** ": "b "}
"""What may stand before a text in a line, and what is seen of it."""


@settings(derandomize=True, max_examples=800, deadline=None)
@given(ANY)
@example("<script>alert(1)</script>")
@example("# heading")
@example("1. item")
@example("=1+1")
@example("===")
@example("---")
@example("- [ ] a | b")
@example("**bold** _it_ `code` ~~gone~~ [a](b) ![c](d) <http://e>")
@example("&lt; &#35; &amp")
@example("ends with a backslash \\")
@example(":---|")
def test_escaped_text_reads_as_itself_in_every_block(text: str) -> None:
    for frame, seen in FRAMES.items():
        tokens = READER.parse(f"{frame}{escape(text)}\n")
        inline = [one for one in _inline(tokens) if not one.type.startswith("strong")]
        assert {token.type for token in inline} <= {"text", "text_special"}
        assert "".join(token.content for token in inline).strip() == f"{seen}{_shown(text)}".strip()
        blocks = {token.type.rsplit("_", 1)[0] for token in tokens if token.type != "inline"}
        assert blocks <= {"paragraph", "bullet_list", "ordered_list", "list_item", "blockquote", "heading"}


@settings(derandomize=True, max_examples=400, deadline=None)
@given(ANY)
@example("a | b")
@example("\\|")
@example("|---|")
def test_escaped_text_stays_in_its_cell(text: str) -> None:
    table = f"| a | b | c |\n|---|---|---|\n| x | {escape(text)} | z |\n"
    cells = [token for token in READER.parse(table) if token.type == "inline"]
    assert len(cells) == 6
    assert "".join(child.content for child in cells[4].children or []) == _shown(text)
    assert cells[5].content == "z"


@settings(derandomize=True, max_examples=600, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([Mark.SAME, Mark.OLD, Mark.NEW]), ANY), max_size=6))
def test_marked_pieces_are_marked_and_nothing_else_is(parts: list[tuple[Mark, str]]) -> None:
    line = marked(Piece(mark, text) for mark, text in parts)
    shown: list[tuple[frozenset[str], str]] = []
    state: set[str] = set()
    for token in _inline(READER.parse(f"- {line}\n")):
        if token.type in ("s_open", "strong_open"):
            state.add(token.type.removesuffix("_open"))
        elif token.type in ("s_close", "strong_close"):
            state.discard(token.type.removesuffix("_close"))
        else:
            assert token.type in ("text", "text_special")
            shown.append((frozenset(state), token.content))
    for mark, name in ((Mark.OLD, "s"), (Mark.NEW, "strong"), (Mark.SAME, None)):
        wanted = "".join(_shown(text) for one, text in parts if one is mark)
        state_of_mark = frozenset([name]) if name else frozenset()
        found = "".join(text for own, text in shown if own == state_of_mark)
        assert found.replace(" ", "") == wanted.replace(" ", "")


def test_old_and_new_words_do_not_run_together() -> None:
    pieces = [
        Piece(Mark.SAME, "总数为"),
        Piece(Mark.OLD, "187"),
        Piece(Mark.NEW, "189"),
        Piece(Mark.SAME, "个"),
    ]
    assert marked(pieces) == "总数为~~187~~ **189**个"


def test_marks_beside_punctuation_keep_their_effect_in_chinese() -> None:
    pieces = [Piece(Mark.SAME, "加入"), Piece(Mark.NEW, "《样本公约》"), Piece(Mark.SAME, "的国家")]
    assert "<strong>《样本公约》</strong>" in READER.render(marked(pieces))
