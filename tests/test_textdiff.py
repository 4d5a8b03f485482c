"""The diff that takes difflib's place."""

from __future__ import annotations

import difflib
import random
from collections.abc import Sequence
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from reportdiff.language.tokens import tokens
from reportdiff.textdiff import Opcode, SequenceMatcher, word_changes

TEXTS = st.text("abc 1289,./年月日国 ", max_size=40)


def rebuilt(codes: Sequence[Opcode], old: str, new: str) -> tuple[str, str]:
    left = "".join(old[i1:i2] for tag, i1, i2, _, _ in codes)
    right = "".join(old[i1:i2] if tag == "equal" else new[j1:j2] for tag, i1, i2, j1, j2 in codes)
    return left, right


def edited(codes: Sequence[Opcode]) -> int:
    return sum(i2 - i1 + j2 - j1 for tag, i1, i2, j1, j2 in codes if tag != "equal")


# The examples of CPython's documentation of difflib, but for those whose ratio depends on the order.


def test_documented_ratio_with_junk() -> None:
    matcher = SequenceMatcher(
        lambda x: x == " ", "private Thread currentThread;", "private volatile Thread currentThread;"
    )
    assert round(matcher.ratio(), 3) == 0.866
    assert list(map(tuple, matcher.get_matching_blocks())) == [(0, 0, 8), (8, 17, 21), (29, 38, 0)]
    assert [tuple(code) for code in matcher.get_opcodes()] == [
        ("equal", 0, 8, 0, 8),
        ("insert", 8, 8, 8, 17),
        ("equal", 8, 29, 17, 38),
    ]


def test_documented_opcodes() -> None:
    assert [tuple(code) for code in SequenceMatcher(None, "qabxcd", "abycdf").get_opcodes()] == [
        ("delete", 0, 1, 0, 0),
        ("equal", 1, 3, 0, 2),
        ("replace", 3, 4, 2, 3),
        ("equal", 4, 6, 3, 5),
        ("insert", 6, 6, 5, 6),
    ]


def test_documented_longest_match() -> None:
    assert SequenceMatcher(None, " abcd", "abcd abcd").find_longest_match(0, 5, 0, 9) == (0, 4, 5)
    assert SequenceMatcher(lambda x: x == " ", " abcd", "abcd abcd").find_longest_match(0, 5, 0, 9) == (
        1,
        0,
        4,
    )


def test_documented_matching_blocks_and_ratios() -> None:
    assert SequenceMatcher(None, "abxcd", "abcd").get_matching_blocks() == [(0, 0, 2), (3, 2, 2), (5, 4, 0)]
    matcher = SequenceMatcher(None, "abcd", "bcde")
    assert (matcher.ratio(), matcher.quick_ratio(), matcher.real_quick_ratio()) == (0.75, 0.75, 1.0)


def test_it_is_a_difflib_matcher_whose_sequences_can_be_set() -> None:
    matcher = SequenceMatcher()
    assert isinstance(matcher, difflib.SequenceMatcher)
    assert matcher.ratio() == 1.0
    matcher.set_seqs("abcd", "bcde")
    assert matcher.ratio() == 0.75
    matcher.set_seq1("bcde")
    assert matcher.ratio() == 1.0
    matcher.set_seq2("abcd")
    assert matcher.ratio() == 0.75


def test_grouped_opcodes_keep_so_much_context() -> None:
    old = "a" * 20 + "x" + "b" * 20
    new = "a" * 20 + "y" + "b" * 20
    (group,) = SequenceMatcher(None, old, new).get_grouped_opcodes(2)
    assert [tuple(code) for code in group] == [
        ("equal", 18, 20, 18, 20),
        ("replace", 20, 21, 20, 21),
        ("equal", 21, 23, 21, 23),
    ]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 4), max_size=15), st.lists(st.integers(0, 4), max_size=15))
def test_other_sequences_are_compared_as_by_difflib(old: list[int], new: list[int]) -> None:
    ours, theirs = SequenceMatcher(None, old, new), difflib.SequenceMatcher(None, old, new)
    assert ours.get_opcodes() == theirs.get_opcodes()
    assert ours.ratio() == theirs.ratio()


@pytest.mark.parametrize(
    ("old", "new", "language", "whole"),
    [
        ("有187个国家", "有189个国家", "zh", ("187", "189")),
        ("截至2016年12月31日共有", "截至2017年1月31日共有", "zh", ("2016年12月31日", "2017年1月31日")),
        ("See E/CN.7/2016/3 for it", "See E/CN.7/2017/3 for it", None, ("E/CN.7/2016/3", "E/CN.7/2017/3")),
        ("It cost 1,250.50 in all", "It cost 1,350.50 in all", None, ("1,250.50", "1,350.50")),
        ("on 3 May 2016 in", "on 13 May 2016 in", "en", ("3 May 2016", "13 May 2016")),
    ],
)
def test_numbers_dates_and_symbols_are_replaced_whole(
    old: str, new: str, language: str | None, whole: tuple[str, str]
) -> None:
    codes = SequenceMatcher(None, old, new, language=language).get_opcodes()
    assert [(old[i1:i2], new[j1:j2]) for tag, i1, i2, j1, j2 in codes if tag != "equal"] == [whole]


