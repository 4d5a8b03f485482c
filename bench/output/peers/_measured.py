"""All figures as Markdown tables."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.output.peers import _browser
from bench.output.peers._shown import labels_marked, numbers_cut
from bench.output.peers._texts import text_of
from bench.output.peers._tools import TOOLS, Made, Pair, Peers
from bench.output.peers._truth import (
    LEAST,
    Truth,
    found_pairs,
    labelled_truth,
    marked_characters,
    really_changed,
    sample_truth,
)

from reportdiff import read_report
from reportdiff.interchange import report_json

SAMPLE = Path(__file__).resolve().parents[3] / "corpora" / "sample-annual-report"
OLD, NEW = "2015", "2016"
SAMPLE_LANGUAGES = ("en", "zh", "ar")
LABELLED = (
    ("un-undof", "en", "2025a", "2025b", "pdf"),
    ("un-afghanistan", "en", "2025a", "2025b", "pdf"),
    ("zh-government-work-report", "zh", "2023", "2024", "txt"),
)
UNLABELLED = (("un-opcw-syria", "en", "2025-03", "2025-04", "pdf"),)

PICTURED = ("en", "zh")
SPLIT = ("22", "23")
"""Where the new edition has what was one paragraph; the pictures show it."""
NAMES = {
    "reportdiff": "reportdiff",
    "redlines": "redlines",
    "diff2html": "diff2html",
    "git --word-diff": "git",
}


@dataclass(frozen=True)
class Asked:
    """What the command was given."""

    peers: Peers
    labels: Path | None
    reports: Path | None
    pictures: Path | None
    chromium: Path


@dataclass(frozen=True)
class Case:
    """A pair with what the tools made of it, and its truth where there is one in our addresses."""

    pair: Pair
    made: dict[str, Made]
    truth: Truth | None
    labels: Path | None = None


def results(asked: Asked, folder: Path) -> str:
    """Everything that is measured; pictures are written on the way."""
    from playwright.sync_api import sync_playwright

    versions = _versions(asked)
    sample = [_sample(asked, folder, language) for language in SAMPLE_LANGUAGES]
    real = [*_labelled(asked, folder), *_unlabelled(asked, folder)]
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=asked.chromium)
        pages = _table(_PAGE, (row for case in (*sample, *real) for row in _page_rows(browser, case)))
        if asked.pictures is not None:
            _take_pictures(browser, sample, asked.pictures)
        browser.close()
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    parts = [
        "# Beside other differs: measured",
        f"{date.today().isoformat()}; {machine}; {versions}.",  # noqa: DTZ011
        "What the columns mean is told in `docs/comparison.md`.",
        "## Pairs shown, the sample series",
        _table(_SAMPLE_PAIRS, (row for case in sample for row in _sample_rows(case))),
        "## Pairs shown, hand-labelled reports",
        _table(_LABEL_PAIRS, (row for case in real for row in _label_rows(case))),
        "## Characters marked",
        _table(_MARKED, (row for case in (*sample, *real) for row in _marked_rows(case))),
        "## Cost",
        _table(_COST, (row for case in (*sample, *real) for row in _cost_rows(case))),
        "## In a browser",
        pages,
    ]
    return "\n\n".join(parts) + "\n"


# ------------------------------------------------------------------------------ cases


def _sample(asked: Asked, folder: Path, language: str) -> Case:
    files = SAMPLE / language / f"{OLD}.txt", SAMPLE / language / f"{NEW}.txt"
    truth = sample_truth(SAMPLE, OLD, NEW) if language != "ar" else None
    pair = _pair(f"sample {language}", language, files, folder)
    return Case(pair, _made(pair, asked, folder), truth)


def _labelled(asked: Asked, folder: Path) -> Iterator[Case]:
    if asked.labels is None or asked.reports is None:
        return
    for name, language, old, new, ending in LABELLED:
        pair = _real(asked.reports, name, language, old, new, ending, folder)
        labels = asked.labels / f"{name}.{old}-{new}.tsv"
        truth = None if language == "zh" else labelled_truth(labels)
        yield Case(pair, _made(pair, asked, folder), truth, labels)


def _unlabelled(asked: Asked, folder: Path) -> Iterator[Case]:
    for parts in UNLABELLED if asked.reports is not None else ():
        pair = _real(asked.reports, *parts, folder)  # type: ignore[arg-type]
        yield Case(pair, _made(pair, asked, folder), None)


def _real(reports: Path, name: str, language: str, old: str, new: str, ending: str, folder: Path) -> Pair:
    files = tuple(reports / name / language / f"{edition}.{ending}" for edition in (old, new))
    return _pair(name, language, (files[0], files[1]), folder)


def _pair(name: str, language: str, files: tuple[Path, Path], folder: Path) -> Pair:
    old, new = (text_of(read_report(file, language)) for file in files)
    names = f"{files[0].stem}.txt", f"{files[1].stem}.txt"
    plain = folder / name.replace(" ", "-")
    plain.mkdir()
    for file, text in zip(names, (old, new), strict=True):
        (plain / file).write_text(text.file, encoding="utf-8")
    return Pair(name, language, files, plain, names, old, new)


def _made(pair: Pair, asked: Asked, folder: Path) -> dict[str, Made]:
    print(pair.name, file=sys.stderr)
    return {name: tool(pair, asked.peers, folder) for name, tool in TOOLS.items()}


# ------------------------------------------------------------------------------ rows

Row = Sequence[str]
_SAMPLE_PAIRS = (
    "Pair",
    "Tool",
    "True",
    "Shown",
    "P",
    "R",
    "F1",
    "identical",
    "figures",
    "edited",
    "rewritten",
    "moved",
)
_LABEL_PAIRS = ("Pair", "Tool", "True", "Shown", "P", "R", "F1", "R same", "R edited", "R continued")
_MARKED = (
    "Pair",
    "Tool",
    "Changed",
    "Marked",
    "Needless",
    "Missed",
    "Numbers cut",
    "Paragraph numbers marked",
)
_COST = ("Pair", "Tool", "Processor s", "kB")
_PAGE = (
    "Pair",
    "Tool",
    "Open s",
    "Requests",
    "axe rules",
    "axe nodes",
    "Cut off",
    "Sheets",
    "Phrases",
    "Figures",
    "Right to left",
    "Rules",
)


def _sample_rows(case: Case) -> Iterator[Row]:
    if case.truth is None:
        return
    for tool, made in case.made.items():
        found = found_pairs(case.truth, made.shown, case.pair.old, case.pair.new)
        by_relation = (f"{found.right[r]} of {n}" for r, n in found.true.items())
        scores = f"{found.precision:.2f}", f"{found.recall:.2f}", f"{found.f1:.2f}"
        moved = f"{found.moved[0]} of {found.moved[1]}"
        yield (
            case.pair.name,
            tool,
            f"{sum(found.true.values())}",
            f"{found.shown}",
            *scores,
            *by_relation,
            moved,
        )


def _label_rows(case: Case) -> Iterator[Row]:
    if case.labels is None:
        return
    command = _scoring(case, case.labels)
    for tool, made in case.made.items():
        different = {frozenset(made.shown.pairs(least)) for least in LEAST}
        scores = [_score(command, case.pair, pairs) for pairs in different]
        best = max(scores, key=lambda score: float(score["F1"]))
        recalls = (f"{best.get(f'R {name}', 1):.2f}" for name in ("same", "edited", "continued"))
        rates = (f"{best[name]:.2f}" for name in ("P", "R", "F1"))
        yield case.pair.name, tool, str(best["links"]), str(best["predicted"]), *rates, *recalls


def _scoring(case: Case, labels: Path) -> list[str | Path]:
    """The call of the labels' own score.py, but for the file of links, which is `links.json` beside."""
    folder = case.made["reportdiff"].page.parent
    parsed = [folder / f"{case.pair.name}.{side}.json" for side in ("old", "new")]
    for file, into in zip(case.pair.files, parsed, strict=True):
        report = report_json(read_report(file, case.pair.language))
        into.write_text(json.dumps(report), encoding="utf-8")
    texts = (("--old-text", case.pair.files[0]), ("--new-text", case.pair.files[1]))
    more = [word for text in texts for word in text] if case.pair.files[0].suffix == ".txt" else []
    score = labels.parent / "score.py"
    return [sys.executable, score, labels, *parsed, folder / "links.json", *more, "--json"]


