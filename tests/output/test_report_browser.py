"""In a browser, from a file: the report page asks for nothing, can be used by all, and its tools work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from report_pairs import NEW_TEXTS, every_kind
from reportdiff.output.report_page import render_report

playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright, which is not installed")
CHROMIUM = which("chromium") or which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (Debian's package `chromium`)")
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


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

    def shown(self) -> list[str]:
        """The ids of the new paragraphs in blocks that no filter hides."""
        script = "() => [...document.querySelectorAll('.block:not([hidden]) .par')].map(one => one.id)"
        return [name for name in self.page.evaluate(script) if name.startswith("n-")]

    def current(self) -> str:
        """What assistive technology calls the block that has the focus."""
        return str(self.page.evaluate("() => document.activeElement.getAttribute('aria-label') || ''"))


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens the page of a pair with every kind of change from a file, in the wanted way."""
    pages = []

    def opener(language: str = "en", *, text: str = "en", at: str = "", **options: Any) -> Opened:
        file = tmp_path / f"{language}-{text}.html"
        file.write_text(render_report(every_kind(text), language), encoding="utf-8")
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


def test_opening_and_using_it_asks_for_nothing_and_brings_no_complaint(opened: Any) -> None:
    one = opened()
    for key in ("j", "o", "f", "f", "?", "Escape", "/", "x", "Escape"):
        one.page.keyboard.press(key)
    assert one.complaints == []
    assert [url for url in one.requests if not url.startswith("file:")] == []
    assert len(one.requests) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(("language", "text"), [("en", "ar"), ("zh", "zh")])
def test_it_is_accessible_with_everything_open(
    opened: Any, scheme: str, size: dict[str, int], language: str, text: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe").Axe()
    one = opened(language, text=text, color_scheme=scheme, viewport=size)
    one.page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true; })")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = axe.run(one.page, options={"runOnly": rules}).response
    assert len(found["passes"]) > 20
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    one.page.evaluate("() => document.querySelector('#help').showModal()")
    assert axe.run(one.page, options={"runOnly": rules}).response["violations"] == []


@pytest.mark.parametrize(("language", "text"), [("en", "en"), ("en", "ar"), ("zh", "zh")])
def test_a_phone_needs_no_scrolling_sideways(opened: Any, language: str, text: str) -> None:
    page = opened(language, text=text, viewport={"width": 360, "height": 740}).page
    page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360


def test_relations_are_filtered(opened: Any) -> None:
    one = opened()
    everything = one.shown()
    assert len(everything) == len(NEW_TEXTS)
    for what in ("identical", "edited", "figures", "dropped", "added"):
        one.page.locator(f"input[name=what][value={what}]").uncheck()
    assert one.shown() == ["n-12"]
    assert one.page.locator("#shown").inner_text() == "1 of 14 shown"
    one.page.locator("#show-all").click()
    assert one.shown() == everything


def test_figures_sections_importance_and_moves_are_filtered(opened: Any) -> None:
    one = opened()
    one.page.locator("#only-figures").check()
    assert "n-4" in one.shown()
    assert "n-7" not in one.shown()
    one.page.locator("#only-figures").uncheck()
    one.page.locator("#section").select_option("A")
    assert one.shown() == ["n-2", "n-3"]
    one.page.locator("#section").select_option("B")
    assert "n-4" in one.shown(), "a section has its subsections"
    one.page.locator("#section").select_option("")
    one.page.locator("#importance").select_option("66")
    assert one.shown() == ["n-3", "n-4", "n-5", "n-7"]
    one.page.locator("#importance").select_option("0")
    one.page.locator("#only-moved").check()
    assert one.shown() == ["n-2", "n-8", "n-9", "n-10"]


def test_nothing_left_is_said(opened: Any) -> None:
    one = opened()
    one.page.locator("#search").fill("zzz")
    assert one.shown() == []
    assert one.page.locator("#shown").inner_text() == "Nothing fits these filters."


def test_search_finds_words_of_either_side_across_marks_and_opens_what_is_folded(opened: Any) -> None:
    one = opened()
    one.page.keyboard.press("/")
    one.page.keyboard.type("reached 250 MILLION dollars in 2020")
    assert one.shown() == ["n-4"]
    assert one.page.evaluate("() => CSS.highlights.get('hit').size") == 1
    hit = "() => [...CSS.highlights.get('hit')][0].toString()"
    assert one.page.evaluate(hit) == "reached 250 million dollars in 2020"
    one.page.locator("#search").fill("tells of the year")
    assert one.page.locator("#n-1 .words").is_visible()
    one.page.keyboard.press("Escape")
    assert len(one.shown()) == len(NEW_TEXTS)
    assert not one.page.locator("#n-1 .words").is_visible()


def test_keys_lead_from_change_to_change_and_open_what_speaks_for_it(opened: Any) -> None:
    one = opened(at="#n-3")
    one.page.keyboard.press("j")
    first = one.current()
    one.page.keyboard.press("j")
    second = one.current()
    assert first
    assert second
    assert first != second
    one.page.keyboard.press("k")
    assert one.current() == first
    one.page.keyboard.press("o")
    assert one.page.locator(".block.current .why").get_attribute("open") is not None


