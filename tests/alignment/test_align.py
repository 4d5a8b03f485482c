"""Alignment of bare texts."""

from __future__ import annotations

import importlib
import math
import random
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportdiff.alignment import align
from reportdiff.alignment._candidates import BESIDE, NEAREST
from reportdiff.alignment._scoring import shipped_weights
from reportdiff.alignment._stages import find_pairs, prepare_sides
from reportdiff.alignment._units import LONGEST, Unit
from reportdiff.model import Relation, Shape

TOPICS = (
    "The orchard office planted {n} pear trees along the river road and trained wardens to prune them.",
    "The night ferry to Port Ansel carried {n} passengers, although storms closed the pier for a week.",
    "Volunteers catalogued {n} maps in the town library, most of them gifts of retired surveyors.",
    "Beekeepers reported {n} new hives; the mite survey of the spring found no infected colony.",
    "The evening school opened {n} classes in carpentry and bookkeeping for adults without a diploma.",
    "Engineers inspected {n} timber bridges and replaced the decks of those that had begun to rot.",
    "The fish market moved indoors; {n} stalls now share the cold store behind the customs house.",
    "A travelling theatre gave {n} performances for children in villages without a stage.",
    "The mobile clinic vaccinated {n} toddlers and lent spectacles to pensioners in the hill farms.",
    "Keepers repainted the lighthouse and recorded {n} vessels passing the sandbank by night.",
)
ZH_TOPICS = (
    "果园处沿河路种植了{n}棵梨树，并培训护林员修剪。",
    "开往安塞尔港的夜班渡轮运送了{n}名乘客，尽管风暴使码头关闭一周。",
    "志愿者为镇图书馆的{n}幅地图编目，多数由退休测量员捐赠。",
    "养蜂人报告新增蜂箱{n}个，春季螨虫调查未发现受感染的蜂群。",
    "夜校为没有文凭的成年人开设木工和簿记班{n}个。",
    "工程师检查了{n}座木桥，更换了开始腐烂的桥面。",
)


def texts(count: int = 7) -> list[str]:
    return [text.format(n=count + k) for k, text in enumerate(TOPICS)]


def pairs(old: list[str], new: list[str], language: str | None = None) -> set[tuple[int, int]]:
    return {(i, j) for link in align(old, new, language=language) for i in link.old for j in link.new}


def test_nothing_aligns_with_nothing() -> None:
    assert align([], []) == []
    assert align(["One."], []) == []
    assert align([], ["One."]) == []


def test_equal_texts_are_identical_and_in_order() -> None:
    links = align(texts(), texts(), language="en")
    assert [(link.old, link.new) for link in links] == [((k,), (k,)) for k in range(len(TOPICS))]
    assert {link.relation for link in links} == {Relation.IDENTICAL}
    assert {link.similarity for link in links} == {1.0}
    assert not any(link.moved for link in links)


def test_a_single_unit_finds_itself() -> None:
    (link,) = align(["Nine boats were painted."], ["Nine boats were painted."])
    assert link.relation is Relation.IDENTICAL


def test_a_single_unit_with_new_figures_finds_itself() -> None:
    (link,) = align([ZH_TOPICS[0].format(n=12)], [ZH_TOPICS[0].format(n=9)], language="zh")
    assert link.relation is Relation.FIGURES


def test_typography_is_not_change() -> None:
    old = ['The so-called "quiet year" - a truce - held.', *texts()]
    new = ["The so\u2010called  “quiet year” – a truce – held.", *texts()]
    assert align(old, new)[0].relation is Relation.IDENTICAL


