"""The tools: each makes what it shows of two files, and a page that a browser opens.

The peers are not among the project's dependencies; they are named on the command line.
"""

from __future__ import annotations

import html
import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.output.peers._shown import (
    Shown,
    runs_of_git,
    runs_of_redlines,
    shown_in_columns,
    shown_in_report,
    shown_in_runs,
)
from bench.output.peers._texts import Text
from markdown_it import MarkdownIt

_WHOLE = "-U1000000"
_UNSPACED = r"[0-9]+([.,][0-9]+)*|[A-Za-z]+|[^[:space:]]"
_REDLINES = """
import sys
from redlines import Redlines
old, new = (open(file, encoding="utf-8").read() for file in sys.argv[2:4])
sys.stdout.buffer.write(Redlines(old, new, markdown_style=sys.argv[1]).output_markdown.encode())
"""
_REPORT = "from reportdiff.cli import main; main()"


@dataclass(frozen=True)
class Pair:
    """Two editions: as they came, and as plain text with a paragraph a line, by their names in `folder`."""

    name: str
    language: str
    files: tuple[Path, Path]
    folder: Path
    names: tuple[str, str]
    old: Text
    new: Text


@dataclass(frozen=True)
class Made:
    """What a tool made of a pair: the page, what it shows, seconds, bytes of its own output."""

    page: Path
    shown: Shown
    seconds: float
    size: int


@dataclass(frozen=True)
class Peers:
    """Where the peers are: a Python that has redlines, diff2html's program."""

    redlines: Path
    diff2html: Path


Tool = Callable[[Pair, Peers, Path], Made]


Command = Sequence[str | Path]


def _run(command: Command, runs: int = 2, *, within: Path | None = None) -> tuple[bytes, float]:
    """What a command prints, and its least processor time of several runs in seconds, its children's too."""
    taken = []
    for _ in range(runs):
        start = _processor_time()
        done = subprocess.run(
            command,
            capture_output=True,
            check=False,
            cwd=within,
            env={**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"},
        )
        taken.append(_processor_time() - start)
        if done.returncode not in (0, 1) or (done.returncode and command[0] != "git"):
            raise RuntimeError(f"{command[0]}: {done.stderr.decode()[-500:]}")
    return done.stdout, min(taken)


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def reportdiff(pair: Pair, _: Peers, folder: Path) -> Made:
    """Our report, from the files as they came."""
    page = folder / f"{pair.name}.reportdiff.html"
    command: Command = [sys.executable, "-c", _REPORT, "compare", *pair.files, "--html", page]
    seconds = _run([*command, "--language", pair.language])[1]
    content = page.read_text(encoding="utf-8")
    return Made(page, shown_in_report(content, pair.old, pair.new), seconds, page.stat().st_size)


def redlines(pair: Pair, peers: Peers, folder: Path) -> Made:
    """The Markdown of redlines as it comes, in the barest page that shows it."""
    command: Command = [peers.redlines, "-c", _REDLINES]
    bare, _ = _run([*command, "none", *pair.names], 1, within=pair.folder)
    markdown, seconds = _run([*command, "red_green", *pair.names], within=pair.folder)
    body = MarkdownIt("commonmark", {"html": True}).render(markdown.decode())
    page = _page(folder / f"{pair.name}.redlines.html", pair.language, "redlines", body)
    shown = shown_in_runs(runs_of_redlines(bare.decode()), pair.old, pair.new)
    return Made(page, shown, seconds, len(markdown))


def _git(pair: Pair, folder: Path, words: str | None) -> Made:
    own = [] if words is None else [f"--word-diff-regex={words}"]
    start: Command = ["git", "diff", "--no-index", _WHOLE, *own]
    porcelain, _ = _run([*start, "--word-diff=porcelain", *pair.names], 1, within=pair.folder)
    plain, seconds = _run([*start, "--word-diff=plain", *pair.names], within=pair.folder)
    coloured, _ = _run([*start, "--word-diff=plain", "--color=always", *pair.names], 1, within=pair.folder)
    name = f"{pair.name}.git{'' if words is None else '-tuned'}.html"
    page = _page(folder / name, pair.language, "git diff --word-diff", _terminal(coloured.decode()))
    return Made(page, shown_in_runs(runs_of_git(porcelain.decode()), pair.old, pair.new), seconds, len(plain))


def git(pair: Pair, _: Peers, folder: Path) -> Made:
    """`git diff --word-diff` as it comes; the page is a picture of a terminal."""
    return _git(pair, folder, None)


def git_tuned(pair: Pair, _: Peers, folder: Path) -> Made:
    """The same with every Han character a word, and numbers whole."""
    return _git(pair, folder, _UNSPACED)


def _diff2html(pair: Pair, peers: Peers, folder: Path, name: str, options: Sequence[str]) -> Made:
    diff = folder / f"{pair.name}.diff"
    plain, seconds = _run(["git", "diff", "--no-index", _WHOLE, *pair.names], within=pair.folder)
    diff.write_bytes(plain)
    page = folder / f"{pair.name}.{name}.html"
    command: Command = [peers.diff2html, "-s", "side", "-i", "file", "-o", "stdout", *options, "--", diff]
    content, more = _run(command)
    page.write_bytes(content)
    shown = shown_in_columns(content.decode(), pair.old, pair.new)
    return Made(page, shown, seconds + more, len(content))


def diff2html(pair: Pair, peers: Peers, folder: Path) -> Made:
    """diff2html's two columns as they come."""
    return _diff2html(pair, peers, folder, "diff2html", [])


def diff2html_tuned(pair: Pair, peers: Peers, folder: Path) -> Made:
    """The same with lines matched by their words, however long they are."""
    long = ["--maxLineSizeInBlockForComparison", "1000000", "--matchingMaxComparisons", "1000000"]
    return _diff2html(pair, peers, folder, "diff2html-tuned", ["--matching", "words", *long])


TOOLS: dict[str, Tool] = {
    "reportdiff": reportdiff,
    "redlines": redlines,
    "diff2html": diff2html,
    "diff2html, tuned": diff2html_tuned,
    "git --word-diff": git,
    "git --word-diff, tuned": git_tuned,
}


def _page(file: Path, language: str, title: str, body: str) -> Path:
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title>"
    )
    main = f'<main><h1 style="font:12px sans-serif">{title}</h1>{body}</main>'
    page = f'<!DOCTYPE html><html lang="{language}"><head>{head}</head><body>{main}</body></html>'
    file.write_text(page, encoding="utf-8")
    return file


_COLOURS = {"1": "font-weight:bold", "31": "color:#ff8a80", "32": "color:#8ce99a", "36": "color:#66d9e8"}
_LOOK = (
    "margin:0;padding:12px;background:#111;color:#ddd;font:14px/1.35 monospace;"
    "white-space:pre-wrap;word-break:break-all"
)


def _terminal(coloured: str) -> str:
    """Coloured text as a dark terminal of usual width shows it."""
    pieces, style = [], ""
    for piece in re.split(r"(\x1b\[[\d;]*m)", coloured):
        if piece.startswith("\x1b["):
            style = ";".join(_COLOURS.get(code, "") for code in piece[2:-1].split(";"))
        elif piece:
            pieces.append(f'<span style="{style}">{html.escape(piece)}</span>')
    return f'<pre style="{_LOOK}">{"".join(pieces)}</pre>'
