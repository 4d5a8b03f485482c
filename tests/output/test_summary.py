"""The summary answers what is new, what changed, what is gone, which numbers moved, and no more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reportdiff.history import pair_changes
from reportdiff.model import Comparison, Facts, Relation, Report, Section
from reportdiff.output import render_comparison_markdown
from small_reports import comparison, donor, link, mention, money, parties, quantity, report

SECTIONS = (Section("A", None, 1, "I.", "Treaties"), Section("B", None, 1, "II.", "Means"))
PLACES = {"2": "A", "3": "B", "4": "B", "5": "B", "6": "B", "7": "B", "8": "B"}
OLD = report(
    "2020",
    {
        "2": "The sample convention has 50 parties.",
        "3": "Pledges reached 250 million dollars in 2020, from Samplia and Testland.",
        "4": "The Harbour Project went on and trained 40 officers in the sample year.",
        "5": "The River Scheme went on.",
        "6": "A paragraph on bridges that nobody takes up again.",
    },
    sections=SECTIONS,
    section_of=PLACES,
)
NEW = report(
    "2021",
    {
        "2": "In 2021, 3 more States joined: the sample convention has 52 parties.",
        "3": "Pledges reached 285 million dollars in 2021, from Samplia and Exempla.",
        "4": "The Harbour Project came to its end and trained 55 officers in the sample year.",
        "5": "The River Scheme went on.",
        "7": "The Tunnel Initiative was launched.",
        "8": "A note with | a pipe, *stars*, <script>alert(1)</script> and `ticks`.",
    },
    sections=SECTIONS,
    section_of=PLACES,
)
COMPARISON: Comparison = comparison(
    OLD,
    NEW,
    link("2", "2"),
    link("3", "3", Relation.FIGURES),
    link("4", "4"),
    link("5", "5", Relation.IDENTICAL, similarity=1),
)
OLD_FACTS = Facts(
    treaty_counts=(parties(OLD, "2", 50),),
    funding=(money(OLD, "3", "250 million dollars", "250000000", period="2020"),),
    donors=(donor(OLD, "3", "Samplia", "SAM"), donor(OLD, "3", "Testland", "TES")),
    programmes=(mention(OLD, "4", "Harbour Project"), mention(OLD, "5", "River Scheme")),
    quantities=(quantity(OLD, "4", "40 officers", "40", "persons"),),
)
NEW_FACTS = Facts(
    treaty_counts=(parties(NEW, "2", 52, 3),),
    funding=(money(NEW, "3", "285 million dollars", "285000000", period="2021"),),
    donors=(donor(NEW, "3", "Samplia", "SAM"), donor(NEW, "3", "Exempla", "EXE")),
    programmes=(
        mention(NEW, "4", "Harbour Project", "ended"),
        mention(NEW, "5", "River Scheme"),
        mention(NEW, "7", "Tunnel Initiative", "new"),
    ),
    quantities=(quantity(NEW, "4", "55 officers", "55", "persons"),),
)


def _render(
    old: Report = OLD,
    new: Report = NEW,
    between: Comparison = COMPARISON,
    old_facts: Facts = OLD_FACTS,
    new_facts: Facts = NEW_FACTS,
    language: str = "en",
) -> str:
    changes = pair_changes(old, new, between, old_facts, new_facts)
    return render_comparison_markdown(old, new, between, old_facts, new_facts, changes, ui_language=language)


def _line(text: str, start: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(start))


def test_the_first_lines_say_what_is_new_changed_gone_and_which_numbers_moved() -> None:
    text = _render()
    new, changed = _line(text, "- **New:**"), _line(text, "- **Changed paragraphs:**")
    gone, treaties = _line(text, "- **Gone:**"), _line(text, "- **Treaties:**")
    assert "2 paragraphs (paras. 7 and 8)" in new
    assert "programmes that start: Tunnel Initiative" in new
    assert "donors newly named (Pledges): Exempla" in new
    assert "2 edited; 1 in its figures only; 1 stands as it was." in changed
    assert "1 paragraph (para. 6 of 2020)" in gone
    assert "programmes that end: Harbour Project" in gone
    assert "donors no longer named (Pledges): Testland" in gone
    assert "Organized Crime Convention 50 → 52 parties (+2)" in treaties
    assert "Pledges US$ 250 million → US$ 285 million (+14%)" in _line(text, "- **Money:**")
    figures = _line(text, "- **Other figures:**")
    assert "trained **55 officers** in the sample year. (before: 40 officers; para. 4)" in figures


def test_a_stated_increment_that_does_not_add_up_is_said_at_the_top_in_the_table_and_in_the_audit() -> None:
    text = _render()
    assert "52 parties after 50" in _line(text, "- **Contradictions:**")
    assert "the text says 3 more (para. 2)." in _line(text, "- **Contradictions:**")
    assert "**+3: does not add up**" in _line(text, "| Organized Crime Convention")
    assert "- **Doubt.** para. 2: Organized Crime Convention: 52 parties after 50" in text


def test_money_stands_with_its_difference_period_and_place() -> None:
    row = _line(_render(), "| Pledges")
    assert row == (
        "| Pledges | US$ 250 million (2020) | US$ 285 million (2021) | +US$ 35 million (+14%) | para. 3 |"
    )


def test_other_figures_stand_with_the_words_around_them() -> None:
    text = _render()
    row = next(line for line in text.splitlines() if "**55 officers**" in line and line[0] == "|")
    assert "| 40 officers | 55 officers | +37.5% | para. 4 |" in row


def test_a_donor_who_leaves_one_list_is_said_to_leave_that_one_alone() -> None:
    samplia = donor(OLD, "3", "Samplia", "SAM", "regular-budget")
    exempla = donor(NEW, "3", "Exempla", "EXE", "regular-budget")
    old = replace(OLD_FACTS, donors=(*OLD_FACTS.donors, samplia))
    new = replace(NEW_FACTS, donors=(*NEW_FACTS.donors, exempla))
    gone = _line(_render(old_facts=old, new_facts=new), "- **Gone:**")
    assert (
        "donors no longer named (Pledges): Testland; donors no longer named (Regular budget): Samplia" in gone
    )
    gone = _line(_render(old_facts=old, new_facts=new, language="zh"), "- **删去：**")
    assert "不再列名的捐助方（经常预算）：Samplia" in gone


def test_shares_move_by_percentage_points() -> None:
    old = report("2020", {"1": "Of the sample samples 40 per cent were sent on."})
    new = report("2021", {"1": "Of the sample samples 50 per cent were sent on."})
    text = _render(
        old,
        new,
        comparison(old, new, link("1", "1", Relation.FIGURES)),
        Facts(quantities=(quantity(old, "1", "40 per cent", "40", "per-cent"),)),
        Facts(quantities=(quantity(new, "1", "50 per cent", "50", "per-cent"),)),
    )
    assert "| 40 per cent | 50 per cent | +10 percentage points | para. 1 |" in text


def test_what_an_edition_does_not_state_is_not_reported_and_never_zero() -> None:
    text = _render(old_facts=Facts())
    assert _line(text, "| Organized Crime Convention").startswith(
        "| Organized Crime Convention | not reported | 52 | – |"
    )
    assert "| Pledges | not reported | US$ 285 million (2021) | – |" in text
    assert "donors newly named" not in text
    assert "donors no longer named" not in text


def test_without_facts_no_figures_programmes_or_donors_are_spoken_of() -> None:
    text = _render(old_facts=Facts(), new_facts=Facts())
    assert "## Figures" not in text
    assert "## Programmes" not in text
    assert "No party count, amount or other quantity is known to have moved." in text
    assert "No figure was found to contradict another." in text


def test_an_earlier_figure_of_the_new_edition_is_compared_with_where_the_old_one_has_none() -> None:
    earlier = money(NEW, "3", "285 million dollars", "200000000", period="2019")
    facts = Facts(funding=(*NEW_FACTS.funding, earlier))
    row = _line(_render(old_facts=Facts(), new_facts=facts), "| Pledges")
    assert "US$ 200 million (2019), as 2021 gives it" in row
    assert "+US$ 85 million (+42.5%)" in row


def test_the_most_important_change_comes_first_with_its_words_marked() -> None:
    text = _render()
    start = text.index("1. **para. 2** · Treaties · Edited · *party count*")
    assert "~~50~~ **52** parties" in text[start : text.index("2. **para. 3**")]


def test_report_text_cannot_become_markup() -> None:
    text = _render()
    assert "<script>" not in text
    assert r"with \| a pipe, \*stars\*, &lt;script&gt;alert(1)&lt;/script&gt; and \`ticks\`." in text


def test_sections_count_what_happened_in_them() -> None:
    text = _render()
    assert _line(text, "| Treaties |") == "| Treaties | para. 2 |  |  |  | 1 |  |  |"
    assert _line(text, "| Means |") == "| Means | paras. 3–8 | 2 | 1 |  | 1 | 1 | 1 |"


def test_a_sample_is_said_to_be_one_and_nothing_else_is() -> None:
    changes = pair_changes(OLD, NEW, COMPARISON, OLD_FACTS, NEW_FACTS)
    values = (OLD, NEW, COMPARISON, OLD_FACTS, NEW_FACTS, changes)
    assert "**Sample data.**" in render_comparison_markdown(*values, sample=True)
    assert "**Sample data.**" not in render_comparison_markdown(*values)


def test_a_page_made_without_a_database_points_at_none() -> None:
    assert "reportdiff query" not in _render()


def test_the_summary_is_the_same_every_time() -> None:
    assert _render() == _render()


def test_no_trailing_space_and_no_double_blank_line() -> None:
    text = _render()
    assert "\n\n\n" not in text
    assert all(line == line.rstrip() for line in text.splitlines())
    assert text.endswith("\n")


@pytest.mark.parametrize("word", ["新增", "改动", "删去", "条约", "资金", "其他数字", "矛盾"])
def test_the_same_page_is_written_in_chinese(word: str) -> None:
    text = _render(language="zh")
    assert f"- **{word}：**" in text
    assert "| 认捐额 | 2.5 亿美元（2020） | 2.85 亿美元（2021） | +3,500 万美元（+14%） | 第 3 段 |" in text


def test_editions_without_a_name_are_called_old_and_new() -> None:
    old, new = replace(OLD, edition=None, series=None), replace(NEW, edition=None, series=None)
    between = comparison(old, new, *COMPARISON.links)
    text = _render(old, new, between)
    assert text.splitlines()[1] == "# What changed from the old edition to the new edition"


TEXTS = st.text(
    alphabet=st.sampled_from(list("ab1中。 \n|*_`~<>&#=+-@$[]()!\\\u202e\t")), min_size=1, max_size=60
)


@settings(derandomize=True, max_examples=80, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), st.lists(TEXTS, min_size=1, max_size=4))
def test_whatever_reports_say_the_page_keeps_its_form(before: list[str], after: list[str]) -> None:
    old = report("2020", {str(n): text for n, text in enumerate(before, 1)})
    new = report("2021", {str(n): text for n, text in enumerate(after, 1)})
    both = range(1, min(len(before), len(after)) + 1)
    links = [link(str(n), str(n), Relation.REWRITTEN if n % 2 else Relation.EDITED) for n in both]
    text = _render(old, new, comparison(old, new, *links), Facts(), Facts())
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    headings = [tokens[n + 1].content for n, token in enumerate(tokens) if token.type == "heading_open"]
    assert headings == [
        "What changed from 2020 to 2021",
        "The most important changes",
        "What the audit found",
        "Where it changed",
        "What was not understood",
    ]
    assert [token.content for token in tokens if token.type == "html_block"] == [text.splitlines()[0] + "\n"]
    inline = {child.type for token in tokens for child in token.children or []}
    assert not inline & {"html_inline", "link_open", "image"}
    assert len([token for token in tokens if token.type == "table_open"]) == 1


def test_a_figure_that_is_only_stated_as_about_so_much_stays_about() -> None:
    figure = money(NEW, "3", "285 million dollars", "285000000", period="2021", qualifier="about")
    facts = Facts(funding=(figure,))
    assert "| about US$ 285 million (2021) |" in _render(new_facts=facts)
    assert "| 约 2.85 亿美元（2021） |" in _render(new_facts=facts, language="zh")


def test_new_paragraphs_of_one_section_without_news_are_one_change_with_the_words_of_the_weightiest() -> None:
    texts = {"2": "Nothing else stands here.", "3": "A short one.", "4": "A much longer new one, " * 9}
    old = report("2020", {"2": texts["2"]}, sections=SECTIONS, section_of={"2": "A"})
    new = report("2021", texts, sections=SECTIONS, section_of={"2": "A", "3": "B", "4": "B"})
    between = comparison(old, new, link("2", "2", Relation.IDENTICAL, similarity=1))
    lines = _render(old, new, between, Facts(), Facts()).splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("1. "))
    assert lines[first] == "1. **paras. 3 and 4** · Means · New · *without counterpart in 2020*"
    assert lines[first + 1].startswith("   > para. 4: A much longer new one")
    assert not any(line.startswith("2. ") for line in lines)


def test_every_change_has_a_reason() -> None:
    ranked = [line for line in _render().splitlines() if line[0:1].isdigit() and line[1:3] == ". "]
    assert len(ranked) == 6
    assert all(line.endswith("*") for line in ranked)


def test_a_programme_whose_end_was_told_before_is_not_news() -> None:
    old = replace(OLD_FACTS, programmes=(mention(OLD, "4", "Harbour Project", "ended"),))
    text = _render(old_facts=old, new_facts=replace(NEW_FACTS, programmes=()))
    assert (
        "**Harbour Project** is no longer mentioned; an earlier edition told of its end (para. 4 of 2020)."
        in text
    )
    assert "programmes no longer mentioned" not in text


def test_figures_that_may_count_different_things_stand_in_the_table_and_not_at_the_top() -> None:
    texts = {
        "2020": "The sample hall took in 40 visitors on its busy days. Boats carried 7 tons of water.",
        "2021": "The sample hall took in 55 visitors on its busy days. Boats carried 9000 tons of water.",
    }
    old, new = (report(edition, {"2": text}) for edition, text in texts.items())
    facts = [
        Facts(
            quantities=(
                quantity(one, "2", a, a.split()[0], "persons"),
                quantity(one, "2", b, b.split()[0], "tons"),
            )
        )
        for one, a, b in ((old, "40 visitors", "7 tons"), (new, "55 visitors", "9000 tons"))
    ]
    text = _render(old, new, comparison(old, new, link("2", "2")), *facts)
    assert "**55 visitors**" in _line(text, "- **Other figures:**")
    assert "9000" not in _line(text, "- **Other figures:**")
    assert any("9000 tons" in line for line in text.splitlines() if line.startswith("| "))
