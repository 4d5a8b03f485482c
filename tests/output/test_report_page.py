"""The report page shows every word of both editions as text, in one place, with what became of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from page_reading import by_id, elements, parsed, text_of, words_at
from report_pairs import LINKS, NEW_TEXTS, OLD_TEXTS, every_kind, made_pair
from reportdiff.model import Address, Link, NoteMark, Relation, Report, Section
from reportdiff.output._anchors import NEW, OLD, anchor, document_link
from reportdiff.output._catalogue import catalogue_languages
from reportdiff.output._marked_text import Range, marked_text, shown
from reportdiff.output._marks import changed_words, shared_phrases
from reportdiff.output.report_page import render_report
from small_reports import comparison, link, mention, report

PIECES = (
    "<script>alert(1)</script>", "</p>", "<!--", "&", "&amp;", "&lt;", '"', "'", "`", "=1+1", "+2", "-3",
    "@now", "\u202e", "\u2066", "\u2069", "\u200f", "\x00", "\x1b", "\x85", "\ufffe", "\ud800", "]]>",
    "{{ x }}", "{% x %}", "**b**", "[a](javascript:x)", "word", "another word", "12", "1,300", " ",
    "段落", "نص",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map(" ".join)


@pytest.fixture(scope="module")
def page() -> str:
    """The page of a pair with every kind of change."""
    return render_report(every_kind(), "en")


@pytest.fixture(scope="module")
def tree(page: str) -> Element:
    """That page as a tree."""
    return parsed(page)


# ------------------------------------------------------------------------------ every word, as text


def test_every_paragraph_of_both_editions_stands_at_its_anchor_once(tree: Element) -> None:
    ids = Counter(one.get("id") for one in elements(tree) if one.get("id"))
    assert max(ids.values()) == 1
    for side, texts in ((OLD, OLD_TEXTS), (NEW, NEW_TEXTS)):
        for address, text in texts.items():
            assert words_at(tree, anchor(side, address)) == text
    shown_once = {"1", "10", "11(a)", "fn1"}
    assert len(elements(tree, "p", **{"class": "words"})) == len(OLD_TEXTS) + len(NEW_TEXTS) - len(shown_once)


@settings(max_examples=25, deadline=None, derandomize=True, phases=[Phase.generate])
@given(data=st.data())
def test_hostile_text_is_shown_as_text_wherever_it_stands(data: st.DataObject) -> None:
    old_texts = {str(n): data.draw(TEXTS) for n in range(1, 4)}
    new_texts = {str(n): data.draw(TEXTS) for n in range(1, 5)}
    hostile = data.draw(TEXTS)
    sections = (Section("A", None, 1, hostile, hostile), Section("B", None, 1, None, f"{hostile} B"))
    places = {"1": "A", "2": "A", "3": "B", "4": "B"}
    old = report("2020", old_texts, sections=sections, section_of=places)
    new = replace(
        report("2021", new_texts, sections=sections, section_of=places), title=hostile, symbol=hostile
    )
    relations = st.sampled_from([Relation.EDITED, Relation.REWRITTEN, Relation.FIGURES])
    links = [
        replace(link("1", "1", data.draw(relations)), signals={hostile: 1.0}, review=hostile),
        link("2", "2 3"),
    ]
    tree = parsed(render_report(made_pair(old, new, comparison(old, new, *links)), "en"))
    for side, texts in ((OLD, old_texts), (NEW, new_texts)):
        for address, text in texts.items():
            assert words_at(tree, f"{side}-{address}") == shown(text)
    assert len(elements(tree, "script")) == 1
    everything = "".join(tree.itertext())
    assert not set("\u202e\u2066\u2069\x00\x1b") & set(everything)
    assert all(not (one.get("href") or "#").startswith("javascript") for one in elements(tree, "a"))


@settings(max_examples=60, deadline=None, derandomize=True, phases=[Phase.generate])
@given(data=st.data())
def test_however_paragraphs_are_linked_each_is_shown_once(data: st.DataObject) -> None:
    old = _numbered("2020", data.draw(st.integers(0, 7)), data)
    new = _numbered("2021", data.draw(st.integers(1, 7)), data)
    links = (
        [_some_link(old, new, data) for _ in range(data.draw(st.integers(0, 4)))] if old.paragraphs else []
    )
    page = render_report(made_pair(old, new, comparison(old, new, *links)), "en")
    ids = Counter(re.findall(r' id="([^"]+)"', page))
    assert max(ids.values()) == 1
    expected = {f"o-{p.address}" for p in old.paragraphs} | {f"n-{p.address}" for p in new.paragraphs}
    assert expected <= set(ids)
    assert set(re.findall(r'data-of="([^"]+)"', page)) <= set(ids)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def _numbered(edition: str, count: int, data: st.DataObject) -> Report:
    sections = tuple(Section(name, None, 1, None, f"Section {name}") for name in "AB")
    numbers = [str(n) for n in range(1, count + 1)]
    places = {n: data.draw(st.sampled_from("AB")) for n in numbers if data.draw(st.booleans())}
    texts = {
        n: f"Paragraph {data.draw(st.sampled_from('xyz'))} of the sample, said in words." for n in numbers
    }
    return report(edition, texts, sections=sections, section_of=places)


def _some_link(old: Report, new: Report, data: st.DataObject) -> Link[Address]:
    def some(one: Report) -> str:
        addresses = [p.address for p in one.paragraphs]
        return " ".join(data.draw(st.lists(st.sampled_from(addresses), min_size=1, max_size=2, unique=True)))

    relation = data.draw(st.sampled_from(list(Relation)))
    return link(some(old), some(new), relation, moved=data.draw(st.booleans()))


def test_marks_and_facts_leave_the_text_as_it_is() -> None:
    text = "Pledges of <285> million & more"
    html = marked_text(
        text, [Range(8, 16, "new")], [Range(0, 7, "money", 'a "note"'), Range(12, 20, "quantity")]
    )
    assert html.striptags() == text
    assert "<ins>" in html
    assert 'title="a &#34;note&#34;"' in html


def test_a_footnote_hangs_where_its_mark_stood_and_is_no_part_of_the_text() -> None:
    pair = every_kind()
    offset = NEW_TEXTS["4"].index(" in 2021")
    noted = replace(
        pair, new=replace(pair.new, notes=(NoteMark("fn1", "4", offset), NoteMark("fn9", "4", 0)))
    )
    tree = parsed(render_report(noted, "en"))
    assert words_at(tree, "n-4") == NEW_TEXTS["4"]
    (words,) = elements(by_id(tree, "n-4"), "p", **{"class": "words"})
    (note,) = elements(words, "a")
    assert (note.get("href"), note.get("aria-label"), note.get("data-note")) == ("#n-fn1", "footnote 1", "1")


# ------------------------------------------------------------------------------ what became of it


def test_a_number_is_replaced_whole(tree: Element) -> None:
    old, new = by_id(tree, "o-3"), by_id(tree, "n-4")
    assert [text_of(one) for one in elements(old, "del")] == ["250", "2020", "Testland"]
    assert [text_of(one) for one in elements(new, "ins")] == ["285", "2021", "Exempla"]


def test_rewritten_paragraphs_have_their_shared_phrases_marked_in_any_order(tree: Element) -> None:
    phrases = [
        {
            one.get("data-phrase"): text_of(one)
            for one in elements(by_id(tree, name), "span")
            if one.get("data-phrase")
        }
        for name in ("o-11", "n-12")
    ]
    assert phrases[0] == phrases[1]
    assert set(phrases[0].values()) == {"the long list of visitors"}
    assert not elements(by_id(tree, "o-11"), "del")


def test_a_split_and_a_merge_are_one_block_each(tree: Element) -> None:
    blocks = {
        frozenset(part.get("id") for part in elements(one, "div") if part.get("id")) for one in _blocks(tree)
    }
    assert {"o-7", "n-8", "n-9"} in blocks
    assert {"o-8", "o-9", "n-10"} in blocks
    split = next(one for one in _blocks(tree) if elements(one, id="n-9"))
    assert "1 became 2" in text_of(split)
    assert [text_of(one) for one in elements(split, "ins")] == ["last spring"]


def _blocks(tree: Element) -> Iterator[Element]:
    return (one for one in elements(tree, "article"))


def test_a_move_has_an_arrow_where_it_is_and_where_it_was(tree: Element) -> None:
    block = next(one for one in _blocks(tree) if elements(one, id="n-2"))
    assert "↑ Moved from further down, para. 10 of 2020" in text_of(block)
    stubs = [
        one
        for one in elements(tree, "p")
        if one.get("class") == "stub" and one.get("data-of") == block.get("id")
    ]
    assert [text_of(stub) for stub in stubs] == ["↑ para. 10 of 2020 moved up, to para. 2"]


def test_renumbering_stands_in_one_table_and_is_no_edit(tree: Element) -> None:
    rows = [
        [text_of(cell) for cell in elements(row, "td")]
        for row in elements(by_id(tree, "renumbered"), "tr")
        if elements(row, "td")
    ]
    assert rows == [
        ["paras. 2–5", "paras. 3–6"],
        ["para. 7", "paras. 8 and 9"],
        ["paras. 8 and 9", "para. 10"],
        ["para. 10", "para. 2"],
        ["para. 11", "para. 12"],
    ]


def test_unchanged_paragraphs_are_folded_and_there(tree: Element) -> None:
    folds = [one for one in elements(tree, "details") if one.get("class") == "same"]
    assert text_of(elements(folds[0], "summary")[0]) == "1 paragraph unchanged: para. 1"
    assert elements(folds[0], id="n-1")
    assert elements(folds[0], id="o-1")


def test_what_differs_in_typography_alone_comes_last_and_folded(tree: Element) -> None:
    asides = [one for one in elements(tree, "details") if one.get("class") == "aside"]
    assert [one.get("id") for one in asides] == ["front", "renumbered", "unread", "typography"] or asides[
        -1
    ].get("id") == "typography"
    last = asides[-1]
    assert last.get("open") is None
    assert [text_of(one) for one in elements(by_id(last, "o-5"), "del")] == ["“", "”"]
    stubs = [text_of(one) for one in elements(tree, "p") if one.get("class") == "stub"]
    assert "para. 6: only typography differs" in stubs


def test_notes_and_front_matter_have_their_own_places(tree: Element) -> None:
    assert elements(by_id(tree, "notes"), id="n-fn1")
    assert elements(by_id(tree, "front"), id="n-front1")
    assert not elements(by_id(tree, "texts"), id="n-fn1")


def test_a_section_that_is_gone_is_shown_as_that_of_the_old_edition(tree: Element) -> None:
    groups = elements(tree, "section", **{"class": "group"})
    group = next(one for one in groups if elements(one, id="o-6"))
    assert text_of(elements(group, "h3")[0]) == "III. Bridges Only in 2020"


def test_what_is_dropped_stands_by_its_old_neighbours(tree: Element) -> None:
    texts = ["".join(one.itertext()) for one in elements(by_id(tree, "texts"), "p", **{"class": "words"})]
    assert texts.index(OLD_TEXTS["6"]) > texts.index(NEW_TEXTS["3"])


def test_facts_are_marked_in_their_paragraphs_with_what_they_say(tree: Element) -> None:
    facts = {
        (one.get("class") or "").removeprefix("fact "): (text_of(one), one.get("title"))
        for one in elements(by_id(tree, "n-4"), "span") + elements(by_id(tree, "n-7"), "span")
        if (one.get("class") or "").startswith("fact ")
    }
    assert facts["donor"] == ("Exempla", "Donor: Exempla (Pledges)")
    assert facts["money"][1] == "Pledges 2021: US$ 285 million"
    assert facts["programme"] == ("Tunnel Initiative", "Programme: Tunnel Initiative (global, new)")


def test_findings_stand_at_their_paragraph(tree: Element) -> None:
    block = next(one for one in _blocks(tree) if elements(one, id="n-front1"))
    (finding,) = [one for one in elements(block, "p") if (one.get("class") or "").startswith("finding")]
    assert text_of(finding) == "Doubt. A sample finding."


def test_confidence_signals_and_review_are_told_on_demand(tree: Element) -> None:
    block = next(one for one in _blocks(tree) if elements(one, id="n-5"))
    (why,) = [one for one in elements(block, "details") if "why" in (one.get("class") or "")]
    assert why.get("open") is None
    said = text_of(why)
    assert "Confidence 90%, similarity 80%." in said
    assert "decision decision-1" in said
    assert "−2 where every pair begins +1.5 rare words in common" in said
    assert "Reviewed" in text_of(elements(block, "p")[0])


def test_filters_have_what_they_need(tree: Element) -> None:
    whats = Counter(one.get("data-what") for one in _blocks(tree))
    assert whats == {"edited": 4, "figures": 2, "identical": 5, "rewritten": 1, "added": 1, "dropped": 1}
    assert all(0 <= float(one.get("data-importance") or -1) <= 100 for one in _blocks(tree))
    figures = [one for one in _blocks(tree) if one.get("data-figures") is not None]
    assert {part.get("id") for one in figures for part in elements(one, "div")} >= {"n-3", "n-4", "n-front1"}
    assert not any(elements(one, id="n-7") for one in figures)


def test_paragraphs_lead_to_the_official_document_with_its_page() -> None:
    pair = every_kind()
    symbols = replace(pair, new=replace(pair.new, symbol="A/79/797–S/2025/109"))
    page = parsed(render_report(symbols, "en"))
    links = [one for one in elements(by_id(page, "n-4"), "a") if (one.get("href") or "").startswith("https:")]
    assert [(one.get("href"), text_of(one)) for one in links] == [
        ("https://undocs.org/en/A/79/797#page=2", "page 2")
    ]


@pytest.mark.parametrize(
    ("symbol", "language", "link_"),
    [
        ("E/CN.7/2017/3–E/CN.15/2017/3", "zh", "https://undocs.org/zh/E/CN.7/2017/3"),
        ("A/80/6 (Sect. 16)", "en", "https://undocs.org/en/A/80/6(Sect.16)"),
        ("S/2025/185", "de", None),
        (None, "en", None),
        ("javascript:alert(1)", "en", None),
    ],
)
def test_the_official_document_is_known_by_symbol_and_language(
    symbol: str | None, language: str, link_: str | None
) -> None:
    assert document_link(replace(report("2020", {}, language=language), symbol=symbol)) == link_


# ------------------------------------------------------------------------------ the page


def test_the_page_asks_for_nothing_from_elsewhere(page: str, tree: Element) -> None:
    policy = next(one for one in elements(tree, "meta") if one.get("http-equiv"))
    assert (policy.get("content") or "").startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert not elements(tree, "link") + elements(tree, "img") + elements(tree, "iframe")
    assert not re.search(r"url\(|@import|https?://(?!undocs\.org)", page)


def test_the_top_answers_what_is_new_changed_gone_and_which_numbers_moved(tree: Element) -> None:
    (glance,) = [one for one in elements(tree, "dl") if one.get("class") == "glance"]
    said = text_of(glance)
    assert "1 paragraph (para. 7)" in said
    assert "1 paragraph (para. 6 of 2020)" in said
    assert "50 → 52 parties (+2)" in said
    assert "US$ 250 million → US$ 285 million (+14%)" in said
    assert [one.get("href") for one in elements(glance, "a")][:1] == ["#n-7"]


@pytest.mark.parametrize("language", catalogue_languages())
def test_the_page_is_said_in_every_interface_language(language: str) -> None:
    tree = parsed(render_report(every_kind("ar"), language))
    (html,) = elements(tree, "html")
    assert (html.get("lang"), html.get("dir")) == (language, "rtl" if language == "ar" else "ltr")
    for words in elements(tree, "p", **{"class": "words"}):
        assert (words.get("lang"), words.get("dir")) == ("ar", "rtl")


def test_the_same_pair_gives_the_same_bytes() -> None:
    assert render_report(every_kind(), "zh").encode() == render_report(every_kind(), "zh").encode()


def test_two_editions_without_a_word_in_common_or_without_any_are_shown() -> None:
    empty = report("2020", {})
    full = report("2021", {"1": "A sample."})
    assert (
        words_at(parsed(render_report(made_pair(empty, full, comparison(empty, full)), "en")), "n-1")
        == "A sample."
    )
    assert "Nothing." in render_report(made_pair(empty, empty, comparison(empty, empty)), "en")


def test_names_of_the_other_direction_are_kept_apart_in_a_sentence() -> None:
    pair = every_kind()
    texts = {**NEW_TEXTS, "7": "بدأ برنامج العينة (2013) الآن."}
    new = replace(pair.new, paragraphs=tuple(replace(p, text=texts[p.address]) for p in pair.new.paragraphs))
    facts = replace(pair.new_facts, programmes=(mention(new, "7", "برنامج العينة (2013)", "new"),))
    tree = parsed(render_report(replace(pair, new=new, new_facts=facts), "en"))
    (glance,) = elements(tree, "dl", **{"class": "glance"})
    assert [text_of(one) for one in elements(glance, "bdi")][:1] == ["برنامج العينة (2013)"]


# ------------------------------------------------------------------------------ parts


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("42", "n-42"),
        ("93(b)", "n-93.b"),
        ("12(a)(i)", "n-12.a.i"),
        ("annex1:12", "n-annex1_12"),
        ("p7", "n-p7"),
        ("fn*", "n-fn-2a-"),
        ("16.3", "n-16-2e-3"),
        ("19(أ)", "n-19.-623-"),
    ],
)
def test_an_anchor_is_made_of_the_address(address: str, name: str) -> None:
    assert anchor(NEW, address) == name


def test_anchors_of_different_addresses_differ() -> None:
    addresses = [f"{number}{part}" for number in ("1", "12", "p1", "fn1", "annex1:1", "1.2", "fn*", "fn**")
                 for part in ("", "(a)", "(a)(i)", "(ai)", "(أ)")]  # fmt: skip
    assert len({anchor(OLD, one) for one in addresses}) == len(addresses)


def _changed(old: Sequence[str], new: Sequence[str]) -> tuple[list[list[str]], list[list[str]]]:
    before = report("2020", {str(n): text for n, text in enumerate(old, 1)})
    after = report("2021", {str(n): text for n, text in enumerate(new, 1)})
    marks = changed_words(before.paragraphs, after.paragraphs, "en")
    sides = zip((before, after), marks, strict=True)
    one, other = (
        [[p.text[r.start : r.end] for r in ranges[p.address]] for p in edition.paragraphs]
        for edition, ranges in sides
    )
    return one, other


def test_a_word_or_two_in_common_between_changes_are_part_of_the_change() -> None:
    assert _changed(["It cut the red tape of offices here."], ["It sold the blue boat of islands here."]) == (
        [["cut the red tape of offices"]],
        [["sold the blue boat of islands"]],
    )


def test_a_number_that_changed_is_seen_alone() -> None:
    assert _changed(["It sent 22 boats in 2013 to sea."], ["It sent 25 boats in 2014 to sea."]) == (
        [["22", "2013"]],
        [["25", "2014"]],
    )


def test_a_change_that_runs_over_a_boundary_is_marked_on_both_sides_of_it() -> None:
    old, new = _changed(
        ["One two three four. Five six seven eight."], ["One two three ten.", "Nine six seven eight."]
    )
    assert old == [["four. Five"]]
    assert new == [["ten."], ["Nine"]]


def test_little_words_in_common_are_no_shared_phrase() -> None:
    old = report("2020", {"1": "It is one of the ways in the end."})
    new = report("2021", {"1": "Some of the men are here; in the sun."})
    marks = shared_phrases(old.paragraphs, new.paragraphs, "en", ())
    assert [list(one.values()) for one in marks] == [[[]], [[]]]


def test_links_of_the_sample_are_all_there() -> None:
    assert {address for one in LINKS for address in one.old} == set(OLD_TEXTS) - {"6"}
