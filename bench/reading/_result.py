"""The page of results."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.reading._draft import Draft
from bench.reading._files import CORPORA, TRUTH, files, name_of
from bench.reading._leaks import Leaks, characters, leaks_of
from bench.reading._lines import lines_of
from bench.reading._numbering import Numbering, numberings
from bench.reading._own import drawn_accuracies, set_accuracy, set_files, set_leaks
from bench.reading._speed import Speed, speed, speeds
from bench.reading._truth import Accuracy, accuracies, kept

from reportdiff import read_report
from reportdiff._versions import VERSIONS

_PIECE, _WIDTH, _MOST = 24, 240, 6
_SET = (
    "Pages of our own, whose full text is known, set as UN documents by LibreOffice (A4; heads that differ "
    "on odd and even pages, words broken at line ends, notes over two pages, on headings and in cells, lists "
    "in lists, wrapped cells, a turned page, two columns, annexes that number again), and the same texts as "
    "Word files and web pages. The words mean nothing:"
)
_LIMITS = Path(__file__).with_name("limits.md")


def results(peers: str | None) -> str:
    """The whole page, measured now.

    Args:
        peers: The interpreter that has pdfplumber and pypdf.
    """
    paths = files()
    with TemporaryDirectory() as folder:
        own = set_files(Path(folder))
        parts = [
            "# Reading: measured\n\n" + _conditions(),
            "## Numbering of paragraphs\n\n" + numbering_table(paths),
            "## Characters of paragraphs and headings right\n\n" + _accuracy_text(own),
            "## Furniture left in, text lost\n\n"
            + leaks_table({name_of(path): leaks_of(path) for path in paths}),
            "Of our own, set by LibreOffice or written as web pages:\n\n"
            + leaks_table({one.name: set_leaks(one) for one in own if not _is_unordered(one)}),
            "## Speed and memory\n\n" + _speed_text(paths, list(own), peers),
            _LIMITS.read_text(encoding="utf-8").strip(),
        ]
    return "\n\n".join(parts) + "\n"


def _is_unordered(path: Path) -> bool:
    """Whether a file's own lines measure nothing: pdfium gives those of Arabic in an order of its own."""
    return path.name.startswith("ar-") and path.suffix == ".pdf"


def _speed_text(paths: Sequence[Path], own: Sequence[Path], peers: str | None) -> str:
    pdfs = [path for path in paths if path.suffix == ".pdf"]
    groups = {
        "Word files, real": [path for path in paths if path.suffix == ".docx"],
        "Word files, our own": [path for path in own if path.suffix == ".docx"],
        "web pages, our own": [path for path in own if path.suffix == ".html"],
    }
    return f"{speed_table(speeds(pdfs, peers))}\n\n{_pageless_table(groups)}"


def _pageless_table(groups: Mapping[str, Sequence[Path]]) -> str:
    """Speed where there are no pages: ours beside the file's text alone, as the counts above take it."""
    rows = []
    for name, group in groups.items():
        ours, plain = (speed(tool, group) for tool in ("reportdiff", "lines"))
        size = sum(characters(line.text for line in lines_of(path)) for path in group)
        rate = f"{size / ours.seconds / 1e6:.2f}"
        rows.append(
            [
                name,
                len(group),
                size,
                f"{ours.seconds:.2f}",
                rate,
                f"{plain.seconds:.2f}",
                f"{ours.megabytes:.0f}",
            ]
        )
    head = (
        "files",
        "number",
        "characters",
        "seconds",
        "million characters/s",
        "lxml alone, seconds",
        "peak MB",
    )
    return table(head, rows)


def _conditions() -> str:
    machine = f"{platform.system()} {platform.machine()}, {_processor()}"
    versions = f"Python {platform.python_version()}, pypdfium2 {version('pypdfium2')}, lxml {version('lxml')}"
    load = f"load {os.getloadavg()[0]:.1f} from other work at the start"
    return f"{datetime.now(tz=UTC):%Y-%m-%d}; {machine}, {load}; {versions}; version {VERSIONS['reading']}."


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "processor unknown"
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else "processor unknown"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def numbering_table(paths: Iterable[Path]) -> str:
    """Paragraphs found, gaps and repetitions, for each part that has numbers."""
    rows, complete, parts = [], 0, 0
    for path in paths:
        for numbering in numberings(read_report(path)):
            rows.append([name_of(path), *_numbering_cells(numbering)])
            parts += bool(numbering.numbers)
            complete += bool(numbering.numbers) and numbering.is_complete
    head = ("file", "part", "numbered", "first–last", "gaps", "repeated", "out of order", "without a number")
    return f"Complete and in order: {complete} of {parts} numbered parts.\n\n" + table(head, rows)


def _numbering_cells(found: Numbering) -> list[object]:
    span = f"{found.numbers[0]}–{found.numbers[-1]}" if found.numbers else "–"
    gaps = ", ".join(map(str, found.gaps)) or "–"
    repeated = ", ".join(map(str, found.repeated)) or "–"
    return [
        found.part or "main",
        len(found.numbers),
        span,
        gaps,
        repeated,
        found.out_of_order,
        found.unnumbered,
    ]