@pytest.mark.parametrize(
    ("old", "new", "language", "relation"),
    [
        ("12. Tagung des Hafenrats in Bonn", "13. Tagung des Hafenrats in Bonn", "de", Relation.FIGURES),
        ("5. Mai 2020 war ein Feiertag.", "6. Mai 2020 war ein Feiertag.", "de", Relation.FIGURES),
        ("J. Smith chaired the board.", "K. Smith chaired the board.", "en", Relation.EDITED),
        ("(5) million people rowed.", "(6) million people rowed.", "en", Relation.FIGURES),
        ("二、三产业增长较快。", "三产业增长较快。", "zh", Relation.EDITED),
        ("- 5 degrees were measured.", "5 degrees were measured.", "en", Relation.EDITED),
    ],
)
def test_what_looks_like_a_list_label_is_part_of_what_is_said(
    old: str, new: str, language: str, relation: Relation
) -> None:
    (link,) = align([old], [new], language=language)
    assert (link.relation, link.similarity < 1.0) == (relation, True)


def test_items_of_a_numbered_list_are_found_by_what_they_say() -> None:
    numbered = [f"{k}. {text}" for k, text in enumerate(texts(), 1)]
    renumbered = [f"{k}. {text}" for k, text in enumerate(texts()[4:] + texts()[:4], 1)]
    links = align(numbered, renumbered, language="en")
    assert {(link.old, link.new) for link in links} == {((k,), ((k + 6) % 10,)) for k in range(10)}
    assert {link.relation for link in links} == {Relation.FIGURES}
    sides = prepare_sides([Unit(text) for text in numbered], [Unit(text) for text in texts()])
    assert sides.old.coded == sides.new.coded


def test_days_that_tell_units_apart_are_not_taken_for_labels() -> None:
    days = [f"{day}. Mai: Markt am Hafen." for day in range(1, 8)]
    sides = prepare_sides([Unit(day) for day in days], [Unit(day) for day in days])
    assert len(set(sides.old.coded)) == len(days)


def test_a_change_far_down_a_long_text_shows_in_its_similarity() -> None:
    old = " ".join(f"w{k}x" for k in range(LONGEST + 1000))
    (link,) = align([old], [old.replace(f"w{LONGEST + 500}x", "other")])
    assert link.relation is Relation.EDITED
    assert 0.99 < link.similarity < 1.0


@pytest.mark.parametrize(("wrong", "kind"), [(None, "NoneType"), (7, "int"), (b"boats", "bytes")])
def test_a_unit_that_is_no_text_is_named(wrong: Any, kind: str) -> None:
    with pytest.raises(TypeError, match=rf"new\[1\] is of type {kind}"):
        align(["Boats."], ["Boats.", wrong])


@pytest.mark.parametrize("language", ["en", None, "sw"])
def test_changed_numbers_alone_are_figures(language: str | None) -> None:
    links = align(texts(7), texts(30), language=language)
    assert [link.old for link in links] == [link.new for link in links] == [(k,) for k in range(len(TOPICS))]
    assert {link.relation for link in links} == {Relation.FIGURES}


def test_spelled_numerals_and_months_are_figures_in_a_known_language() -> None:
    old = ["In March two ferries sank near the northern pier."]
    new = ["In October seven ferries sank near the northern pier."]
    assert align(old, new, language="en")[0].relation is Relation.FIGURES
    assert align(old, new)[0].relation is Relation.EDITED


def test_chinese_numerals_are_figures() -> None:
    old, new = ["去年三个渔港修建了两座灯塔，渔民表示欢迎。"], ["去年五个渔港修建了十座灯塔，渔民表示欢迎。"]
    assert align(old, new, language="zh")[0].relation is Relation.FIGURES


def test_new_wording_on_the_same_subject_is_rewritten() -> None:
    new = texts()
    new[1] = "Because the pier at Port Ansel was rebuilt, the night ferry ran only in summer and fares rose."
    links = {link.new: link for link in align(texts(), new, language="en")}
    assert links[1,].old == (1,)
    assert links[1,].relation is Relation.REWRITTEN


def test_a_dropped_and_an_added_unit_stay_alone() -> None:
    old, new = texts(), texts()
    del new[3]
    new.insert(6, "Divers mapped a sunken steamer whose cargo of porcelain is to be raised.")
    assert pairs(old, new) == {(k, k if k < 3 else k - 1 if k < 7 else k) for k in range(10) if k != 3}


