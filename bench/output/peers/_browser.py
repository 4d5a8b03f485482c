"""What a browser makes of each tool's page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from bench.output.peers._shown import nodes
from bench.output.peers._texts import Text, ink
from lxml import html
from PIL import Image

WIDTH, HEIGHT = 1280, 900
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_NEAR = 60
"""Characters within which the old and the new value of a figure must stand to be read as one."""
_COLOURS = 48
"""Colours of a picture: they are of type on plain ground."""
_PHRASE = {"zh": 12}
_PHRASE_ELSE = 30
"""Letters of a phrase that somebody looks for in the page."""

_OPENING = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
    () => done(performance.now()))))"""
_WORDS = """(screens) => {
  const range = document.createRange(), seen = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    if (node.parentElement.closest('script, style')) continue;
    for (const word of node.data.matchAll(/\\p{Script=Han}|[^\\s\\p{Script=Han}]+/gu)) {
      range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
      const box = range.getBoundingClientRect();
      if (box.width > 1 && box.top >= 0 && box.bottom <= innerHeight * screens && box.left < innerWidth)
        seen.push(word[0]);
    }
  }
  return seen.join(' ');
}"""
_SCROLL = """(phrases) => {
  document.querySelectorAll('.heat, .filters').forEach(one => { one.style.display = 'none'; });
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  for (let node; (node = walker.nextNode());) {
    if (node.parentElement.closest('script, style') || !node.parentElement.checkVisibility()) continue;
    const n = phrases.filter(phrase => node.data.includes(phrase)).length;
    const place = node.parentElement.closest('article, tr, p, li') || node.parentElement;
    const range = document.createRange();
    range.selectNode(node);
    const top = (place.matches('pre, pre *') ? range : place).getBoundingClientRect().top + scrollY;
    found.push([n, top]);
  }
  const most = Math.max(...found.map(each => each[0]));
  scrollTo(0, found.find(each => each[0] === most)[1] - 60);
}"""
_HIDDEN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let all = 0, hidden = 0;
  for (let node; (node = walker.nextNode());) {
    if (node.parentElement.closest('script, style') || !node.data.trim()) continue;
    let left = 0, right = document.documentElement.clientWidth;
    for (let around = node.parentElement; around && around !== document.body; around = around.parentElement) {
      if (getComputedStyle(around).overflowX === 'visible') continue;
      const box = around.getBoundingClientRect();
      left = Math.max(left, box.left); right = Math.min(right, box.right);
      if (getComputedStyle(around).clipPath !== 'none') { left = -1e9; right = 1e9; break; }
    }
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 2) continue;
      all += box.width;
      hidden += Math.min(box.width, Math.max(0, box.right - right) + Math.max(0, left - box.left));
    }
  }
  return all ? hidden / all : 0;
}"""
_RIGHT_TO_LEFT = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); let all = 0, right = 0;
  for (let node; (node = walker.nextNode());) {
    if (node.parentElement.closest('script, style')) continue;
    const letters = (node.data.match(/\\p{Script=Arabic}/gu) || []).length;
    all += letters; if (getComputedStyle(node.parentElement).direction === 'rtl') right += letters;
  }
  return all ? right / all : 0;
}"""


@dataclass(frozen=True)
class Opened:
    """One page in the browser.

    `seconds` until it is painted (the least of three), `requests` for other addresses than its own, `rules`
    and `nodes` that axe complains of, `hidden` the share of its text that is only reached by scrolling
    sideways, `sheets` of A4 that it prints on, `right_to_left` the share of Arabic letters set so,
    `phrases` of the new edition that a search in the page finds, as a share.
    """

    seconds: float
    requests: int
    rules: tuple[str, ...]
    nodes: int
    hidden: float
    sheets: int
    right_to_left: float
    phrases: float
    first_screen: str