def _score(command: Sequence[str | Path], pair: Pair, pairs: Iterable[tuple[int, int]]) -> dict[str, Any]:
    """What the labels' score.py says of the pairs."""
    links = [
        {"old": [a], "new": [b], "relation": ""}
        for i, j in pairs
        if (a := pair.old.lines[i].address) and (b := pair.new.lines[j].address)
    ]
    Path(command[5]).write_text(json.dumps({"links": links}), encoding="utf-8")
    done = subprocess.run(command, capture_output=True, check=True)
    return dict(json.loads(done.stdout))


def _marked_rows(case: Case) -> Iterator[Row]:
    pair = case.pair
    real = None if case.truth is None else really_changed(case.truth, pair.old, pair.new)
    for tool, made in case.made.items():
        shown = made.shown
        sides = ((pair.old, shown.old), (pair.new, shown.new))
        cut = sum(numbers_cut(text, mask) for text, mask in sides)
        labels = sum(labels_marked(text, mask) for text, mask in sides)
        if real is None:
            marked = sum(sum(mask[a:b]) for text, mask in sides for a, b in text.words_of)
            counts = ["", f"{marked:,}", "", ""]
        else:
            found = marked_characters(real, shown)
            counts = [f"{n:,}" for n in (found.changed, found.marked, found.needless, found.missed)]
        yield pair.name, tool, *counts, str(cut), str(labels)