def test_a_split_is_one_link() -> None:
    first, second = (
        "The orchard office planted forty pear trees along the river road.",
        "It also trained wardens to prune them and to keep the deer away.",
    )
    old = [*texts()[1:4], f"{first} {second}", *texts()[4:]]
    new = [*texts()[1:4], first, second, *texts()[4:]]
    (split,) = [link for link in align(old, new, language="en") if link.shape is not Shape.ONE_TO_ONE]
    assert (split.old, split.new, split.shape) == ((3,), (3, 4), Shape.SPLIT)
    (merge,) = [link for link in align(new, old, language="en") if link.shape is not Shape.ONE_TO_ONE]
    assert (merge.old, merge.new, merge.shape) == ((3, 4), (3,), Shape.MERGE)


def test_a_split_without_new_words_is_identical() -> None:
    first, second = "Wardens counted the herons at dawn.", "Rangers then closed the northern marsh to boats."
    old, new = [*texts()[:5], f"{first} {second}"], [*texts()[:5], first, second]
    assert align(old, new)[-1].relation is Relation.IDENTICAL


def test_only_what_left_its_neighbours_has_moved() -> None:
    old = texts()
    new = [*old[1:8], old[0], *old[8:]]
    assert {link.old: link.moved for link in align(old, new)} == {(k,): k == 0 for k in range(10)}


def test_repeated_paragraphs_pair_in_order() -> None:
    again = "No further action was taken."
    old = [again if k % 3 == 2 else text for k, text in enumerate(texts())]
    assert pairs(old, list(old)) == {(k, k) for k in range(len(old))}


def test_texts_that_have_nothing_in_common_are_not_linked() -> None:
    half = len(TOPICS) // 2
    assert align(texts()[:half], texts()[half:], language="en") == []
    zh = [text.format(n=3) for text in ZH_TOPICS]
    assert align(zh[:3], zh[3:], language="zh") == []


def test_chinese_is_aligned_by_its_characters() -> None:
    old = [text.format(n=k + 3) for k, text in enumerate(ZH_TOPICS)]
    new = [text.format(n=k + 40) for k, text in enumerate(ZH_TOPICS[::-1])]
    assert pairs(old, new, "zh") == {(k, 5 - k) for k in range(6)}


def test_signals_add_up_to_the_score_behind_the_confidence() -> None:
    links = align(texts(7), texts(9), language="en")
    totals = [sum(link.signals.values()) for link in links]
    assert sorted(range(10), key=lambda k: totals[k]) == sorted(range(10), key=lambda k: links[k].confidence)
    assert all(total > 0 for total in totals)


def test_a_very_long_unit_is_aligned() -> None:
    rng = random.Random(5)  # noqa: S311
    words = ["".join(rng.choices("abcdefghij", k=5)) for _ in range(500)]
    long = " ".join(rng.choices(words, k=20_000))
    assert pairs([*texts(), long], [long + " end", *texts()]) >= {(10, 0)}


def test_empty_and_wordless_units_do_no_harm() -> None:
    units = ["", " ", "…", "* * *", *texts()]
    found = pairs(units, units)
    assert {(k, k) for k in range(4, len(units))} <= found


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(st.text("abc 12.字数\n", max_size=30), max_size=8),
    st.lists(st.text("abc 12.字数", max_size=30), max_size=8),
)
def test_links_stay_within_their_bounds_and_repeat(old: list[str], new: list[str]) -> None:
    links = align(old, new)
    assert links == align(old, new)
    chosen = [(i, j) for link in links for i in link.old for j in link.new]
    assert len(chosen) == len(set(chosen))
    for link in links:
        assert set(link.old) <= set(range(len(old)))
        assert set(link.new) <= set(range(len(new)))
        assert 0.0 <= link.similarity <= 1.0
        assert 0.0 <= link.confidence <= 1.0


NONE = "None."