def opened(browser: Any, file: Path, new: Text, language: str) -> Opened:  # noqa: ANN401 - Playwright's
    """Open a page from a file, with the network shut off."""
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    requests: set[str] = set()
    seconds = []
    for _ in range(3):
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.route(re.compile("^https?:"), lambda route: route.abort())
        page.on("request", lambda request: requests.add(request.url))
        page.goto(file.as_uri())
        seconds.append(page.evaluate(_OPENING) / 1000)
        if len(seconds) < 3:
            page.close()
    complaints = Axe().run(page, options={"runOnly": _RULES}).response["violations"]
    look = Opened(
        seconds=min(seconds),
        requests=len({url for url in requests if not url.startswith(("file:", "data:"))}),
        rules=tuple(sorted(each["id"] for each in complaints)),
        nodes=sum(len(each["nodes"]) for each in complaints),
        hidden=page.evaluate(_HIDDEN),
        sheets=len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))),
        right_to_left=page.evaluate(_RIGHT_TO_LEFT),
        phrases=_phrases_found(file, new, language),
        first_screen=page.evaluate(_WORDS, 1),
    )
    page.close()
    return look


def _phrases_found(file: Path, new: Text, language: str) -> float:
    body = html.fromstring(file.read_text(encoding="utf-8"))
    for unseen in nodes(body, "//script | //style | //head"):
        unseen.drop_tree()
    letters = ink("".join(map(str, body.itertext())))
    n = _PHRASE.get(language, _PHRASE_ELSE)
    phrases = [
        words[start : start + n]
        for words in (ink(line.text) for line in new.lines)
        for start in range(0, len(words) - n + 1, n)
    ]
    return sum(phrase in letters for phrase in phrases) / len(phrases)


def picture(
    browser: Any,  # noqa: ANN401 - Playwright's
    file: Path,
    to: Path,
    *,
    at: Sequence[str] = (),
) -> None:
    """A picture of the first screen, or of half a screen from where words of one of the lines `at` stand."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
    page.route(re.compile("^https?:"), lambda route: route.abort())
    page.goto(file.as_uri())
    if at:
        page.evaluate(_SCROLL, [line[n : n + 8] for line in at for n in range(0, len(line) - 8, 4)])
    page.wait_for_timeout(200)
    clip = {"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT // 2 if at else HEIGHT}
    picture = Image.open(BytesIO(page.screenshot(clip=clip)))
    picture.convert("RGB").quantize(_COLOURS).save(to, optimize=True)
    page.close()


# ------------------------------------------------------------------------------ figures


def moved_figures(sample: Path, old: str, new: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What the sample says moved: the ways to write the old value and the new one."""
    facts = tomllib.loads((sample / "truth.toml").read_text(encoding="utf-8"))["facts"]
    before, after = (dict(_values(facts[edition])) for edition in (old, new))
    return [(before[key], after[key]) for key in after if key in before and before[key] != after[key]]


def _values(facts: Any) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:  # noqa: ANN401 - TOML
    for count in facts["treaty_counts"]:
        yield ("parties", count["instrument"]), (str(count["parties"]),)
    for funding in sorted(facts["funding"], key=lambda one: str(one["period"])[-4:]):
        key = (funding["measure"], funding["basis"])
        if "amount" in funding:
            yield key, tuple(f"{funding['amount'] / unit:.10g}" for unit in (10**4, 10**6, 10**8))
        else:
            yield key, (f"{funding['share']:g}",)


def figures_on(screen: str, figures: Sequence[tuple[Sequence[str], Sequence[str]]]) -> int:
    """How many figures stand on a screen with both values near each other."""
    return sum(
        any(abs(a - b) <= _NEAR for a in _places(screen, old) for b in _places(screen, new))
        for old, new in figures
    )


def _places(text: str, values: Sequence[str]) -> list[int]:
    any_of = "|".join(re.escape(value) for value in values)
    return [found.start() for found in re.finditer(rf"(?<![\d.,])(?:{any_of})(?![\d]|[.,]\d)", text)]
