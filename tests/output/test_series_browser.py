"""In a browser, from a file: any two editions are put together, and a paragraph is followed through all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from made_series import LINKS, TEXTS, made_series
from reportdiff.output.series_page import render_series

playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright, which is not installed")
CHROMIUM = which("chromium") or which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (Debian's package `chromium`)")
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
RELATIONS = {"identical", "figures", "edited", "rewritten", "added", "dropped"}
READ = """() => [...document.querySelectorAll('#compared .block')].map(block => ({
  what: block.dataset.what,
  old: [...block.querySelectorAll('.side.old .words')].map(one => one.textContent),
  new: [...block.querySelectorAll('.side.new .words, .block > .par > .words')].map(one => one.textContent),
  gone: [...block.querySelectorAll('.pair del')].map(one => one.textContent),
  come: [...block.querySelectorAll('.pair ins')].map(one => one.textContent),
}))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium for all tests here."""
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM)
        yield started
        started.close()


@dataclass
class Opened:
    """A page that was opened, with what it asked for and complained of."""

    page: Any
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def blocks(self) -> list[dict[str, Any]]:
        """What is compared, in its order."""
        return list(self.page.evaluate(READ))

    def choose(self, old: str, new: str) -> list[dict[str, Any]]:
        """What is compared after two editions were picked."""
        self.page.locator("#from").select_option(label=old)
        self.page.locator("#to").select_option(label=new)
        return self.blocks()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens the page of the series made by hand from a file, in the wanted way."""
    pages = []

    def opener(language: str = "en", *, text: str = "en", at: str = "", **options: Any) -> Opened:
        file = tmp_path / f"{language}-{text}.html"
        file.write_text(render_series(made_series(text), language), encoding="utf-8")
        page = browser.new_page(**{"viewport": DESKTOP, **options})
        one = Opened(page)
        page.on("console", lambda message: one.complaints.append(message.text))
        page.on("pageerror", lambda error: one.complaints.append(str(error)))
        page.on("request", lambda request: one.requests.append(request.url))
        page.goto(f"{file.as_uri()}{at}")
        pages.append(page)
        return one

    yield opener
    for page in pages:
        page.close()