def _cost_rows(case: Case) -> Iterator[Row]:
    for tool, made in case.made.items():
        yield case.pair.name, tool, f"{made.seconds:.2f}", f"{made.size / 1000:,.0f}"


def _page_rows(browser: Any, case: Case) -> Iterator[Row]:  # noqa: ANN401 - Playwright's
    sample = case.pair.name.startswith("sample")
    figures = _browser.moved_figures(SAMPLE, OLD, NEW) if sample else []
    for tool, made in case.made.items():
        look = _browser.opened(browser, made.page, case.pair.new, case.pair.language)
        read = f"{_browser.figures_on(look.first_screen, figures)} of {len(figures)}" if sample else ""
        right = f"{look.right_to_left:.0%}" if case.pair.language == "ar" else ""
        cells = [f"{look.seconds:.2f}", str(look.requests), str(len(look.rules)), str(look.nodes)]
        cells += [
            f"{look.hidden:.0%}",
            str(look.sheets),
            f"{look.phrases:.0%}",
            read,
            right,
            " ".join(look.rules),
        ]
        yield case.pair.name, tool, *cells


def _table(names: Sequence[str], rows: Iterator[Row]) -> str:
    lines = ["| " + " | ".join(names) + " |", "|---|---|" + "---:|" * (len(names) - 2)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


# ------------------------------------------------------------------------------ versions and pictures


def _versions(asked: Asked) -> str:
    python = "import importlib.metadata as m; print(m.version('redlines'))"
    commands: dict[str, list[str | Path]] = {
        "redlines": [asked.peers.redlines, "-c", python],
        "git": ["git", "--version"],
        "Chromium": [asked.chromium, "--version"],
    }
    said = {name: _said(command) for name, command in commands.items()}
    packages = asked.peers.diff2html.resolve().parents[2]
    for name in ("diff2html-cli", "diff2html"):
        said[name] = json.loads((packages / name / "package.json").read_text(encoding="utf-8"))["version"]
    return ", ".join(f"{name} {version}" for name, version in said.items())


def _said(command: Sequence[str | Path]) -> str:
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
    return next(word for word in said if word[0].isdigit())


def _take_pictures(browser: Any, cases: Sequence[Case], folder: Path) -> None:  # noqa: ANN401 - Playwright's
    """The first screen of each tool in the first language, and in each a subject that was split."""
    folder.mkdir(parents=True, exist_ok=True)
    pictured = [case for case in cases if case.pair.language in PICTURED]
    for case in pictured:
        text = case.pair.new
        lines = [text.lines[text.line_at[address]].text for address in SPLIT]
        for tool, made in case.made.items():
            if tool not in NAMES:
                continue
            name = f"comparison-{case.pair.language}-{{}}{NAMES[tool]}.png"
            _browser.picture(browser, made.page, folder / name.format("split-"), at=lines)
            if case is pictured[0]:
                _browser.picture(browser, made.page, folder / name.format(""))