def test_a_run_of_equal_units_is_linked_in_order() -> None:
    assert pairs([NONE] * 6, [NONE] * 6) == {(k, k) for k in range(6)}
    assert pairs([NONE] * 3, [NONE] * 5) == {(k, k) for k in range(3)}


def test_a_short_unit_repeated_after_each_paragraph_stays_with_it() -> None:
    old = [unit for text in texts()[:5] for unit in (text, NONE)]
    assert pairs(old, list(old)) == {(k, k) for k in range(10)}
    new = [*old[:2], TOPICS[7], *old[2:6], TOPICS[8], *old[6:]]
    places = [0, 1, 3, 4, 5, 6, 8, 9, 10, 11]
    assert pairs(old, new) == set(enumerate(places))


def test_repeated_units_moved_with_their_paragraph_stay_with_it() -> None:
    old = [unit for text in texts()[:5] for unit in (text, NONE)]
    new = [*old[6:], *old[:6]]
    assert pairs(old, new) == {(k, (k + 4) % 10) for k in range(10)}


def test_a_formula_that_unrelated_texts_share_draws_few_links() -> None:
    old = [unit for text in texts()[:5] for unit in (text, NONE)]
    new = [unit for text in texts()[5:] for unit in (NONE, text, text.lower().replace("e", "i"))]
    assert pairs(old, new) == set()


def test_work_on_one_huge_unit_grows_no_faster_than_the_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in characters that string similarity is given, which costs their product."""
    given: list[int] = []
    module = importlib.import_module("reportdiff.alignment._relations")
    original = module.LCSseq.similarity

    def counted(left: str, right: str) -> Any:
        given.append(len(left) * len(right))
        return original(left, right)

    monkeypatch.setattr(module, "LCSseq", SimpleNamespace(similarity=counted))
    rng = random.Random(5)  # noqa: S311
    huge = "".join(chr(0x4E00 + rng.randrange(2000)) for _ in range(1 << 18)) + "。"
    (link,) = [link for link in align([*ZH_TOPICS, huge], [huge + "完。", *ZH_TOPICS]) if link.old == (6,)]
    assert link.new == (0,)
    assert max(given) <= LONGEST**2
    assert len(given) < 40 * len(ZH_TOPICS)


def test_ever_so_many_equal_units_have_few_candidates() -> None:
    sides = prepare_sides([Unit(NONE)] * 3000, [Unit(NONE)] * 3000)
    assert len(find_pairs(sides)) < 3000 * 3 * (NEAREST + 2 * BESIDE)


@pytest.mark.parametrize("count", [6, 12, 100])
def test_a_unit_cut_into_many_is_linked_to_all_of_them(count: int) -> None:
    rng = random.Random(count)  # noqa: S311
    parts = [" ".join(f"word{rng.randrange(5000)}" for _ in range(9)) + "." for _ in range(count)]
    others = texts()[:4]
    (link,) = [link for link in align([*others, " ".join(parts)], [*others, *parts]) if link.old == (4,)]
    assert link.new == tuple(range(4, 4 + count))
    (merge,) = [link for link in align([*others, *parts], [*others, " ".join(parts)]) if link.new == (4,)]
    assert merge.old == link.new


def test_short_units_with_nothing_in_common_are_not_linked_for_their_place() -> None:
    for old, new in (("Chad", "Peru"), ("S/2025/154", "A/79/947"), ("乍得", "秘鲁")):
        before, after = texts()[:2], texts()[2:4]
        found = pairs([*before, old, *after], [*before, new, *after])
        assert (2, 2) not in found


def test_what_each_signal_gave_adds_up_to_the_confidence() -> None:
    weights = shipped_weights()
    rng = random.Random(3)  # noqa: S311
    new = [" ".join(word for word in text.split() if rng.random() > 0.2) for text in texts()]
    for link in align(texts(), new):
        score = math.fsum(link.signals.values())
        lines = (weights.confidence, weights.further_confidence)
        assert any(link.confidence == pytest.approx(line.at(score), abs=2e-3) for line in lines)