def by_new_text(blocks: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Blocks by each text of their new side; of equal texts the first counts."""
    return {text: block for block in reversed(blocks) for text in block["new"]}


def test_using_it_asks_for_nothing_and_brings_no_complaint(opened: Any) -> None:
    one = opened()
    one.choose("2019", "2022")
    one.page.locator(".block.edited .life").first.click()
    one.page.locator("#life-paragraph").select_option(index=2)
    one.page.locator("#search").fill("sample")
    assert one.complaints == []
    assert len(one.requests) == 1
    assert one.requests[0].startswith("file:")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(("language", "text"), [("en", "ar"), ("zh", "zh")])
def test_it_is_accessible_with_everything_open(
    opened: Any, scheme: str, size: dict[str, int], language: str, text: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe").Axe()
    one = opened(language, text=text, color_scheme=scheme, viewport=size, at="#life=2022/2")
    one.page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true; })")
    one.page.evaluate("() => document.querySelectorAll('.life').forEach(each => each.click())")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = axe.run(one.page, options={"runOnly": rules}).response
    assert len(found["passes"]) > 20
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []


@pytest.mark.parametrize(("language", "text"), [("en", "en"), ("en", "ar"), ("zh", "zh")])
def test_a_phone_needs_no_scrolling_sideways(opened: Any, language: str, text: str) -> None:
    page = opened(language, text=text, viewport={"width": 360, "height": 740}, at="#life=2022/2").page
    page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true; })")
    page.evaluate("() => document.querySelectorAll('.life').forEach(each => each.click())")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360


def test_the_script_shows_the_latest_editions_as_they_stand_without_it(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(render_series(made_series(), "en"), encoding="utf-8")
    shown = []
    for script in (False, True):
        context = browser.new_context(java_script_enabled=script)
        page = context.new_page()
        page.goto(file.as_uri())
        shown.append(page.locator("#compared .block").evaluate_all("all => all.map(one => one.dataset.what)"))
        shown.append(page.locator("#compared .words").all_inner_texts())
        assert page.locator("#picker").is_visible() is script
        assert page.locator("#life").is_visible() is script
        assert page.locator(".chart").first.is_visible()
        context.close()
    assert shown[0] == shown[2]
    assert shown[1] == shown[3]


@pytest.mark.parametrize("new", ["2020", "2021", "2022"])
def test_successive_editions_are_told_as_they_were_compared(opened: Any, new: str) -> None:
    old = str(int(new) - 1)
    blocks = opened().choose(old, new)
    expected = {(one.old[0], one.new[0]): one.relation.value for one in LINKS[new]}
    for (before, after), what in expected.items():
        block = by_new_text(blocks)[TEXTS[new][after]]
        assert block["what"] == what
        assert (block["old"] or block["new"]) == [TEXTS[old][before]]
    for side, edition in (("old", old), ("new", new)):
        texts = [text for block in blocks for text in block[side]]
        once = [
            block["new"][0]
            for block in blocks
            if side == "old" and not block["old"] and block["what"] == "identical"
        ]
        assert sorted(texts + once) == sorted(TEXTS[edition].values())


def test_editions_that_were_not_compared_are_put_together_through_the_years(opened: Any) -> None:
    one = opened()
    blocks = by_new_text(one.choose("2019", "2022"))
    counted = blocks[TEXTS["2022"]["2"]]
    assert counted["old"] == [TEXTS["2019"]["2"]]
    assert counted["what"] == "edited"
    assert blocks[TEXTS["2022"]["fn1"]]["what"] == "added"
    one = opened()
    blocks = by_new_text(one.choose("2019", "2021"))
    assert blocks[TEXTS["2021"]["2"]]["what"] == "figures"
    assert blocks[TEXTS["2021"]["1"]]["what"] == "identical"
    assert blocks[TEXTS["2021"]["3"]]["what"] == "added"
    assert one.page.locator("#compared .tally a").count() == 0
    rewritten = by_new_text(one.choose("2020", "2022"))[TEXTS["2022"]["3"]]
    assert rewritten["old"] == [TEXTS["2020"]["4"]]
    assert rewritten["what"] == "rewritten"


def test_numbers_and_dates_are_never_cut(opened: Any) -> None:
    blocks = by_new_text(opened().choose("2019", "2021"))
    counted = blocks[TEXTS["2021"]["2"]]
    assert counted["gone"] == ["1,300", "3 May 2019"]
    assert counted["come"] == ["1,400", "5 May 2021"]


def test_the_order_of_choosing_does_not_matter(opened: Any) -> None:
    one = opened()
    assert one.choose("2022", "2020") == opened().choose("2020", "2022")
    assert one.page.locator("#from").input_value() == "1"


def test_what_is_counted_is_what_is_shown(opened: Any) -> None:
    one = opened()
    one.choose("2019", "2022")
    shown = one.page.evaluate(
        "() => [...document.querySelectorAll('#compared .group .block')].map(one => one.dataset.what)"
    )
    for what in RELATIONS:
        assert one.page.locator(f"[data-count={what}]").inner_text() == str(shown.count(what))


def test_kinds_and_words_narrow_what_is_shown(opened: Any) -> None:
    one = opened()
    visible = one.page.locator("#compared .group .block:not([hidden])")
    one.page.locator("input[name=what][value=identical]").uncheck()
    assert "identical" not in visible.evaluate_all("all => all.map(one => one.dataset.what)")
    one.page.locator("#search").fill("WARDENS")
    assert visible.count() == 1
    one.page.locator("#search").fill("zzz")
    assert one.page.locator("#shown").inner_text() == "Nothing fits these filters."


def test_a_life_opens_in_place_with_every_edition_and_its_rewording(opened: Any) -> None:
    one = opened()
    block = one.page.locator("#compared .block", has_text="1,450 parties")
    block.locator(".life").click()
    life = block.locator(".lives li")
    assert life.count() == 4
    assert life.locator(".what").all_inner_texts() == ["First", "Figures only", "Figures only", "Edited"]
    assert life.nth(1).locator("del").all_inner_texts() == ["1,300", "3 May 2019"]
    assert life.nth(1).locator("ins").all_inner_texts() == ["1,350", "4 May 2020"]
    without = "one => { one.querySelectorAll('del').forEach(gone => gone.remove()); return one.innerText; }"
    assert life.nth(3).locator(".words").evaluate(without).split() == TEXTS["2022"]["2"].split()
    block.locator(".life").click()
    assert life.count() == 0


def test_a_chosen_paragraph_shows_where_it_is_absent(opened: Any) -> None:
    one = opened()
    one.page.locator("#life-edition").select_option(label="2020")
    one.page.locator("#life-paragraph").select_option(index=4)
    life = one.page.locator("#life-shown li")
    assert life.nth(0).inner_text().split("\n")[-1] == "Not in this edition"
    assert life.locator(".what").all_inner_texts() == ["First", "Edited", "Rewritten"]


def test_addresses_lead_to_a_pair_and_to_a_life(opened: Any) -> None:
    one = opened(at="#compare=2019..2021")
    assert one.page.locator("#compared h3").inner_text() == "2019 → 2021"
    one.choose("2019", "2022")
    assert one.page.url.endswith("#compare=2019..2022")
    one = opened(at="#life=2021/4")
    assert one.page.locator("#life-shown li").count() == 4
    assert opened(at="#compare=1066..2099").complaints == []


def test_phrases_in_common_light_up_on_both_sides(opened: Any) -> None:
    page = opened().page
    block = page.locator("#compared .block.rewritten").first
    assert "the wardens of the old harbour hall" in block.locator(".side.old .shared").all_inner_texts()
    block.locator(".side.old .shared").first.hover()
    assert block.locator(".side.new .shared.lit").count() == 1


def test_chinese_is_told_by_characters_with_its_numbers_whole(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(render_series(made_series(), "en"), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    told = page.evaluate(
        """() => {
          const texts = ['样本公约有1,300个缔约方', '样本公约现有1,450个缔约方'];
          const atoms = texts.map((text, k) => Words.atoms(text, [[5, 5], [6, 5]][k]));
          const words = (side, from, to) =>
            to > from ? texts[side].slice(atoms[side][from].start, atoms[side][to - 1].end) : '';
          return Words.changes(...atoms).map(([i, j, k, l]) => [words(0, i, j), words(1, k, l)]);
        }"""
    )
    assert told == [["", "现"], ["1,300", "1,450"]]
    page.close()


def test_it_prints_what_is_compared_without_its_tools(opened: Any) -> None:
    page = opened().page
    page.emulate_media(media="print")
    assert not page.locator("#picker").is_visible()
    assert not page.locator("#life").is_visible()
    assert page.locator("#compared .block.edited").first.is_visible()
    assert len(page.pdf(format="A4")) > 10_000