def test_words_are_kept_whole_on_demand() -> None:
    matcher = SequenceMatcher(None, "the ferry sailed", "the fairy sailed", words=True)
    assert [code for code in matcher.get_opcodes() if code[0] != "equal"] == [("replace", 4, 9, 4, 9)]


@settings(max_examples=400, deadline=None, derandomize=True)
@given(TEXTS, TEXTS, st.booleans())
def test_opcodes_rebuild_both_texts_and_cut_no_token(old: str, new: str, words: bool) -> None:  # noqa: FBT001
    matcher = SequenceMatcher(None, old, new, words=words, language="zh")
    codes = matcher.get_opcodes()
    assert rebuilt(codes, old, new) == (old, new)
    for text, ends in ((old, {code[2] for code in codes}), (new, {code[4] for code in codes})):
        inside = {
            place
            for token in tokens(text, "zh")
            if words or any(map(str.isdigit, token.text)) or "/" in token.text
            for place in range(token.start + 1, token.end)
        }
        assert not inside & ends
    assert matcher.ratio() <= matcher.quick_ratio() + 1e-9 <= matcher.real_quick_ratio() + 2e-9


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text("abcd ", max_size=40), st.text("abcd ", max_size=40))
def test_without_numbers_the_edit_is_the_least(old: str, new: str) -> None:
    assert edited(SequenceMatcher(None, old, new).get_opcodes()) == Indel.distance(old, new)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(["1", "23", "456", "x", "y"]), max_size=12),
    st.lists(st.sampled_from(["1", "23", "456", "x", "y"]), max_size=12),
)
def test_with_numbers_the_edit_is_near_the_least_that_cuts_none(old: list[str], new: list[str]) -> None:
    left, right = ";".join(old), ";".join(new)
    pieces = [[piece for part in side for piece in (";", part)][1:] for side in (old, new)]
    assert edited(SequenceMatcher(None, left, right).get_opcodes()) <= 1.05 * _least(*pieces) + 1e-9


def _least(old: list[str], new: list[str]) -> int:
    """The least number of characters to delete and insert when pieces are taken whole, by the textbook."""
    row = [0]
    for piece in new:
        row.append(row[-1] + len(piece))
    for piece in old:
        above, row = row, [row[0] + len(piece)]
        for j, other in enumerate(new):
            step = min(above[j + 1] + len(piece), row[j] + len(other))
            row.append(min(step, above[j]) if piece == other else step)
    return row[-1]


def test_a_long_text_is_compared_in_parts_without_losing_the_least_edit() -> None:
    rng = random.Random(3)  # noqa: S311
    old = "".join(chr(0x4E00 + rng.randrange(2000)) for _ in range(40_000))
    new = "".join(chr(0x4E00 + rng.randrange(2000)) if rng.random() < 0.1 else c for c in old)
    codes = SequenceMatcher(None, old, new).get_opcodes()
    assert rebuilt(codes, old, new) == (old, new)
    assert edited(codes) <= 1.05 * Indel.distance(old, new)


def test_long_texts_without_a_common_passage_are_still_cut_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportdiff.textdiff._edit._CELLS", 2_000)
    rng = random.Random(4)  # noqa: S311
    old, new = ("".join(rng.choices("abcdefgh", k=400)) for _ in range(2))
    codes = SequenceMatcher(None, old, new).get_opcodes()
    assert rebuilt(codes, old, new) == (old, new)
    assert edited(codes) <= 1.2 * Indel.distance(old, new)


def test_word_changes_take_whole_words_and_the_space_between_two_of_them() -> None:
    old, new = "In 2016, many small boats sailed.", "In 2017, few large boats sailed."
    changes = [
        (old[i1:i2], new[j1:j2]) for tag, i1, i2, j1, j2 in word_changes(old, new, "en") if tag != "equal"
    ]
    assert changes == [("2016, many small", "2017, few large")]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(TEXTS, TEXTS)
def test_word_changes_rebuild_both_texts_and_alternate(old: str, new: str) -> None:
    codes = word_changes(old, new)
    assert rebuilt(codes, old, new) == (old, new)
    equal = [code[0] == "equal" for code in codes]
    assert all(one != other for one, other in pairwise(equal))