def test_words_of_an_arabic_report_run_from_the_right_wherever_they_stand_alone(opened: Any) -> None:
    page = opened("en", text="ar").page
    places = page.locator(".words, #section option[lang], .heat [lang], .most .nowrap")
    assert places.count() > 0
    directions = places.evaluate_all("all => all.map(one => getComputedStyle(one).direction)")
    assert set(directions) == {"rtl"}


COPIED = "() => navigator.clipboard.readText()"


def test_a_change_is_copied_as_text_with_its_place_and_what_went_and_came(opened: Any) -> None:
    one = opened()
    one.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    one.page.locator(".block:has(#n-4) .copy").click()
    one.page.wait_for_function("() => document.querySelector('#shown').textContent === 'Copied'")
    lines = one.page.evaluate(COPIED).splitlines()
    old, new = (one.page.locator(f".block:has(#n-4) .{side} .words").inner_text() for side in ("old", "new"))
    assert lines[0] == one.page.locator(".block:has(#n-4)").get_attribute("aria-label")
    assert len(lines) == 3
    assert "[-" in lines[1]
    assert "{+" in lines[2]
    bare = [re.sub(r"\[-(.*?)-\]|\{\+(.*?)\+\}", r"\1\2", line).partition(": ")[2] for line in lines[1:]]
    assert bare == [old, new]


def test_what_is_shown_is_copied_without_what_stands_as_it_was(opened: Any) -> None:
    one = opened()
    one.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    changed = one.page.locator(".block:not([data-what=identical])")
    labels = [changed.nth(n).get_attribute("aria-label") for n in range(changed.count())]
    one.page.locator("#copy-shown").click()
    one.page.wait_for_function("() => document.querySelector('#shown').textContent === 'Copied'")
    parts = one.page.evaluate(COPIED).split("\n\n")
    assert [part.splitlines()[0] for part in parts] == labels
    one.page.locator("#search").fill("zzz")
    assert one.page.locator("#shown").inner_text() == "Nothing fits these filters."


def test_help_opens_by_key_and_button_and_keys_can_be_switched_off(opened: Any) -> None:
    one = opened()
    one.page.keyboard.press("?")
    assert one.page.locator("#help").is_visible()
    assert one.page.locator("#help kbd").count() == 8
    one.page.keyboard.press("Escape")
    assert not one.page.locator("#help").is_visible()
    one.page.locator("#open-help").click()
    one.page.locator("#keys-on").uncheck()
    one.page.locator("#close-help").click()
    one.page.keyboard.press("f")
    assert not one.page.locator("#only-figures").is_checked()


def test_keys_typed_into_the_search_are_text(opened: Any) -> None:
    one = opened()
    one.page.locator("#search").focus()
    one.page.keyboard.type("jk?o/")
    assert one.page.locator("#search").input_value() == "jk?o/"
    assert not one.page.locator("#help").is_visible()


@pytest.mark.parametrize("name", ["n-1", "o-5", "n-fn1", "o-6"])
def test_an_address_leads_to_its_paragraph_even_where_that_is_folded(opened: Any, name: str) -> None:
    one = opened(at=f"#{name}")
    assert one.page.evaluate(f"() => document.getElementById('{name}').closest('.par').checkVisibility()")
    top = one.page.evaluate(f"() => document.getElementById('{name}').getBoundingClientRect().top")
    assert 0 <= top < DESKTOP["height"]


def test_an_address_leads_through_filters(opened: Any) -> None:
    one = opened()
    one.page.locator("#section").select_option("A")
    one.page.evaluate("() => { location.hash = '#n-9'; }")
    one.page.wait_for_function("() => document.getElementById('n-9').checkVisibility()")
    assert len(one.shown()) == len(NEW_TEXTS)


def test_facts_can_be_left_unmarked(opened: Any) -> None:
    page = opened().page
    style = "() => getComputedStyle(document.querySelector('#n-7 .fact')).textDecorationLine"
    assert page.evaluate(style) == "underline"
    page.locator("#mark-facts").uncheck()
    assert page.evaluate(style) != "underline"


def test_without_its_script_it_is_a_document_to_read(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(render_report(every_kind(), "en"), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{file.as_uri()}#n-1")
    assert page.locator("#n-1 .words").is_visible(), "a link into a fold opens it"
    assert page.locator("#n-4 .words").is_visible()
    assert not page.locator("#filters").is_visible()
    page.locator("#typography summary").first.click()
    assert page.locator("#o-5").is_visible()
    context.close()


def test_it_prints_both_sides_without_its_tools(opened: Any) -> None:
    page = opened().page
    page.emulate_media(media="print")
    assert not page.locator("#filters").is_visible()
    left, right = (page.locator(f"#{name}").bounding_box() for name in ("o-3", "n-4"))
    assert left["x"] + left["width"] <= right["x"]
    assert len(page.pdf(format="A4")) > 10_000


def test_the_new_text_stands_where_a_right_to_left_reader_ends(opened: Any) -> None:
    page = opened(text="ar").page
    page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    old, new = (page.locator(f"#{name}").bounding_box() for name in ("o-3", "n-4"))
    assert new["x"] + new["width"] <= old["x"]