def _accuracy_text(own: Mapping[Path, Draft]) -> str:
    rows = kept(TRUTH)
    body = [row for row in rows if not row.address.startswith("front")]
    return (
        "Pages read by hand, as pictures (the Chinese one, given as text, from its lines); kept as address, "
        "length and hash. A text that differs in one character, or stands at another address, counts as "
        "wrong with its whole length. Of Chinese, spaces are not compared.\n\n"
        + accuracy_table(accuracies(rows, CORPORA))
        + f"\n\nWithout front matter: {_together(accuracies(body, CORPORA))}."
        + f"\n\n{_SET}\n\n"
        + accuracy_table([set_accuracy(path, draft) for path, draft in own.items()])
        + "\n\nPages of our own in the flagship's form, set by our own typesetter, without words broken:\n\n"
        + accuracy_table(drawn_accuracies())
    )


def _together(found: Iterable[Accuracy]) -> str:
    pages = list(found)
    whole = sum(page.characters for page in pages)
    wrong = sum(page.wrong_characters for page in pages)
    return f"{whole - wrong} of {whole} characters right ({100 * (1 - wrong / whole):.2f} %)"


def accuracy_table(found: Sequence[Accuracy]) -> str:
    """Texts and characters right, page by page, and together."""
    rows: list[list[object]] = [
        [one.page, one.texts, one.characters, _wrong(one), _share(one)] for one in found
    ]
    whole = Accuracy(
        "**together**",
        sum(one.texts for one in found),
        sum(one.characters for one in found),
        tuple(address for one in found for address in one.wrong),
        sum(one.wrong_characters for one in found),
    )
    rows.append([whole.page, whole.texts, whole.characters, len(whole.wrong), f"**{_share(whole)}**"])
    return table(("page", "texts", "characters", "wrong", "characters right"), rows)


def _wrong(one: Accuracy) -> str:
    """The names of texts read wrongly, but not a whole file of them."""
    names = [name if len(name) < _PIECE else f"{name[:_PIECE]}…" for name in one.wrong]
    return ", ".join(names[:_MOST]) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "") or "–"


def _share(one: Accuracy) -> str:
    return f"{100 * (1 - one.wrong_characters / max(one.characters, 1)):.2f} %"


def leaks_table(found: Mapping[str, Leaks]) -> str:
    """Characters that went wrong in each file, and what of its body the reader took for furniture."""
    rows = [[name, *_leak_cells(one)] for name, one in found.items()]
    head = (
        "file",
        "characters of body",
        "lost",
        "body in furniture",
        "body not understood",
        "furniture left in",
    )
    lines = [f"- {name}: {_shown(one.in_furniture)}" for name, one in found.items() if one.in_furniture]
    said = "Body in furniture, piece by piece (cut short):\n\n" + "\n".join(lines) if lines else ""
    return f"{table((*head, 'extra'), rows)}\n\n{said}".strip()


def _leak_cells(found: Leaks) -> list[str]:
    classes = (found.lost, found.in_furniture, found.not_understood, found.left_in, found.extra)
    return [str(found.body), *(_with_rate(characters(one), found.body) for one in classes)]


def _with_rate(count: int, of: int) -> str:
    """A count, and what it is of 100,000 characters."""
    return f"{count} ({100_000 * count / max(of, 1):.1f})" if count else "0"


def _shown(pieces: Iterable[str]) -> str:
    text = ", ".join(f"`{piece[:_PIECE]}`" for piece in pieces)
    return text if len(text) <= _WIDTH else f"{text[:_WIDTH].rpartition(',')[0]} …"


def speed_table(found: Sequence[Speed | str]) -> str:
    """Every tool's speed and memory, and its speed as a share of ours."""
    ours = next(one for one in found if isinstance(one, Speed))
    rows: list[list[object]] = []
    for one in found:
        if isinstance(one, str):
            rows.append([one, "not installed", "–", "–", "–", "–"])
            continue
        ratio = one.pages_a_second / ours.pages_a_second
        cells = f"{one.seconds:.2f}", f"{one.pages_a_second:.0f}", f"{ratio:.2f}", f"{one.megabytes:.0f}"
        rows.append([one.tool, one.version, *cells])
    calls = next(one for one in found if isinstance(one, Speed) and one.tool == "pdfium-calls")
    percent = f"{100 * calls.seconds / ours.seconds:.0f} %"
    share = f"Spent inside pypdfium2: {percent} of our time (the same calls made alone)."
    head = ("tool", "version", "seconds", "pages/s", "of ours", "peak MB")
    note = (
        f"{ours.pages} pages, processor time on one core (of all processes that read), the best of three "
        "runs, apart from what loads once. All but ours join lines in the simplest way; none of them removes "
        "furniture or finds structure. Peak memory includes what is imported."
    )
    return f"{note}\n\n{table(head, rows)}\n\n{share}"