SEQUENCES = st.one_of(
    st.binary(max_size=12),
    st.lists(st.sampled_from([None, (1, 2), "ab", 3.5, frozenset({1})]), max_size=12),
    st.lists(st.sampled_from("ab c"), max_size=12).map(tuple),
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(SEQUENCES, SEQUENCES, st.booleans())
def test_sequences_of_anything_hashable_are_compared_as_by_difflib(
    old: Sequence[Any],
    new: Sequence[Any],
    autojunk: bool,  # noqa: FBT001
) -> None:
    ours, theirs = (
        kind(_is_space, old, new, autojunk) for kind in (SequenceMatcher, difflib.SequenceMatcher)
    )
    assert ours.get_opcodes() == theirs.get_opcodes()
    assert ours.get_matching_blocks() == theirs.get_matching_blocks()
    assert [*ours.get_grouped_opcodes()] == [*theirs.get_grouped_opcodes()]
    assert (ours.ratio(), ours.quick_ratio()) == (theirs.ratio(), theirs.quick_ratio())


def _is_space(element: object) -> bool:
    return element == " "


@settings(max_examples=200, deadline=None, derandomize=True)
@given(TEXTS, TEXTS, st.booleans())
def test_opcodes_of_texts_have_difflibs_form(old: str, new: str, autojunk: bool) -> None:  # noqa: FBT001
    matcher = SequenceMatcher(_is_space, old, new, autojunk)
    codes = matcher.get_opcodes()
    assert [*codes[0][1::2]] == [0, 0] if codes else not old + new
    assert all(one[2] == other[1] and one[4] == other[3] for one, other in pairwise(codes))
    for tag, i1, i2, j1, j2 in codes:
        kind = {(True, True): "replace", (True, False): "delete", (False, True): "insert"}
        assert tag == "equal" or tag == kind[i1 < i2, j1 < j2]
        assert tag != "equal" or (old[i1:i2] == new[j1:j2] != "")
    *blocks, last = matcher.get_matching_blocks()
    assert last == (len(old), len(new), 0)
    assert [(i1, j1, i2 - i1) for tag, i1, i2, j1, _ in codes if tag == "equal"] == blocks
    equal = sum(block.size for block in blocks)
    assert matcher.ratio() == pytest.approx(2 * equal / (len(old) + len(new)) if old + new else 1.0)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(TEXTS, TEXTS, st.integers(1, 4))
def test_grouped_opcodes_are_those_that_difflib_makes_of_the_same_opcodes(
    old: str, new: str, context: int
) -> None:
    ours, theirs = SequenceMatcher(None, old, new), difflib.SequenceMatcher(None, old, new)
    theirs.opcodes = list(ours.get_opcodes())  # type: ignore[attr-defined]
    assert [*ours.get_grouped_opcodes(context)] == [*theirs.get_grouped_opcodes(context)]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(TEXTS, TEXTS, st.booleans(), st.data())
def test_the_longest_match_is_difflibs(old: str, new: str, autojunk: bool, data: st.DataObject) -> None:  # noqa: FBT001
    ours, theirs = (
        kind(_is_space, old, new, autojunk) for kind in (SequenceMatcher, difflib.SequenceMatcher)
    )
    ours.get_opcodes()
    low, high = sorted(data.draw(st.tuples(st.integers(0, len(old)), st.integers(0, len(old)))))
    assert ours.find_longest_match(low, high) == theirs.find_longest_match(low, high)
    assert ours.find_longest_match() == theirs.find_longest_match()


def test_junk_of_a_long_text_is_known_as_in_difflib() -> None:
    new = "a b " * 100
    ours, theirs = SequenceMatcher(_is_space, "a b", new), difflib.SequenceMatcher(_is_space, "a b", new)
    for name in ("bjunk", "bpopular", "b2j"):
        assert getattr(ours, name) == getattr(theirs, name)


@pytest.mark.parametrize("letters", ["ab", "abcdefgh"])
def test_runs_that_long_unrelated_texts_share_by_chance_do_not_part_them(
    letters: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportdiff.textdiff._edit._CELLS", 1_000_000)
    rng = random.Random(9)  # noqa: S311
    old, new = ("".join(rng.choices(letters, k=6_000)) for _ in range(2))
    codes = SequenceMatcher(None, old, new).get_opcodes()
    assert rebuilt(codes, old, new) == (old, new)
    assert edited(codes) <= 1.05 * Indel.distance(old, new)


def test_the_work_of_one_edit_matrix_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in cells, as rapidfuzz keeps a bit for each."""
    cells: list[int] = []

    def counted(old: list[int], new: list[int]) -> Any:
        cells.append(len(old) * len(new))
        return Indel.opcodes(old, new)

    monkeypatch.setattr("reportdiff.textdiff._edit._CELLS", 100_000)
    monkeypatch.setattr(
        "reportdiff.textdiff._edit.Indel", SimpleNamespace(opcodes=counted, distance=Indel.distance)
    )
    rng = random.Random(2)  # noqa: S311
    old, new = ("".join(rng.choices("abcdefgh", k=4_000)) for _ in range(2))
    SequenceMatcher(None, old, new).get_opcodes()
    assert max(cells) <= 100_000
    assert sum(cells) <= 4_000 * 4_000 // 4
